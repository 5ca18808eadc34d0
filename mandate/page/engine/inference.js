// From a working memory to firings, findings, drivers and the total.
//
// Rules stand in firing order: each comes after every rule that concludes what it reads, so one
// pass through them is all the forward chaining there is.

import { gradingOf, holdsWhen, pointsNow } from "./conditions.js";

/**
 * A rule that fired: its points in decibans, and the leaves of its condition that satisfied it.
 * @typedef {{rule: object, points: number, support: object[]}} Fired
 */

/**
 * What the rules make of a working memory. Totals are whole hundredths of a deciban.
 * @typedef {object} Inference
 * @property {Fired[]} firings
 * @property {Map<string, string[]>} findings the rules that concluded each
 * @property {{id: string, title: string, points: number, uncapped: number, caps: object}[]} drivers
 * @property {{by: string, band: string, hundredths: number, facts: string[]}[]} lifts
 * @property {number} total
 */

export class Reasoner {
  /** @param {object} compiled @param {import("./vocabulary.js").Vocabulary} vocabulary */
  constructor(compiled, vocabulary) {
    this._compiled = compiled;
    this._starts = new Map(compiled.bands.map((band) => [band.id, band.start]));
    this._rules = compiled.rules.map((rule) => ({
      rule,
      holds: holdsWhen(rule.condition, vocabulary),
      grading: rule.points === null ? gradingOf(rule.condition) : null,
    }));
  }

  /** @returns {Inference} */
  infer(masks) {
    const firings = [];
    const findings = new Map();
    const sums = new Map(this._compiled.drivers.map((driver) => [driver.id, 0]));
    const floors = [];
    for (const { rule, holds, grading } of this._rules) {
      const support = holds(masks, findings);
      if (!support) continue;
      const points = grading ? pointsNow(grading, masks) : rule.points;
      firings.push({ rule, points, support });
      if (rule.driver !== null) sums.set(rule.driver, sums.get(rule.driver) + points);
      for (const finding of rule.concludes) {
        findings.set(finding, [...(findings.get(finding) ?? []), rule.id]);
      }
      if (rule.floor !== null) floors.push(rule);
    }
    return { firings, findings, ...this._sum(sums, floors) };
  }

  _sum(sums, floors) {
    const drivers = this._compiled.drivers.map(({ id, title, risk, relief }) => {
      const uncapped = sums.get(id);
      const points = Math.max(relief, Math.min(risk, uncapped));
      return { id, title, points, uncapped, caps: { risk, relief } };
    });
    const within = drivers.reduce((sum, driver) => sum + driver.points, 0);
    const { base_hundredths: base, scale_hundredths: scale } = this._compiled;
    const total = base + scale * within;
    return { drivers, ...this._lifted(total, floors) };
  }

  /** The total that the highest floor leaves, and the lift if there is one. */
  _lifted(total, floors) {
    let highest = null;
    for (const rule of floors) {
      const edge = this._starts.get(rule.floor);
      if (highest === null || edge > highest.edge) highest = { edge, rule };
    }
    if (highest === null || highest.edge <= total) return { lifts: [], total };
    const { edge, rule } = highest;
    const lift = { by: rule.id, band: rule.floor, hundredths: edge - total, facts: [] };
    return { lifts: [lift], total: edge };
  }
}
