// The engine: reads a compiled pack, and assesses cases as the keys of an assessment tell them.

import { Adviser } from "./advice.js";
import { CaseFault, readAnswers } from "./answers.js";
import { basisOf } from "./basis.js";
import { Bounds } from "./bounds.js";
import { readFrame, referenceOf } from "./case_frame.js";
import { doubtsOf } from "./doubts.js";
import { evidenceOf } from "./evidence.js";
import { Reasoner } from "./inference.js";
import { judgementOf } from "./judgement.js";
import { combine } from "./memory.js";
import { Misses } from "./misses.js";
import { isPossible, partsOf } from "./parts.js";
import { remediesOf } from "./remedies.js";
import { bandOf, scoreOf } from "./scoring.js";
import { Statements, pointsAtStake } from "./statements.js";
import { ALWAYS, PERHAPS, testOf } from "./terms.js";
import { timingAt } from "./timing.js";
import { Vocabulary } from "./vocabulary.js";

/** A case whose facts cannot be together; `because` says why, combination by combination. */
export class ImpossibleCase extends CaseFault {
  constructor(because) {
    super(because.join("; "));
    this.because = because;
  }
}

/**
 * A case that was read against the pack: its frame, with its working memory.
 * @typedef {import("./case_frame.js").Frame & {memory: import("./memory.js").Memory}} Case
 */

export class Engine {
  /** @param {object} compiled a compiled pack */
  constructor(compiled) {
    this.compiled = compiled;
    this.vocabulary = new Vocabulary(compiled);
    this._without = new Map();
    const { applies, impossible } = compiled;
    const test = (condition) => testOf(condition, this.vocabulary);
    this._applies = new Map(applies.map(({ fact, condition }) => [fact, test(condition)]));
    this._impossible = impossible.map((one) => ({ test: test(one.condition), because: one.because }));
    this._sources = new Map(compiled.sources.map((one) => [one.id, one]));
    this.reasoner = new Reasoner(compiled, this.vocabulary);
    this._misses = new Misses(compiled, this.vocabulary);
    this.stakes = pointsAtStake(compiled, this.vocabulary);
    this.bounds = new Bounds(this, this._applies);
  }

  /**
   * The case that plain data describes, with the keys of a case file.
   * Throws CaseFault where it cannot be read, and ImpossibleCase where it cannot be.
   * @returns {Case}
   */
  read(data) {
    const record = this.recall(data);
    this._refuseImpossible(record.memory.masks);
    return record;
  }

  /** That case, even where its facts cannot be together. @returns {Case} */
  recall(data) {
    const memory = combine(readAnswers(data, this.vocabulary), this.vocabulary);
    return { ...readFrame(data, this.compiled), memory };
  }

  _refuseImpossible(masks) {
    const truths = this._impossible.map((one) => one.test(masks, []));
    const certain = this._impossible.filter((_, place) => truths[place] === ALWAYS);
    const because = (entries) => entries.map((one) => one.because);
    if (certain.length) throw new ImpossibleCase(because(certain));
    if (truths.includes(PERHAPS) && !isPossible(partsOf(this), masks)) {
      throw new ImpossibleCase(because(this._impossible));
    }
  }

  /** This engine without some rules, made once for each set of them. @returns {Engine} */
  without(rules) {
    if (!rules.length) return this;
    const key = [...rules].sort().join(" ");
    if (!this._without.has(key)) {
      const left = this.compiled.rules.filter((rule) => !rules.includes(rule.id));
      this._without.set(key, new Engine({ ...this.compiled, rules: left }));
    }
    return this._without.get(key);
  }

  /**
   * The assessment of a case, with the keys of the JSON that `mandate assess` writes, without the
   * receipt and the digest of the case, which take the case as its file has it, and so without its
   * `schema`. With `range: false` it is an answer at once: the ranges are left out and with them a
   * lift to the near end, and so is what hangs on who is right.
   * @param {Case} record
   */
  assess(record, { range = true } = {}) {
    const assessment = this.adjusted(record)._assess(record, range);
    if (!record.setAside.length) return { ...assessment, judgement: null };
    const left = assessment.firings.map((one) => one.rule);
    const unadjusted = this._unadjusted(record, assessment.open, range);
    return { ...assessment, judgement: judgementOf(record.setAside, left, unadjusted, this.compiled) };
  }

  /** What every rule of the pack makes of a case; the total is within the range, where that counts. */
  _unadjusted({ memory: { masks } }, open, withRange) {
    const found = this.reasoner.infer(masks);
    if (!withRange) return found;
    const { low, high } = this.bounds.endsOf(masks, this.bounds.laterSlots(open));
    return { ...found, total: Math.min(Math.max(found.total, low.bound), high.bound) };
  }

  /**
   * The cheapest steps that bring a case into the band *to*, with the keys of the JSON that `mandate
   * advise` writes. `proved` is true only where the search left nothing out; otherwise what is told
   * is the best found, and no set of steps costs less than `at_least`.
   * @param {Case} record
   * @param {string} to
   * @param {import("./advice.js").Wishes} wishes
   */
  advise(record, to, wishes = {}) {
    return new Adviser(this.adjusted(record), record, to, wishes).advice(this.assess(record));
  }

  /** The rules that an answer keeps silent, the nearest first. @returns {import("./misses.js").Miss[]} */
  misses(record) {
    return this.adjusted(record)._misses.of(record.memory);
  }

  /** What times and last stages mean at a stage. @returns {import("./timing.js").Timing} */
  timingAt(stage) {
    return timingAt(stage, this.compiled);
  }

  /** The engine whose verdict on a case counts: without the rules that it sets aside. */
  adjusted(record) {
    return this.without(record.setAside.map((one) => one.rule));
  }

  _assess(record, withRange) {
    const { compiled, vocabulary } = this;
    const statements = new Statements(record, compiled, vocabulary, this.stakes, this._applies);
    const told = {
      open: statements.open(),
      known_in_part: statements.knownInPart(),
      not_known: statements.notKnown(),
      disputed: statements.disputed(),
      applies_not: statements.appliesNot(),
    };
    const inference = this.reasoner.infer(record.memory.masks);
    const ranges = withRange ? this.bounds.ranges(record.memory.masks, told, inference) : {};
    const lifts = ranges.lift ? [...inference.lifts, ranges.lift] : inference.lifts;
    const total = inference.total + (ranges.lift ? ranges.lift.hundredths : 0);
    const band = bandOf(total, compiled.bands);
    const doubts = withRange ? this._doubts(record, told, inference, total, ranges.range) : {};
    return {
      pack: compiled.pack,
      case: referenceOf(record),
      headline: band.headline,
      measures: compiled.measures,
      calibrated: compiled.calibrated,
      score: scoreOf(total),
      total: total / 100,
      band: band.id,
      ...(withRange ? { range: ranges.range, range_with_shortlist: ranges.withShortlist } : {}),
      base: compiled.base_hundredths / 100,
      scale: compiled.scale_hundredths / 100,
      bands: this._bands(record.stage),
      drivers: inference.drivers,
      lifts: lifts.map(({ by, band: at, hundredths, facts }) => ({
        by,
        band: at,
        points: hundredths / 100,
        facts,
      })),
      findings: [...inference.findings].map(([name, by]) => ({ ...this._finding(name), by })),
      firings: this._firings(inference, statements, record),
      basis: basisOf(inference.firings, compiled),
      ...told,
      ...doubts,
      facts_known: statements.known(),
      facts_total: compiled.facts.length - told.applies_not.length,
    };
  }

  /** The disputes with what hangs on each, and what rests on one word. */
  _doubts(record, { open, disputed }, inference, total, range) {
    const { compiled, vocabulary, bounds } = this;
    const later = bounds.laterSlots(open);
    const infer = (masks) => {
      const found = this.reasoner.infer(masks);
      return { ...found, total: bounds.near(found.total, masks, record.memory.masks, later, range) };
    };
    const canBe = (masks) => isPossible(partsOf(this), masks);
    const { memory, edition } = record;
    const setting = { memory, edition, compiled, vocabulary, total, inference };
    return doubtsOf(disputed, { ...setting, infer, canBe });
  }

  _bands(stage) {
    const place = this.compiled.stages.indexOf(stage);
    return this.compiled.bands.map(({ id, title, start, advice }) => ({
      id,
      title,
      start: start === null ? null : start / 100,
      advice: advice[place],
    }));
  }

  _finding(name) {
    return this.compiled.findings.find((one) => one.id === name);
  }

  _firings(inference, statements, { memory: { masks }, stage }) {
    const absorbed = absorbedBy(inference.firings);
    return inference.firings.map(({ rule, points, support }, place) => {
      const raises = points >= 0;
      const evidence = evidenceOf(support, masks, inference.findings, this.compiled, this.vocabulary);
      return {
        rule: rule.id,
        title: rule.title,
        order: place + 1,
        driver: rule.driver,
        points,
        floor: rule.floor,
        concludes: rule.concludes,
        absorbed_by: absorbed.get(rule.id) ?? null,
        because: statements.render(raises ? rule.because : rule.strength),
        expect: raises ? rule.expect : "",
        evidence: evidence.map((piece) => statements.attributed(piece)),
        sources: rule.sources.map(({ source, quote }) => ({ quote, ...this._sources.get(source) })),
        grade: rule.grade,
        remedies: raises ? remediesOf(rule, masks, stage, this.compiled, this.vocabulary) : [],
      };
    });
  }
}

/** The pattern that each absorbed rule is shown under: the one with most points on its side. */
function absorbedBy(firings) {
  const sides = new Map(firings.map((one) => [one.rule.id, sideOf(one)]));
  const patterns = firings.filter((one) => one.rule.absorbs.length);
  patterns.sort(
    (one, other) =>
      Math.abs(other.points) - Math.abs(one.points) || (one.rule.id < other.rule.id ? -1 : 1),
  );
  const absorbed = new Map();
  for (const { rule } of patterns) {
    for (const part of rule.absorbs) {
      const side = sides.get(part);
      const fits = side === 0 || side === sides.get(rule.id);
      if (fits && !absorbed.has(part)) absorbed.set(part, rule.id);
    }
  }
  return absorbed;
}

/** 1 for a firing that raises the risk, -1 for one that lowers it, 0 for neither. */
function sideOf({ points, rule }) {
  if (points > 0 || rule.floor !== null) return 1;
  return points < 0 ? -1 : 0;
}
