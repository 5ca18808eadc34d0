// A case with some answers changed: what the page assesses, and what it hands out.
//
// As in `mandate whatif`, an answer takes the place of all that anybody said of the fact, or of the
// item of a checklist; all other answers stay as they were written, with their remarks. Nobody may
// see an answer in an edition who may not see all that it takes the place of.

import { audienceOf, restriction } from "./audience.js";
import { withNote } from "./notes.js";
import { answersOn, isMapping, isTold, itemByItem, listOf } from "./written.js";

/**
 * A change of one slot. An `item` is empty unless the fact is a checklist; a `value` of null takes
 * the answers away.
 * @typedef {{fact: string, item: string, value: string | null, by: string}} Change
 */

/**
 * A case, plain data, with the changes made and the notes put beside the answers they are on. A note
 * on a fact that has no answer is left out.
 * @param {object} data
 * @param {Change[]} changes
 * @param {Map<string, object>} facts
 * @param {Map<string, import("./notes.js").Note>} notes by fact
 */
export function edited(data, changes, facts, notes = new Map()) {
  const before = [["", data.facts ?? {}], ...Object.entries(data.respondents ?? {})];
  const given = changes.filter((one) => one.value !== null);
  const added = tellings(given, facts, notes, (one) => readersOf(one, before, data.editions, facts));
  let groups = before;
  for (const { fact, item } of changes) {
    groups = groups.map(([by, group]) => [by, withoutSlot(group, facts.get(fact), item)]);
  }
  for (const [fact, note] of notes) {
    if (!given.some((one) => one.fact === fact)) groups = withNote(groups, fact, note);
  }
  for (const { by, fact, answer } of added) groups = withAnswer(groups, by, fact, answer);
  const [[, nameless], ...named] = groups;
  const orNothing = (group, there) => (there || Object.keys(group).length ? group : undefined);
  return {
    ...data,
    facts: orNothing(nameless, data.facts),
    // who has nothing left stays: editions may name them
    respondents: orNothing(Object.fromEntries(named), data.respondents),
  };
}

/** What the answer of a change has to say of who may see it. */
function readersOf({ fact, item, by: respondent }, groups, editions, facts) {
  const replaced = groups.flatMap(([by, group]) => {
    return answersOn(group, facts.get(fact), item).map((one) => {
      return audienceOf(isTold(one) ? one.visible_to : undefined, by, editions);
    });
  });
  return restriction(replaced, respondent, editions);
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
  const { [item]: gone, ...left } = itemByItem(answer, fact);
  if (!Object.keys(left).length) return null;
  return isTold(answer) ? { ...answer, value: left } : left;
}

/** One answer for what the same person says, for the same readers, of the items of a checklist. */
function tellings(changes, facts, notes, readersOfOne) {
  const found = new Map();
  for (const change of changes) {
    const { fact, item, value, by } = change;
    const readers = readersOfOne(change);
    const key = JSON.stringify([by, fact, readers]);
    if (!found.has(key)) found.set(key, { by, fact, readers, values: {} });
    found.get(key).values[item] = value;
  }
  return [...found.values()].map(({ by, fact, readers, values }) => {
    const value = facts.get(fact).type === "checklist" ? values : values[""];
    const note = notes.get(fact)?.text;
    const remarks = { ...(note ? { note } : {}), ...(readers ? { visible_to: readers } : {}) };
    return { by, fact, answer: Object.keys(remarks).length ? { value, ...remarks } : value };
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
