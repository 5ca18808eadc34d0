// The cheapest choices that reach a goal, and those that lead furthest.

import { explore } from "./branches.js";
import { compareNumbers } from "./order.js";
import { Relaxation, SLACK, costsOf } from "./relaxation.js";

const SETS = 5;
/** The most entries of a table of costs; where it would be longer, costs are rounded down. */
const LONGEST = 600;

/**
 * The cheapest choices found; none costs less than `atLeast`. Without choices: no choice reaches the
 * goal if `atLeast` is null, and none was found otherwise.
 * @typedef {{choices: number[][], cost: number | null, atLeast: number | null}} Cheapest
 */

export class Choices {
  /**
   * @param {import("./problem.js").Problem} problem
   * @param {number} goal the total that is to be reached, in hundredths of a deciban
   * @param {number | null} steps how many may be taken
   * @param {(choice: number[]) => boolean} accepts whether what is open then allows of it
   * @param {number} budget how much work each search may do
   */
  constructor(problem, goal, steps, accepts, budget) {
    const { levers } = problem;
    this._problem = problem;
    this._relaxation = new Relaxation(problem, goal);
    this._steps = steps;
    this._accepts = accepts;
    this._budget = budget;
    this._known = new Map();
    const costs = costsOf(levers, "cost");
    const whole = costs.reduce((sum, some) => sum + Math.max(...some), 0);
    this._unit = Math.max(1, greatestDivisor(costs.flat()), Math.ceil(whole / LONGEST));
    this._costs = costs.map((some) => some.map((cost) => Math.floor(cost / this._unit)));
    this._longest = this._costs.reduce((sum, some) => sum + Math.max(...some), 0);
  }

  /** The cheapest choices, the one with the lowest total first. @returns {Cheapest} */
  cheapest() {
    const first = this._first();
    const found = { choice: first, cost: first ? this._problem.cost(first) : Infinity };
    const { most } = this._relaxation;
    const left = this._explore(this._budget, {
      costs: this._costs,
      limit: () => (found.choice ? Math.ceil(found.cost / this._unit) - 1 : this._longest),
      most: () => most,
      goal: most,
      worth: ({ cost }, spent) => spent + cost,
      isBeyond: (bound) => bound * this._unit >= found.cost,
      offer: (choice) => {
        const cost = this._problem.cost(choice);
        if (cost < found.cost && this._reaches(choice)) Object.assign(found, { choice, cost });
      },
    });
    if (!found.choice && left === Infinity) return { choices: [], cost: null, atLeast: null };
    const choice = this._needed(found.choice ?? this.lowest() ?? this._problem.nothing());
    if (!this._reaches(choice)) return { choices: [], cost: null, atLeast: left * this._unit };
    const cost = this._problem.cost(choice);
    const atLeast = Math.min(left * this._unit, cost);
    const choices = atLeast === cost ? this._asCheap(choice, cost) : [choice];
    return { choices, cost, atLeast };
  }

  /** A choice that reaches the goal, from bounds for ever lower goals; null where none of these does. */
  _first() {
    const mixture = this._relaxation.evenMixture();
    const undecided = this._problem.nothing().fill(-1);
    for (let beyond = 0, round = 0; ; beyond = 2 * beyond + 1, round += 1) {
      const goal = this._relaxation.most - beyond;
      const found = this._relaxation.bound(undecided, mixture, this._longest, goal, this._costs);
      if (this._reaches(found.choice)) return this._needed(found.choice);
      if (found.points > goal) return null;
      this._relaxation.learn(mixture, found, 1 / (round + 2));
    }
  }

  /** The choices that cost as much and come to the lowest totals, none of which holds another. */
  _asCheap(choice, cost) {
    const found = [];
    const { most } = this._relaxation;
    const worst = () => (found.length < SETS ? most : found[SETS - 1].points - 1);
    const offer = (offered) => {
      if (this._problem.cost(offered) !== cost || this._points(offered) > worst()) return;
      if (!this._reaches(offered)) return;
      const needed = this._needed(offered);
      const points = this._points(needed);
      if (points > worst() || found.some((one) => holds(needed, one.choice))) return;
      found.push({ choice: needed, points });
      found.sort((one, other) => one.points - other.points || compare(one.choice, other.choice));
      found.length = Math.min(found.length, SETS);
    };
    offer(choice);
    this._explore(this._budget / 4, {
      costs: this._costs,
      limit: () => Math.floor(cost / this._unit),
      most: worst,
      goal: -Infinity,
      worth: ({ points }) => points,
      isBeyond: (bound) => bound > worst() + SLACK,
      offer,
    });
    const rank = ({ points, choice: one }) => [points, ...this._problem.timeliness(one)];
    found.sort((one, other) => compareNumbers(rank(one), rank(other)));
    return found.map((one) => one.choice);
  }

  /** The choice with the fewest points that was found; null where none reaches the goal. */
  lowest() {
    const found = { choice: null, points: this._relaxation.most + 1 };
    const isLimited = this._steps !== null;
    const free = this._costs.map((some) => some.map(() => 0));
    this._explore(this._budget, {
      costs: isLimited ? costsOf(this._problem.levers, "steps") : free,
      limit: () => (isLimited ? this._steps : 0),
      most: () => found.points - 1,
      goal: -Infinity,
      worth: ({ points }) => points,
      isBeyond: (bound) => bound > found.points - 1 + SLACK,
      offer: (choice) => {
        const points = this._points(choice);
        if (points < found.points && this._reaches(choice)) Object.assign(found, { choice, points });
      },
    });
    return found.choice;
  }

  _explore(budget, quest) {
    return explore(this._relaxation, quest, budget);
  }

  _points(choice) {
    return this._relaxation.points(choice);
  }

  _reaches(choice) {
    if (this._points(choice) > this._relaxation.most) return false;
    if (this._steps !== null && this._problem.steps(choice) > this._steps) return false;
    const key = choice.join();
    if (!this._known.has(key)) this._known.set(key, this._accepts(choice));
    return this._known.get(key);
  }

  /** A choice without what it does not need to reach the goal. */
  _needed(choice) {
    const costOf = (place) => this._problem.taken(choice, place).cost;
    const places = [...choice.keys()].filter((place) => choice[place]);
    const needed = choice.slice();
    for (const place of places.sort((one, other) => costOf(other) - costOf(one) || one - other)) {
      const before = needed[place];
      needed[place] = 0;
      if (!this._reaches(needed)) needed[place] = before;
    }
    return needed;
  }
}

/** Whether a choice takes all that another one takes. */
function holds(choice, other) {
  return other.every((option, place) => !option || choice[place] === option);
}

function compare(one, other) {
  for (const [place, option] of one.entries()) {
    if (option !== other[place]) return (option || Infinity) - (other[place] || Infinity);
  }
  return 0;
}

function greatestDivisor(numbers) {
  return numbers.reduce((one, other) => {
    let [a, b] = [one, other];
    while (b) [a, b] = [b, a % b];
    return a;
  }, 0);
}
