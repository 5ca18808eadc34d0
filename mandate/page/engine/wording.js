// How what is known of facts reads in a sentence.

import { tickRange } from "./conditions.js";
import { YES, runsOf, valuesOf } from "./sets.js";

const OPEN_WORDS = "open";
export const NOT_KNOWN_WORDS = "not known";

/** The possible values of a slot: `on request`, `10 to 30 %`. */
export function slotWords(slot, mask) {
  return valueWords(valuesOf(mask), slot.fact);
}

/** Values of a fact; of numbers, three or more without a gap are told by their ends. */
function valueWords(values, { labels, words, type }) {
  if (type !== "number") return oneOf(values.map((value) => words[value]));
  const told = runsOf(values).flatMap((run) =>
    run.length > 2
      ? [`${labels[run[0]]} to ${words[run[run.length - 1]]}`]
      : run.map((value) => words[value]),
  );
  return told.join(" or ");
}

function oneOf(texts) {
  if (texts.length < 2) return texts.join();
  const told = `${texts.slice(0, -1).join(", ")} or ${texts.at(-1)}`;
  return texts.length === 2 ? `either ${told}` : told;
}

/** How many items of a checklist are ticked: `3 of 8`, or `3 to 5 of 8`. */
export function countWords(slots, masks) {
  const [fewest, most] = tickRange(slots.map((slot) => slot.position), masks);
  return `${fewest === most ? fewest : `${fewest} to ${most}`} of ${slots.length}`;
}

/** What is known of a fact; unless *settled*, a dispute about it is named. */
export function factWords(fact, masks, vocabulary, settled = true) {
  const slots = vocabulary.slotsOf.get(fact.id);
  if (settled && slots.every((slot) => masks[slot.position] === slot.full)) {
    return masks[vocabulary.unknownFlag(fact.id)] === YES ? NOT_KNOWN_WORDS : OPEN_WORDS;
  }
  const first = slots[0];
  const counted = fact.type === "checklist";
  const words = counted ? countWords(slots, masks) : slotWords(first, masks[first.position]);
  return settled ? words : `${words} (disputed)`;
}

/** How the answer of one respondent reads. */
export function answerWords(answer, fact) {
  const values = answer.values.map((label) => fact.labels.indexOf(label));
  return valueWords(values, fact) || NOT_KNOWN_WORDS;
}
