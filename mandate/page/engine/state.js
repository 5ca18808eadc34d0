// What is possible of the slots, and between which ends that leaves every rule and the total.

import { isOpen } from "./sets.js";
import { ALWAYS, NEVER } from "./terms.js";

/**
 * The domains of the slots and what follows from them; `narrow` keeps all of it in step. `least`
 * and `most` are the points of each rule, `low` and `high` those of each driver before its caps.
 */
export class State {
  /** @param {import("./parts.js").Parts} parts */
  constructor(parts, domains) {
    this.parts = parts;
    this.domains = domains;
    this.truths = Array(parts.concluders.length).fill(NEVER);
    this.fires = Array(parts.rules.length).fill(NEVER);
    this.least = Array(parts.rules.length).fill(0);
    this.most = Array(parts.rules.length).fill(0);
    this.low = Array(parts.drivers.length).fill(0);
    this.high = Array(parts.drivers.length).fill(0);
    this._update(parts.rules.keys());
  }

  /** A state that can be narrowed without this one. */
  copy() {
    const other = Object.create(State.prototype);
    other.parts = this.parts;
    for (const name of ["domains", "truths", "fires", "least", "most", "low", "high"]) {
      other[name] = this[name].slice();
    }
    return other;
  }

  /** Leave only some values to a slot. */
  narrow(slot, domain) {
    this.domains[slot] = domain;
    this._update(this.parts.moved[slot]);
  }

  _update(numbers) {
    const { domains, truths, fires, least, most, low, high, parts } = this;
    for (const number of numbers) {
      const part = parts.rules[number];
      const outcome = parts.outcome(number, domains, truths);
      fires[number] = outcome.fires;
      if (part.driver >= 0) {
        low[part.driver] += outcome.least - least[number];
        high[part.driver] += outcome.most - most[number];
        least[number] = outcome.least;
        most[number] = outcome.most;
      }
      for (const finding of part.concludes) truths[finding] = parts.best(finding, fires);
    }
  }

  /** Whether no completion can be. */
  isBarred() {
    return this.parts.barriers.some((one) => one.test(this.domains, this.truths) === ALWAYS);
  }

  /** Totals that no completion lies below, and above, in hundredths of a deciban. */
  ends() {
    const { parts } = this;
    let [low, high] = [0, 0];
    parts.drivers.forEach(({ risk, relief }, place) => {
      low += Math.max(relief, Math.min(risk, this.low[place]));
      high += Math.max(relief, Math.min(risk, this.high[place]));
    });
    const { base_hundredths: base, scale_hundredths: scale } = parts.compiled;
    low = base + scale * low;
    high = base + scale * high;
    for (const number of parts.floors) {
      const { edge } = parts.rules[number];
      if (this.fires[number] !== NEVER) high = Math.max(high, edge);
      if (this.fires[number] === ALWAYS) low = Math.max(low, edge);
    }
    return { low, high };
  }

  /** The slots with more than one value left. @returns {number[]} */
  openSlots() {
    const open = [];
    this.domains.forEach((domain, slot) => {
      if (isOpen(domain)) open.push(slot);
    });
    return open;
  }
}
