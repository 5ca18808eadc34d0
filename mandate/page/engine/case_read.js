// Reading the text of a case file: whatever Mandate refuses in one is refused here, in a sentence, and
// what is left is plain data that an engine can take.

import { CaseFault, folded, quoted, readAnswers } from "./answers.js";
import { check, pairsOf } from "./case_form.js";
import { described, plainOf, readYaml, refuse } from "./yaml.js";

/**
 * What the page knows of case files: the forms of a case and of an answer, the id of its pack, the
 * names by which a case may call that pack, and the pack of a case that names none.
 * @typedef {{case: object, answer: object, pack: string, pack_names: string[],
 *   pack_left_out: string}} Opening
 */

/**
 * The case in the text of a YAML file, plain data with the keys of a case file. Its facts may be such
 * as cannot be together. Throws CaseFault with what is wrong.
 * @param {string} text
 * @param {import("./engine.js").Engine} engine
 * @param {Opening} opening
 */
export function caseIn(text, engine, opening) {
  const tree = readYaml(text);
  refuseOtherPack(tree, opening);
  const { vocabulary } = engine;
  const said = [];
  const answers = (node, by = "") => said.push(...answersIn(node, by, vocabulary, opening));
  const respondents = (node) => eachVoice(node, answers);
  check(tree, opening.case, { answers: (node) => answers(node), respondents });
  refuseTwice(tree, "sources", "id");
  refuseTwice(tree, "set_aside", "rule");
  refuseUnknownSources(tree, said);
  refuseUnknownVoices(tree);
  const data = plainOf(tree);
  engine.recall(data);
  return data;
}

function refuseOtherPack({ pairs }, { pack, pack_names: names, pack_left_out: leftOut }) {
  const named = pairs.get("pack")?.value;
  const written = named ? folded(named.text ?? "") : leftOut;
  if (!written) refuse(named, `expected a text, found ${described(named)}`);
  const last = written.split(/[\\/]/).filter(Boolean).pop();
  if (names.includes(written) || last === pack) return;
  const told = named ? `is for the pack ${described(named)}` : `names no pack, and so is for '${leftOut}'`;
  refuse(named ?? { line: 1 }, `the case ${told}; this page is for '${pack}'`);
}

function eachVoice(node, answers) {
  for (const [by, { key, value }] of pairsOf(node)) {
    if (!folded(by)) refuse(key, "a respondent needs a name");
    if (!value.pairs) refuse(value, `expected the answers of ${described(key)}, found ${described(value)}`);
    answers(value, by);
  }
}

/** What one respondent said, each answer with the line it stands in. */
function answersIn(node, by, vocabulary, { answer: form }) {
  const found = [];
  for (const [fact, { key, value }] of pairsOf(node)) {
    if (value.list && !value.list.length) refuse(value, `no value is given for ${quoted(fact)}`);
    for (const one of value.list ?? [value]) {
      const isTold = one.pairs?.has("value");
      if (value.list && !isTold) refuse(one, "each of several answers needs its 'value'");
      if (isTold) check(one, form);
    }
    try {
      const read = readAnswers({ facts: { [fact]: plainOf(value) } }, vocabulary);
      found.push(...read.map((one) => ({ ...one, by, line: key.line })));
    } catch (error) {
      throw error instanceof CaseFault ? new CaseFault(`${error.message} (line ${key.line})`) : error;
    }
  }
  return found;
}

function refuseTwice({ pairs }, list, name) {
  const seen = new Set();
  for (const entry of pairs.get(list)?.value.list ?? []) {
    const { value } = entry.pairs.get(name);
    const word = folded(value.text);
    if (seen.has(word)) refuse(value, `${described(value)} stands twice under '${list}'`);
    seen.add(word);
  }
}

function refuseUnknownSources({ pairs }, said) {
  const entries = pairs.get("sources")?.value.list ?? [];
  const listed = new Set(entries.map((one) => folded(one.pairs.get("id").value.text)));
  const lacking = said.find(({ source }) => source && !listed.has(source));
  if (!lacking) return;
  refuse(lacking, `${lacking.fact} cites the source ${quoted(lacking.source)}, which is not listed`);
}

function refuseUnknownVoices({ pairs }) {
  const named = pairs.get("editions")?.value.pairs.get("respondents")?.value.pairs ?? new Map();
  const there = pairs.get("respondents")?.value.pairs ?? new Map();
  for (const [name, { key }] of named) {
    if (!there.has(name)) refuse(key, `there are no answers of ${described(key)} under 'respondents'`);
  }
}
