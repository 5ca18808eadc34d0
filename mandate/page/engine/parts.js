// A pack as the search for a range needs it: what each slot moves, and which values differ.

import { changesOf } from "./changes.js";
import { gradingOf, leavesOf, slotsRead } from "./conditions.js";
import { conditionsOf, toldApart } from "./distinctions.js";
import { bit, firstOf, isOpen, valuesOf } from "./sets.js";
import { ALWAYS, GradedPoints, NEVER, PERHAPS, sizeOf, testOf } from "./terms.js";

const CHOICES = 10_000;

/**
 * A rule. `guard` is the test of its condition without the grading, null where nothing is left of
 * it; `edge` is the start of the band that it asks for at least, in hundredths of a deciban.
 * @typedef {object} Part
 */

export class Parts {
  constructor(compiled, vocabulary) {
    this.compiled = compiled;
    this.vocabulary = vocabulary;
    this.sizes = vocabulary.nothingKnown.map((_, slot) => sizeOf(slot, vocabulary));
    this.better = vocabulary.nothingKnown.map((_, slot) =>
      vocabulary.isFlag(slot) ? 0 : vocabulary.slots[slot].fact.better,
    );
    this.drivers = compiled.drivers;
    this._places = new Map(compiled.findings.map((finding, place) => [finding.id, place]));
    this.rules = compiled.rules.map((rule) => this._part(rule));
    this.floors = [...this.rules.keys()].filter((number) => this.rules[number].edge !== null);
    this.concluders = compiled.findings.map(() => []);
    this.rules.forEach((part, number) => {
      for (const finding of part.concludes) this.concluders[finding].push(number);
    });
    this.barriers = compiled.impossible.map(({ condition }) => ({
      test: testOf(condition, vocabulary, this._places),
      changes: changesOf(condition, vocabulary),
    }));
    this.moved = this._moved();
    this.near = this._near();
    this.alike = this._alike();
    this.classes = toldApart(compiled, vocabulary);
  }

  /** One value of each class in *mask*: no condition tells the others from them. */
  domain(slot, mask) {
    const classes = this.classes.get(slot);
    if (!classes) return firstOf(mask);
    return classes
      .map((one) => firstOf(mask & one))
      .reduce((joined, one) => joined | one);
  }

  /** The values that completions choose from; slots in *leftOpen* stay open. */
  domains(masks, leftOpen) {
    return masks.map((mask, slot) => {
      if (this.vocabulary.isFlag(slot)) return mask;
      if (leftOpen.has(slot)) return bit(this.sizes[slot], this.vocabulary.wide[slot]);
      return this.domain(slot, mask);
    });
  }

  /** Whether a rule fires, and the least points and the most that come of it. */
  outcome(number, domains, truths) {
    const { guard, grading, points } = this.rules[number];
    const truth = guard ? guard(domains, truths) : ALWAYS;
    let [fires, least, most] = [truth, points, points];
    if (grading) {
      const graded = grading.outcomes(domains);
      [fires, least, most] = [Math.min(truth, graded.truth), graded.least, graded.most];
    }
    if (truth === NEVER) [least, most] = [0, 0];
    else if (truth === PERHAPS) [least, most] = [Math.min(least, 0), Math.max(most, 0)];
    return { fires, least, most };
  }

  /** The truth of a finding, from whether each rule fires. */
  best(finding, fires) {
    let found = NEVER;
    for (const one of this.concluders[finding]) if (fires[one] > found) found = fires[one];
    return found;
  }

  _part(rule) {
    const graded = rule.points === null;
    const guard = graded ? withoutGrading(rule.condition) : rule.condition;
    const leaves = leavesOf(rule.condition);
    const band = this.compiled.bands.find((one) => one.id === rule.floor);
    const placesOf = (names) => names.map((name) => this._places.get(name));
    const findings = leaves.map((leaf) => leaf.finding).filter((name) => name !== undefined);
    return {
      guard: guard ? testOf(guard, this.vocabulary, this._places) : null,
      grading: graded ? new GradedPoints(gradingOf(rule.condition), this.vocabulary) : null,
      points: rule.points ?? 0,
      driver: this.drivers.findIndex((driver) => driver.id === rule.driver),
      edge: band ? band.start : null,
      concludes: placesOf(rule.concludes),
      reads: [...new Set(placesOf(findings))],
      slots: new Set(leaves.flatMap(slotsRead)),
      changes: changesOf(guard, this.vocabulary),
    };
  }

  /** For each slot the rules that it can move, in firing order. */
  _moved() {
    const ofFinding = this.concluders.map(() => new Set());
    const moved = this.sizes.map(() => []);
    this.rules.forEach((part, number) => {
      const slots = new Set([...part.slots, ...part.reads.flatMap((one) => [...ofFinding[one]])]);
      for (const slot of slots) moved[slot].push(number);
      for (const finding of part.concludes) for (const slot of slots) ofFinding[finding].add(slot);
    });
    return moved;
  }

  /** For each slot those that something reads together with it. */
  _near() {
    const groups = this.rules.map(() => []);
    this.moved.forEach((rules, slot) => rules.forEach((number) => groups[number].push(slot)));
    for (const barrier of this.barriers) groups.push([...barrier.changes.keys()]);
    const near = this.sizes.map(() => new Set());
    for (const group of groups) {
      for (const slot of group) for (const other of group) near[slot].add(other);
    }
    return near;
  }

  /** For each slot the items of its checklist that are counted with it and read in no other way:
   * which of them are ticked makes no difference. Other slots stand alone. */
  _alike() {
    const leaves = conditionsOf(this.compiled).flatMap(leavesOf);
    const isNamed = (leaf) => leaf.partners || leaf.values;
    const named = new Set(leaves.filter(isNamed).flatMap(slotsRead));
    const alike = this.sizes.map((_, slot) => [slot]);
    for (const slots of this.vocabulary.slotsOf.values()) {
      const group = slots.map((slot) => slot.position).filter((slot) => !named.has(slot));
      for (const slot of group) alike[slot] = group;
    }
    return alike;
  }
}

const KEPT = new WeakMap();

/** The parts of an engine's pack, made once. @returns {Parts} */
export function partsOf(engine) {
  if (!KEPT.has(engine)) KEPT.set(engine, new Parts(engine.compiled, engine.vocabulary));
  return KEPT.get(engine);
}

/** The condition of a graded rule without its grading; null where nothing is left. */
function withoutGrading(node) {
  if (node.points) return null;
  if (node.applies) {
    const then = withoutGrading(node.then);
    return then ? { ...node, then } : node.applies;
  }
  if (!node.all) return node;
  const kept = node.all.map(withoutGrading).filter(Boolean);
  return kept.length ? { all: kept } : null;
}

/**
 * Whether some completion meets no combination that cannot be. Where that is not settled after so
 * many choices, it is taken to be possible.
 */
export function isPossible(parts, masks) {
  const waiting = [parts.domains(masks, new Set())];
  for (let tried = 0; waiting.length && tried < CHOICES; tried += 1) {
    const current = waiting.pop();
    const truths = parts.barriers.map((barrier) => barrier.test(current, []));
    if (truths.includes(ALWAYS)) continue;
    const met = parts.barriers.find((_, place) => truths[place] !== NEVER);
    if (!met) return true;
    const slot = [...met.changes.keys()].find((one) => isOpen(current[one]));
    for (const value of valuesOf(current[slot])) {
      const next = [...current];
      next[slot] = bit(value, parts.vocabulary.wide[slot]);
      waiting.push(next);
    }
  }
  return waiting.length > 0;
}
