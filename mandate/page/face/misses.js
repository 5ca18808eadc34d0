// What nearly counts: rules that an answer keeps silent, with the little that they lack.

import { el, fill } from "./dom.js";
import { lackWords, plural, signed } from "./phrases.js";

const NEAREST = 4;
const LEAD = "Rules that an answer keeps silent, those first that lack least.";
const NOTHING = "No rule that an answer keeps silent.";

/** @returns {{element: HTMLElement, show: (record: object) => void, clear: () => void}} */
export function missesView({ session }) {
  const sides = [
    { title: "What nearly raises the risk", isOfIt: (points) => points > 0, list: el("ol") },
    { title: "What nearly lowers it", isOfIt: (points) => points < 0, list: el("ol") },
  ];
  const columns = sides.map(({ title, list }) => el("div", {}, el("h3", {}, title), list));
  const lead = el("p", { class: "note" }, LEAD);
  const summary = el("summary", {}, "What nearly counts");
  const fold = el("details", {}, summary, lead, el("div", { class: "sides" }, columns));
  const element = el("div", { class: "misses", hidden: true }, fold);
  let shown = null;
  fold.addEventListener("toggle", tell);

  /** Show the misses of a case, which are looked for once somebody wants to see them. */
  function show(record) {
    shown = record;
    element.hidden = !record.memory.answers.length;
    tell();
  }

  function tell() {
    if (!fold.open || !shown) return;
    const misses = session.engine.misses(shown);
    sides.forEach(({ isOfIt, list }, side) => {
      const told = misses
        .map((miss) => ({ ...miss, points: miss.possible.filter(isOfIt) }))
        .filter(({ rule, points }) => points.length || (rule.floor && side === 0))
        .slice(0, NEAREST);
      fill(list, told.length ? told.map(missItem) : el("li", {}, NOTHING));
    });
  }

  function clear() {
    shown = null;
    element.hidden = true;
  }
  return { element, show, clear };
}

function missItem({ rule, points, held, lacking }) {
  const ends = [...new Set([points[0], points.at(-1)])].filter(Boolean).map(signed).join(" to ");
  const would = [ends, rule.floor && `at least ${rule.floor}`].filter(Boolean).join(", ");
  const of = held ? `${held} of ${plural(held + lacking.length, "condition")} hold; lacking: ` : "Lacking: ";
  const told = lacking.map(lackWords).join("; ");
  return el("li", {}, el("b", {}, rule.title), " ", el("small", {}, would), el("br"), `${of}${told}.`);
}
