// Conditions of a compiled pack: what they are made of, and when they hold.

import { has, isOpen, setOf } from "./sets.js";

/** The conditions directly below a condition. */
function below(node) {
  if (node.all) return node.all;
  if (node.any) return node.any;
  if (node.some) return node.some;
  return node.applies ? [node.applies, node.then] : [];
}

/** The leaves of a condition in reading order: comparisons, findings and gradings. */
export function leavesOf(node) {
  const under = below(node);
  return under.length ? under.flatMap(leavesOf) : [node];
}

/** The slots that a leaf reads. @returns {number[]} */
export function slotsRead(leaf) {
  if (leaf.partners) return [leaf.slot, leaf.other];
  if (leaf.slots) return leaf.slots;
  return leaf.slot === undefined ? [] : [leaf.slot];
}

/** The grading that the condition of a graded rule ends in; null where it has none. */
export function gradingOf(node) {
  return leavesOf(node).find((leaf) => leaf.points) ?? null;
}

/** The fewest and the most items that can be ticked. @returns {[number, number]} */
export function tickRange(slots, masks) {
  let [fewest, most] = [0, 0];
  for (const slot of slots) {
    fewest += masks[slot] === 0b10 ? 1 : 0;
    most += masks[slot] >> 1;
  }
  return [fewest, most];
}

/** The points that the possible values of a grading carry, each once. @returns {Set<number>} */
function possiblePoints(grading, masks) {
  if (grading.counted) {
    const [fewest, most] = tickRange(grading.slots, masks);
    return new Set(grading.points.slice(fewest, most + 1));
  }
  const mask = masks[grading.slots[0]];
  return new Set(grading.points.filter((_, value) => has(mask, value)));
}

/**
 * Makes of a condition a function of masks and findings that returns the leaves which satisfied it,
 * in reading order, or null where it does not hold.
 * @returns {(masks: import("./sets.js").Values[], findings: Map<string, string[]>) => object[] | null}
 */
export function holdsWhen(node, vocabulary) {
  if (node.applies) return whereApplies(node, vocabulary);
  if (node.all) return allHold(node.all, vocabulary);
  if (node.any) return someHold(1, node.any, vocabulary);
  if (node.some) return someHold(node.at_least, node.some, vocabulary);
  const test = leafTest(node, vocabulary);
  const support = [node];
  return (masks, findings) => (test(masks, findings) ? support : null);
}

function leafTest(leaf, vocabulary) {
  if (leaf.partners) return matchTest(leaf, vocabulary);
  if (leaf.points) return (masks) => pointsNow(leaf, masks) !== 0;
  if (leaf.counts) {
    const chosen = new Set(leaf.counts);
    return (masks) => {
      const [fewest, most] = tickRange(leaf.slots, masks);
      for (let count = fewest; count <= most; count += 1) if (!chosen.has(count)) return false;
      return true;
    };
  }
  if (leaf.finding !== undefined) return (_, findings) => findings.has(leaf.finding);
  const { slot } = leaf;
  const outside = ~setOf(leaf.values, vocabulary.wide[slot]);
  return (masks) => !(masks[slot] & outside);
}

/** The points that a grading carries, or 0 where it is open. */
export function pointsNow(grading, masks) {
  if (!grading.counted && !isOpen(masks[grading.slots[0]])) {
    const mask = masks[grading.slots[0]];
    return grading.points.find((_, value) => has(mask, value)) ?? 0;
  }
  const [points, ...others] = possiblePoints(grading, masks);
  return others.length ? 0 : points;
}

function matchTest(leaf, vocabulary) {
  const outside = leaf.partners.map((values) => ~setOf(values, vocabulary.wide[leaf.other]));
  return (masks) => {
    const [mine, theirs] = [masks[leaf.slot], masks[leaf.other]];
    return outside.every((mask, value) => !has(mine, value) || !(theirs & mask));
  };
}

function whereApplies(node, vocabulary) {
  const applies = holdsWhen(node.applies, vocabulary);
  const then = holdsWhen(node.then, vocabulary);
  return (masks, findings) => (applies(masks, findings) ? then(masks, findings) : null);
}

function allHold(nodes, vocabulary) {
  const tests = nodes.map((one) => holdsWhen(one, vocabulary));
  return (masks, findings) => {
    const support = [];
    for (const test of tests) {
      const found = test(masks, findings);
      if (!found) return null;
      support.push(...found);
    }
    return support;
  };
}

function someHold(atLeast, nodes, vocabulary) {
  const tests = nodes.map((one) => holdsWhen(one, vocabulary));
  return (masks, findings) => {
    const found = tests.map((test) => test(masks, findings)).filter(Boolean);
    return found.length < atLeast ? null : found.flat();
  };
}
