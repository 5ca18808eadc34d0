// What differs from the case that the page starts with, each with its way back.

import { button, el, fill } from "./dom.js";
import { plural } from "./phrases.js";

/** @returns {{element: HTMLElement, show: () => void}} */
export function differencesView(page) {
  const { session } = page;
  const element = el("div", { class: "differences" });

  function show() {
    const changes = [...session.changes.values()];
    if (!changes.length) {
      fill(element);
      return;
    }
    const title = session.shown
      ? `${plural(changes.length, "answer")} other than in the report`
      : plural(changes.length, "answer given").replace("givens", "given");
    const rows = changes.map((one) => rowOf(one));
    fill(element, el("h3", {}, title), el("ul", {}, rows));
  }

  function rowOf({ fact: id, item, value }) {
    const fact = session.facts.get(id);
    const level = fact.levels.find((one) => item && one.id === item);
    const name = level ? `${fact.title} (${level.words})` : fact.title;
    const words = value === null ? "open" : value === "not_known" ? "not known" : fact.words[fact.labels.indexOf(value)];
    const before = session.shown && !item ? session.shown.answers[id]?.[0] : "";
    const told = before ? [el("s", {}, before), " \u2192 ", el("b", {}, words)] : el("b", {}, words);
    const back = () => {
      const following = element.querySelectorAll("button");
      const place = [...following].indexOf(document.activeElement);
      session.reset(id, item);
      page.flipped();
      const left = element.querySelectorAll("button");
      (left[Math.min(place, left.length - 1)] ?? page.home()).focus(); // not lost with the row
    };
    return el("li", {}, el("span", {}, `${name}: `, told), button("Reset", back, `Reset ${name}`, "small"));
  }
  return { element, show };
}
