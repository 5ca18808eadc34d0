// The range of a case: the lowest and the highest score over every way open facts could turn out.

import { compareText } from "./order.js";
import { isPossible, partsOf } from "./parts.js";
import { bandOf, bandPlace, scoreOf } from "./scoring.js";
import { HIGH, LOW, endOf } from "./search.js";
import { NO, YES, bit, firstOf, isOpen, valuesOf } from "./sets.js";
import { ALWAYS, NEVER } from "./terms.js";

const SETTLING = 5;
const TRIED = 12;

export class Bounds {
  /**
   * @param {import("./engine.js").Engine} engine
   * @param {Map<string, import("./terms.js").Test>} applies when each fact applies that does not always
   */
  constructor(engine, applies) {
    this._engine = engine;
    this._compiled = engine.compiled;
    this._vocabulary = engine.vocabulary;
    this._applies = applies;
  }

  /** The range of a case, that with the facts that can be asked later (null where there are none),
   * and the lift to the near end where the total on what is known lies beyond it. */
  ranges(masks, told, inference) {
    if (!masks.some(isOpen)) return { range: this._point(inference), withShortlist: null, lift: null };
    const later = this.laterSlots(told.open);
    const names = this._askable(told);
    const ends = this.endsOf(masks, later);
    const range = this._range(masks, ends);
    if (!range.decided) range.would_settle = this._settling(names, masks);
    const near = Math.min(Math.max(inference.total, ends.low.bound), ends.high.bound);
    const lift = near === inference.total ? null : this._lift(inference.total, near, names, masks);
    const withShortlist = later.size ? this._range(masks, this.endsOf(masks, new Set())) : null;
    return { range, withShortlist, lift };
  }

  _point({ total }) {
    const score = scoreOf(total);
    return {
      low: score,
      high: score,
      low_total: total / 100,
      high_total: total / 100,
      bands: [bandOf(total, this._compiled.bands).id],
      decided: true,
      exact: true,
      lowest: [],
      highest: [],
      would_settle: [],
    };
  }

  _askable(told) {
    const facts = [
      ...told.open.filter((fact) => fact.askable),
      ...told.known_in_part,
      ...told.not_known,
      ...told.disputed.filter((fact) => !fact.settled),
    ];
    return [...new Set(facts.map((fact) => fact.fact))];
  }

  /** The slots of the open facts that cannot be asked yet. */
  laterSlots(open) {
    const later = new Set();
    for (const { fact, items, askable } of open) {
      if (askable) continue;
      for (const slot of this._vocabulary.slotsOf.get(fact)) {
        if (!items.length || items.includes(slot.item)) later.add(slot.position);
      }
    }
    return later;
  }

  /**
   * A total on what is known in *masks*, or the near end where it lies beyond every completion.
   * *masks* differ in some facts from *before*, of which *range* is the range. Two completions near
   * its ends show that no end need be looked for, if the total lies between theirs.
   */
  near(total, masks, before, later, range) {
    const parts = partsOf(this._engine);
    const totals = [range.lowest, range.highest]
      .map((assumed) => this.completed(masks, before, assumed, later))
      .filter((completed) => isPossible(parts, completed))
      .map((completed) => this._engine.reasoner.infer(completed).total);
    const isWithin = totals.length && Math.min(...totals) <= total && total <= Math.max(...totals);
    if (isWithin) return total;
    const { low, high } = this.endsOf(masks, later);
    return Math.min(Math.max(total, low.bound), high.bound);
  }

  /** A completion, as far as rules read it, in which what is open is as assumed, or as before. */
  completed(masks, before, assumed, later) {
    const values = new Map(assumed.map(({ fact, item, value }) => [`${fact} ${item}`, value]));
    const { moved } = partsOf(this._engine);
    const completed = [...masks];
    for (const { position, fact, item, wide } of this._vocabulary.slots) {
      const mask = masks[position];
      if (!moved[position].length || later.has(position) || !isOpen(mask)) continue;
      const value = values.get(`${fact.id} ${item}`);
      const wanted = value === undefined ? before[position] : bit(fact.labels.indexOf(value), wide);
      completed[position] = firstOf(mask & wanted || mask);
    }
    return completed;
  }

  /** The ends of the total over all completions; slots in *leftOpen* stay open. */
  endsOf(masks, leftOpen) {
    const parts = partsOf(this._engine);
    const domains = parts.domains(masks, leftOpen);
    const [low, high] = [endOf(parts, domains, LOW), endOf(parts, domains, HIGH)];
    if (!low || !high) throw new Error("these facts cannot turn out in any way that can be");
    return { low, high };
  }

  _range(masks, { low, high }) {
    const { bands } = this._compiled;
    const [first, last] = [low, high].map((end) => bandPlace(end.bound, bands));
    return {
      low: scoreOf(low.bound),
      high: scoreOf(high.bound),
      low_total: low.bound / 100,
      high_total: high.bound / 100,
      bands: bands.slice(first, last + 1).map((band) => band.id),
      decided: first === last,
      exact: low.isExact && high.isExact,
      lowest: this._assumptions(masks, low),
      highest: this._assumptions(masks, high),
      would_settle: [],
    };
  }

  /** The values of open facts that reach an end: of those that some rule reads and that apply. */
  _assumptions(masks, end) {
    if (!end.isExact) return [];
    const { slots } = this._vocabulary;
    const { moved } = partsOf(this._engine);
    const completed = [...masks];
    for (const { position, full } of slots) {
      const value = end.completion[position];
      if (value <= full) completed[position] = value; // else it stays open
    }
    const absent = new Set();
    for (const [fact, test] of this._applies) if (test(completed, []) === NEVER) absent.add(fact);
    return slots
      .filter(({ position }) => masks[position] !== completed[position] && moved[position].length)
      .filter(({ fact }) => !absent.has(fact.id))
      .map(({ fact, item, position }) => {
        const value = fact.labels[valuesOf(completed[position])[0]];
        return { fact: fact.id, item, value };
      });
  }

  /** The facts that move the total most, each by itself, the first most. */
  _settling(names, masks) {
    const stakes = this._engine.stakes;
    const stake = (name) => stakes.get(name) ?? 0;
    const tried = [...names]
      .sort((one, other) => stake(other) - stake(one) || compareText(one, other))
      .slice(0, TRIED);
    const swings = new Map();
    for (const name of tried) {
      const totals = this._totals(name, masks);
      swings.set(name, totals.length ? Math.max(...totals) - Math.min(...totals) : 0);
    }
    return tried
      .filter((name) => swings.get(name))
      .sort((one, other) => swings.get(other) - swings.get(one) || compareText(one, other))
      .slice(0, SETTLING);
  }

  /** The lift to the near end, with the facts whose every answer leads there. */
  _lift(total, near, names, masks) {
    const isLeading = (name) => {
      const totals = this._totals(name, masks);
      if (!totals.length) return false;
      return near > total ? Math.min(...totals) > total : Math.max(...totals) < total;
    };
    const leading = names.filter(isLeading);
    const facts = [...(leading.length ? leading : names)].sort(compareText);
    const band = bandOf(near, this._compiled.bands).id;
    return { by: "", band, hundredths: near - total, facts };
  }

  /** The totals at the levels of one fact that can be, everything else as it is known. */
  _totals(name, masks) {
    const fact = this._vocabulary.facts.get(name);
    const { barriers } = partsOf(this._engine);
    return this._choices(fact, masks)
      .map((values) => this._with(fact, masks, values))
      .filter((changed) => !barriers.some((one) => one.test(changed, []) === ALWAYS))
      .map((changed) => this._engine.reasoner.infer(changed).total);
  }

  /** Sets of values of a fact that no rule tells apart; of a checklist no item, or every one. */
  _choices(fact, masks) {
    if (fact.type === "checklist") return [NO, YES];
    const [slot] = this._vocabulary.slotsOf.get(fact.id);
    const mask = masks[slot.position];
    const possible = isOpen(mask) ? mask : slot.full;
    const classes = partsOf(this._engine).classes.get(slot.position) ?? [slot.full];
    return classes.map((one) => possible & one).filter(Boolean);
  }

  _with(fact, masks, values) {
    const changed = [...masks];
    const slots = this._vocabulary.slotsOf.get(fact.id);
    const someOpen = slots.some((slot) => isOpen(masks[slot.position]));
    for (const { position } of slots) {
      if (fact.type !== "checklist" || isOpen(masks[position]) || !someOpen) {
        changed[position] = firstOf(values);
      }
    }
    changed[this._vocabulary.unknownFlag(fact.id)] = NO;
    changed[this._vocabulary.disputedFlag(fact.id)] = NO;
    return changed;
  }
}
