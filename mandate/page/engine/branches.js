// Best-first branch and bound over the choices of a problem.
//
// A branch has some levers decided, and a bound that no choice in it lies below (relaxation.js).
// A. H. Land and A. G. Doig, An Automatic Method of Solving Discrete Programming Problems (1960).

import { SLACK } from "./relaxation.js";

/** How often the mixture of the first branch is mended, and that of any other. */
const ROUNDS_AT_FIRST = 60;
const ROUNDS = 6;

/**
 * What is sought.
 * @typedef {object} Quest
 * @property {number[][]} costs by lever and choice
 * @property {() => number} limit what a choice may cost
 * @property {() => number} most the points that a choice may come to
 * @property {number} goal points below which only the cost counts
 * @property {(found: object, spent: number) => number} worth what is to be least
 * @property {(bound: number) => boolean} isBeyond whether what is worth so much is sought no more
 * @property {(choice: number[]) => void} offer takes note of a choice
 */

/**
 * Some levers *decided* (-1: not yet), and the best that is left of the others.
 * @typedef {{decided: number[], depth: number, bound: number, mixture: number[][], found: object}} Branch
 */

/**
 * Follow a quest until no branch is left that can hold anything better, or so much work is done.
 * Returns the least bound of the branches that were left, Infinity where none was.
 * @param {import("./relaxation.js").Relaxation} relaxation
 * @param {Quest} quest
 */
export function explore(relaxation, quest, budget) {
  const end = relaxation.work + budget;
  const undecided = relaxation.problem.levers.map(() => -1);
  const first = branchOf(relaxation, quest, undecided, 0, relaxation.evenMixture(), ROUNDS_AT_FIRST);
  const waiting = first ? [first] : [];
  while (waiting.length && relaxation.work < end) {
    const branch = waiting.pop();
    if (!quest.isBeyond(branch.bound)) {
      for (const child of below(branch, relaxation, quest)) insert(waiting, child);
    }
  }
  const left = waiting.filter((branch) => !quest.isBeyond(branch.bound));
  return Math.min(Infinity, ...left.map((branch) => branch.bound));
}

/** A branch, with its mixture mended; null where nothing that is sought can be in it. */
function branchOf(relaxation, quest, decided, depth, mixture, rounds) {
  const spent = decided.reduce((sum, one, place) => sum + (one > 0 ? quest.costs[place][one] : 0), 0);
  let bound = -Infinity;
  let found = null;
  for (let round = 0; round < rounds; round += 1) {
    const limit = quest.limit() - spent;
    if (limit < 0) return null;
    found = relaxation.bound(decided, mixture, limit, quest.goal, quest.costs);
    if (found.points > quest.most() + SLACK) return null;
    bound = Math.max(bound, quest.worth(found, spent));
    quest.offer(found.choice);
    relaxation.learn(mixture, found, 1 / (depth + round + 2));
  }
  return quest.isBeyond(bound) ? null : { decided, depth, bound, mixture, found };
}

/** A branch for each choice of one lever. */
function below(branch, relaxation, quest) {
  const place = toDecide(branch, relaxation);
  if (place < 0) return [];
  const children = [];
  quest.costs[place].forEach((_, choice) => {
    const decided = branch.decided.slice();
    decided[place] = choice;
    const mixture = branch.mixture.map((weights) => weights.slice());
    const child = branchOf(relaxation, quest, decided, branch.depth + 1, mixture, ROUNDS);
    if (child) children.push({ ...child, bound: Math.max(child.bound, branch.bound) });
  });
  return children;
}

/** The lever whose rules the bound says least of; else one that is moved, else any; -1 without. */
function toDecide({ decided, mixture, found }, relaxation) {
  const gaps = relaxation.gaps(mixture, found);
  const left = [...decided.keys()].filter((place) => decided[place] < 0);
  if (!left.length) return -1;
  const rank = (place) => [gaps[place] > SLACK ? gaps[place] : 0, found.choice[place] ? 1 : 0];
  return left.reduce((best, place) => {
    const [gap, isMoved] = rank(place);
    const [most, wasMoved] = rank(best);
    return gap > most || (gap === most && isMoved > wasMoved) ? place : best;
  });
}

/** Put a branch among others, of which the least bound comes last, and of equal ones the deepest. */
function insert(waiting, branch) {
  let place = waiting.length;
  while (place && comesAfter(waiting[place - 1], branch)) place -= 1;
  waiting.splice(place, 0, branch);
}

function comesAfter(one, other) {
  return one.bound < other.bound - SLACK || (one.bound < other.bound + SLACK && one.depth > other.depth);
}
