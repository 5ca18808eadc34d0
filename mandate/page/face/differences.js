// What differs from the case that the page starts with, each with its way back.

import { button, el, fill } from "./dom.js";
import { plural } from "./phrases.js";
import { NOT_KNOWN } from "./written.js";

const FEW = 5;

/** @returns {{element: HTMLElement, show: () => void}} */
export function differencesView(page) {
  const { session } = page;
  const element = el("div", { class: "differences" });
  addEventListener("beforeprint", () => element.querySelector("details")?.setAttribute("open", ""));
  let isOpen; // not said until the reader folds or unfolds it

  function show() {
    const changes = [...session.changes.values()];
    const noted = session.notedFacts();
    if (!changes.length && !noted.length) {
      fill(element);
      return;
    }
    const answers = changes.length ? `${plural(changes.length, "answer")} ${startWords(session)}` : "";
    const title = [answers, noted.length ? plural(noted.length, "note") : ""].filter(Boolean).join(", ");
    const rows = [...changes.map((one) => rowOf(one)), ...noted.map((fact) => noteRow(fact))];
    const folded = { ontoggle: () => (isOpen = fold.open) };
    const fold = el("details", folded, el("summary", {}, title), el("ul", {}, rows));
    fold.open = isOpen ?? changes.length <= FEW;
    fill(element, fold);
  }

  function rowOf({ fact: id, item, value }) {
    const fact = session.facts.get(id);
    const level = fact.levels.find((one) => item && one.id === item);
    const name = level ? `${fact.title} (${level.words})` : fact.title;
    const words = wordsOf(fact, value);
    const before = session.shown && !item ? session.shown.answers[id]?.[0] : "";
    const told = before ? [el("s", {}, before), " \u2192 ", el("b", {}, words)] : el("b", {}, words);
    return withReset(name, told, () => session.reset(id, item));
  }

  function noteRow(id) {
    const { title } = session.facts.get(id);
    return withReset(title, "a note on the answer", () => session.setNote(id, ""));
  }

  /** What differs, with a button that takes it back. */
  function withReset(name, told, act) {
    const back = () => {
      const following = element.querySelectorAll("button");
      const place = [...following].indexOf(document.activeElement);
      act();
      page.flipped();
      const left = element.querySelectorAll("button");
      (left[Math.min(place, left.length - 1)] ?? page.home()).focus(); // not lost with the row
    };
    const reset = button("Reset", back, `Reset ${name}`, "small");
    return el("li", {}, el("span", {}, `${name}: `, told), reset);
  }
  return { element, show };
}

function startWords({ shown, file }) {
  if (shown) return "other than in the report";
  return file ? "other than in the file" : "given";
}

function wordsOf(fact, value) {
  if (value === null) return "open";
  return value === NOT_KNOWN ? "not known" : fact.words[fact.labels.indexOf(value)];
}
