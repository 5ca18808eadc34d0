// One case as the page has it: what it starts from, what was changed, and what follows.

import { edited } from "./edits.js";
import { NOT_KNOWN } from "./written.js";

export const AS_IT_WAS = "\0"; // several values, or several opinions: no single answer says it
const FRAME = ["title", "organisation", "role", "stage"];

/** The name of a slot among the changes. */
function slotKey(fact, item = "") {
  return JSON.stringify([fact, item]);
}

export class Session {
  /**
   * @param {object} engine
   * @param {object} base the case to start from, plain data with the keys of a case file
   * @param {object | null} shown what the report shows of it; null for a case that has no report
   * @param {string} file the name of the file that it was opened from, if it was
   */
  constructor(engine, base, shown, file = "") {
    this.engine = engine;
    this.base = base;
    this.shown = shown;
    this.file = file;
    this.facts = engine.vocabulary.facts;
    this._begin();
    this.before = engine.recall(this.data());
    const { answers } = this.before.memory;
    this._answered = new Set(answers.map((one) => slotKey(one.fact, one.item)));
  }

  _begin() {
    /** @type {Map<string, import("./edits.js").Change>} by slot */
    this.changes = new Map();
    /** @type {Map<string, import("./notes.js").Note>} by fact */
    this.notes = new Map();
    this.frame = Object.fromEntries(FRAME.map((key) => [key, this.base[key] ?? ""]));
    this.isSaved = true;
    /** What the last reset took back, until something else is said. */
    this.undone = null;
  }

  /** Take all changes back. */
  restart() {
    const { changes, notes, frame, isSaved } = this;
    this._begin();
    this.undone = { changes, notes, frame, isSaved };
  }

  /** Bring back what the last reset took back. */
  restore() {
    Object.assign(this, this.undone, { undone: null });
  }

  /** The value of a slot as the page starts: null where it is open. */
  startingValue(fact, item = "") {
    const { memory } = this.before;
    const slot = this.engine.vocabulary.slotsOf.get(fact).find((one) => one.item === item);
    const isThis = (one) => one.fact === fact && one.item === item;
    if (memory.notKnown.some(isThis)) return NOT_KNOWN;
    if (memory.disputed.some((one) => isThis(one) && !one.settled)) return AS_IT_WAS;
    const mask = memory.masks[slot.position];
    if (mask === slot.full) return null;
    const labels = slot.fact.labels.filter((_, place) => (BigInt(mask) >> BigInt(place)) & 1n);
    return labels.length === 1 ? labels[0] : AS_IT_WAS;
  }

  /** Say something of a slot; what it starts from takes a change of it back. */
  set(change) {
    const { fact, item = "", value } = change;
    const key = slotKey(fact, item);
    if (value === this.startingValue(fact, item)) this.changes.delete(key);
    else this.changes.set(key, change);
    this._said();
  }

  reset(fact, item = "") {
    this.changes.delete(slotKey(fact, item));
    this._said();
  }

  /** The change of a slot, if there is one. */
  change(fact, item = "") {
    return this.changes.get(slotKey(fact, item));
  }

  /** Note something on a fact; an empty text takes the note away. */
  setNote(fact, text, by) {
    if (text) this.notes.set(fact, { by, text });
    else this.notes.delete(fact);
    this._said();
  }

  setFrame(key, text) {
    this.frame[key] = text;
    this._said();
  }

  _said() {
    this.isSaved = false;
    this.undone = null;
  }

  /** Whether a fact, or an item of it, has an answer: a note can stand beside one only. */
  isAnswered(fact) {
    return this.engine.vocabulary.slotsOf.get(fact).some(({ item }) => {
      const change = this.change(fact, item);
      return change ? change.value !== null : this._answered.has(slotKey(fact, item));
    });
  }

  /** The facts with a note on an answer that is as it was. */
  notedFacts() {
    const given = [...this.changes.values()].filter((one) => one.value !== null).map((one) => one.fact);
    return [...this.notes.keys()].filter((fact) => this.isAnswered(fact) && !given.includes(fact));
  }

  /** Whether anything differs from what the page started with. */
  isChanged() {
    const isOther = (key) => this.frame[key] !== (this.base[key] ?? "");
    return this.changes.size > 0 || this.notes.size > 0 || FRAME.some(isOther);
  }

  /** Whether all that the case is judged by is as the report has it. */
  isAsReported() {
    return Boolean(this.shown) && !this.changes.size && this.frame.stage === (this.base.stage ?? "");
  }

  /** Whether something was said here that is in no file. */
  isUnsaved() {
    return !this.isSaved && this.isChanged();
  }

  /** The case, plain data with the keys of a case file. */
  data() {
    const { facts, respondents, ...rest } = this.base;
    const title = this.frame.title || "A case without a title";
    const data = { ...rest, ...this.frame, title, facts, respondents };
    return edited(data, [...this.changes.values()], this.facts, this.notes);
  }

  /**
   * What follows, but for what takes longer than a frame: the `record` that was read and its
   * `assessment`, or the `fault` of a case that cannot be.
   */
  assess(mandate) {
    try {
      const record = this.engine.read(this.data());
      return { record, assessment: this.engine.assess(record, { range: false }) };
    } catch (error) {
      if (!(error instanceof mandate.CaseFault)) throw error;
      return { fault: error };
    }
  }
}
