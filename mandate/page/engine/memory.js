// What is known once the answers of all respondents are put together: the working memory.

import { CaseFault } from "./answers.js";
import { compareLists } from "./order.js";
import { YES, setOf } from "./sets.js";

/**
 * A working memory: one set of possible values a slot, flags included, and the answers in order.
 * `notKnown` and `disputed` have facts with their items; a disputed one says whether a document
 * settles it. Of the answers, the `superseded` count no more.
 * @typedef {object} Memory
 * @property {import("./sets.js").Values[]} masks
 * @property {import("./answers.js").Answer[]} answers
 * @property {{fact: string, item: string}[]} notKnown
 * @property {{fact: string, item: string, settled: boolean}[]} disputed
 * @property {Set<import("./answers.js").Answer>} superseded
 */

/** The working memory in which answers are put together, slot by slot. @returns {Memory} */
export function combine(given, vocabulary) {
  const answers = [...given].sort((one, other) => compareLists(sortKey(one), sortKey(other)));
  const masks = [...vocabulary.nothingKnown];
  const memory = { masks, answers, notKnown: [], disputed: [], superseded: new Set() };
  for (const said of grouped(answers)) {
    const [{ fact, item }] = said;
    for (const one of said) if (isSuperseded(one, said)) memory.superseded.add(one);
    const counting = said.filter((one) => !memory.superseded.has(one));
    refuseContradictions(counting);
    const slot = vocabulary.slot(fact, item);
    const { mask, settled } = possibleValues(counting, slot);
    masks[slot.position] = mask;
    if (!counting.some((one) => one.values.length)) {
      masks[vocabulary.unknownFlag(fact)] = YES;
      memory.notKnown.push({ fact, item });
    }
    if (settled !== null) {
      masks[vocabulary.disputedFlag(fact)] = YES;
      memory.disputed.push({ fact, item, settled });
    }
  }
  return memory;
}

/** Whether no dispute about a fact, or an item of it, is left. */
export function isSettled(fact, disputed) {
  return !disputed.some((one) => one.fact === fact && !one.settled);
}

function sortKey(one) {
  const { fact, item, values, by, confidence, source, phrase, note, known, date } = one;
  return [fact, item, values, by, confidence, source, phrase, note, known, date];
}

/** Answers in groups of one fact and item, which stand together once they are sorted. */
function grouped(answers) {
  const groups = [];
  let last = null;
  for (const answer of answers) {
    if (!last || last[0].fact !== answer.fact || last[0].item !== answer.item) {
      groups.push((last = []));
    }
    last.push(answer);
  }
  return groups;
}

/** Whether its respondent gave a later answer of no less weight. */
function isSuperseded(answer, said) {
  if (!answer.by || !answer.date) return false;
  return said.some(
    (other) =>
      other.by === answer.by &&
      isEarlier(answer.date, other.date) &&
      (answer.confidence === "stated" || answer.confidence === other.confidence),
  );
}

/** A month does not lie before its own days. */
function isEarlier(date, other) {
  return date < other && !other.startsWith(date);
}

/** Nobody can mean two answers that exclude each other. */
function refuseContradictions(said) {
  for (const one of said) {
    for (const other of said) {
      const sameVoice = one.by && one.by === other.by && one.confidence === other.confidence;
      if (!sameVoice || !one.values.length || !other.values.length) continue;
      if (!one.values.some((value) => other.values.includes(value))) {
        const told = [one, other].map((each) => each.values.join(" or ")).join(" and ");
        throw new CaseFault(`${one.by} says of ${one.fact} both ${told}`);
      }
    }
  }
}

/** The possible values of a slot, and whether a document settles its dispute (null: there is none). */
function possibleValues(said, slot) {
  const none = slot.full & ~slot.full;
  let [agreed, documents, union, documented] = [slot.full, slot.full, none, false];
  for (const answer of said) {
    if (!answer.values.length) continue;
    const places = answer.values.map((label) => slot.fact.labels.indexOf(label));
    const mask = setOf(places, slot.wide);
    agreed &= mask;
    union |= mask;
    if (answer.confidence === "documented") {
      documented = true;
      documents &= mask;
    }
  }
  if (documented && documents) return { mask: documents, settled: agreed ? null : true };
  return agreed ? { mask: agreed, settled: null } : { mask: union, settled: false };
}
