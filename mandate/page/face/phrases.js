// Phrases of the report, for what the page works out by itself.

import { headsOf, isProvisional } from "./reasons.js";

const SETTLED = "Every fact is answered, and no two answers exclude each other.";
const INITIALS = new Set("ceo cfo cio cmo coo cpo cto cx cxo hr it roi vp".split(" "));

/** Points with their sign: `+3`, `-1`, `0`. */
export function signed(points) {
  return points > 0 ? `+${points}` : String(points);
}

/** An identifier as words, initials in capitals. */
export function plainWords(identifier) {
  const words = identifier.replace(/_/g, " ").split(/\s+/).filter(Boolean);
  const ends = [0, words.length - 1]; // between other words, "it" is a pronoun
  const told = words.map((word, place) => {
    const isInitials = INITIALS.has(word) && (word !== "it" || ends.includes(place));
    return isInitials ? word.toUpperCase() : word;
  });
  return told.join(" ");
}

/** A count with its noun. */
export function plural(count, word) {
  return count === 1 ? `${count} ${word}` : `${count} ${word}s`;
}

/** The verdict in a sentence, with its main causes. */
export function headline(assessment) {
  const { headline: whole, firings, lifts, facts_known: known, facts_total: total } = assessment;
  if (!firings.length && !lifts.length) {
    const why = known ? "nothing that is known moves it" : "nothing is known yet";
    return `${whole}; but that is the base rate: ${why}.`;
  }
  const soFar = `So far, on ${known} of ${total} facts: ${withinSentence(whole)}`;
  const told = isProvisional(assessment) ? soFar : whole;
  const causes = headsOf(assessment).filter((one) => one.raises).slice(0, 3);
  if (!causes.length) return `${told}; ${unraised(lifts)}.`;
  const names = causes.map(({ firing }) => causeWords(firing));
  const last = names.pop();
  const listed = names.length ? `${names.join(", ")} and ${last}` : last;
  const moved = assessment.drivers.reduce((sum, one) => sum + one.points, 0);
  if (moved <= 0 && !lifts.length) {
    return `${told}; on balance what is known is in its favour, despite ${listed}.`;
  }
  return `${told}, mainly because of ${listed}.`;
}

/** Why nothing is said to raise the risk. */
function unraised(lifts) {
  if (!lifts.some((one) => !one.by && one.points > 0)) return "nothing in the answers given raises it";
  return "no rule raises it for certain, but whatever the open answers turn out to be, they do";
}

/** A text as it reads within a sentence: initials keep their capitals. */
function withinSentence(text) {
  return /^.\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** A reason as it reads within a sentence. */
function causeWords({ title, evidence }) {
  const within = withinSentence(title);
  const hasArticle = within.startsWith("a ") || within.startsWith("an ");
  if (evidence.length !== 1 || hasArticle || evidence[0].finding !== undefined) return within;
  return `${within} (${evidence[0].words})`;
}

/** What the rating is called: that of a case nothing is known of is none. */
export function ratingWords(assessment) {
  const { title } = assessment.bands.find((one) => one.id === assessment.band);
  if (!assessment.firings.length && !assessment.lifts.length) return "Not rated";
  return isProvisional(assessment) ? `${title} so far` : title;
}

/** The advice of the band, or why it is withheld. */
export function adviceWords(assessment) {
  const known = knownWords(assessment);
  if (isProvisional(assessment)) {
    return `Provisional: ${known}, too few for advice, which takes two in three.`;
  }
  const { advice } = assessment.bands.find((one) => one.id === assessment.band);
  return assessment.facts_known < assessment.facts_total ? `${advice} (${known}.)` : advice;
}

/** How many facts are known, in a clause. */
export function knownWords({ facts_known: known, facts_total: total }) {
  return `${known} of ${total} facts ${known === 1 ? "is" : "are"} known`;
}

/** Between which scores the open answers leave the case. */
export function rangeWords(assessment) {
  const { range, range_with_shortlist: shortlist, bands } = assessment;
  const unsettled = ["open", "not_known", "known_in_part", "disputed"];
  if (!unsettled.some((key) => assessment[key].length)) return SETTLED;
  const told = spanWords(range, bands);
  const whole = shortlist ? spanWords(shortlist, bands) : told;
  return whole === told ? told : `${told} With the facts for the shortlist: ${withinSentence(whole)}`;
}

/** A range in a sentence: its scores, its bands, and whether one band is decided. */
function spanWords({ low, high, exact, decided, bands: within }, bands) {
  const title = (id) => bands.find((one) => one.id === id).title.toLowerCase();
  const [first, last] = [title(within[0]), title(within[within.length - 1])];
  const verdict = decided ? `${first}; decided` : `${first} to ${last}; not decided`;
  if (low === high && exact) {
    return `${low} of 100 whatever the open answers turn out to be: ${verdict}.`;
  }
  const between = exact
    ? `Between ${low} and ${high} of 100`
    : `At least ${low} and at most ${high} of 100 (bounds, not exact)`;
  return `${between}, as the open answers turn out: ${verdict}.`;
}

/** A piece of evidence with who said it: `Dedicated budget: on request (CEO)`. */
export function evidenceWords(piece) {
  if (piece.finding !== undefined) return `${piece.title} (see the rule ${piece.by.join(", ")})`;
  const told = piece.by.map((one) => ({ words: statementWords(one), other: otherwise(one, piece) }));
  const voices = [...told.filter((one) => !one.other), ...told.filter((one) => one.other)];
  const named = voices.filter(({ words }) => words).map(({ words, other }) => words + other);
  const said = [...new Set(named)].join("; ");
  return `${piece.title}: ${piece.words}${said ? ` (${said})` : ""}`;
}

/** In what a statement differs from the evidence; nothing where it agrees. */
function otherwise(statement, { item, values }) {
  const isOfIt = values.length && statement.item === item && !statement.superseded;
  if (!isOfIt || statement.values.some((one) => values.includes(one))) return "";
  return statement.values.length ? ", who said otherwise" : ", who could not say";
}

function statementWords({ by, date, words, superseded, confidence, source, known }) {
  const who = by ? plainWords(by) : "";
  if (superseded) return `${who}, ${date}: ${words}, since changed`;
  const documented = confidence === "documented" ? "documented" : "";
  const told = [who, date, documented, source && `source ${source}`];
  return [...told, known === "later" ? "learned later" : ""].filter(Boolean).join(", ");
}

/**
 * A remedy with who, when, at what effort and whether it settles the matter; one whose time has
 * passed says so.
 * @param {object} remedy
 * @param {{due: Record<string, string>, late: Record<string, string>}} times how each time reads,
 *   and how it reads once it has passed
 * @param {object} timing what times and last stages mean at the stage of the case
 */
export function remedyWords({ text, cures, owner, effort, when, until }, times, timing) {
  const changes = new Map();
  for (const { title, to } of cures) changes.set(title, [...(changes.get(title) ?? []), to]);
  const settled = [...changes].map(([title, to]) => `${title}: ${to.join(", ")}`).join("; ");
  const effect = cures.length ? `settles it, ${settled}` : "eases it";
  const due = dueWords(when, times, timing.isLate(when), timing.isLastChance(until));
  return `${text} (${listedOwners(owner)}, ${due}, ${effort} effort; ${effect})`;
}

/** A condition that keeps a rule from counting, with what is known instead. */
export function lackWords({ expected, now, distance }) {
  const off = distance ? `, ${distance} off` : "";
  const told = expected.replace(/^graded by /, "another answer to ");
  return now.length ? `${told} (now: ${now.join("; ")}${off})` : told;
}

/** When something is to be done; what is late says so, and what cannot be done at a later stage. */
export function dueWords(when, times, isLate, isLastChance) {
  const words = (isLate ? times.late : times.due)[when] ?? when;
  const told = isLate ? `was due ${words}` : words;
  return isLastChance ? `${told}, last chance now` : told;
}

/** Several owners as a list in a sentence. */
function listedOwners(owner) {
  const owners = owner.split(" and ");
  const last = owners.pop();
  return owners.length ? `${owners.join(", ")} and ${last}` : last;
}

/** A source in short: code, author, year, and the words quoted from it. */
export function sourceWords({ id, author, year, quote }) {
  return `${id} ${author}${year ? `, ${year}` : ""}${quote ? `, "${quote}"` : ""}`;
}
