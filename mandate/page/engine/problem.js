// A case as a choice of options: what each comes to, alone and together.
//
// A choice has for each lever 0 where it stays, or else the number of its option from 1. What is
// open stays open, and satisfies only what all that is possible of it satisfies; so whatever the
// choice, every rule fires or does not.

import { leversOf } from "./levers.js";
import { Parts } from "./parts.js";
import { bit, isOpen } from "./sets.js";
import { State } from "./state.js";
import { LAST_CHANCE, LATE, timingAt } from "./timing.js";

/** A choice. @typedef {number[]} Choice */

export class Problem {
  /**
   * @param {import("./engine.js").Engine} engine
   * @param {import("./memory.js").Memory} memory
   * @param {string[]} keep the facts that are left alone
   * @param {string} stage that of the case
   */
  constructor(engine, memory, keep, stage) {
    const { compiled } = engine;
    const { masks } = memory;
    this.timing = timingAt(stage, compiled);
    const vocabulary = engine.vocabulary.leavingOpen(masks);
    this.masks = masks;
    this.parts = new Parts(compiled, vocabulary);
    this.levers = leversOf(this.parts, memory, keep, this.timing);
    const domains = masks.map((mask, slot) =>
      isOpen(mask) ? bit(this.parts.sizes[slot], vocabulary.wide[slot]) : mask,
    );
    this.start = new State(this.parts, domains);
  }

  /** The option that a choice takes of a lever; undefined where it stays. */
  taken(choice, place) {
    return choice[place] ? this.levers[place].options[choice[place] - 1] : undefined;
  }

  /** The options that a choice takes. @returns {import("./levers.js").Option[]} */
  options(choice) {
    return choice.map((_, place) => this.taken(choice, place)).filter(Boolean);
  }

  /** How many steps of a choice are late, and, less than 0, how many have their last chance: of
   * equal choices the lower one comes first. @returns {[number, number]} */
  timeliness(choice) {
    const changes = this.options(choice).flatMap((option) => option.changes);
    return this.timelinessOf(changes);
  }

  /** That of some changes; what is found out is no step. @returns {[number, number]} */
  timelinessOf(changes) {
    const found = changes.filter(({ step }) => step).map(({ step }) => this.timing.urgency(step));
    const count = (wanted) => found.filter((one) => one === wanted).length;
    return [count(LATE), -count(LAST_CHANCE)];
  }

  /** The choice to stay as it is. @returns {Choice} */
  nothing() {
    return this.levers.map(() => 0);
  }

  /** The state with the options chosen carried out. */
  after(choice) {
    const state = this.start.copy();
    for (const { settings } of this.options(choice)) {
      for (const [slot, values] of settings) state.narrow(slot, values);
    }
    return state;
  }

  /** The working memory with the options chosen carried out. */
  masksAfter(choice) {
    const masks = [...this.masks];
    for (const { settings } of this.options(choice)) {
      for (const [slot, values] of settings) masks[slot] = values;
    }
    return masks;
  }

  /** The total of a choice on what is then known, in hundredths of a deciban. */
  total(choice) {
    return this.after(choice).ends().low;
  }

  cost(choice) {
    return this.options(choice).reduce((sum, option) => sum + option.cost, 0);
  }

  /** How many steps the options chosen are; what is found out is none. */
  steps(choice) {
    return this.options(choice).reduce((sum, option) => sum + option.steps, 0);
  }
}
