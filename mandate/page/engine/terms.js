// Conditions as functions of what is still possible of each slot.
//
// Unlike an engine, which asks whether a rule fires on what is known, these ask about all
// completions at once: whether a condition holds in none (0), perhaps (1) or in every one (2).
// "Perhaps" may be more than there is, never less. Truth is Kleene's.

import { bit, has, setOf, valuesOf } from "./sets.js";

export const NEVER = 0;
export const PERHAPS = 1;
export const ALWAYS = 2;

/** What is possible of an item of a checklist that stays open in every completion. */
const LEFT_OPEN = 0b100;

/**
 * For each slot the values still possible. A slot that stays open in every completion has a value
 * of its own, after the others, which satisfies only what all values satisfy.
 * @typedef {import("./sets.js").Values[]} Domains
 */

/** A test of a condition. @typedef {(domains: Domains, truths: number[]) => number} Test */

/** The points of a graded rule over what is possible of the slots it counts or reads. */
export class GradedPoints {
  constructor(node, vocabulary) {
    this.slots = node.slots;
    this.counted = node.counted;
    const open = valuesOf(vocabulary.whileOpen[node.slots[0]]);
    const [points, ...others] = new Set(open.map((value) => node.points[value]));
    this._points = [...node.points, others.length || node.counted ? 0 : points];
    this._known = new Map();
  }

  /** The least points, the most, and whether they are other than 0. */
  outcomes(domains) {
    if (!this.counted) {
      const domain = domains[this.slots[0]];
      return this._known.get(domain) ?? this._keep(domain, valuesOf(domain).map((one) => this._points[one]));
    }
    const { fewest, most, left, perhaps } = ticks(this.slots, domains);
    const key = ((fewest * 2048 + most) * 2048 + left) * 2048 + perhaps;
    return this._known.get(key) ?? this._keep(key, this._counts(fewest, most, left, perhaps));
  }

  _keep(key, points) {
    const zeros = points.filter((one) => one === 0).length;
    const some = zeros < points.length ? PERHAPS : NEVER;
    const found = {
      least: Math.min(...points),
      most: Math.max(...points),
      truth: zeros ? some : ALWAYS,
    };
    this._known.set(key, found);
    return found;
  }

  _counts(fewest, most, left, perhaps) {
    const points = [];
    for (let count = fewest; count <= most; count += 1) {
      for (let more = 0; more <= perhaps; more += 1) points.push(this._at(count, left + more));
    }
    return points;
  }

  /** The points of a number of ticks where *left* items stay open. */
  _at(count, left) {
    const first = this._points[count];
    for (let more = count + 1; more <= count + left; more += 1) {
      if (this._points[more] !== first) return 0;
    }
    return first;
  }

  /** The points that a slot can add by going from one value to another. */
  steps(slot, before, after, domains) {
    if (!this.counted) return [this._points[after] - this._points[before]];
    const others = this.slots.filter((one) => one !== slot);
    const { fewest, most, left } = ticks(others, domains);
    const steps = [];
    for (let count = fewest; count <= most; count += 1) {
      steps.push(this._at(count + after, left) - this._at(count + before, left));
    }
    return steps;
  }
}

/** The fewest ticked items, the most, how many items stay open for ever, and how many more may. */
export function ticks(slots, domains) {
  let [fewest, most, left, perhaps] = [0, 0, 0, 0];
  for (const slot of slots) {
    const domain = domains[slot];
    if (domain === LEFT_OPEN) {
      left += 1;
    } else {
      if (domain === 0b10) fewest += 1;
      if (domain & 0b10) most += 1;
      if (domain & LEFT_OPEN) perhaps += 1;
    }
  }
  return { fewest, most, left, perhaps };
}

/** The values of a slot that a leaf selects, with the one that stands for "stays open" where all
 * that is possible then are selected. */
export function selectedWith(slot, values, vocabulary) {
  const wide = vocabulary.wide[slot];
  const mask = setOf(values, wide);
  return vocabulary.whileOpen[slot] & ~mask ? mask : mask | bit(sizeOf(slot, vocabulary), wide);
}

/** How many values a slot has. */
export function sizeOf(slot, vocabulary) {
  return vocabulary.isFlag(slot) ? 2 : vocabulary.slots[slot].fact.labels.length;
}

/** The values that each value of the first slot of a match agrees with, an open one's last. */
export function partnersOf(leaf, vocabulary) {
  const partners = leaf.partners.map((values) => selectedWith(leaf.other, values, vocabulary));
  const open = valuesOf(vocabulary.whileOpen[leaf.slot]).map((value) => partners[value]);
  return [...partners, open.reduce((common, one) => common & one)];
}

/** Whether a number of ticks is selected however the *left* items would turn out. */
export function isCounted(chosen, count, left) {
  for (let more = count; more <= count + left; more += 1) if (!chosen.has(more)) return false;
  return true;
}

/** The test of a condition; *places* has where each finding stands among truths. @returns {Test} */
export function testOf(node, vocabulary, places = new Map()) {
  const tests = (nodes) => nodes.map((one) => testOf(one, vocabulary, places));
  if (node.applies) return allOf(tests([node.applies, node.then]));
  if (node.all) return allOf(tests(node.all));
  if (node.any) return someOf(1, tests(node.any));
  if (node.some) return someOf(node.at_least, tests(node.some));
  if (node.partners) return matchOf(node.slot, node.other, partnersOf(node, vocabulary));
  if (node.counts) return countOf(node.slots, new Set(node.counts));
  if (node.points) {
    const graded = new GradedPoints(node, vocabulary);
    return (domains) => graded.outcomes(domains).truth;
  }
  if (node.finding !== undefined) {
    const place = places.get(node.finding);
    return (_, truths) => truths[place];
  }
  return withinOf(node.slot, selectedWith(node.slot, node.values, vocabulary));
}

function withinOf(slot, mask) {
  const outside = ~mask;
  return (domains) => {
    const domain = domains[slot];
    if (!(domain & outside)) return ALWAYS;
    return domain & mask ? PERHAPS : NEVER;
  };
}

function allOf(tests) {
  return (domains, truths) => {
    let least = ALWAYS;
    for (const test of tests) {
      const truth = test(domains, truths);
      if (truth === NEVER) return NEVER;
      if (truth < least) least = truth;
    }
    return least;
  };
}

function someOf(atLeast, tests) {
  return (domains, truths) => {
    let [surely, perhaps] = [0, 0];
    for (const test of tests) {
      const truth = test(domains, truths);
      if (truth === ALWAYS) surely += 1;
      else if (truth) perhaps += 1;
    }
    if (surely >= atLeast) return ALWAYS;
    return surely + perhaps >= atLeast ? PERHAPS : NEVER;
  };
}

function countOf(slots, chosen) {
  return (domains) => {
    const { fewest, most, left, perhaps } = ticks(slots, domains);
    let [some, every] = [false, true];
    for (let count = fewest; count <= most; count += 1) {
      for (let more = 0; more <= perhaps; more += 1) {
        if (isCounted(chosen, count, left + more)) some = true;
        else every = false;
      }
    }
    if (every) return ALWAYS;
    return some ? PERHAPS : NEVER;
  };
}

function matchOf(slot, other, partners) {
  return (domains) => {
    const [mine, theirs] = [domains[slot], domains[other]];
    let [met, every] = [false, true];
    partners.forEach((mask, value) => {
      if (!has(mine, value)) return;
      if (theirs & mask) met = true;
      if (theirs & ~mask) every = false;
    });
    if (every) return ALWAYS;
    return met ? PERHAPS : NEVER;
  };
}
