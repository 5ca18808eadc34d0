// Who may see what of a case in an edition, as `mandate redact` decides it: the nearest word counts,
// that of an answer, else of whoever gave it, else of the case; where none is said, everybody may.

/**
 * Who may see something besides whoever prepared the case; null: everybody.
 * @typedef {string[] | null} Audience
 */

/**
 * Who may see an answer.
 * @param {Audience | undefined} own what the answer says of itself
 * @param {string} respondent who gave it; empty for nobody in particular
 * @param {object | undefined} editions what the case says of editions
 * @returns {Audience}
 */
export function audienceOf(own, respondent, editions) {
  const named = editions?.respondents ?? {};
  const setting = Object.hasOwn(named, respondent) ? named[respondent] : {};
  return own ?? setting.visible_to ?? editions?.visible_to ?? null;
}

/** Those who may see both of two things. @param {Audience} one @param {Audience} other @returns {Audience} */
export function both(one, other) {
  if (one === null || other === null) return one ?? other;
  return one.filter((reader) => other.includes(reader));
}

/**
 * What an answer has to say of itself so that nobody sees it who may not see all that it replaces.
 * @param {Audience[]} replaced
 * @param {string} respondent who gives it
 * @param {object | undefined} editions
 * @returns {string[] | undefined} undefined where it need not say anything
 */
export function restriction(replaced, respondent, editions) {
  const strictest = replaced.reduce(both, null);
  const otherwise = audienceOf(undefined, respondent, editions);
  const allowed = both(otherwise, strictest);
  if (allowed === null || (otherwise && allowed.length === otherwise.length)) return undefined;
  return allowed;
}
