// What the conditions of a pack tell apart: sets of values that are one to all of them.

import { leavesOf } from "./conditions.js";
import { YES, bit, firstOf, setOf } from "./sets.js";

/** Every condition of a pack: of its rules, its facts and its impossible combinations. */
export function conditionsOf(compiled) {
  const applies = compiled.applies.map((one) => one.condition);
  const rules = compiled.rules.map((rule) => rule.condition);
  return [...rules, ...applies, ...compiled.impossible.map((one) => one.condition)];
}

/** For each slot that a condition reads, the sets of values none tells apart, in order. */
export function toldApart(compiled, vocabulary) {
  const found = new Map();
  for (const condition of conditionsOf(compiled)) {
    for (const leaf of leavesOf(condition)) {
      for (const [slot, mask] of setsTold(leaf, vocabulary)) {
        const before = found.get(slot) ?? [vocabulary.nothingKnown[slot]];
        const parts = before.flatMap((one) => [one & mask, one & ~mask]).filter(Boolean);
        parts.sort((one, other) => (firstOf(one) < firstOf(other) ? -1 : 1));
        found.set(slot, parts);
      }
    }
  }
  return found;
}

/** Every slot that a leaf reads with a set of values that it tells from all others. */
function setsTold(leaf, vocabulary) {
  if (leaf.finding !== undefined) return [];
  if (leaf.counts || leaf.counted) return leaf.slots.map((slot) => [slot, YES]);
  if (leaf.points) {
    const [slot] = leaf.slots;
    return [...new Set(leaf.points)].map((points) => {
      const places = [...leaf.points.keys()].filter((value) => leaf.points[value] === points);
      return [slot, setOf(places, vocabulary.wide[slot])];
    });
  }
  if (leaf.partners) {
    return [leaf.slot, leaf.other].flatMap((slot) =>
      [...vocabulary.slots[slot].fact.labels.keys()].map((value) => [
        slot,
        bit(value, vocabulary.wide[slot]),
      ]),
    );
  }
  if (vocabulary.isFlag(leaf.slot)) return [];
  return [[leaf.slot, setOf(leaf.values, vocabulary.wide[leaf.slot])]];
}
