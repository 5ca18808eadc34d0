// How much hangs on who is right: on each dispute, and on what one respondent alone has stated.

import { bandPlace, bandOf, scoreOf } from "./scoring.js";
import { NO, setOf } from "./sets.js";
import { compareText } from "./order.js";
import { slotWords } from "./wording.js";

/**
 * @typedef {object} Setting
 * @property {import("./memory.js").Memory} memory
 * @property {string} edition for whom the case was made; empty for the whole
 * @property {object} compiled
 * @property {import("./vocabulary.js").Vocabulary} vocabulary
 * @property {number} total what the case comes to now, in hundredths of a deciban
 * @property {import("./inference.js").Inference} inference
 * @property {(masks: import("./sets.js").Values[]) => import("./inference.js").Inference} infer
 * @property {(masks: import("./sets.js").Values[]) => boolean} canBe
 */

/** The disputes with their outcomes, those that matter to the band first; and what rests on one
 * word. @param {object[]} disputed @param {Setting} setting */
export function doubtsOf(disputed, setting) {
  const { compiled, memory, total } = setting;
  const voices = new Voices(memory, setting.vocabulary);
  const told = disputed.map((one) => ({ ...one, outcomes: outcomesOf(one, voices, setting) }));
  const isHeard = setting.edition || memory.answers.some((answer) => answer.by);
  const unconfirmed = isHeard ? unconfirmedIn(voices, setting) : [];
  const places = new Map(compiled.bands.map((band, place) => [band.id, place]));

  function moved(ratings) {
    const all = [...ratings.map((one) => one.total), total / 100];
    const bands = [...ratings.map((one) => places.get(one.band)), bandPlace(total, compiled.bands)];
    return [Math.min(...bands) - Math.max(...bands), Math.min(...all) - Math.max(...all)];
  }

  const disputeKey = (one) => [Number(one.settled), ...moved(one.outcomes.map((each) => each.rating))];
  const statedKey = (one) => [...moved([one.without]), -one.rules.length];
  return { disputed: sortedBy(told, disputeKey), unconfirmed: sortedBy(unconfirmed, statedKey) };
}

function sortedBy(entries, keyOf) {
  const keyed = entries.map((entry) => ({ entry, key: keyOf(entry) }));
  keyed.sort((one, other) => {
    const place = one.key.findIndex((number, n) => number !== other.key[n]);
    return place < 0 ? 0 : one.key[place] - other.key[place];
  });
  return keyed.map(({ entry }) => entry);
}

/** What is known of each slot, and from whom: answers that count and say something. */
class Voices {
  constructor(memory, vocabulary) {
    this._vocabulary = vocabulary;
    this._answers = memory.answers.filter(
      (one) => one.values.length && !memory.superseded.has(one),
    );
  }

  slots(fact, items) {
    const slots = this._vocabulary.slotsOf.get(fact);
    return slots.filter((slot) => items.includes(slot.item) || !slot.item);
  }

  _on(fact, item) {
    return this._answers.filter((one) => one.fact === fact && one.item === item);
  }

  /** Each thing said of a fact, or of some items of it, with who said it. */
  told(fact, items) {
    const slots = this.slots(fact, items);
    const voices = new Map();
    for (const slot of slots) {
      this._on(fact, slot.item).forEach((answer, place) => {
        const voice = JSON.stringify([answer.by, answer.by ? 0 : place]); // the nameless may be several
        if (!voices.has(voice)) voices.set(voice, { name: answer.by, said: new Map() });
        const { said } = voices.get(voice);
        const mask = maskOf(answer, slot);
        said.set(slot, said.has(slot) ? said.get(slot) & mask : mask);
      });
    }
    const found = new Map();
    for (const { name, said } of voices.values()) {
      const told = slots.filter((slot) => said.has(slot)).map((slot) => [slot, said.get(slot)]);
      if (!told.every(([, mask]) => mask)) continue;
      const key = told.map(([slot, mask]) => `${slot.position}:${mask}`).join();
      if (!found.has(key)) found.set(key, { told, by: [] });
      found.get(key).by.push(name);
    }
    return [...found.values()];
  }

  /** Each fact with somebody who alone stated it, and the slots of which that holds. */
  alone() {
    const ofOne = new Map();
    for (const [fact, item] of this._named()) {
      const given = this._on(fact, item);
      const nameless = given.filter((one) => !one.by).length;
      const isStated = given.every((one) => one.confidence === "stated");
      const { by, source } = given[0];
      if (!isStated || nameless > 1 || (nameless && source) || given.some((one) => one.by !== by)) continue;
      const key = JSON.stringify([fact, by]);
      if (!ofOne.has(key)) ofOne.set(key, { fact, by, slots: [] });
      ofOne.get(key).slots.push(...this.slots(fact, [item]));
    }
    return [...ofOne.values()];
  }

  /** The facts and items with an answer, each once, in order: answers stand in theirs. */
  _named() {
    const names = new Map(this._answers.map(({ fact, item }) => [`${fact} ${item}`, [fact, item]]));
    const order = (a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]);
    return [...names.values()].sort(order);
  }
}

function maskOf(answer, slot) {
  const places = answer.values.map((label) => slot.fact.labels.indexOf(label));
  return setOf(places, slot.wide);
}

/** What the rating would be if each answer in turn held. */
function outcomesOf({ fact, items, settled }, voices, setting) {
  if (settled) return [];
  const outcomes = [];
  for (const { told, by } of voices.told(fact, items)) {
    const after = [...setting.memory.masks];
    after[setting.vocabulary.disputedFlag(fact)] = NO;
    for (const [slot, mask] of told) after[slot.position] = mask;
    if (!setting.canBe(after)) continue;
    const words = told.map(([slot, mask]) => itemWords(slot, mask)).join("; ");
    outcomes.push({ by, words, rating: ratingOf(setting.infer(after), setting.compiled) });
  }
  return outcomes;
}

/** What one respondent alone stated and a conclusion rests on. */
function unconfirmedIn(voices, { memory, compiled, vocabulary, inference, infer }) {
  const found = [];
  for (const { fact, by, slots } of voices.alone()) {
    const after = [...memory.masks];
    for (const slot of slots) after[slot.position] = slot.full;
    const without = infer(after);
    const left = new Map(without.firings.map((one) => [one.rule.id, one.points]));
    const moved = inference.firings.filter((one) => left.get(one.rule.id) !== one.points);
    if (!moved.length) continue;
    found.push({
      fact,
      items: slots.map((slot) => slot.item).filter(Boolean),
      title: vocabulary.facts.get(fact).title,
      words: slots.map((slot) => itemWords(slot, memory.masks[slot.position])).join("; "),
      by,
      rules: moved.map((one) => one.rule.id),
      without: ratingOf(without, compiled),
    });
  }
  return found;
}

function itemWords(slot, mask) {
  const words = slotWords(slot, mask);
  const level = slot.fact.levels.find((one) => slot.item && one.id === slot.item);
  return level ? `${level.words}: ${words}` : words;
}

function ratingOf({ total }, compiled) {
  return { total: total / 100, score: scoreOf(total), band: bandOf(total, compiled.bands).id };
}
