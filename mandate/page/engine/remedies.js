// What to do about a firing, as a case needs it.

import { setOf } from "./sets.js";
import { timingAt } from "./timing.js";

/**
 * The remedies of a rule that can still be done at a stage. A cure of several facts leaves out those
 * that already are as good as it would make them: carried out to the letter it might undo an
 * improvement.
 */
export function remediesOf(rule, masks, now, compiled, vocabulary) {
  const remedies = rule.remedies.map((remedy) => {
    const isNeeded = ({ slot, enough }) => masks[slot] & ~setOf(enough, vocabulary.wide[slot]);
    const needed = remedy.cures.filter(isNeeded);
    const cures = needed.length ? needed : remedy.cures;
    const arranged = cures.length === remedy.cures.length ? remedy : asked(cures, compiled, vocabulary);
    const { owner, effort, when, stage, until } = arranged;
    return { text: remedy.text, cures: cures.map(shown), owner, effort, when, stage, until };
  });
  const { isAhead, isPast } = timingAt(now, compiled);
  return remedies.filter((one) => !isAhead(one.stage) && !isPast(one.until));
}

function shown({ fact, title, to_value, to }) {
  return { fact, title, to_value, to };
}

/** All owners of some steps, the greatest effort, the earliest time, the stages that allow all. */
function asked(cures, { efforts, stages, times }, vocabulary) {
  const steps = cures.flatMap(({ fact, to_value: target }) =>
    vocabulary.facts.get(fact).steps.filter((step) => step.to === target),
  );
  if (!steps.length) {
    const always = { stage: stages[0], until: stages.at(-1) };
    return { owner: "", effort: efforts.at(-1), when: times[0], ...always };
  }
  const owner = [...new Set(steps.map((step) => step.owner))].join(" and ");
  const effort = efforts[Math.max(...steps.map((step) => efforts.indexOf(step.effort)))];
  const when = times[Math.min(...steps.map((step) => times.indexOf(step.when)))];
  const until = stages[Math.min(...steps.map((step) => stages.indexOf(step.until)))];
  return { owner, effort, when, stage: stages[0], until };
}
