// Advice: the cheapest steps that bring a case into a band, as `mandate advise` tells it.

import { referenceOf } from "./case_frame.js";
import { Choices } from "./choices.js";
import { evidenceOf } from "./evidence.js";
import { isSettled } from "./memory.js";
import { compareNumbers } from "./order.js";
import { isPossible, partsOf } from "./parts.js";
import { Problem } from "./problem.js";
import { bandOf, scoreOf } from "./scoring.js";
import { LOW, endOf } from "./search.js";
import { isOpen } from "./sets.js";
import { factWords } from "./wording.js";

const OBSTACLES = 5;

/** Work for each search, in entries of tables: about a quarter of a second on a common machine. */
const BUDGET = 4_000_000;

/**
 * @typedef {object} Wishes
 * @property {string[]} [keep] facts to leave alone
 * @property {number | null} [maxChanges] how many steps may be taken
 * @property {number} [budget] how much work each search may do
 */

/**
 * Advises on one case. What it tells has the keys of the JSON that `mandate advise` writes, without
 * the digest of the case, and so without its `schema`.
 */
export class Adviser {
  /**
   * @param {import("./engine.js").Engine} engine without the rules that the case sets aside
   * @param {import("./engine.js").Case} record
   * @param {string} to the band to reach
   * @param {Wishes} wishes
   */
  constructor(engine, record, to, { keep = [], maxChanges = null, budget = BUDGET }) {
    const { bands } = engine.compiled;
    const place = bands.findIndex((band) => band.id === to);
    if (place < 0) throw new RangeError(`the pack has no band '${to}'`);
    const lacking = keep.find((name) => !engine.vocabulary.facts.has(name));
    if (lacking !== undefined) throw new RangeError(`the pack has no fact '${lacking}'`);
    this._engine = engine;
    this._record = record;
    this._to = to;
    this._keep = [...new Set(keep)].sort();
    this._most = maxChanges;
    this._budget = budget;
    const above = bands.slice(place + 1).find((band) => band.start !== null);
    this._goal = above ? above.start - 1 : Infinity;
    this._problem = new Problem(engine, record.memory, this._keep, record.stage);
  }

  /** @param {object} assessment that of the case */
  advice(assessment) {
    this._later = this._engine.bounds.laterSlots(assessment.open);
    this._lowest = assessment.range.lowest;
    const told = this._empty(assessment);
    if (Math.round(assessment.total * 100) <= this._goal) {
      const sets = [this._set(this._problem.nothing())];
      return { ...told, outcome: "there", sets, cost: 0, at_least: 0, proved: true };
    }
    const alone = this._alone();
    if (alone) told.single = this._set(alone);
    const found = this._choices(this._goal).cheapest();
    const { cost, atLeast } = found;
    if (found.choices.length) {
      const sets = found.choices.map((choice) => this._set(choice));
      return { ...told, outcome: "reachable", sets, cost, at_least: atLeast, proved: cost === atLeast };
    }
    const furthest = this._farthest();
    return {
      ...told,
      outcome: atLeast === null ? "unreachable" : "unsettled",
      at_least: atLeast,
      proved: atLeast === null,
      farthest: this._set(furthest),
      obstacles: this._obstacles(furthest),
    };
  }

  _empty(assessment) {
    const { score, total, band, facts_known, facts_total } = assessment;
    return {
      pack: this._engine.compiled.pack,
      case: referenceOf(this._record),
      to: this._to,
      keep: this._keep,
      max_changes: this._most,
      score,
      total,
      band,
      facts_known,
      facts_total,
      outcome: "",
      sets: [],
      cost: null,
      at_least: null,
      proved: false,
      single: null,
      farthest: null,
      obstacles: [],
    };
  }

  _choices(goal, isSought = true) {
    const accepts = (choice) => this._accepts(choice, isSought ? goal : Infinity);
    return new Choices(this._problem, goal, this._most, accepts, this._budget);
  }

  /** Whether the facts can be so, and the range does not begin above the goal. */
  _accepts(choice, goal) {
    const masks = this._problem.masksAfter(choice);
    if (!masks.some(isOpen)) return true;
    const parts = partsOf(this._engine);
    if (!isPossible(parts, masks)) return false;
    if (goal === Infinity || this._isLow(masks, goal)) return true;
    const low = endOf(parts, parts.domains(masks, this._leftOpen(masks)), LOW);
    return low !== null && low.bound <= goal;
  }

  /** Whether the goal is met where the facts that are left open turn out as well as they can in the
   * case as it is: this is soon seen, and mostly so. */
  _isLow(masks, goal) {
    const { bounds, reasoner } = this._engine;
    const before = this._record.memory.masks;
    const completed = bounds.completed(masks, before, this._lowest, this._later);
    return isPossible(partsOf(this._engine), completed) && reasoner.infer(completed).total <= goal;
  }

  _leftOpen(masks) {
    return new Set([...this._later].filter((slot) => isOpen(masks[slot])));
  }

  /** The one step that lowers the total most, of equal ones the cheapest, then one that has its last
   * chance, then one that is not late; null without. */
  _alone() {
    if (this._most === 0) return null;
    const { start, levers } = this._problem;
    let best = null;
    levers.forEach(({ options }, place) => {
      options.forEach(({ changes, cost, settings }, number) => {
        if (changes.length > 1) return;
        const after = start.copy();
        for (const [slot, values] of settings) after.narrow(slot, values);
        const total = after.ends().low;
        if (after.isBarred() || total >= start.ends().low) return;
        const rank = [total, cost, ...this._problem.timelinessOf(changes)];
        if (!best || compareNumbers(rank, best.rank) < 0) best = { rank, place, choice: number + 1 };
      });
    });
    if (!best) return null;
    const choice = this._problem.nothing();
    choice[best.place] = best.choice;
    return choice;
  }

  /** The cheapest choice found that leads to the lowest total on what is known, and to a range that
   * begins there, where one does. */
  _farthest() {
    let found = this._problem.nothing();
    let lower = found;
    while (lower) {
      found = lower;
      lower = this._choices(this._problem.total(found) - 1, false).lowest();
    }
    const total = this._problem.total(found);
    const cheapest = (isSought) => this._choices(total, isSought).cheapest().choices[0];
    return cheapest(true) ?? cheapest(false) ?? found;
  }

  /** The steps of a choice, and what the case then comes to. */
  _set(choice) {
    const { compiled, bounds } = this._engine;
    const masks = this._problem.masksAfter(choice);
    const leftOpen = this._leftOpen(masks);
    const { low, high } = bounds.endsOf(masks, leftOpen);
    const whole = leftOpen.size ? bounds.endsOf(masks, new Set()) : { low, high };
    const known = this._engine.reasoner.infer(masks).total;
    const total = Math.min(Math.max(known, low.bound), high.bound);
    const changes = this._problem.options(choice).flatMap((option) => option.changes);
    const steps = changes.map((change) => this._step(change)).sort(this._inTime());
    return {
      steps,
      cost: steps.reduce((sum, step) => sum + step.cost, 0),
      score: scoreOf(total),
      total: total / 100,
      band: bandOf(total, compiled.bands).id,
      low: scoreOf(whole.low.bound),
      high: scoreOf(whole.high.bound),
      always: whole.high.bound <= this._goal,
    };
  }

  _step({ fact, item, value, step }) {
    const { compiled, vocabulary } = this._engine;
    const { masks, disputed } = this._record.memory;
    const now = factWords(fact, masks, vocabulary, isSettled(fact.id, disputed));
    const told = { fact: fact.id, item, title: fact.title, now };
    if (!step) {
      const nothing = { value: "", words: "", effort: "", cost: 0, owner: fact.ask, when: "" };
      return { kind: "find_out", ...told, ...nothing, late: false, last_chance: false };
    }
    const { effort, owner, when } = step;
    return {
      kind: "change",
      ...told,
      value,
      words: wordsOf(fact, value),
      effort,
      cost: compiled.effort_costs[compiled.efforts.indexOf(effort)],
      owner,
      when,
      late: this._problem.timing.isLate(step.when),
      last_chance: this._problem.timing.isLastChance(step.until),
    };
  }

  /** In the order of their time, then of their cost. */
  _inTime() {
    const { times } = this._engine.compiled;
    const place = (step) => times.indexOf(step.when);
    const text = (one, other) => Number(one > other) - Number(one < other);
    return (one, other) =>
      place(one) - place(other) ||
      one.cost - other.cost ||
      text(one.fact, other.fact) ||
      text(one.item, other.item);
  }

  /** The rules that still fire after all that can be done, those that weigh most first. */
  _obstacles(choice) {
    const masks = this._problem.masksAfter(choice);
    const { firings, findings } = this._engine.reasoner.infer(masks);
    const left = firings.filter(({ rule, points }) => points > 0 || rule.floor !== null);
    const order = (one, other) =>
      Number(one.rule.floor === null) - Number(other.rule.floor === null) ||
      other.points - one.points ||
      (one.rule.id < other.rule.id ? -1 : 1);
    return left.sort(order).slice(0, OBSTACLES).map((one) => this._obstacle(one, masks, findings, choice));
  }

  _obstacle({ rule, points, support }, masks, findings, choice) {
    const { compiled, vocabulary } = this._engine;
    const evidence = evidenceOf(support, masks, findings, compiled, vocabulary);
    const names = evidence.filter((one) => one.fact !== undefined).map((one) => one.fact);
    const facts = [...new Set(names)].map((name) => vocabulary.facts.get(name));
    const isKept = (fact) => this._keep.includes(fact.id);
    const isOther = (place) => (option, n) => n + 1 !== choice[place] && option.steps > 0;
    const canChange = (fact) =>
      this._problem.levers.some(
        (lever, place) => lever.fact === fact.id && lever.options.some(isOther(place)),
      );
    const titles = (some) => some.map((fact) => fact.title);
    return {
      rule: rule.id,
      title: rule.title,
      points,
      floor: rule.floor ?? "",
      kept: titles(facts.filter(isKept)),
      fixed: titles(facts.filter((fact) => !isKept(fact) && !canChange(fact))),
    };
  }
}

/** How a value that a step leads to reads: a level, or an item of a checklist. */
function wordsOf(fact, value) {
  const level = fact.levels.find((one) => one.id === value);
  return level ? level.words : fact.words[fact.labels.indexOf(value)];
}
