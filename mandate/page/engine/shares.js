// What each lever can add to the points of a rule that several levers move, at most.
//
// However the levers are chosen, the points are those of the case as it is, and what each lever in
// turn adds to them. In turn means in some order: a lever adds what it does after those before it
// have been moved somehow, and those after it not. So a sum over the levers, each by itself, lies
// below the points. Orders differ in which levers they credit, and each gives a bound.

/** Of more levers than these only three are tried as the last in the order. */
const MANY = 8;

/** A bound that credits no lever: the least points whatever is chosen. */
const NO_LEVER = -1;

/**
 * A lower bound of the points: a constant and, for each lever that is left and each of its choices,
 * what that adds. `last` is the lever that stands last in the order.
 * @typedef {{last: number, constant: number, added: number[][]}} Share
 */

/** What is known of a piece: the levers that are left, and bounds; one without levers is exact.
 * @typedef {{left: number[], shares: Share[]}} Outlook */

/** The points of one rule (or of one combination that must not be) as the levers move them. */
export class Piece {
  /**
   * @param {import("./problem.js").Problem} problem
   * @param {number[]} places the levers that move it
   * @param {(domains: import("./terms.js").Domains) => [number, number]} points least and most
   * @param {number} driver its place
   * @param {boolean} isBar whether it is a combination that must not be
   */
  constructor(problem, places, points, driver, isBar) {
    this.places = places;
    this.driver = driver;
    this.isBar = isBar;
    this._points = points;
    this._start = problem.start.domains;
    this._domains = this._start.slice();
    const options = places.map((place) => problem.levers[place].options);
    this._settings = options.map((some) => [[], ...some.map((one) => one.settings)]);
    this._dear = options.map((some) => Math.max(...some.map((one) => one.cost)));
    this._slots = [...new Set(this._settings.flat(2).map(([slot]) => slot))];
    this._known = new Map();
  }

  /** The points of a whole choice. */
  exact(choice) {
    return this.outlook(choice).shares[0].constant;
  }

  /** The bounds where *decided* has the choice of every lever of the problem, -1 where it is left.
   * @returns {Outlook} */
  outlook(decided) {
    let key = "";
    for (const place of this.places) key += `${decided[place]},`;
    let found = this._known.get(key);
    if (!found) {
      found = this._outlook(this.places.map((place) => decided[place]));
      this._known.set(key, found);
    }
    return found;
  }

  _outlook(decided) {
    const left = [...decided.keys()].filter((one) => decided[one] < 0);
    const [least, most] = this._span(decided, left);
    if (least === most) return { left: [], shares: [{ last: NO_LEVER, constant: least, added: [] }] };
    left.sort((one, other) => this._dear[one] - this._dear[other] || one - other);
    const many = [left[0], left[left.length >> 1], left[left.length - 1]];
    const told = new Map();
    for (const last of left.length > MANY ? many : left) {
      const share = this._share(decided, left, last);
      const key = JSON.stringify([share.constant, share.added]);
      if (!told.has(key)) told.set(key, share);
    }
    const shares = [...told.values()];
    if (left.length > 1) {
      const nothing = left.map((one) => this._settings[one].map(() => 0));
      shares.push({ last: NO_LEVER, constant: least, added: nothing });
    }
    return { left, shares };
  }

  _share(decided, left, last) {
    const now = decided.map((choice) => Math.max(choice, 0));
    const [constant] = this._span(now, []);
    const added = new Map();
    const moved = [];
    for (const one of [...left.filter((other) => other !== last), last]) {
      const before = this._span(now, moved)[1];
      const gains = this._settings[one].map((_, choice) => {
        if (!choice) return 0;
        const trial = now.slice();
        trial[one] = choice;
        return this._span(trial, moved)[0] - before;
      });
      added.set(one, gains);
      moved.push(one);
    }
    return { last, constant, added: left.map((one) => added.get(one)) };
  }

  /** The least points and the most where the levers *open* may be at any choice. */
  _span(choices, open) {
    const { _domains: domains } = this;
    for (const slot of this._slots) domains[slot] = this._start[slot];
    choices.forEach((choice, one) => {
      if (choice > 0 && !open.includes(one)) {
        for (const [slot, values] of this._settings[one][choice]) domains[slot] = values;
      }
    });
    for (const one of open) {
      for (const settings of this._settings[one]) {
        for (const [slot, values] of settings) domains[slot] |= values;
      }
    }
    return this._points(domains);
  }
}

/** A rule as a function of what is possible of the slots: what comes of it, between which ends. */
export function ruleOf({ parts, start }, number) {
  const chain = chainOf(parts, number);
  const fires = start.fires.slice();
  const truths = start.truths.slice();
  return (domains) => {
    let outcome = null;
    for (const one of chain) {
      outcome = parts.outcome(one, domains, truths);
      fires[one] = outcome.fires;
      for (const finding of parts.rules[one].concludes) {
        truths[finding] = parts.best(finding, fires);
      }
    }
    return outcome;
  };
}

/** The rules that a rule rests on through findings, in firing order, and itself last. */
function chainOf(parts, number) {
  const found = new Set([number]);
  for (const one of found) {
    for (const finding of parts.rules[one].reads) {
      for (const concluder of parts.concluders[finding]) found.add(concluder);
    }
  }
  return [...found].sort((one, other) => one - other);
}
