// The ends of a range: branch and bound over the slots that dominance leaves open.
//
// A. H. Land and A. G. Doig, An Automatic Method of Solving Discrete Programming Problems (1960).
// The bound of a state is what Kleene's logic leaves possible of each rule, added up within caps.

import { isSameScope, keptValues, scopeOf } from "./dominance.js";
import { bit, isOpen, valuesOf } from "./sets.js";
import { State } from "./state.js";

export const HIGH = 1;
export const LOW = -1;

/** States looked at for one end before a bound is given instead. */
const LIMIT = 2_000;
const CANDIDATES = 6;

/**
 * An end of a range. No completion lies beyond `bound`, in hundredths of a deciban; `completion`
 * reaches it if the end is exact.
 * @typedef {object} End
 * @property {number} bound
 * @property {boolean} isExact
 * @property {import("./terms.js").Domains} completion
 * @property {number} states how many were looked at
 */

/** The high or the low end over all completions; null where none can be. @returns {End | null} */
export function endOf(parts, domains, end) {
  const state = new State(parts, domains.slice());
  return state.isBarred() ? null : new Search(end).run(state);
}

/** Looks for the best completion: the one with the highest total, signed so for the low end. */
class Search {
  constructor(end) {
    this._end = end;
    this._best = -Infinity;
    this._completion = [];
  }

  run(state) {
    const waiting = [{ bound: this._bound(state), state, dirty: new Set(state.openSlots()) }];
    let states = 0;
    while (waiting.length && states < LIMIT) {
      const branch = waiting.pop();
      if (branch.bound > this._best) {
        states += 1;
        waiting.push(...this._branches(branch));
      }
    }
    const missed = waiting.map((one) => one.bound).filter((bound) => bound > this._best);
    const bound = Math.max(this._best, ...missed);
    if (bound === -Infinity) return null;
    const isExact = bound === this._best;
    return { bound: this._end * bound + 0, isExact, completion: this._completion, states };
  }

  _bound(state) {
    const { low, high } = state.ends();
    return this._end === HIGH ? high : -low;
  }

  /** What is to be looked at below a branch, the most promising last. */
  _branches({ state, dirty }) {
    this._reduce(state, dirty);
    const bound = this._bound(state);
    if (state.isBarred() || bound <= this._best) return [];
    const left = state.openSlots();
    if (left.length) return this._split(state, left);
    this._best = bound;
    this._completion = state.domains.slice();
    return [];
  }

  /** Narrow the slots, *dirty* ones first, to values that may be needed. */
  _reduce(state, dirty) {
    const { parts } = state;
    let scope = scopeOf(state);
    while (dirty.size) {
      const slot = Math.min(...dirty);
      dirty.delete(slot);
      const domain = state.domains[slot];
      if (!isOpen(domain)) continue;
      const kept = keptValues(state, slot, scope, this._end);
      if (kept === domain) {
        for (const one of parts.alike[slot]) dirty.delete(one); // what holds of one holds of all
        continue;
      }
      state.narrow(slot, kept);
      for (const one of parts.near[slot]) dirty.add(one);
      const before = scope;
      scope = scopeOf(state);
      if (!isSameScope(before, scope)) for (const one of state.openSlots()) dirty.add(one);
    }
  }

  /** A branch for each value of the slot whose values bound the total best. */
  _split(state, left) {
    const { parts } = state;
    const groups = new Map();
    for (const slot of left) {
      const alike = parts.alike[slot];
      groups.set(alike[0], [...(groups.get(alike[0]) ?? []), slot]);
    }
    const middles = [...groups.values()].map((group) => group[Math.floor(group.length / 2)]);
    middles.sort((one, other) => parts.moved[other].length - parts.moved[one].length);
    let best = [];
    let least = null;
    for (const slot of middles.slice(0, CANDIDATES)) {
      const tried = this._tried(state, slot);
      if (!tried.length) return [];
      const mean = tried.reduce((sum, one) => sum + one.bound, 0) / tried.length;
      if (least === null || mean < least) [least, best] = [mean, tried];
    }
    return best.sort((one, other) => one.bound - other.bound);
  }

  _tried(state, slot) {
    const { parts } = state;
    const tried = [];
    for (const value of valuesOf(state.domains[slot])) {
      const child = state.copy();
      for (const one of settledWith(state, slot, value)) {
        child.narrow(one, bit(value, parts.vocabulary.wide[one]));
      }
      const bound = this._bound(child);
      if (bound > this._best && !child.isBarred()) {
        tried.push({ bound, state: child, dirty: new Set(parts.near[slot]) });
      }
    }
    return tried;
  }
}

/** The slots that may be settled with *slot*: of items that are alike the first are ticked, so one
 * that is not leaves none after it, and one that is leaves none out before. */
function settledWith(state, slot, value) {
  const alike = state.parts.alike[slot].filter((one) => isOpen(state.domains[one]));
  const settled = alike.filter((one) => (value ? one <= slot : one >= slot));
  return settled.length ? settled : [slot];
}
