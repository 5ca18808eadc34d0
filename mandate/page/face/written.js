// The shapes in which a case file writes answers.

export const NOT_KNOWN = "not_known";

/** Whether an answer stands under `value`, and perhaps remarks beside it. */
export function isTold(answer) {
  return isMapping(answer) && Object.hasOwn(answer, "value");
}

/** What one person said of a fact, as a list of answers. */
export function listOf(said) {
  return Array.isArray(said) ? said : [said];
}

export function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What an answer on a checklist says of each of its items. */
export function itemByItem(answer, fact) {
  const items = fact.levels.map((level) => level.id);
  const value = isTold(answer) ? answer.value : answer;
  if (!isMapping(value)) return Object.fromEntries(items.map((item) => [item, NOT_KNOWN]));
  const { rest, ...given } = value;
  const all = rest === undefined ? [] : items.map((item) => [item, "no"]);
  return { ...Object.fromEntries(all), ...given };
}

/** The answers in a group on a fact, or on an item of it. */
export function answersOn(group, fact, item) {
  if (!Object.hasOwn(group ?? {}, fact.id)) return [];
  const answers = listOf(group[fact.id]);
  return item ? answers.filter((one) => Object.hasOwn(itemByItem(one, fact), item)) : answers;
}
