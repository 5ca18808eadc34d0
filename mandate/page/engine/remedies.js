// What to do about a firing, as a case needs it.

import { setOf } from "./sets.js";

/**
 * The remedies of a rule. A cure of several facts leaves out those that already are as good as it
 * would make them: carried out to the letter it might undo an improvement.
 */
export function remediesOf(rule, masks, compiled, vocabulary) {
  return rule.remedies.map((remedy) => {
    const isNeeded = ({ slot, enough }) => masks[slot] & ~setOf(enough, vocabulary.wide[slot]);
    const needed = remedy.cures.filter(isNeeded);
    const cures = needed.length ? needed : remedy.cures;
    const arranged = cures.length === remedy.cures.length ? remedy : asked(cures, compiled, vocabulary);
    const { owner, effort, when } = arranged;
    return { text: remedy.text, cures: cures.map(shown), owner, effort, when };
  });
}

function shown({ fact, title, to_value, to }) {
  return { fact, title, to_value, to };
}

/** All owners of some steps, the greatest effort, the earliest time. */
function asked(cures, { efforts, times }, vocabulary) {
  const steps = cures.flatMap(({ fact, to_value: target }) =>
    vocabulary.facts.get(fact).steps.filter((step) => step.to === target),
  );
  if (!steps.length) return { owner: "", effort: efforts[efforts.length - 1], when: times[0] };
  const owner = [...new Set(steps.map((step) => step.owner))].join(" and ");
  const effort = efforts[Math.max(...steps.map((step) => efforts.indexOf(step.effort)))];
  return { owner, effort, when: times[Math.min(...steps.map((step) => times.indexOf(step.when)))] };
}
