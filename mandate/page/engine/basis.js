// On what the points of the rules that fired rest: grades of evidence, kinds of source, sources.
//
// Amounts are whole multiples of one over a common denominator. Percentages are made to add up to
// 100 by the method of largest remainders (Hamilton, 1792).

import { compareText } from "./order.js";

/** The basis of an inference. @param {import("./inference.js").Fired[]} firings */
export function basisOf(firings, compiled) {
  const counts = compiled.rules.map((rule) => citedBy(rule).length);
  const unit = counts.reduce(leastCommonMultiple, 1);
  const grades = new Map(compiled.grades.map((grade) => [grade, 0]));
  const sources = new Map();
  for (const { rule, points } of firings) {
    if (!points) continue;
    const weight = Math.abs(points);
    const cited = citedBy(rule);
    add(grades, rule.grade, weight);
    for (const source of cited) add(sources, source, (weight * unit) / cited.length);
  }
  if (!sources.size) return { grades: [], kinds: [], sources: [], interested_share: 0 };
  const known = new Map(compiled.sources.map((source) => [source.id, source]));
  const kinds = new Map();
  let interested = 0;
  for (const [source, amount] of sources) {
    add(kinds, known.get(source).kind, amount);
    if (known.get(source).interest) interested += amount;
  }
  const whole = [...sources.values()].reduce((sum, one) => sum + one, 0);
  return {
    grades: shares([...grades]),
    kinds: shares(largestFirst(kinds)),
    sources: shares(largestFirst(sources)),
    interested_share: apportioned([interested, whole - interested])[0],
  };
}

function citedBy(rule) {
  return [...new Set(rule.sources.map((one) => one.source))];
}

function add(amounts, name, amount) {
  amounts.set(name, (amounts.get(name) ?? 0) + amount);
}

function leastCommonMultiple(one, other) {
  let [a, b] = [one, other];
  while (b) [a, b] = [b, a % b];
  return (one / a) * other;
}

function largestFirst(amounts) {
  const order = (one, other) => other[1] - one[1] || compareText(one[0], other[0]);
  return [...amounts].sort(order);
}

function shares(entries) {
  const percents = apportioned(entries.map(([, amount]) => amount));
  return entries.map(([id], place) => ({ id, percent: percents[place] }));
}

/** Each amount in whole percent, which add up to 100. */
function apportioned(amounts) {
  const whole = amounts.reduce((sum, one) => sum + one, 0);
  const percents = amounts.map((amount) => Math.floor((100 * amount) / whole));
  const missing = 100 - percents.reduce((sum, one) => sum + one, 0);
  const byRemainder = [...amounts.keys()].sort(
    (one, other) => ((100 * amounts[other]) % whole) - ((100 * amounts[one]) % whole),
  );
  for (const place of byRemainder.slice(0, missing)) percents[place] += 1;
  return percents;
}
