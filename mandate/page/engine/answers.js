// Reading the answers of a case, as plain data with the keys of a case file.

/**
 * What one respondent said of one fact, or of one item of a checklist. No values means that they
 * could not say.
 * @typedef {object} Answer
 * @property {string} fact
 * @property {string} item
 * @property {string[]} values labels, in their order
 * @property {string} by
 * @property {string} confidence
 * @property {string} source
 * @property {string} phrase
 * @property {string} note
 * @property {string} known
 * @property {string} date
 */

/** What is wrong with a case; the message says it in a sentence. */
export class CaseFault extends Error {}

const NOT_KNOWN = "not_known";
const LONGEST = 60;
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;

/** A text with runs of white space folded into single spaces. */
export function folded(text) {
  return textOf(text).split(SPACES).filter(Boolean).join(" ");
}

/** A scalar as a case file writes it: yes and no for truth values. */
function textOf(value) {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "object") throw new CaseFault("expected a text, found something else");
  return String(value);
}

/** A text as a message quotes it: on one line, and not too long for it. */
export function quoted(text) {
  const line = folded(text);
  return `'${line.length > LONGEST ? `${line.slice(0, LONGEST)}...` : line}'`;
}

/** All answers of a case. @returns {Answer[]} */
export function readAnswers(data, vocabulary) {
  const answers = readGroup(data.facts, "", vocabulary);
  for (const [by, group] of Object.entries(data.respondents ?? {})) {
    if (!folded(by)) throw new CaseFault("a respondent needs a name");
    answers.push(...readGroup(group, by, vocabulary));
  }
  return answers;
}

function readGroup(group, by, vocabulary) {
  const answers = [];
  for (const [name, written] of Object.entries(group || {})) {
    const fact = vocabulary.facts.get(name);
    if (!fact) throw new CaseFault(`the pack has no fact ${quoted(name)}`);
    for (const one of Array.isArray(written) ? written : [written]) {
      answers.push(...readAnswer(fact, by, one));
    }
  }
  return answers;
}

function readAnswer(fact, by, written) {
  const remarked = isMapping(written) && Object.hasOwn(written, "value");
  const told = remarked ? written : { value: written };
  const note = isMapping(told.note) ? told.note.text : told.note;
  const remarks = {
    by,
    confidence: folded(told.confidence) || "stated",
    source: folded(told.source),
    phrase: folded(told.phrase),
    note: folded(note),
    known: folded(told.known),
    date: folded(told.date),
  };
  const values = valuesByItem(fact, told.value);
  return values.map(([item, labels]) => ({ fact: fact.id, item, values: labels, ...remarks }));
}

/** The labels that are left possible, by item. */
function valuesByItem(fact, written) {
  if (fact.type !== "checklist") return [["", labelsIn(fact, written)]];
  const items = fact.levels.map((level) => level.id);
  if (written === NOT_KNOWN) return items.map((item) => [item, []]);
  if (!isMapping(written)) throw new CaseFault(`${fact.id} is a checklist: expected its items`);
  const { rest, ...given } = written;
  const found = Object.entries(given).map(([item, value]) => {
    if (!items.includes(item)) throw new CaseFault(`${fact.id} has no item ${quoted(item)}`);
    return [item, labelsIn(fact, value)];
  });
  if (rest === undefined) return found;
  if (textOf(rest) !== "no") throw new CaseFault(`'rest' of ${fact.id} can only be no`);
  const left = items.filter((item) => !Object.hasOwn(given, item));
  return [...found, ...left.map((item) => [item, ["no"]])];
}

function labelsIn(fact, written) {
  if (written === NOT_KNOWN) return [];
  if (isMapping(written)) {
    const { one_of: some, between } = isRange(fact, written) ? written : {};
    if (Array.isArray(some) && some.length) {
      const wanted = some.map((one) => placeOf(fact, one));
      return fact.labels.filter((_, place) => wanted.includes(place));
    }
    if (Array.isArray(between) && between.length === 2) {
      const [low, high] = between.map((one) => placeOf(fact, one));
      if (low <= high) return fact.labels.slice(low, high + 1);
    }
    throw new CaseFault(`expected 'one_of' or 'between' with values of ${fact.id}`);
  }
  return [fact.labels[placeOf(fact, written)]];
}

/** Whether a mapping may tell several values of a fact: in one way, and not of an item. */
function isRange({ type }, written) {
  const isOrdered = type === "scale" || type === "number";
  return Object.keys(written).length === 1 && type !== "checklist" && (isOrdered || !written.between);
}

function placeOf(fact, written) {
  const place = fact.labels.indexOf(textOf(written));
  if (place < 0) throw new CaseFault(`${quoted(written)} is not a value of ${fact.id}`);
  return place;
}

function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
