// The facts of a compiled pack, and where a working memory keeps what is known of each.

import { isWide, setOf } from "./sets.js";

/**
 * One value that a working memory holds: a fact's, or that of one item of a checklist.
 * @typedef {object} Slot
 * @property {number} position
 * @property {object} fact the fact as the compiled pack has it
 * @property {string} item empty unless the fact is a checklist
 * @property {string} title the fact's title, with the item
 * @property {boolean} wide whether its sets are BigInts
 * @property {import("./sets.js").Values} full all values
 */

export class Vocabulary {
  /** @param {object} compiled a compiled pack */
  constructor(compiled) {
    this.facts = new Map(compiled.facts.map((fact) => [fact.id, fact]));
    /** @type {Slot[]} */
    this.slots = [];
    this.slotsOf = new Map();
    for (const fact of compiled.facts) this.slotsOf.set(fact.id, this._add(fact));
    this.flags = new Map(compiled.facts.map((fact, n) => [fact.id, this.slots.length + n]));
    const flags = Array(2 * this.facts.size).fill(1);
    this.nothingKnown = [...this.slots.map((slot) => slot.full), ...flags];
    /** What is possible of each slot while it stays open. */
    this.whileOpen = this.nothingKnown;
    this.wide = [...this.slots.map((slot) => slot.wide), ...flags.map(() => false)];
    this.factOf = [
      ...this.slots.map((slot) => slot.fact),
      ...compiled.facts,
      ...compiled.facts,
    ];
  }

  _add(fact) {
    const items = fact.type === "checklist" ? fact.levels : [null];
    const wide = isWide(fact.labels.length);
    const slots = items.map((item, n) => ({
      position: this.slots.length + n,
      fact,
      item: item ? item.id : "",
      title: item ? `${fact.title} (${item.words})` : fact.title,
      wide,
      full: setOf(fact.labels.keys(), wide),
    }));
    this.slots.push(...slots);
    return slots;
  }

  /** This vocabulary where a slot that stays open has only the values in *masks*. */
  leavingOpen(masks) {
    return Object.assign(Object.create(this), { whileOpen: masks });
  }

  /** The slot of a fact, or of an item of a checklist. @returns {Slot} */
  slot(fact, item) {
    return this.slotsOf.get(fact).find((slot) => slot.item === item);
  }

  /** The flag that a respondent could not say. */
  unknownFlag(fact) {
    return this.flags.get(fact);
  }

  /** The flag that the answers exclude each other. */
  disputedFlag(fact) {
    return this.flags.get(fact) + this.facts.size;
  }

  isFlag(position) {
    return position >= this.slots.length;
  }

  isDisputedFlag(position) {
    return position >= this.slots.length + this.facts.size;
  }
}
