// Evidence: what is known of the facts that satisfied a condition, whoever said it.

import { tickRange } from "./conditions.js";
import { YES, valuesOf } from "./sets.js";
import { NOT_KNOWN_WORDS, countWords, slotWords } from "./wording.js";

/** The evidence in the satisfied leaves of a condition, each piece once, without who said it. */
export function evidenceOf(support, masks, concludedBy, compiled, vocabulary) {
  const found = new Map();
  for (const leaf of support) {
    if (leaf.finding !== undefined) {
      found.set(`finding ${leaf.finding}`, findingEvidence(leaf.finding, concludedBy, compiled));
    } else if (leaf.counts || leaf.counted) {
      const { fact } = vocabulary.slots[leaf.slots[0]];
      found.set(`count ${fact.id}`, countEvidence(fact, masks, vocabulary));
    } else if (leaf.slot !== undefined && vocabulary.isFlag(leaf.slot)) {
      found.set(leaf.slot, flagEvidence(leaf.slot, masks, vocabulary));
    } else {
      const slots = leaf.partners ? [leaf.slot, leaf.other] : [leaf.slot ?? leaf.slots[0]];
      for (const position of slots) {
        const slot = vocabulary.slots[position];
        if (masks[position] !== slot.full) found.set(position, slotEvidence(slot, masks[position]));
      }
    }
  }
  return [...found.values()];
}

function findingEvidence(finding, concludedBy, compiled) {
  const { title } = compiled.findings.find((one) => one.id === finding);
  return { finding, title, by: concludedBy.get(finding) };
}

function slotEvidence(slot, mask) {
  const values = valuesOf(mask).map((value) => slot.fact.labels[value]);
  return {
    fact: slot.fact.id,
    item: slot.item,
    title: slot.title,
    value: values.length === 1 ? values[0] : null,
    values,
    words: slotWords(slot, mask),
    by: [],
  };
}

function countEvidence(fact, masks, vocabulary) {
  const slots = vocabulary.slotsOf.get(fact.id);
  const [fewest, most] = tickRange(slots.map((slot) => slot.position), masks);
  const values = [];
  for (let count = fewest; count <= most; count += 1) values.push(String(count));
  const value = values.length === 1 ? values[0] : null;
  const words = countWords(slots, masks);
  return { fact: fact.id, item: "", title: fact.title, value, values, words, by: [] };
}

function flagEvidence(position, masks, vocabulary) {
  const fact = vocabulary.factOf[position];
  let words = NOT_KNOWN_WORDS;
  if (vocabulary.isDisputedFlag(position)) {
    words = masks[position] === YES ? "disputed" : "not disputed";
  }
  return { fact: fact.id, item: "", title: fact.title, value: null, values: [], words, by: [] };
}
