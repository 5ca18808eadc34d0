// What an assessment tells of a case besides its answers.

import { CaseFault, folded, quoted } from "./answers.js";
import { compareLists } from "./order.js";

/** The first is that of a case which says nothing of it. */
const KINDS = ["client", "published", "worked_example"];

/**
 * @typedef {object} Frame
 * @property {string} id
 * @property {string} title
 * @property {string} stage
 * @property {string} kind
 * @property {string} edition for whom it was made; empty for the whole case
 * @property {{rule: string, by: string, reason: string}[]} setAside
 * @property {{id: string, title: string, address: string}[]} sources in order
 */

/** The frame of a case. Throws CaseFault where it cannot be read. @returns {Frame} */
export function readFrame(data, compiled) {
  const title = folded(data.title);
  const setAside = (data.set_aside ?? []).map(({ rule, by, reason }) => ({
    rule: folded(rule),
    by: folded(by),
    reason: folded(reason),
  }));
  const known = new Set(compiled.rules.map((rule) => rule.id));
  const lacking = setAside.find(({ rule }) => !known.has(rule));
  if (lacking) throw new CaseFault(`the pack has no rule ${quoted(lacking.rule)}`);
  const sources = (data.sources ?? []).map((one) => ({
    id: folded(one.id),
    title: folded(one.title),
    address: folded(one.address),
  }));
  return {
    id: folded(data.id) || slugOf(title),
    title,
    stage: chosen("stage", data.stage, compiled.stages),
    kind: chosen("kind", data.kind, KINDS),
    edition: folded(data.edition),
    setAside,
    sources: sources.sort((one, other) => compareLists(Object.values(one), Object.values(other))),
  };
}

function chosen(key, written, names) {
  const name = folded(written) || names[0];
  if (!names.includes(name)) throw new CaseFault(`there is no ${key} '${name}'`);
  return name;
}

function slugOf(title) {
  return (title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ["case"]).join("-");
}

/** How an assessment names a case: all that there is but its digest, which takes what the page does
 * not keep. @param {Frame} frame */
export function referenceOf({ id, title, stage, kind, edition, setAside, sources }) {
  const rules = setAside.map((one) => one.rule).sort();
  return { id, title, stage, kind, edition, set_aside: rules, sources };
}
