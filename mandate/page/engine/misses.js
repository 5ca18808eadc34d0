// Nearest misses: what keeps each rule that an answer keeps silent from firing, the fewest conditions
// that would have to turn true first. Of several ways to fire the one that lacks least is taken, at
// each joint of a condition and for each finding behind it: a guide to where a rule is near.

import { gradingOf, tickRange } from "./conditions.js";
import { isSettled } from "./memory.js";
import { compareNumbers } from "./order.js";
import { valuesOf } from "./sets.js";
import { ALWAYS, NEVER, PERHAPS, testOf } from "./terms.js";
import { factWords } from "./wording.js";

/** Shares are sums of fractions: less than this is no difference. */
const SLACK = 1e-9;
const ORDERED = ["scale", "number"];

/**
 * A condition that is lacking: that of `rule`, which may be one behind a finding; what it asks for,
 * what is known instead, and how far that lies from it on an ordered fact.
 * @typedef {{rule: string, truth: string, expected: string, now: string[], distance: string}} Lack
 */

/**
 * A way for a rule to fire: the conditions on it that hold, and those lacking, each with the share
 * of the range of its fact that lies between, 1 also where that has no order.
 * @typedef {{held: Set<string>, lacking: Map<string, {lack: Lack, share: number}>}} Way
 */

/**
 * A rule that an answer keeps silent, and the points that it could add.
 * @typedef {object} Miss
 * @property {object} rule
 * @property {number[]} possible
 * @property {number} held how many of its conditions hold, those behind findings included
 * @property {Lack[]} lacking
 */

export class Misses {
  /** @param {object} compiled @param {import("./vocabulary.js").Vocabulary} vocabulary */
  constructor(compiled, vocabulary) {
    this._rules = compiled.rules;
    this._vocabulary = vocabulary;
  }

  /** The rules that an answer keeps silent, those that lack least first. @returns {Miss[]} */
  of({ masks, disputed }) {
    const judge = new Judge(this._vocabulary, masks, disputed);
    const found = [];
    for (const rule of this._rules) {
      const { truth, way } = judge.rule(rule);
      if (truth === NEVER) found.push({ rule, possible: possibleOf(rule), way });
    }
    found.sort(compareMisses);
    return found.map(({ rule, possible, way }) => {
      const lacking = [...way.lacking.values()].map(({ lack }) => lack);
      const falseFirst = (one, other) => (one.truth !== "false") - (other.truth !== "false");
      return { rule, possible, held: way.held.size, lacking: lacking.sort(falseFirst) };
    });
  }
}

/** Every number of points that a rule can add when it fires, each once. */
function possibleOf({ driver, points, condition }) {
  if (driver === null) return [];
  const some = points === null ? gradingOf(condition).points.filter((one) => one !== 0) : [points];
  return [...new Set(some)].sort((one, other) => one - other);
}

/** Judges the rules on a working memory, in firing order. */
class Judge {
  constructor(vocabulary, masks, disputed) {
    this._vocabulary = vocabulary;
    this._masks = masks;
    this._disputed = disputed;
    /** For each finding its truth, and the best way to it; without those that nothing concludes. */
    this._findings = new Map();
  }

  /** Whether a rule fires, and its nearest way to do so. */
  rule(rule) {
    this._now = rule.id;
    const judged = this._judged(rule.condition);
    for (const finding of rule.concludes) {
      const { truth, way } = this._findings.get(finding) ?? judged;
      const best = compareWays(judged.way, way) < 0 ? judged.way : way;
      this._findings.set(finding, { truth: Math.max(truth, judged.truth), way: best });
    }
    return judged;
  }

  _judged(node) {
    const all = (nodes) => nodes.map((one) => this._judged(one));
    if (node.applies) return allOf(all([node.applies, node.then]));
    if (node.all) return allOf(all(node.all));
    if (node.any) return someOf(1, all(node.any));
    if (node.some) return someOf(node.at_least, all(node.some));
    return this._leaf(node);
  }

  _leaf(leaf) {
    const behind = this._findings.get(leaf.finding);
    const truth = leaf.finding === undefined ? this._truth(leaf) : (behind?.truth ?? NEVER);
    const key = JSON.stringify(leaf);
    if (truth === ALWAYS) return { truth, way: { held: new Set([key]), lacking: new Map() } };
    if (behind) return { truth, way: behind.way };
    const [distance, share] = this._distance(leaf);
    const told = truth === NEVER ? "false" : "unknown";
    const lack = { rule: this._now, truth: told, expected: leaf.words, now: this._known(leaf), distance };
    return { truth, way: { held: new Set(), lacking: new Map([[key, { lack, share }]]) } };
  }

  _truth(leaf) {
    if (!leaf.points) return testOf(leaf, this._vocabulary)(this._masks, []);
    const points = new Set(this._possible(leaf).map((one) => leaf.points[one]));
    if (points.size > 1) return PERHAPS;
    return points.has(0) ? NEVER : ALWAYS;
  }

  /** The values, or numbers of ticks, that are possible of what a leaf reads. */
  _possible(leaf) {
    if (!leaf.counts && !leaf.counted) return valuesOf(this._masks[leaf.slot ?? leaf.slots[0]]);
    const [fewest, most] = tickRange(leaf.slots, this._masks);
    return Array.from({ length: most - fewest + 1 }, (_, more) => fewest + more);
  }

  /** How far what is known lies from what a leaf selects, in words and as a share. */
  _distance(leaf) {
    if (leaf.finding !== undefined || leaf.partners) return ["", 1];
    const first = leaf.slot ?? leaf.slots[0];
    const isCounted = Boolean(leaf.counts || leaf.counted);
    const isItem = !isCounted && this._vocabulary.slots[first]?.item;
    if (isItem || this._vocabulary.isFlag(first)) return ["", 1];
    const fact = this._vocabulary.factOf[first];
    const carrying = () => [...leaf.points.keys()].filter((value) => leaf.points[value] !== 0);
    const selected = leaf.counts ?? leaf.values ?? carrying();
    const furthest = isCounted ? leaf.slots.length : fact.labels.length - 1;
    const apart = apartOf(this._possible(leaf), selected, furthest);
    if (!apart) return ["", 0];
    if (isCounted) return [plural(apart, "item"), apart / furthest];
    if (!ORDERED.includes(fact.type)) return ["", 1];
    const isNumber = fact.type === "number";
    const words = isNumber ? distanceWords(fact, apart) : plural(apart, "level");
    return [words, apart / furthest];
  }

  /** What is known of each fact that a leaf reads. */
  _known(leaf) {
    if (leaf.finding !== undefined) return [];
    const read = leaf.partners ? [leaf.slot, leaf.other] : [leaf.slot ?? leaf.slots[0]];
    const facts = new Set(read.map((slot) => this._vocabulary.factOf[slot]));
    return [...facts].map((fact) =>
      factWords(fact, this._masks, this._vocabulary, isSettled(fact.id, this._disputed)),
    );
  }
}

function allOf(judged) {
  return { truth: Math.min(...judged.map((one) => one.truth)), way: joined(judged) };
}

function someOf(atLeast, judged) {
  const surely = judged.filter((one) => one.truth === ALWAYS).length;
  const perhaps = judged.filter((one) => one.truth !== NEVER).length;
  const maybe = perhaps >= atLeast ? PERHAPS : NEVER;
  const nearest = [...judged].sort((one, other) => compareWays(one.way, other.way));
  return { truth: surely >= atLeast ? ALWAYS : maybe, way: joined(nearest.slice(0, atLeast)) };
}

function joined(judged) {
  const held = new Set(judged.flatMap(({ way }) => [...way.held]));
  return { held, lacking: new Map(judged.flatMap(({ way }) => [...way.lacking])) };
}

/** Fewer conditions lacking come first, then fewer false ones, more that hold, the smaller share. */
function compareWays(one, other) {
  return compareNumbers(costOf(one), costOf(other), SLACK);
}

function costOf({ held, lacking }) {
  const missing = [...lacking.values()];
  const untrue = missing.filter(({ lack }) => lack.truth === "false").length;
  return [missing.length, untrue, -held.size, missing.reduce((sum, { share }) => sum + share, 0)];
}

/** What lacks less comes first, then what has more points, then the order of the names. */
function compareMisses(one, other) {
  const most = ({ possible }) => Math.max(0, ...possible.map(Math.abs));
  const byWay = compareWays(one.way, other.way) || most(other) - most(one);
  return byWay || (one.rule.id < other.rule.id ? -1 : 1);
}

/** How many values lie between two sets of values at least; 0 where they overlap. */
function apartOf(possible, selected, furthest) {
  const distances = possible.flatMap((one) => selected.map((other) => Math.abs(one - other)));
  return Math.min(furthest, ...distances);
}

function distanceWords({ labels, unit, unit_one: one }, apart) {
  const distance = apart * (labels[1] - labels[0]);
  return `${distance} ${distance === 1 ? one : unit}`.trimEnd();
}

function plural(count, word) {
  return `${count} ${word}${count > 1 ? "s" : ""}`;
}
