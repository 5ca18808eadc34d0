// What a case says of the facts, and who said it, whatever the rules make of it.

import { leavesOf, slotsRead } from "./conditions.js";
import { compareText } from "./order.js";
import { isOpen } from "./sets.js";
import { NEVER } from "./terms.js";
import { answerWords, factWords } from "./wording.js";

/** For each fact the sum of the largest points of the rules that read it. @returns {Map<string, number>} */
export function pointsAtStake(compiled, vocabulary) {
  const stakes = new Map();
  for (const rule of compiled.rules) {
    const leaves = leavesOf(rule.condition);
    const grading = leaves.find((leaf) => leaf.points);
    const possible = rule.points === null ? grading.points : [rule.points];
    const largest = Math.max(...possible.map(Math.abs));
    const read = leaves.flatMap(slotsRead).map((slot) => vocabulary.factOf[slot].id);
    for (const fact of new Set(read)) stakes.set(fact, (stakes.get(fact) ?? 0) + largest);
  }
  return stakes;
}

export class Statements {
  /**
   * @param {object} record the case that was read: `stage`, `sources` and `memory`
   * @param {Map<string, number>} stakes
   * @param {Map<string, Function>} applies when each fact applies that does not always
   */
  constructor(record, compiled, vocabulary, stakes, applies) {
    this._compiled = compiled;
    this._vocabulary = vocabulary;
    this._memory = record.memory;
    this._masks = record.memory.masks;
    this._stage = compiled.stages.indexOf(record.stage);
    this._addresses = new Map(record.sources.map((source) => [source.id, source.address]));
    this._stakes = stakes;
    this._answers = new Map();
    for (const answer of record.memory.answers) {
      if (!this._answers.has(answer.fact)) this._answers.set(answer.fact, []);
      this._answers.get(answer.fact).push(answer);
    }
    const { disputed } = record.memory;
    this._disputed = new Set(disputed.map((one) => one.fact));
    this._unsettled = new Set(disputed.filter((one) => !one.settled).map((one) => one.fact));
    this._absent = new Set();
    for (const [fact, test] of applies) if (test(this._masks, []) === NEVER) this._absent.add(fact);
  }

  /** How what is known of a fact reads in a sentence. */
  words(name) {
    const fact = this._vocabulary.facts.get(name);
    return factWords(fact, this._masks, this._vocabulary, !this._unsettled.has(name));
  }

  /** A text whose parts alternate words and facts. */
  render(parts) {
    return parts.map((part, place) => (place % 2 ? this.words(part) : part)).join("");
  }

  /** A piece of evidence with who said it. */
  attributed(evidence) {
    return evidence.finding === undefined ? { ...evidence, by: this._statementsOn(evidence) } : evidence;
  }

  _statementsOn({ fact, item, values }) {
    const given = this._answers.get(fact) ?? [];
    if (!values.length) return this.saidOf(fact);
    const isWhole = !item && this._vocabulary.facts.get(fact).type === "checklist";
    if (isWhole) return this._onChecklist(given, values);
    return given.filter((one) => one.item === item).map((one) => this._statement(one));
  }

  /** One statement for all items ticked alike; together they make the counts that are possible. Who
   * could not say of any item adds nothing to them. */
  _onChecklist(given, counts) {
    const groups = new Map();
    for (const one of given) {
      const { by, confidence, source, phrase, note, known, date } = one;
      const key = JSON.stringify([by, confidence, source, phrase, note, known, date]);
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    return [...groups.values()].map((group) => {
      const isTicked = ({ values }) => values.length === 1 && values[0] === "yes";
      const ticked = group.filter(isTicked).map((one) => one.item);
      const words = ticked.map((item) => item.replaceAll("_", " ")).join(", ") || "none";
      const values = group.some((one) => one.values.length) ? counts : [];
      return { ...this._statement(group[0]), item: "", values, words };
    });
  }

  _statement(answer) {
    const { by, item, values, confidence, source, phrase, note, known, date } = answer;
    const words = answerWords(answer, this._vocabulary.facts.get(answer.fact));
    const address = this._addresses.get(source) ?? "";
    const superseded = this._memory.superseded.has(answer);
    const said = { by, item, values, words, confidence, source, address };
    return { ...said, phrase, note, known, date, superseded };
  }

  /** All that anybody said of a fact. */
  saidOf(fact) {
    return (this._answers.get(fact) ?? []).map((one) => this._statement(one));
  }

  /** The facts nobody was asked about, those with most points at stake first. */
  open() {
    const found = [];
    for (const fact of this._vocabulary.facts.values()) {
      const given = this._answers.get(fact.id) ?? [];
      if ((given.length && fact.type !== "checklist") || this._absent.has(fact.id)) continue;
      const said = new Set(given.map((one) => one.item));
      const left = this._vocabulary.slotsOf.get(fact.id).filter((slot) => !said.has(slot.item));
      if (left.length) found.push(this._openFact(fact, left));
    }
    return found.sort((a, b) => b.at_stake - a.at_stake || compareText(a.fact, b.fact));
  }

  _openFact(fact, slots) {
    return {
      ...this._asked(fact.id, slots.map((slot) => slot.item)),
      why: fact.why,
      stage: fact.stage,
      askable: this._compiled.stages.indexOf(fact.stage) <= this._stage,
    };
  }

  /** What every list of questions says of a fact. */
  _asked(name, items) {
    const fact = this._vocabulary.facts.get(name);
    return {
      fact: name,
      items: items.filter(Boolean),
      title: fact.title,
      question: fact.question,
      candidate_question: fact.candidate_question,
      ask: fact.ask,
      at_stake: this._stakes.get(name) ?? 0,
    };
  }

  /** The facts somebody was asked about and could not say. */
  notKnown() {
    return [...itemsByFact(this._memory.notKnown)].map(([name, items]) => ({
      ...this._asked(name, items),
      by: this.saidOf(name),
    }));
  }

  /** The facts on which the answers exclude each other. */
  disputed() {
    return [...itemsByFact(this._memory.disputed)].map(([fact, items]) => ({
      fact,
      items,
      title: this._vocabulary.facts.get(fact).title,
      settled: !this._unsettled.has(fact),
      by: this.saidOf(fact),
    }));
  }

  /** The facts that do not apply, each with the condition it would need. */
  appliesNot() {
    const absent = this._compiled.applies.filter(({ fact }) => this._absent.has(fact));
    return absent.map(({ fact, words: because }) => {
      const { title } = this._vocabulary.facts.get(fact);
      return { fact, title, because };
    });
  }

  /** The facts that an undisputed answer narrows to more than one value. */
  knownInPart() {
    const found = [];
    for (const name of [...this._answers.keys()].sort(compareText)) {
      const slots = this._vocabulary.slotsOf.get(name);
      const vague = slots.filter((slot) => this._isVague(slot));
      if (!vague.length || this._disputed.has(name)) continue;
      const asked = this._asked(name, vague.map((slot) => slot.item));
      found.push({ ...asked, words: this.words(name), by: this.saidOf(name) });
    }
    return found;
  }

  /** Whether several values of a slot are left by what was said of it, be it all. */
  _isVague(slot) {
    const mask = this._masks[slot.position];
    if (!isOpen(mask)) return false;
    const said = this._answers.get(slot.fact.id).filter(({ item }) => item === slot.item);
    return mask !== slot.full || said.some(({ values }) => values.length > 0);
  }

  /** Of how many facts exactly one value is left, item by item. */
  known() {
    const isKnown = (name) =>
      !this._absent.has(name) &&
      this._vocabulary.slotsOf.get(name).every((slot) => !isOpen(this._masks[slot.position]));
    return [...this._answers.keys()].filter(isKnown).length;
  }
}

function itemsByFact(names) {
  const facts = new Map();
  const sorted = [...names].sort((a, b) => compareText(a.fact, b.fact) || compareText(a.item, b.item));
  for (const { fact, item } of sorted) {
    facts.set(fact, [...(facts.get(fact) ?? []), ...(item ? [item] : [])]);
  }
  return facts;
}
