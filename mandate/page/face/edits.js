// A case with some answers changed: what the page assesses, and what it hands out.
//
// As in `mandate whatif`, an answer takes the place of all that anybody said of the fact, or of the
// item of a checklist; all other answers stay as they were written, with their remarks.

/**
 * A change of one slot. An `item` is empty unless the fact is a checklist; a `value` of null takes
 * the answers away.
 * @typedef {{fact: string, item: string, value: string | null, by: string, note: string}} Change
 */

const NOT_KNOWN = "not_known";

/** A case, plain data, with the changes made. @param {Change[]} changes */
export function edited(data, changes, facts) {
  let groups = [["", data.facts ?? {}], ...Object.entries(data.respondents ?? {})];
  for (const { fact, item } of changes) {
    const without = (group) => withoutSlot(group, facts.get(fact), item);
    groups = groups.map(([by, group]) => [by, without(group)]);
  }
  const added = tellings(changes.filter((one) => one.value !== null), facts);
  for (const { by, fact, answer } of added) groups = withAnswer(groups, by, fact, answer);
  const [[, nameless], ...named] = groups;
  const orNothing = (group, given) => (given || Object.keys(group).length ? group : undefined);
  return {
    ...data,
    facts: orNothing(nameless, data.facts),
    // who has nothing left stays: editions may name them
    respondents: orNothing(Object.fromEntries(named), data.respondents),
  };
}

function withoutSlot(group, fact, item) {
  if (!group || !Object.hasOwn(group, fact.id)) return group ?? {};
  const { [fact.id]: said, ...others } = group;
  if (!item) return others;
  const left = listOf(said).map((one) => withoutItem(one, fact, item)).filter(Boolean);
  return left.length ? { ...others, [fact.id]: left.length === 1 ? left[0] : left } : others;
}

/** An answer on a checklist without one item; null where nothing is left of it. */
function withoutItem(answer, fact, item) {
  const remarked = isTold(answer);
  const items = fact.levels.map((level) => level.id);
  const { [item]: gone, ...left } = itemByItem(remarked ? answer.value : answer, items);
  if (!Object.keys(left).length) return null;
  return remarked ? { ...answer, value: left } : left;
}

function itemByItem(value, items) {
  if (!isMapping(value)) return Object.fromEntries(items.map((item) => [item, NOT_KNOWN]));
  const { rest, ...given } = value;
  const all = rest === undefined ? [] : items.map((item) => [item, "no"]);
  return { ...Object.fromEntries(all), ...given };
}

/** One answer for what the same person says, with the same note, of the items of a checklist. */
function tellings(changes, facts) {
  const found = new Map();
  for (const { fact, item, value, by, note } of changes) {
    const key = JSON.stringify([by, fact, note]);
    if (!found.has(key)) found.set(key, { by, fact, note, values: {} });
    found.get(key).values[item] = value;
  }
  return [...found.values()].map(({ by, fact, note, values }) => {
    const value = facts.get(fact).type === "checklist" ? values : values[""];
    return { by, fact, answer: note ? { value, note } : value };
  });
}

function withAnswer(groups, by, fact, answer) {
  const present = groups.some(([name]) => name === by) ? groups : [...groups, [by, {}]];
  return present.map(([name, group]) => {
    if (name !== by) return [name, group];
    return [name, { ...group, [fact]: Object.hasOwn(group, fact) ? joined(group[fact], answer) : answer }];
  });
}

/** What is left of answers on the items of a checklist, with one on other items. */
function joined(said, answer) {
  if (isMapping(said) && !isTold(said) && !isTold(answer)) return { ...said, ...answer };
  return [...listOf(said), answer].map((one) => (isTold(one) ? one : { value: one }));
}

/** Whether an answer stands under `value`, and perhaps remarks beside it. */
function isTold(answer) {
  return isMapping(answer) && Object.hasOwn(answer, "value");
}

function listOf(said) {
  return Array.isArray(said) ? said : [said];
}

function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
