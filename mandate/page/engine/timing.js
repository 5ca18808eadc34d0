// What the time by which something is to be done, and the last stage at which it can be done, mean
// at the stage of a case.

/** When something is to be done: now or never, now or later, or as soon as it can be. */
export const LAST_CHANCE = 0;
export const IN_TIME = 1;
export const LATE = 2;

/**
 * @typedef {object} Timing
 * @property {(when: string) => boolean} isLate whether a time has passed; none never has
 * @property {(until: string) => boolean} isPast whether what can be done until then no longer can
 * @property {(stage: string) => boolean} isAhead whether what can be done from then on cannot yet
 * @property {(until: string) => boolean} isLastChance whether it can be now, and at no later stage
 * @property {(one: {when: string, until: string}) => number} urgency one of these
 */

/** @returns {Timing} */
export function timingAt(stage, { stages, times }) {
  const place = stages.indexOf(stage);
  const isLate = (when) => times.includes(when) && times.indexOf(when) < place;
  const isLastChance = (until) => until === stage && place < stages.length - 1;
  return {
    isLate,
    isLastChance,
    urgency({ when, until }) {
      if (isLastChance(until)) return LAST_CHANCE;
      return isLate(when) ? LATE : IN_TIME;
    },
    isPast: (until) => stages.indexOf(until) < place,
    isAhead: (first) => stages.indexOf(first) > place,
  };
}
