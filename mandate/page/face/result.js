// The rating as it stands, beside that of the report.

import { button, el, fill, say } from "./dom.js";
import { adviceWords, headline, rangeWords, ratingWords, signed } from "./phrases.js";
import { movedSince } from "./reasons.js";
import { wayView } from "./way.js";

const CONFLICT = "These answers cannot be together";
const UPDATING = "Working out the range \u2026";
const MOVED_AT_MOST = 6;

/** @returns {object} its elements (`below` are those of less weight), `show`, `refuse` and `way` */
export function resultView(page, mandate) {
  const { session } = page;
  const { bands } = session.engine.compiled;
  const bar = barOf(session, mandate, bands);
  const [word, score, was] = [el("span", { class: "word" }), el("span", { class: "score" }), el("span")];
  const conflict = el("span", { class: "conflict" });
  const seeWhy = button("Why?", () => fault.focus(), `${CONFLICT}: see why`, "small");
  const now = el("div", { class: "now" }, conflict, word, " ", score, " ", was, bar.element);
  const [told, range] = [el("p", { class: "told" }), el("p", { class: "range" })];
  const [advice, known] = [el("p"), el("p", { class: "note" })];
  const moved = el("div");
  const way = wayView(page);
  const status = el("p", { class: "unseen", role: "status", "aria-live": "polite" });
  const fault = el("div", { class: "fault", role: "alert", tabindex: -1 });
  const element = el("div", { class: "result" }, now, status, fault, told, range, advice);

  function show(assessment, isWhole) {
    way.element.classList.toggle("updating", !isWhole);
    fill(fault);
    fill(conflict);
    now.classList.remove("unrated");
    element.classList.remove("refused");
    const place = bands.findIndex((one) => one.id === assessment.band);
    const isRated = assessment.firings.length > 0 || assessment.lifts.length > 0;
    now.dataset.shade = isRated ? shadeOf(place, bands) : "";
    say(word, ratingWords(assessment));
    say(score, isRated ? `${assessment.score} of 100` : `the base is ${assessment.score} of 100`);
    const differs = session.shown && session.isChanged();
    const title = session.shown && bands.find((one) => one.id === session.shown.band).title;
    const asItIs = session.shown ? "as in the report" : "";
    say(was, differs ? `the report: ${title}, ${session.shown.score}` : asItIs);
    say(told, headline(assessment));
    say(advice, adviceWords(assessment));
    say(known, page.words.caution);
    const since = differs ? movedSince(session.shown.firings, assessment.firings) : [];
    fill(moved, since.length ? movedList(since) : null);
    range.setAttribute("aria-busy", String(!isWhole));
    range.classList.toggle("updating", !isWhole);
    say(range, isWhole ? rangeWords(assessment) : UPDATING);
    bar.show(assessment, isWhole);
    const rating = `${word.textContent}, ${score.textContent}`;
    say(status, [rating, was.textContent, range.textContent].filter(Boolean).join(". "));
  }

  /** Say why a case cannot be assessed. */
  function refuse(found) {
    element.classList.add("refused");
    fill(conflict, `${CONFLICT}. `, seeWhy);
    now.classList.toggle("unrated", !word.textContent); // a case that was opened may never have had one
    say(was, word.textContent ? "before these answers" : "");
    say(status, "");
    const because = found.because ?? [found.message];
    const before = word.textContent ? "The rating shown is that before them." : "Change one to see a rating.";
    fill(
      fault,
      el("p", {}, el("b", {}, `${CONFLICT}.`), ` ${before}`),
      el("ul", {}, because.map((one) => el("li", {}, one))),
    );
    say(range, "");
    way.clear();
  }
  return { element, show, refuse, way, below: [moved, known] };
}

/** What the changes did to the reasons. */
function movedList(since) {
  const rows = since.slice(0, MOVED_AT_MOST).map(({ title, was, now }) => {
    return el("li", {}, el("span", {}, title, ": "), el("span", {}, movedWords(was, now)));
  });
  const left = since.length - rows.length;
  const more = left > 0 ? el("li", {}, `and ${left} more`) : null;
  return [el("h4", {}, "What that does, in points"), el("ul", { class: "moved" }, rows, more)];
}

function movedWords(was, now) {
  if (!was) return `${signed(now)}, new`;
  return now ? `${signed(was)} \u2192 ${signed(now)}` : `${signed(was)} no longer`;
}

/** The bands from 0 to 100, the range, the report's score and the present one: a picture of what
 * the words beside it say. */
function barOf(session, mandate, bands) {
  const starts = bands.map((band) => (band.start === null ? 0 : mandate.scoreOf(band.start)));
  const zones = bands.map((band, place) => {
    const zone = el("span", { class: "zone" }, el("span", {}, band.title));
    zone.dataset.shade = shadeOf(place, bands);
    spread(zone, starts[place], starts[place + 1] ?? 100);
    return zone;
  });
  const [span, was, here] = ["span", "was", "here"].map((kind) => el("span", { class: kind }));
  const element = el("span", { class: "bar", "aria-hidden": "true" }, zones, span, was, here);
  was.hidden = !session.shown;
  if (session.shown) was.style.left = `${session.shown.score}%`;

  function show({ score, range }, isWhole) {
    here.style.left = `${score}%`;
    span.hidden = !isWhole;
    if (isWhole) spread(span, range.low, range.high);
  }
  return { element, show };
}

/** The shade of a band, from 4 for the lowest risk to 0. */
function shadeOf(place, bands) {
  const last = Math.max(bands.length - 1, 1);
  return String(Math.round((4 * (bands.length - 1 - place)) / last));
}

function spread(element, from, to) {
  element.style.left = `${from}%`;
  element.style.width = `${to - from}%`;
}
