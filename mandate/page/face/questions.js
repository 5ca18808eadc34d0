// The questions, in one of several orders; a fact that is answered stays where it stands, so that
// nothing moves under the reader's hands.

import { button, el, fill } from "./dom.js";
import { factField } from "./field.js";
import { plural } from "./phrases.js";

const AT_ONCE = 8;

/** @returns {{element: HTMLElement, update: Function, show: Function}} */
export function questionsView(page) {
  let fields = [];
  let assessment = null;
  const list = el("div", { class: "questions" });
  const orders = ordersOf(page.session);
  const inputs = orders.map(({ facts }) =>
    el("input", { type: "radio", name: "order", onchange: () => place(facts) }),
  );
  const tabs = orders.map(({ words }, n) => el("label", {}, inputs[n], el("span", {}, words)));
  const element = el(
    "div",
    { class: "ask-side" },
    el("fieldset", { class: "orders" }, el("legend", {}, "Show"), tabs),
    list,
  );

  function added(facts) {
    const made = facts.map((fact) => factField(fact, page));
    for (const one of made) one.update(assessment);
    fields.push(...made);
    return made.map((one) => one.element);
  }

  function place(factsOf) {
    fields = [];
    const found = factsOf(assessment);
    if (Array.isArray(found)) fill(list, some(found, "Nothing is open."));
    else fill(list, [...found].map(([theme, facts]) => themed(theme, facts)));
  }

  /** Some facts, and the others when they are asked for. */
  function some(facts, none) {
    if (!facts.length) return el("p", {}, none);
    const left = facts.slice(AT_ONCE);
    if (!left.length) return added(facts);
    const next = plural(Math.min(left.length, AT_ONCE), "more question");
    const text = left.length > AT_ONCE ? `Show ${next} of ${left.length}` : `Show ${next}`;
    const more = button(text, () => {
      const following = [some(left)].flat();
      more.replaceWith(...following);
      following[0].querySelector("input, select").focus();
    });
    return [...added(facts.slice(0, AT_ONCE)), more];
  }

  /** The facts of a theme, made when it is opened. */
  function themed(theme, facts) {
    const body = el("div");
    const fold = el("details", { class: "theme" }, el("summary", {}, theme, " "), body);
    const count = el("small", {}, plural(facts.length, "fact"));
    fold.firstChild.append(count);
    fold.addEventListener("toggle", () => {
      if (fold.open && !body.firstChild) fill(body, added(facts));
    });
    return fold;
  }

  /** Show the first order; all facts where they cannot be assessed, and so none is known to be open. */
  function show(found) {
    assessment = found;
    const first = found ? 0 : orders.length - 1;
    inputs[first].checked = true;
    place(orders[first].facts);
  }

  function update(found) {
    if (found) assessment = found;
    for (const one of fields) one.update(found);
  }
  return { element, update, show };
}

/** The orders to read the questions in, the first one first. */
function ordersOf({ engine, shown, facts }) {
  const named = (ids) => ids.map((id) => facts.get(id));
  const open = {
    words: "Open questions, the weightiest first",
    facts: (assessment) => named((assessment?.open ?? []).map((one) => one.fact)),
  };
  const themes = { words: "All facts, by theme", facts: () => byTheme(engine.compiled.facts) };
  const first = { words: "What moves the score most", facts: () => named(shown.first) };
  return shown?.first.length ? [first, open, themes] : [open, themes];
}

function byTheme(facts) {
  const themes = new Map();
  for (const fact of facts) themes.set(fact.theme, [...(themes.get(fact.theme) ?? []), fact]);
  return new Map([...themes].sort(([one], [other]) => (one < other ? -1 : 1)));
}
