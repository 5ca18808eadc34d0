// Writing a case as YAML text that `mandate assess` reads back to the same answers.
//
// All scalars are text to a reader of cases. A plain word stands as it is; any other text stands in
// double quotes, where whatever is not visible is escaped, so that nothing in it can end them.

const PLAIN = /^[A-Za-z0-9][A-Za-z0-9_]*(?: [A-Za-z0-9_]+)*$/;
const UNSEEN = /[\p{C}\p{Z}]/gu;
const LONGEST_KEY = 256; // YAML itself allows 1024 characters, escapes included
const WITHIN_A_LINE = ["value", "one_of", "between"];

/**
 * A case, plain data with the keys of a case file, as the text of a YAML file. Numbers and truth
 * values become text; what is undefined or null is left out, and so is a key of the case itself with
 * an empty text. An empty list stays: `visible_to: []` is nobody. Throws TypeError for what no case
 * can hold.
 */
export function caseYaml(data) {
  const said = Object.entries(data).filter(([, value]) => value !== "");
  const lines = said.flatMap(([key, value]) => entryLines(key, value, ""));
  return `${lines.join("\n")}\n`;
}

function entryLines(key, value, indent) {
  if (isNothing(value)) return [];
  const name = scalar(key);
  const isLong = name.length > LONGEST_KEY;
  const start = isLong ? [`${indent}? ${name}`] : [];
  const head = isLong ? `${indent}:` : `${indent}${name}:`;
  if (isWithinALine(value)) return [...start, `${head} ${flow(value)}`];
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    return [...start, head, ...value.map((one) => `${deeper}- ${flow(one)}`)];
  }
  const below = Object.entries(value).flatMap(([inner, one]) => entryLines(inner, one, deeper));
  return [...start, head, ...below];
}

function isNothing(value) {
  return value === undefined || value === null;
}

/** Whether a value is told in one line: a scalar, a list of scalars, an answer, or nothing in braces. */
function isWithinALine(value) {
  if (typeof value !== "object") return true;
  if (Array.isArray(value)) return value.every((one) => typeof one !== "object");
  const keys = Object.keys(value).filter((key) => !isNothing(value[key]));
  return !keys.length || keys.some((key) => WITHIN_A_LINE.includes(key));
}

function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return scalar(value);
  const pairs = Object.entries(value).filter(([, one]) => !isNothing(one));
  return `{${pairs.map(([key, one]) => `${scalar(key)}: ${flow(one)}`).join(", ")}}`;
}

function scalar(value) {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "string" && typeof value !== "number") {
    throw new TypeError(`expected a text, a number, a list or a mapping, found ${typeof value}`);
  }
  const text = wellFormed(String(value));
  return PLAIN.test(text) && text.length <= LONGEST_KEY ? text : quoted(text);
}

/** A text in which half a character (a lone surrogate) is the sign for one that is lost. */
function wellFormed(text) {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

function quoted(text) {
  const escaped = text.replace(/["\\]/g, "\\$&").replace(UNSEEN, escape);
  return `"${escaped}"`;
}

function escape(character) {
  if (character === " ") return character;
  const code = character.codePointAt(0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
}
