// What can be changed of a case: for each fact its options, what they cost and what they set.

import { NO, YES, bit } from "./sets.js";

/** More sets of items of one checklist than these are not tried; each item is then a lever. */
const MOST_OPTIONS = 64;

/**
 * One step: a fact, or an item of a checklist, is brought to a value. Without a `step` it is found
 * out, which leaves its value open.
 * @typedef {{fact: object, item: string, value: string, step: object | null}} Change
 */

/**
 * One or more changes of one fact: what they cost, how many steps they are, and the slots they set
 * to which set of values, flags among them.
 * @typedef {object} Option
 * @property {Change[]} changes
 * @property {number} cost
 * @property {number} steps
 * @property {[number, import("./sets.js").Values][]} settings
 */

/**
 * The options of one fact, of which one is chosen at most.
 * @typedef {{fact: string, options: Option[]}} Lever
 */

/**
 * What can be changed of a case at its stage, in the order of the vocabulary; the facts in *keep*
 * stay.
 * @param {import("./parts.js").Parts} parts
 * @param {import("./memory.js").Memory} memory
 * @param {import("./timing.js").Timing} timing that at the stage of the case
 * @returns {Lever[]}
 */
export function leversOf(parts, memory, keep, { isPast }) {
  const { compiled, vocabulary } = parts;
  const { masks } = memory;
  const efforts = new Map(compiled.efforts.map((one, place) => [one, compiled.effort_costs[place]]));
  const stepsOf = ({ steps }) => steps.filter(({ until }) => !isPast(until));
  const making = { parts, vocabulary, memory, masks, efforts, stepsOf };
  const found = [];
  for (const fact of vocabulary.facts.values()) {
    if (keep.includes(fact.id)) continue;
    const isChecklist = fact.type === "checklist";
    const [first = [], ...others] = isChecklist ? ofChecklist(fact, making) : [ofValues(fact, making)];
    const groups = [[...findingOut(fact, making), ...first], ...others];
    for (const options of groups) if (options.length) found.push({ fact: fact.id, options });
  }
  return found;
}

/** To find out what a respondent could not say costs nothing. @returns {Option[]} */
function findingOut(fact, { vocabulary, masks }) {
  const flag = vocabulary.unknownFlag(fact.id);
  if (masks[flag] !== YES) return [];
  return [optionOf([{ fact, item: "", value: "", step: null }], [[flag, NO]], new Map())];
}

function optionOf(changes, settings, efforts) {
  const steps = changes.filter((one) => one.step);
  const cost = steps.reduce((sum, { step }) => sum + efforts.get(step.effort), 0);
  return { changes, cost, steps: steps.length, settings };
}

/** The flags that a change of a fact takes away: it is settled then. */
function flagsOf(fact, { vocabulary, masks }) {
  const flags = [vocabulary.unknownFlag(fact.id), vocabulary.disputedFlag(fact.id)];
  return flags.filter((flag) => masks[flag] === YES).map((flag) => [flag, NO]);
}

function ofValues(fact, making) {
  const [{ position, wide }] = making.vocabulary.slotsOf.get(fact.id);
  return making.stepsOf(fact).flatMap((step) => {
    const value = bit(fact.labels.indexOf(step.to), wide);
    if (making.masks[position] === value) return [];
    const changes = [{ fact, item: "", value: step.to, step }];
    return [optionOf(changes, [[position, value], ...flagsOf(fact, making)], making.efforts)];
  });
}

/**
 * An option for every set of items that can be ticked, as one lever; a lever for each item where
 * those would be too many. Of items that count alike the cheapest come first.
 * @returns {Option[][]}
 */
function ofChecklist(fact, making) {
  const { parts, vocabulary, memory, masks, efforts } = making;
  const steps = new Map(making.stepsOf(fact).map((step) => [step.to, step]));
  const costOf = ({ item }) => efforts.get(steps.get(item).effort);
  const left = vocabulary.slotsOf
    .get(fact.id)
    .filter(({ item, position }) => steps.has(item) && masks[position] !== YES)
    .sort((one, other) => costOf(one) - costOf(other) || one.position - other.position);
  const itemsOf = (told) => told.filter((one) => one.fact === fact.id).map(({ item }) => item);
  const unknown = vocabulary.unknownFlag(fact.id);
  const unsettled = new Map([
    [unknown, itemsOf(memory.notKnown)],
    [vocabulary.disputedFlag(fact.id), itemsOf(memory.disputed)],
  ]);
  const option = (slots, isFindingOut = false) => {
    const ticked = slots.map(({ item }) => item);
    const settles = ([, items]) => items.length && items.every((item) => ticked.includes(item));
    const settled = [...unsettled].filter(settles).map(([flag]) => flag);
    const changes = slots.map(({ item }) => ({ fact, item, value: item, step: steps.get(item) }));
    if (isFindingOut && settled.includes(unknown)) return null; // there is nothing to find out
    if (isFindingOut) changes.push({ fact, item: "", value: "", step: null });
    const flags = isFindingOut ? [...settled, unknown] : settled;
    const cleared = flags.sort((one, other) => one - other).map((flag) => [flag, NO]);
    return optionOf(changes, [...slots.map(({ position }) => [position, YES]), ...cleared], efforts);
  };
  const isAlike = ({ position }) => parts.alike[position].length > 1;
  const alike = left.filter(isAlike);
  const named = left.filter((slot) => !isAlike(slot));
  if ((alike.length + 1) * 2 ** named.length > MOST_OPTIONS) return left.map((one) => [option([one])]);
  const sets = subsetsOf(named).flatMap((chosen) =>
    [...Array(alike.length + 1).keys()].map((count) => [...chosen, ...alike.slice(0, count)]),
  );
  const chosen = sets.filter((one) => one.length);
  // what is not ticked can be found out beside what is
  const finding = unsettled.get(unknown).length ? chosen.map((one) => option(one, true)) : [];
  return [[...chosen.map((one) => option(one)), ...finding.filter(Boolean)]];
}

/** All subsets, small ones first. */
function subsetsOf(members) {
  let found = [[]];
  for (const member of members) found = [...found, ...found.map((one) => [...one, member])];
  return found.sort((one, other) => one.length - other.length);
}
