// Making elements. Texts are put in as text and in no other way, so that none is ever markup.

const SPACES = /[\t\u2028\u2029]/g;
const BYTE_ORDER_MARK = /\ufeff/g;
/** What cannot be seen, but for what scripts and word processors need: as `HARMLESS` of a report. */
const UNSEEN = /(?![\n\u00ad\u061c\u200b-\u200f\u2060])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;
const LONG_WORD = 24;
/** What RFC 3986 lets stand in an address, and the bar, which some have: as in a report. */
const WEB = /^https?:\/\/[!#-;=?-[\]_a-z|~]+$/i;

/** A text in which nothing invisible is left that could steer how the rest of it reads. */
export function visible(text) {
  return String(text).replace(SPACES, " ").replace(BYTE_ORDER_MARK, "").replace(UNSEEN, "\ufffd");
}

/**
 * An element. Attributes whose names begin with `on` are listeners; those that are undefined,
 * null or false are left out. Children are elements, texts, lists of both, or nothing.
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : visible(value));
  }
  element.append(...nodesOf(children));
  return element;
}

/** Put children in the place of those that an element has. */
export function fill(element, ...children) {
  element.replaceChildren(...nodesOf(children));
}

/** Put a text in an element, unless it is there already: screen readers announce what is put in. */
export function say(element, text) {
  const told = visible(text);
  if (element.textContent !== told) element.textContent = told;
}

/** Whether an address may be a link: one of the web, whole, with nothing in it that hides. */
export function isOfTheWeb(address) {
  return WEB.test(address);
}

/** A link that tells nobody who followed it; a mere text unless it leads to the web. */
export function link(address) {
  if (!isOfTheWeb(address)) return el("span", {}, address);
  return el("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, address);
}

/** A button that does something, with a longer name for who cannot see what it stands beside. */
export function button(text, act, name, kind) {
  return el("button", { type: "button", class: kind, "aria-label": name, onclick: act }, text);
}

function nodesOf(children) {
  const given = children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== "");
  return given.map((one) => (one instanceof Node ? one : broken(visible(one))));
}

/** A text whose very long words may be broken; the breaks are no part of what is copied. */
function broken(text) {
  const isLong = text.split(" ").some((word) => word.length > LONG_WORD);
  if (!isLong) return document.createTextNode(text);
  const span = el("span");
  text.split(new RegExp(`(?<=[^ ]{${LONG_WORD}})(?=[^ ])`, "u")).forEach((piece, place) => {
    if (place) span.append(document.createElement("wbr"));
    span.append(document.createTextNode(piece));
  });
  return span;
}
