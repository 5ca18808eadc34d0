// Notes on answers that stay as they are.

import { isMapping, isTold, listOf } from "./written.js";

/**
 * What somebody notes on a fact.
 * @typedef {{by: string, text: string}} Note
 */

/**
 * Groups of answers in which one on a fact has a note more: that by whoever notes it, where there is
 * one, else the first.
 * @param {[string, object][]} groups answers by who gave them
 * @param {string} fact
 * @param {Note} note
 */
export function withNote(groups, fact, { by, text }) {
  const saying = groups.filter(([, group]) => Object.hasOwn(group ?? {}, fact));
  const [chosen] = saying.find(([name]) => name === by) ?? saying[0] ?? [];
  return groups.map(([name, group]) => {
    return name === chosen ? [name, { ...group, [fact]: noted(group[fact], text) }] : [name, group];
  });
}

/** Answers by one person, the last of them with a note. */
function noted(said, text) {
  const answers = listOf(said);
  const last = answers[answers.length - 1];
  const told = isTold(last) ? last : { value: last };
  const all = [...answers.slice(0, -1), { ...told, note: joined(told.note, text) }];
  return all.length === 1 ? all[0] : all;
}

/** A note with more behind it, which nobody may see in an edition: a note's readers were allowed that
 * note, and not what is added to it. */
function joined(note, text) {
  const before = isMapping(note) ? note.text : note;
  return before ? `${before}; ${text}` : text;
}
