// The cheapest way to the band below, as the engine advises: each step with who takes it, and a
// button that takes them all in the page, to see what follows.

import { button, el, fill } from "./dom.js";
import { dueWords } from "./phrases.js";
import { isProvisional } from "./reasons.js";

/** The band to advise on: the one below, where enough is known to advise at all. */
export function bandBelow(assessment) {
  const { bands, band } = assessment;
  const place = bands.findIndex((one) => one.id === band);
  return place > 0 && !isProvisional(assessment) ? bands[place - 1].id : null;
}

/** @returns {{element: HTMLElement, show: (advice: object) => void, clear: () => void}} */
export function wayView(page) {
  const { session } = page;
  const element = el("div", { class: "way" });
  let shown = "";

  function clear() {
    shown = "";
    fill(element);
  }

  /** Show the way that was worked out for the case as it stands; nothing where there is none. */
  function show(advice) {
    if (!advice) return clear();
    const text = JSON.stringify(advice);
    if (text === shown) return;
    shown = text;
    const [cheapest] = advice.sets;
    const found = cheapest ?? advice.farthest;
    if (!found || !found.steps.length) {
      fill(element);
      return;
    }
    const title = titleOf(advice.to, session);
    const proved = advice.proved ? " (proved)" : "";
    const farthest = `As far as declared steps lead, which is not ${title}`;
    const head = cheapest ? `The cheapest way to ${title}${proved}` : farthest;
    const rows = found.steps.map((step) => el("li", {}, stepWords(step, page.words)));
    const take = button("Try these steps", () => taken(found.steps), undefined, "small");
    const summary = el("summary", {}, `${head}: to ${found.score} of 100`);
    fill(element, el("details", {}, summary, el("ol", {}, rows), take));
  }

  function taken(steps) {
    for (const { fact, item, value: to, kind } of steps) {
      const value = item ? "yes" : to; // of a checklist, a step ticks the item
      if (kind !== "find_out") session.set({ fact, item, value, by: page.who() });
    }
    page.flipped();
    page.home().focus(); // the steps have gone with the way
  }
  return { element, show, clear };
}

function titleOf(id, { engine }) {
  return engine.compiled.bands.find((one) => one.id === id).title.toLowerCase();
}

function stepWords({ kind, item, title, now, words, owner, effort, ...timed }, told) {
  if (kind === "find_out") return `Find out: ${title} (ask: ${owner})`;
  const due = dueWords(timed.when, told.when, timed.late, timed.last_chance);
  const arranged = [owner, due, effort && `${effort} effort`].filter(Boolean).join(", ");
  const change = item ? `${title}, now ${now}: with ${words}` : `${title}: from ${now} to ${words}`;
  return `${change} (${arranged})`;
}
