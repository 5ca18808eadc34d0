// What setting rules aside does to a rating: shown with who decided it, why, and what it changes.

import { compareText } from "./order.js";
import { bandOf, scoreOf } from "./scoring.js";

/**
 * What the rules that a case sets aside change.
 * @param {{rule: string, by: string, reason: string}[]} entries
 * @param {string[]} left the rules that fire without those that are set aside
 * @param {import("./inference.js").Inference} unadjusted what every rule of the pack makes of it
 */
export function judgementOf(entries, left, unadjusted, compiled) {
  const fired = new Map(unadjusted.firings.map(({ rule, points }) => [rule.id, points]));
  const told = entries.map(({ rule, by, reason }) => {
    const { title, floor, concludes } = compiled.rules.find((one) => one.id === rule);
    const points = fired.get(rule) ?? 0;
    return { rule, title, by, reason, fires: fired.has(rule), points, floor, concludes };
  });
  const weight = ({ points }) => Math.abs(points);
  const apart = new Set([...entries.map((one) => one.rule), ...left]);
  const { total } = unadjusted;
  return {
    set_aside: told.sort((one, other) => weight(other) - weight(one) || compareText(one.rule, other.rule)),
    fallen: [...fired.keys()].filter((rule) => !apart.has(rule)).sort(compareText),
    unadjusted: { total: total / 100, score: scoreOf(total), band: bandOf(total, compiled.bands).id },
  };
}
