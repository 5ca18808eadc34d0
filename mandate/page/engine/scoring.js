// Score and band of a total, which is in whole hundredths of a deciban.

const FURTHEST = 300; // bels: beyond this no odds are told apart, and the score is 0 or 100

/** The score, 0 to 100. */
export function scoreOf(total) {
  const bels = Math.max(-FURTHEST, Math.min(FURTHEST, total / 1000));
  return Math.round(100 / (1 + 10 ** -bels));
}

/** The place of the band among those of a pack. */
export function bandPlace(total, bands) {
  let found = 0;
  bands.forEach((band, place) => {
    if (place && band.start !== null && total >= band.start) found = place;
  });
  return found;
}

/** The band that a total falls in. */
export function bandOf(total, bands) {
  return bands[bandPlace(total, bands)];
}
