// The YAML door of the page: text to a tree, as Mandate's own reader makes it of a file.
//
// Every scalar stays the text that was written; the vocabulary says later what it means. Tags, anchors
// and aliases are refused: a case is plain data.

import jsYaml from "../vendor/js-yaml.umd.min.js";
import { CaseFault, quoted } from "./answers.js";

/**
 * A text, a list or a mapping, and the line it starts in, counted from 1.
 * @typedef {{line: number, text?: string, list?: Node[], pairs?: Map<string, Pair>}} Node
 * @typedef {{key: Node, value: Node}} Pair
 */

const MAX_DEPTH = 33; // containers within each other: those of 32 levels, and the outermost
const BREAKS = /\r\n?|[\x85\u2028\u2029]/g; // the ends of a line in YAML 1.1, which is what Mandate reads
const NO_TEXT = /[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const { DOCUMENT, SEQUENCE, MAPPING, SCALAR, ALIAS, POP } = jsYaml.EVENT_ID;

/** Say what is wrong, and in which line. @returns {never} */
export function refuse({ line }, message) {
  throw new CaseFault(`${message} (line ${line})`);
}

/** The mapping that a YAML text holds. Throws CaseFault where there is none. @returns {Node} */
export function readYaml(text) {
  const source = text.replace(BREAKS, "\n");
  const odd = source.search(NO_TEXT);
  const line = lineCounter(source)(odd);
  if (line) refuse({ line }, "the file holds a character that no YAML may hold");
  const events = eventsOf(source);
  const documents = events.filter((one) => one.type === DOCUMENT).length;
  if (!documents) throw new CaseFault("the file is empty");
  if (documents > 1) throw new CaseFault("the file holds several documents, and a case is one");
  const tree = treeOf(source, events);
  if (!tree.pairs) refuse(tree, `expected 'key: value' lines, found ${described(tree)}`);
  return tree;
}

function eventsOf(source) {
  try {
    return jsYaml.parseEvents(source, { maxDepth: MAX_DEPTH });
  } catch (error) {
    const { reason, mark } = error;
    if (!reason) throw new CaseFault("the file cannot be read as YAML");
    const written = mark ? source.split("\n")[mark.line] ?? "" : "";
    const hint = written.includes("\t") ? "; YAML is indented with spaces, and there is a tab in it" : "";
    const place = mark ? ` (line ${mark.line + 1}${hint})` : "";
    throw new CaseFault(`the file cannot be read as YAML: ${reason}${place}`);
  }
}

/** @returns {Node} */
function treeOf(source, events) {
  let place = 1; // behind the start of the document
  const lineAt = lineCounter(source);

  function node(around) {
    const event = events[place];
    place += 1;
    const line = lineAt(Math.max(event.start ?? -1, event.valueStart ?? -1)) ?? around;
    refuseMoreThanData(event, line);
    if (event.type === SCALAR) return { line, text: jsYaml.getScalarValue(source, event) };
    return event.type === SEQUENCE ? { line, list: listed(line) } : { line, pairs: paired(line) };
  }

  function listed(line) {
    const found = [];
    while (events[place].type !== POP) found.push(node(line));
    place += 1;
    return found;
  }

  function paired(line) {
    const pairs = new Map();
    while (events[place].type !== POP) {
      const key = node(line);
      if (key.text === undefined) refuse(key, "a key must be a single word");
      const first = pairs.get(key.text);
      if (first) refuse(key, `${quoted(key.text)} stands twice; first in line ${first.key.line}`);
      pairs.set(key.text, { key, value: node(key.line) });
    }
    place += 1;
    return pairs;
  }

  if (events[place].type === POP) return { line: 1, text: "" };
  return node(1);
}

function refuseMoreThanData({ type, tagStart, anchorStart }, line) {
  if (type === ALIAS) refuse({ line }, "aliases are not allowed: write the value out");
  if (tagStart >= 0) refuse({ line }, "tags are not allowed: everything is read as text");
  if (anchorStart >= 0) refuse({ line }, "anchors are not allowed: write the value out where it is meant");
}

/** Counts lines for places that are asked for in order; nothing for a place that is none. */
function lineCounter(source) {
  let [at, line] = [0, 1];
  return (place) => {
    if (place < 0) return undefined;
    for (; at < place; at += 1) if (source[at] === "\n") line += 1;
    return line;
  };
}

/** What kind of thing a node is, in the words of a message. @param {Node} node */
export function described({ text, list }) {
  if (text === undefined) return list ? "a list" : "a mapping";
  return text ? quoted(text) : "nothing";
}

/** A tree as plain data. @param {Node} node */
export function plainOf({ text, list, pairs }) {
  if (text !== undefined) return text;
  if (list) return list.map(plainOf);
  return Object.fromEntries([...pairs].map(([name, { value }]) => [name, plainOf(value)]));
}
