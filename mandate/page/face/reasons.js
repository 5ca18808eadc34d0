// What is shown of the firings of an assessment, under what, and in which order: as the report
// shows them.

/** A firing with all that is shown under it, the firing first. */
function family(firings, firing) {
  const parts = firings.filter((one) => one.absorbed_by === firing.rule);
  return [firing, ...parts.flatMap((part) => family(firings, part))];
}

/**
 * The firings that no pattern absorbs, those with most effect first; each with its parts and the
 * points of all of them.
 */
export function headsOf({ firings }) {
  const heads = [];
  for (const firing of firings) {
    if (firing.absorbed_by !== null) continue;
    const members = family(firings, firing);
    if (!members.some(counts)) continue;
    const effect = members.reduce((sum, one) => sum + one.points, 0);
    const raises = (firing.points || effect) > 0 || firing.floor !== null;
    heads.push({ firing, effect, raises, parts: members.slice(1).filter(counts) });
  }
  return heads.sort(
    (one, other) =>
      Math.abs(other.effect) - Math.abs(one.effect) || one.firing.order - other.firing.order,
  );
}

function counts(firing) {
  return firing.points !== 0 || firing.floor !== null;
}

/**
 * The remedies without those in whose place another is told: for one that only eases the first in the
 * same words that cures, of those that come to the same the first.
 */
export function once(remedies) {
  const curing = remedies.filter((one) => one.cures.length).reverse();
  const cures = new Map(curing.map((one) => [one.text, one]));
  const first = new Map();
  for (const one of remedies) {
    const named = one.cures.length ? one : (cures.get(one.text) ?? one);
    const changes = named.cures.map((cure) => `${cure.fact}:${cure.to_value}`).sort();
    const comesTo = JSON.stringify([changes.length ? changes : named.text, named.when]);
    if (!first.has(comesTo)) first.set(comesTo, named);
  }
  return [...first.values()];
}

/** Whether too little is known for advice: fewer than two facts in three. */
export function isProvisional({ facts_known: known, facts_total: total }) {
  return 3 * known < 2 * total;
}

/** The rules that count otherwise than in the report, the weightiest first. */
export function movedSince(shown, firings) {
  const before = new Map(shown.map(([rule, title, points]) => [rule, { title, points }]));
  const after = new Map(firings.map((one) => [one.rule, one]));
  const moved = [];
  for (const [rule, { title, points }] of before) {
    const now = after.get(rule)?.points ?? 0;
    if (now !== points) moved.push({ rule, title, was: points, now });
  }
  for (const { rule, title, points } of firings) {
    if (!before.has(rule) && points) moved.push({ rule, title, was: 0, now: points });
  }
  const size = ({ was, now }) => Math.abs(now - was);
  return moved.sort((one, other) => size(other) - size(one) || (one.rule < other.rule ? -1 : 1));
}
