// Whether a leaf of a condition can come to hold, or cease to, when one slot changes its value.

import { leavesOf, slotsRead } from "./conditions.js";
import { has } from "./sets.js";
import { isCounted, partnersOf, selectedWith, sizeOf, ticks } from "./terms.js";

export const GAINS = 1;
export const LOSES = 2;

/**
 * What can come of going from the first value to the second, whatever the other slots turn out to
 * be: nothing (0), that the leaf comes to hold (GAINS), that it ceases to (LOSES), or either.
 * @typedef {(before: number, after: number, domains: import("./terms.js").Domains) => number} Change
 */

/** The changes of the leaves of a condition, by the slot that moves. @returns {Map<number, Change[]>} */
export function changesOf(condition, vocabulary) {
  const found = new Map();
  for (const leaf of condition ? leavesOf(condition) : []) {
    for (const slot of slotsRead(leaf)) {
      found.set(slot, [...(found.get(slot) ?? []), changeOf(leaf, slot, vocabulary)]);
    }
  }
  return found;
}

function changeOf(leaf, slot, vocabulary) {
  if (leaf.partners) return ofMatch(leaf, slot, partnersOf(leaf, vocabulary));
  if (leaf.counts) return ofCounts(leaf.slots.filter((one) => one !== slot), new Set(leaf.counts));
  if (leaf.points) return () => GAINS | LOSES; // a grading: its points say more
  return ofSelected(selectedWith(slot, leaf.values, vocabulary), sizeOf(slot, vocabulary));
}

function direction(was, will) {
  if (was === will) return 0;
  return will ? GAINS : LOSES;
}

function ofSelected(mask, size) {
  const selected = Array.from({ length: size + 1 }, (_, value) => has(mask, value));
  return (before, after) => direction(selected[before], selected[after]);
}

function ofCounts(others, chosen) {
  return (before, after, domains) => {
    const { fewest, most, left } = ticks(others, domains);
    let found = 0;
    for (let count = fewest; count <= most; count += 1) {
      const was = isCounted(chosen, count + before, left);
      found |= direction(was, isCounted(chosen, count + after, left));
    }
    return found;
  };
}

function ofMatch(leaf, slot, partners) {
  if (slot === leaf.slot) {
    return (before, after, domains) => {
      const [theirs, was, will] = [domains[leaf.other], partners[before], partners[after]];
      return (theirs & will & ~was ? GAINS : 0) | (theirs & was & ~will ? LOSES : 0);
    };
  }
  return (before, after, domains) => {
    const mine = domains[leaf.slot];
    let found = 0;
    partners.forEach((mask, value) => {
      if (has(mine, value)) found |= direction(has(mask, before), has(mask, after));
    });
    return found;
  };
}
