// Sets of possible values, as bits: bit n stands for value n.

/**
 * A set of values of one slot: a number, or a BigInt where the slot has more values than a number
 * has bits for. Both take the same operators, as long as the two sides are of one slot.
 * @typedef {number | bigint} Values
 */

const MOST_IN_A_NUMBER = 30; // one more bit is for a slot that stays open

export const NO = 0b01;
export const YES = 0b10;

/** Whether a slot with so many values needs a BigInt. */
export function isWide(size) {
  return size > MOST_IN_A_NUMBER;
}

/** The set of one value. @returns {Values} */
export function bit(value, wide) {
  return wide ? 1n << BigInt(value) : 1 << value;
}

/** The set of some values. @returns {Values} */
export function setOf(values, wide) {
  let set = wide ? 0n : 0;
  for (const value of values) set |= bit(value, wide);
  return set;
}

/** The values in a set, in order. @returns {number[]} */
export function valuesOf(set) {
  const found = [];
  if (typeof set === "bigint") {
    for (let value = 0, left = set; left; value += 1, left >>= 1n) if (left & 1n) found.push(value);
  } else {
    for (let value = 0, left = set; left; value += 1, left >>= 1) if (left & 1) found.push(value);
  }
  return found;
}

/** Whether a value is in a set. */
export function has(set, value) {
  return typeof set === "bigint" ? (set >> BigInt(value) & 1n) === 1n : (set >> value & 1) === 1;
}

/** Whether a set holds more than one value. */
export function isOpen(set) {
  return typeof set === "bigint" ? (set & (set - 1n)) !== 0n : (set & (set - 1)) !== 0;
}

/** The set of the first value of a set. @returns {Values} */
export function firstOf(set) {
  return set & -set;
}

/** Ascending values in runs without gaps. @returns {number[][]} */
export function runsOf(values) {
  const runs = [];
  for (const value of values) {
    const last = runs[runs.length - 1];
    if (last && last[last.length - 1] === value - 1) last.push(value);
    else runs.push([value]);
  }
  return runs;
}
