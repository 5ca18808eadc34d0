// One case as the page has it: what it starts from, what was changed, and what follows.

import { edited } from "./edits.js";

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
    this.before = engine.recall(this.data([]));
    this.restart();
  }

  /** Take all changes back. */
  restart() {
    /** @type {Map<string, import("./edits.js").Change>} */
    this.changes = new Map();
    this.frame = Object.fromEntries(FRAME.map((key) => [key, this.base[key] ?? ""]));
    this.isSaved = true;
  }

  set(change) {
    this.changes.set(slotKey(change.fact, change.item), change);
    this.isSaved = false;
  }

  reset(fact, item = "") {
    this.changes.delete(slotKey(fact, item));
    this.isSaved = false;
  }

  /** The change of a slot, if there is one. */
  change(fact, item = "") {
    return this.changes.get(slotKey(fact, item));
  }

  setFrame(key, text) {
    this.frame[key] = text;
    this.isSaved = false;
  }

  /** Whether anything differs from what the page started with. */
  isChanged() {
    const isOther = (key) => this.frame[key] !== (this.base[key] ?? "");
    return this.changes.size > 0 || FRAME.some(isOther);
  }

  /** Whether something was said here that is in no file. */
  isUnsaved() {
    return !this.isSaved && this.isChanged();
  }

  /** The case, plain data with the keys of a case file. */
  data(changes = [...this.changes.values()]) {
    const frame = this.frame ?? this.base;
    const { facts: _, respondents: __, ...rest } = this.base;
    const title = frame.title || "A case without a title";
    const data = { ...rest, ...frame, title, facts: this.base.facts, respondents: this.base.respondents };
    return edited(data, changes, this.facts);
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
