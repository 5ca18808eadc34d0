// Which values of a slot need not be tried, because another one is never worse for the end sought.
//
// More points of a driver never lower the total: caps only cut them off. So a value is as good as
// another for the high end where no driver loses by it, whatever the other slots turn out to be,
// and no combination that cannot be comes about.

import { GAINS, LOSES } from "./changes.js";
import { setOf, valuesOf } from "./sets.js";
import { ALWAYS, NEVER, PERHAPS } from "./terms.js";

/** What can still move the total: the drivers between their caps, and the floors above it. */
export function scopeOf(state) {
  const { parts } = state;
  const { low } = state.ends();
  const drivers = parts.drivers.map(
    ({ risk, relief }, place) => state.low[place] < risk && state.high[place] > relief,
  );
  const perhaps = parts.floors.filter((number) => state.fires[number] === PERHAPS);
  const floors = new Set(perhaps.filter((number) => parts.rules[number].edge > low));
  return { drivers, floors };
}

/** Whether two scopes are the same. */
export function isSameScope(one, other) {
  return (
    one.drivers.every((moves, place) => moves === other.drivers[place]) &&
    one.floors.size === other.floors.size &&
    [...one.floors].every((number) => other.floors.has(number))
  );
}

/** The values of a slot that may be needed to reach an *end*, the high (1) or the low one (-1). */
export function keptValues(state, slot, scope, end) {
  const left = valuesOf(state.domains[slot]);
  if (state.parts.better[slot] * end > 0) left.reverse(); // the likeliest to be kept comes last
  let place = 0;
  while (place < left.length) {
    const step = new Step(state, slot, left[place], scope, end);
    const here = left[place];
    if (left.some((other) => other !== here && step.isNoWorse(other))) left.splice(place, 1);
    else place += 1;
  }
  return setOf(left, state.parts.vocabulary.wide[slot]);
}

/** A change of one slot from the value *before*. */
class Step {
  constructor(state, slot, before, scope, end) {
    this.state = state;
    this.slot = slot;
    this.before = before;
    this.scope = scope;
    this.end = end;
  }

  /** Whether going to the value *after* never leads away from the end. */
  isNoWorse(after) {
    const { state, slot, scope, end } = this;
    const { parts } = state;
    if (parts.barriers.some((one) => this._direct(one.changes, after) & GAINS)) return false;
    const moved = new Map();
    const gains = new Map();
    for (const number of parts.moved[slot]) {
      const part = parts.rules[number];
      let guard = this._direct(part.changes, after);
      if (moved.size) guard |= this._through(part.reads, moved);
      const isGraded = part.grading !== null && part.grading.slots.includes(slot);
      const fires = isGraded ? GAINS | LOSES : guard;
      if (fires && state.fires[number] === PERHAPS) {
        for (const finding of part.concludes) moved.set(finding, (moved.get(finding) ?? 0) | fires);
        if (scope.floors.has(number) && fires & (end > 0 ? LOSES : GAINS)) return false;
      }
      if (part.driver >= 0 && scope.drivers[part.driver]) {
        const gain = this._leastGain(part, number, guard, after);
        if (gain) gains.set(part.driver, (gains.get(part.driver) ?? 0) + gain);
      }
    }
    for (const gain of gains.values()) if (gain < 0) return false;
    return true;
  }

  _direct(changes, after) {
    let found = 0;
    for (const change of changes.get(this.slot) ?? []) {
      found |= change(this.before, after, this.state.domains);
    }
    return found;
  }

  _through(findings, moved) {
    let found = 0;
    for (const finding of findings) {
      if (this.state.truths[finding] === PERHAPS) found |= moved.get(finding) ?? 0;
    }
    return found;
  }

  /** The least that the points of a rule can move towards the end: below 0, away. */
  _leastGain(part, number, guard, after) {
    const { state, end, slot } = this;
    if (!part.grading) {
      if (!guard || state.fires[number] !== PERHAPS) return 0;
      return least(guard, [end * part.points]);
    }
    const truth = part.guard ? part.guard(state.domains, state.truths) : ALWAYS;
    if (truth === NEVER) return 0;
    const isGraded = part.grading.slots.includes(slot);
    if (truth === ALWAYS || !guard) {
      if (!isGraded) return 0;
      const steps = part.grading.steps(slot, this.before, after, state.domains);
      const lowest = Math.min(...steps.map((points) => end * points));
      return truth === ALWAYS ? lowest : Math.min(0, lowest);
    }
    const outcomes = part.grading.outcomes(state.domains);
    return least(isGraded ? GAINS | LOSES : guard, [end * outcomes.least, end * outcomes.most]);
  }
}

/** The least that a rule with any of the *points* adds by a *change* of its guard, while what it is
 * graded by may change as well. */
function least(change, points) {
  const gained = change & GAINS ? Math.min(0, ...points) : 0;
  const lost = change & LOSES ? Math.min(0, ...points.map((one) => -one)) : 0;
  const both = change === (GAINS | LOSES) ? Math.min(...points) - Math.max(...points) : 0;
  return Math.min(gained, lost, both);
}
