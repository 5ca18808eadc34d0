// Reading a tree by a form: which keys a mapping may have, and what may stand under each. The forms
// are those that Mandate itself reads by, handed to the page as data.

import { described, refuse } from "./yaml.js";

/**
 * What may stand in a place: the name of a kind, or what it is made of.
 * @typedef {string | {words: string[]} | {form: string, keys: Object<string, {kind: Kind,
 *   required: boolean}>} | {many: Kind} | {named: Kind} | {either: Kind[]}} Kind
 * @typedef {import("./yaml.js").Node} Node
 */

const DATE = /^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$/;
const INTEGER = /^(0|-?[1-9][0-9]{0,8})$/;

/** The kinds that have a name; any other is a text. */
const NAMED = {
  anything: () => undefined,
  value: () => undefined, // a fact knows its values
  text: (node) => void textIn(node),
  nothing: (node) => node.text === "" || refuse(node, `expected answers, found ${described(node)}`),
  date: (node) => isDate(textIn(node)) || refuse(node, `${described(node)} is not a date`),
  integer: (node) => void numberIn(node, "a whole number"),
  months: (node) => numberIn(node, "a number of months") >= 0 || refuse(node, "expected a number of months"),
  score: (node) => {
    const score = numberIn(node, "a score from 0 to 100");
    if (score < 0 || score > 100) refuse(node, "expected a score from 0 to 100");
  },
};

/**
 * Check that a tree is of some kind; throws CaseFault where it is not.
 * @param {Node} node
 * @param {Kind} kind
 * @param {Object<string, (node: Node) => void>} parts checks of the kinds that depend on the pack
 */
export function check(node, kind, parts = {}) {
  if (typeof kind === "string") (parts[kind] ?? NAMED[kind] ?? NAMED.text)(node);
  else if (kind.words) checkWord(node, kind.words);
  else if (kind.keys) checkForm(node, kind, parts);
  else if (kind.many) itemsOf(node).forEach((one) => check(one, kind.many, parts));
  else if (kind.named) for (const { value } of pairsOf(node).values()) check(value, kind.named, parts);
  else check(node, fitting(node, kind.either), parts);
}

/** Of what may be written in several ways, the way that a mapping takes or that a text does. */
function fitting(node, kinds) {
  const takesMapping = (kind) => Boolean(kind.keys) || kind === "answers";
  return kinds.find((kind) => takesMapping(kind) === Boolean(node.pairs)) ?? kinds[0];
}

function checkForm(node, { form, keys }, parts) {
  if (!node.pairs) refuse(node, `expected ${form}, found ${described(node)}`);
  for (const [name, { key, value }] of node.pairs) {
    if (!Object.hasOwn(keys, name)) refuse(key, `${form} has no key ${described(key)}`);
    check(value, keys[name].kind, parts);
  }
  for (const [name, { required }] of Object.entries(keys)) {
    if (required && !node.pairs.has(name)) refuse(node, `${form} needs '${name}'`);
  }
}

function checkWord(node, words) {
  if (words.includes(textIn(node))) return;
  refuse(node, `${described(node)} is none of ${words.join(", ")}`);
}

/** The items of a list. @param {Node} node */
function itemsOf(node) {
  return node.list ?? refuse(node, `expected a list, found ${described(node)}`);
}

/** The pairs of a mapping. @param {Node} node */
export function pairsOf(node) {
  return node.pairs ?? refuse(node, `expected a mapping, found ${described(node)}`);
}

/** The text of a node, which must not be blank. @param {Node} node */
function textIn(node) {
  const found = (node.text ?? "").trim();
  return found || refuse(node, `expected a text, found ${described(node)}`);
}

function numberIn(node, what) {
  const written = node.text ?? "";
  return INTEGER.test(written) ? Number(written) : refuse(node, `expected ${what}, found ${described(node)}`);
}

/** Whether a text is a date, as precise as it is known. */
function isDate(text) {
  if (!DATE.test(text) || text.startsWith("0000")) return false;
  const [year, month, day] = `${text}-01-01`.split("-").map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}
