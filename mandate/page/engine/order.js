// Orders that do not depend on where the page is opened: text by code points, as Python sorts it.

/** Less than 0, 0 or more than 0, as *one* stands before, with or after *other*. */
export function compareText(one, other) {
  if (one === other) return 0;
  const most = Math.min(one.length, other.length);
  for (let place = 0; place < most; place += 1) {
    const mine = one.charCodeAt(place);
    const theirs = other.charCodeAt(place);
    if (mine !== theirs) return rank(mine) - rank(theirs);
  }
  return one.length - other.length;
}

/** The place of a UTF-16 unit among code points: surrogates stand for those after all others. */
function rank(unit) {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** The same of two lists of texts, or of lists of such lists. */
export function compareLists(one, other) {
  const most = Math.min(one.length, other.length);
  for (let place = 0; place < most; place += 1) {
    const [mine, theirs] = [one[place], other[place]];
    const found = Array.isArray(mine) ? compareLists(mine, theirs) : compareText(mine, theirs);
    if (found) return found;
  }
  return one.length - other.length;
}

/** The same of two lists of numbers, equally long; less than *slack* is no difference. */
export function compareNumbers(one, other, slack = 0) {
  const place = one.findIndex((number, at) => Math.abs(number - other[at]) > slack);
  return place < 0 ? 0 : one[place] - other[place];
}
