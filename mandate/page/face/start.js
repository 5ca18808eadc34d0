// The interactive part of a page, put together: a flip is answered at once, and what takes longer
// than a frame follows from a worker.

import { differencesView } from "./differences.js";
import { button, el, fill } from "./dom.js";
import { saveCase } from "./download.js";
import { frameView } from "./frame.js";
import { questionsView } from "./questions.js";
import { Ranges } from "./ranges.js";
import { resultView } from "./result.js";
import { Session } from "./session.js";
import { bandBelow } from "./way.js";
import { whyView } from "./why.js";

/** Bring the page to life. */
export function start(document, mandate) {
  const { compiled, case: given, blank, shown, words } = JSON.parse(
    document.getElementById("mandate-data").textContent,
  );
  const engineText = document.getElementById("mandate-engine").textContent;
  const engine = new mandate.Engine(compiled);
  const host = document.getElementById("face");
  const title = document.getElementById("try-title");
  const empty = { title: "", ...blank, stage: compiled.stages[0] };
  const sessions = { report: given && new Session(engine, given, shown), blank: null };
  let page = null;
  const ranges = new Ranges(engineText, compiled, mandate, (found) => page.completed(found));

  function open(name) {
    sessions[name] ??= new Session(engine, empty, null);
    const other = name === "report" ? "blank" : "report";
    page = faceOf(sessions[name], { mandate, words, ranges, turn: given && (() => turn(other)) });
    document.body.classList.toggle("blank", name === "blank");
    fill(host, page.element);
    page.begin();
  }

  function turn(name) {
    open(name);
    title.tabIndex = -1;
    title.focus();
  }

  open(given ? "report" : "blank");
  for (const one of document.querySelectorAll("[data-try]")) one.hidden = false;
  document.getElementById("try").hidden = false;
  addEventListener("beforeunload", (event) => {
    if (sessions.blank && sessions.blank.changes.size && !sessions.blank.isSaved) event.preventDefault();
  });
}

/** The face of one case. */
function faceOf(session, { mandate, words, ranges, turn }) {
  const page = { session, words, flipped, who: () => about.who(), home: () => saving };
  const about = frameView(page, !session.shown);
  const [shownResult, shownWhy] = [resultView(page, mandate), whyView(page)];
  const [changed, asked] = [differencesView(page), questionsView(page)];
  const saving = button("Download the case (YAML)", () => saveCase(session, mandate), undefined, "main");
  const resetting = button("Reset all", () => restart());
  const way = session.shown ? "Start from a blank case" : "Back to the case of the report";
  const turning = turn && button(way, turn);
  const deeds = el("div", { class: "deeds" }, saving, resetting, turning);
  const named = { "aria-label": "The rating with these answers" };
  const side = el("aside", named, shownResult.element, deeds, changed.element, shownResult.below);
  const element = el(
    "div",
    { class: "face" },
    el("div", { class: "columns" }, el("div", { class: "left" }, about.element, asked.element), side),
    shownResult.way.element,
    shownWhy.element,
  );
  let last = null;

  function flipped() {
    const found = session.assess(mandate);
    document.body.classList.toggle("what-if", session.isChanged());
    resetting.disabled = !session.isChanged();
    changed.show();
    asked.update(found.assessment ?? null);
    if (found.fault) {
      ranges.forget();
      shownResult.refuse(found.fault);
      return;
    }
    last = found.assessment;
    shownResult.show(last, false);
    shownWhy.show(last);
    ranges.ask(session.data());
  }

  function completed({ assessment, advice }) {
    if (assessment) {
      shownResult.show(assessment, true);
      shownWhy.show(assessment);
      const to = bandBelow(assessment);
      if (to) ranges.ask(session.data(), to);
      else shownResult.way.clear();
    }
    if (advice) shownResult.way.show(advice);
  }

  function restart() {
    session.restart();
    begin();
    saving.focus();
  }

  function begin() {
    about.update();
    flipped();
    asked.show(last);
  }
  return { element, begin, completed };
}
