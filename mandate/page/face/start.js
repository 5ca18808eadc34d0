// The interactive part of a page, put together: a flip is answered at once, and what takes longer
// than a frame follows from a worker.

import { differencesView } from "./differences.js";
import { button, el, fill, say } from "./dom.js";
import { saveCase } from "./download.js";
import { frameView } from "./frame.js";
import { openView, openedLine } from "./open.js";
import { missesView } from "./misses.js";
import { knownWords } from "./phrases.js";
import { questionsView } from "./questions.js";
import { Ranges } from "./ranges.js";
import { resultView } from "./result.js";
import { Session } from "./session.js";
import { bandBelow } from "./way.js";
import { whyView } from "./why.js";

const RESET = "Reset all";
const UNDO = "Undo the reset";
const IMPOSSIBLE =
  "What is downloaded now says that its answers cannot be together: it can be opened here again, but " +
  "not be assessed until one of them is changed.";

/** Bring the page to life. */
export function start(document, mandate) {
  const { compiled, case: given, blank, shown, words, opening } = JSON.parse(
    document.getElementById("mandate-data").textContent,
  );
  const engineText = document.getElementById("mandate-engine").textContent;
  const engine = new mandate.Engine(compiled);
  const host = document.getElementById("face");
  const title = document.getElementById("try-title");
  const empty = { title: "", ...blank, stage: compiled.stages[0] };
  const line = openedLine();
  host.before(line.element);
  const sessions = { report: given && new Session(engine, given, shown), own: null };
  let page = null;
  const ranges = new Ranges(engineText, compiled, mandate, (found) => page.completed(found));

  const opener = openView(mandate, {
    read: (text) => mandate.caseIn(text, engine, opening),
    isUnsaved: () => Boolean(sessions.own?.isUnsaved()),
    opened: (data, file) => {
      sessions.own = new Session(engine, data, null, file);
      turn("own");
      line.tell(openedWords(sessions.own, page.rated()));
    },
  });

  function show(name) {
    sessions[name] ??= new Session(engine, empty, null);
    const other = name === "report" ? "own" : "report";
    const way = given && button(wayWords(other, sessions), () => turn(other));
    page = faceOf(sessions[name], { mandate, words, ranges, way, opener });
    document.body.classList.toggle("blank", name === "own");
    fill(host, page.element);
    page.begin();
  }

  function turn(name) {
    line.tell("");
    opener.clear();
    show(name);
    title.tabIndex = -1;
    title.focus();
  }

  show(given ? "report" : "own");
  for (const one of document.querySelectorAll("[data-try]")) one.hidden = false;
  document.getElementById("try").hidden = false;
  addEventListener("beforeunload", (event) => {
    if (Object.values(sessions).some((one) => one?.isUnsaved())) event.preventDefault();
  });
}

/** What the button to the other case says. */
function wayWords(other, { own }) {
  if (other === "report") return "Back to the case of the report";
  return own?.file ? "Back to the case that was opened" : "Start from a blank case";
}

/** What is said of a case that was opened. */
function openedWords({ file, frame }, rated) {
  const known = rated ? ` ${knownWords(rated)}.` : "";
  return `Opened ${file}: ${frame.title}.${known} Go on here, and download the case again.`;
}

/** The face of one case. */
function faceOf(session, { mandate, words, ranges, way, opener }) {
  const page = { session, words, flipped, noted, who: () => about.who(), home: () => saving };
  const about = frameView(page, !session.shown);
  const [shownResult, shownWhy] = [resultView(page, mandate), whyView(page)];
  const shownMisses = missesView(page);
  const [changed, asked] = [differencesView(page), questionsView(page)];
  const save = () => saveCase(session, mandate, fault);
  const saving = button("Download the case (YAML)", save, undefined, "main");
  const resetting = button(RESET, () => (session.undone ? restore() : restart()));
  const deeds = el("div", { class: "deeds" }, saving, resetting, way);
  const warning = el("p", { class: "note warning" });
  const named = { "aria-label": "The rating with these answers" };
  const { element: opening } = opener;
  const beside = [shownResult.element, deeds, warning, opening, changed.element, shownResult.below];
  const side = el("aside", named, beside);
  const element = el(
    "div",
    { class: "face" },
    el("div", { class: "columns" }, el("div", { class: "left" }, about.element, asked.element), side),
    shownResult.way.element,
    shownMisses.element,
    shownWhy.element,
  );
  let last = null;
  let fault;

  /** Something was said that no rating depends on. */
  function noted() {
    document.body.classList.toggle("what-if", session.isChanged());
    resetting.disabled = !session.isChanged() && !session.undone;
    say(resetting, session.undone ? UNDO : RESET);
    changed.show();
  }

  function flipped() {
    const found = session.assess(mandate);
    fault = found.fault;
    noted();
    asked.update(found.assessment ?? null);
    say(warning, fault ? IMPOSSIBLE : "");
    if (fault) {
      ranges.forget();
      shownResult.refuse(fault);
      shownMisses.clear();
      return;
    }
    last = found.assessment;
    shownResult.show(last, false);
    shownWhy.show(last);
    shownMisses.show(found.record);
    ranges.ask(session.data());
  }

  function completed({ assessment, advice }) {
    if (assessment) {
      shownResult.show(assessment, true);
      shownWhy.show(assessment);
      const to = bandBelow(assessment);
      if (session.isAsReported()) shownResult.way.show(session.shown.way);
      else if (to) ranges.ask(session.data(), to);
      else shownResult.way.clear();
    }
    if (advice) shownResult.way.show(advice);
  }

  function restart() {
    session.restart();
    begin();
  }

  function restore() {
    session.restore();
    begin();
  }

  function begin() {
    about.update();
    flipped();
    asked.show(last);
  }
  return { element, begin, completed, rated: () => last };
}
