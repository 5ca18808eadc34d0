// The least points that a choice can come to within a cost, at least.
//
// Each rule is shared out among the levers that move it (shares.js), so that every lever adds by
// itself, and the best choice within a cost can be found (knapsack.js). A rule can be shared out in
// several ways, and so in any mixture of them. The mixture with the best bound is sought by
// fictitious play between it and the choice (Brown, Iterative Solution of Games by Fictitious Play,
// 1951); whatever the mixture, it is a bound.

import { packed } from "./knapsack.js";
import { Piece, ruleOf } from "./shares.js";
import { State } from "./state.js";
import { ALWAYS, NEVER } from "./terms.js";

/** Points are whole numbers: less than this is no difference. */
export const SLACK = 1e-6;

/** For each piece the weight of each lever as the last in the order, and that of none.
 * @typedef {number[][]} Mixture */

export class Relaxation {
  /**
   * @param {import("./problem.js").Problem} problem
   * @param {number} goal the total that is to be reached, in hundredths of a deciban: no floor of a
   *   band above it may stand
   */
  constructor(problem, goal) {
    const { parts, levers } = problem;
    const { base_hundredths: base, scale_hundredths: scale } = parts.compiled;
    this.problem = problem;
    this.drivers = parts.drivers;
    /** The points that come to the goal at most. */
    this.most = Math.floor((goal - base) / scale);
    this.work = 0;
    this._costs = costsOf(levers, "cost");
    this._constant = [...problem.start.low, 0];
    this._alone = levers.map(({ options }) =>
      [0, ...options].map(() => new Float64Array(parts.drivers.length + 1)),
    );
    this._copies = [];
    this._pieces = [];
    this._share(goal);
  }

  /** Divide the points into those of single levers and pieces that several move. */
  _share(goal) {
    const { parts, start } = this.problem;
    const { full, movers } = moved(this.problem);
    const clipped = this._clipped(full.low);
    const bar = Math.max(1, this.most - clipped + 1); // it puts any choice above the goal
    parts.rules.forEach((part, number) => {
      const rule = ruleOf(this.problem, number);
      const places = [...movers.rules[number]].sort((one, other) => one - other);
      if (full.least[number] !== full.most[number]) {
        this._constant[part.driver] -= start.least[number];
        const points = (domains) => {
          const { least, most } = rule(domains);
          return [least, most];
        };
        this._add(places, points, part.driver, false);
      }
      if (part.edge !== null && part.edge > goal) {
        const points = (domains) => barred(rule(domains).fires, bar);
        this._add(places, points, this.drivers.length, true);
      }
    });
    parts.barriers.forEach(({ test }, number) => {
      const places = [...movers.barriers[number]].sort((one, other) => one - other);
      this._add(places, (domains) => barred(test(domains, []), bar), this.drivers.length, true);
    });
  }

  _add(places, points, driver, isBar) {
    const piece = new Piece(this.problem, places, points, driver, isBar);
    const { left, shares } = piece.outlook(this.problem.levers.map(() => -1));
    if (left.length > 1) {
      this._pieces.push(piece);
      return;
    }
    const [{ constant, added }] = shares;
    this._constant[driver] += constant;
    left.forEach((one, place) => {
      added[place].forEach((gain, choice) => (this._alone[places[one]][choice][driver] += gain));
    });
  }

  /** Every order alike; of combinations that must not be no lever is credited. @returns {Mixture} */
  evenMixture() {
    return this._pieces.map(({ places, isBar }) => [...places.map(() => (isBar ? 0 : 1)), isBar ? 1 : 0]);
  }

  /** The points of a choice, which are above the goal where it meets what must not be. */
  points(choice) {
    const sums = this._constant.slice();
    choice.forEach((one, place) => {
      if (one) addTo(sums, this._alone[place][one]);
    });
    for (const piece of this._pieces) sums[piece.driver] += piece.exact(choice);
    return this._clipped(sums);
  }

  _clipped(sums) {
    return this.drivers.reduce(
      (sum, { risk, relief }, place) => sum + Math.max(relief, Math.min(risk, sums[place])),
      sums[this.drivers.length] ?? 0,
    );
  }

  /**
   * The cheapest choice whose bound is *goal* at most or, where none costing *limit* at most comes
   * to that, the one with the least points; *decided* has the levers that are, -1 for the others.
   */
  bound(decided, mixture, limit, goal, costs = this._costs) {
    const sums = this._constant.slice();
    const added = this._alone.map((rows, place) => {
      const choice = decided[place];
      if (choice > 0) addTo(sums, rows[choice]);
      return choice < 0 ? this._copied(rows, place) : null;
    });
    const looks = this._pieces.map((piece) => piece.outlook(decided));
    looks.forEach(({ left, shares }, number) => {
      const { driver, places } = this._pieces[number];
      const parts = partsOfMixture(shares, mixture[number]);
      shares.forEach((share, way) => {
        if (!parts[way]) return;
        sums[driver] += parts[way] * share.constant;
        share.added.forEach((gains, one) => {
          const rows = added[places[left[one]]];
          for (let choice = 1; choice < gains.length; choice += 1) {
            rows[choice][driver] += parts[way] * gains[choice];
          }
        });
      });
    });
    const found = packed({ added, costs, sums, drivers: this.drivers }, limit, goal);
    this.work += found.work + 50 * this._pieces.length;
    const choice = decided.map((one, place) => (one < 0 ? found.choice[place] : one));
    return { points: found.points, cost: found.cost, choice, looks };
  }

  /** A copy of what a lever adds by itself, in the same place every time. */
  _copied(rows, place) {
    const copies = (this._copies[place] ??= rows.map((row) => row.slice()));
    rows.forEach((row, choice) => copies[choice].set(row));
    return copies;
  }

  /** Turn a mixture towards the ways that say most of a choice, by *rate* from 0 to 1. */
  learn(mixture, { choice, looks }, rate) {
    looks.forEach(({ left, shares }, number) => {
      if (shares.length < 2 || this._pieces[number].isBar) return;
      const told = this._told(number, { left, shares }, choice);
      const best = Math.max(...told) - SLACK;
      const parts = partsOfMixture(shares, mixture[number]);
      const winners = told.filter((points) => points > best).length;
      shares.forEach(({ last }, way) => {
        const gain = told[way] > best ? rate / winners : 0;
        mixture[number].splice(last, 1, parts[way] * (1 - rate) + gain);
      });
    });
  }

  /** What each way says of a piece under a choice. */
  _told(number, { left, shares }, choice) {
    const { places } = this._pieces[number];
    return shares.map(({ constant, added }) =>
      added.reduce((sum, gains, one) => sum + gains[choice[places[left[one]]]], constant),
    );
  }

  /** For each lever how much less is said of the pieces that it moves than they come to. */
  gaps(mixture, { choice, looks }) {
    const found = choice.map(() => 0);
    looks.forEach(({ left, shares }, number) => {
      if (!left.length) return;
      const piece = this._pieces[number];
      const parts = partsOfMixture(shares, mixture[number]);
      const told = this._told(number, { left, shares }, choice);
      const said = told.reduce((sum, points, way) => sum + points * parts[way], 0);
      for (const one of left) found[piece.places[one]] += piece.exact(choice) - said;
    });
    return found;
  }
}

/** By lever and choice what the options cost, or how many steps they are. */
export function costsOf(levers, key) {
  return levers.map(({ options }) => [0, ...options.map((one) => one[key])]);
}

/** What is possible if every lever may be at any choice, and which levers move what. */
function moved({ parts, levers, start }) {
  const domains = start.domains.slice();
  const rules = parts.rules.map(() => new Set());
  const barriers = parts.barriers.map(() => new Set());
  levers.forEach(({ options }, place) => {
    for (const [slot, values] of options.flatMap((one) => one.settings)) {
      domains[slot] |= values;
      for (const number of parts.moved[slot]) rules[number].add(place);
      parts.barriers.forEach(({ changes }, number) => {
        if (changes.has(slot)) barriers[number].add(place);
      });
    }
  });
  return { full: new State(parts, domains), movers: { rules, barriers } };
}

function barred(truth, points) {
  if (truth === ALWAYS) return [points, points];
  return truth === NEVER ? [0, 0] : [0, points];
}

function addTo(sums, points) {
  for (let place = 0; place < sums.length; place += 1) sums[place] += points[place];
}

/** The weights of the ways that there are, which add up to 1. */
function partsOfMixture(shares, weights) {
  const parts = shares.map(({ last }) => weights.at(last));
  const sum = parts.reduce((total, one) => total + one, 0);
  return sum > 0 ? parts.map((one) => one / sum) : parts.map(() => 1 / parts.length);
}
