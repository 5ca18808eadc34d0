// The least points within a cost, where every lever adds by itself.
//
// A knapsack problem with multiple choices, by dynamic programming over the cost (Kellerer, Pferschy
// and Pisinger, Knapsack Problems, 2004, chapter 11). Drivers whose caps are out of reach add up;
// the levers of any other are put together first, and clipped. What a lever adds to a second driver
// with a cap in reach is credited in full, beyond the cap, which says too little and never too much.

const SLACK = 1e-9;

/**
 * @typedef {object} Items
 * @property {(Float64Array[] | null)[]} added points by lever, choice and driver, the last of which
 *   has no caps; null for a lever that is decided
 * @property {number[][]} costs by lever and choice
 * @property {number[]} sums the points of each driver before any lever is moved
 * @property {{risk: number, relief: number}[]} drivers
 */

/**
 * The choice with the least points that costs *limit* at most or, if some comes to *goal*, the
 * cheapest that does.
 * @param {Items} items
 * @returns {{points: number, cost: number, choice: number[], work: number}}
 */
export function packed(items, limit, goal) {
  const { added, sums, drivers } = items;
  const capped = cappedOf(items);
  const base = sums.reduce((sum, points, driver) => sum + (capped[driver] ? 0 : points), 0);
  const groups = drivers.map(() => []);
  const free = [];
  added.forEach((rows, place) => {
    if (!rows) return;
    const lever = usefulOf(rows, items.costs[place], place, capped, limit);
    if (lever.options.length > 1) (lever.own < 0 ? free : groups[lever.own]).push(lever);
  });
  let best = new Float64Array(limit + 1).fill(base);
  const layers = [];
  const put = (options) => {
    const layer = { options, taken: new Int16Array(limit + 1) };
    best = joined(best, layer);
    layers.push(layer);
  };
  for (const { options } of free) put(options.map(({ side, ...rest }) => ({ points: side, ...rest })));
  drivers.forEach((driver, place) => {
    if (capped[place]) put(together(groups[place], sums[place], driver, limit));
  });
  const cost = cheapest(best, goal);
  const choice = added.map(() => 0);
  let left = cost;
  for (const { options, taken } of layers.reverse()) {
    const option = options[taken[left]];
    for (let one = option; one; one = one.back) if (one.place >= 0) choice[one.place] = one.choice;
    left -= option.cost;
  }
  const work = layers.reduce((sum, { options }) => sum + options.length * (limit + 1), 0);
  return { points: best[cost], cost, choice, work };
}

/** Which drivers can meet a cap. */
function cappedOf({ added, sums, drivers }) {
  return drivers.map(({ risk, relief }, driver) => {
    let [low, high] = [sums[driver], sums[driver]];
    for (const rows of added) {
      if (!rows) continue;
      let least = 0;
      let most = 0;
      for (let choice = 1; choice < rows.length; choice += 1) {
        const points = rows[choice][driver];
        if (points < least) least = points;
        if (points > most) most = points;
      }
      low += least;
      high += most;
    }
    return low < relief || high > risk;
  });
}

/** The choices of a lever of which none costs less and adds less; its `own` driver is the one with a
 * cap in reach that it moves most, or -1. `mine` is added to that one, `side` is all the rest. */
function usefulOf(rows, costs, place, capped, limit) {
  let own = -1;
  let largest = 0;
  for (const row of rows) {
    for (let driver = 0; driver < capped.length; driver += 1) {
      const spread = Math.abs(row[driver]);
      if (capped[driver] && spread > largest) [own, largest] = [driver, spread];
    }
  }
  const options = [];
  rows.forEach((row, choice) => {
    const cost = costs[choice];
    if (cost > limit) return;
    let side = 0;
    for (let driver = 0; driver < row.length; driver += 1) {
      if (driver !== own) side += capped[driver] ? Math.min(0, row[driver]) : row[driver];
    }
    const mine = own < 0 ? 0 : row[own];
    const isNoBetter = (one) => one.cost <= cost && one.mine <= mine && one.side <= side;
    if (!options.some(isNoBetter)) options.push({ place, choice, cost, mine, side });
  });
  return { own, options };
}

/** The least points for each cost, and which option of a layer leads there. */
function joined(best, { options, taken }) {
  const next = new Float64Array(best.length).fill(Infinity);
  options.forEach(({ cost, points }, number) => {
    for (let spent = cost; spent < best.length; spent += 1) {
      const sum = best[spent - cost] + points;
      if (sum < next[spent]) {
        next[spent] = sum;
        taken[spent] = number;
      }
    }
  });
  return next;
}

/** The levers of one driver as the options of one: the least clipped points for each cost. */
function together(levers, sum, { risk, relief }, limit) {
  const start = { place: -1, choice: 0, mine: sum, side: 0, back: null };
  let table = Array.from({ length: limit + 1 }, (_, spent) => (spent ? [] : [start]));
  for (const { options } of levers) {
    const next = table.map(() => []);
    for (const { place, choice, cost, mine, side } of options) {
      for (let spent = cost; spent <= limit; spent += 1) {
        for (const back of table[spent - cost]) {
          keep(next[spent], { place, choice, mine: back.mine + mine, side: back.side + side, back });
        }
      }
    }
    table = next;
  }
  const found = [];
  let least = Infinity;
  table.forEach((ends, cost) => {
    for (const end of ends) {
      const points = Math.max(relief, Math.min(risk, end.mine)) + end.side;
      if (points >= least) continue;
      least = points;
      if (found.length && found[found.length - 1].cost === cost) found.pop();
      found.push({ ...end, cost, points });
    }
  });
  return found;
}

/** Add an end unless another one has no more of either; drop those that it makes needless. */
function keep(ends, end) {
  for (const one of ends) if (one.mine <= end.mine && one.side <= end.side) return;
  let kept = 0;
  for (const one of ends) if (one.mine < end.mine || one.side < end.side) ends[kept++] = one;
  ends.length = kept;
  ends.push(end);
}

/** The least cost at which the points come to the goal or, where none does, to the least. */
function cheapest(best, goal) {
  const most = Math.max(goal, best[best.length - 1]) + SLACK;
  return best.findIndex((points) => points <= most);
}
