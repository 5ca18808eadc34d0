// One fact as a question with its answers: what stands in the case is chosen, and may be changed.

import { button, el, fill, say } from "./dom.js";

const OPEN = "";
const NOT_KNOWN = "not_known";
const AS_IT_WAS = "\0"; // several values, or several opinions: no single answer says it

/** What is chosen of a slot, as the page starts. */
function startingChoice(session, slot) {
  const { memory } = session.before;
  const isThis = (one) => one.fact === slot.fact.id && one.item === slot.item;
  if (memory.notKnown.some(isThis)) return NOT_KNOWN;
  if (memory.disputed.some((one) => isThis(one) && !one.settled)) return AS_IT_WAS;
  const mask = memory.masks[slot.position];
  if (mask === slot.full) return OPEN;
  const labels = slot.fact.labels.filter((_, place) => (BigInt(mask) >> BigInt(place)) & 1n);
  return labels.length === 1 ? labels[0] : AS_IT_WAS;
}

/** What is chosen of a slot now. */
function choice(session, slot) {
  const change = session.change(slot.fact.id, slot.item);
  return change ? change.value ?? OPEN : startingChoice(session, slot);
}

/**
 * The field of a fact.
 * @param {object} page what the page is made of: `session`, `who` (who answers) and `flipped`
 * @returns {{element: HTMLElement, update: (assessment: object | null) => void}}
 */
export function factField(fact, page) {
  const { session } = page;
  const slots = session.engine.vocabulary.slotsOf.get(fact.id);
  const note = noteField(fact, slots, page);
  const controls = slots.map((slot) => controlOf(slot, page, note));
  const standing = el("p", { class: "standing" });
  const reset = button("Reset", () => resetAll(), `Reset ${fact.title}`, "small");
  const mark = el("span", { class: "mark" });
  const absent = el("p", { class: "absent" });
  const told = session.shown?.answers[fact.id];
  if (told) say(standing, `In the report: ${told[0]}${told[1] ? ` (${told[1]})` : ""}. `);
  const element = el(
    "fieldset",
    { class: "fact", "data-fact": fact.id },
    el("legend", {}, fact.title, " ", mark),
    el("p", { class: "ask" }, fact.question),
    absent,
    controls.map((one) => one.element),
    el("div", { class: "after" }, standing, reset),
    el("details", {}, el("summary", {}, "Why it matters; a note"), whyOf(fact), note.element),
  );

  function resetAll() {
    for (const slot of slots) session.reset(fact.id, slot.item);
    controls[0].focus();
    page.flipped();
  }

  function update(assessment) {
    const isChanged = slots.some((slot) => session.change(fact.id, slot.item));
    element.classList.toggle("changed", isChanged);
    say(mark, isChanged ? (session.shown || session.file ? "changed" : "answered") : "");
    reset.hidden = !isChanged;
    const found = assessment?.applies_not.find((one) => one.fact === fact.id);
    say(absent, found ? `Does not apply as things stand; it needs ${found.because}.` : "");
    for (const one of controls) one.update();
  }
  return { element, update };
}

function whyOf(fact) {
  return el("p", {}, `${fact.why} ${fact.ask ? `Ask: ${fact.ask}.` : ""}`);
}

/** Where an answer comes from, in the words of whoever gives it. */
function noteField(fact, slots, { session, flipped }) {
  const name = `note-${fact.id}`;
  const input = el("input", { type: "text", name, maxlength: 500, onchange: () => noted() });
  input.value = slots.map((slot) => session.change(fact.id, slot.item)?.note).find(Boolean) ?? "";
  function noted() {
    for (const slot of slots) {
      const change = session.change(fact.id, slot.item);
      if (change) session.set({ ...change, note: input.value.trim() });
    }
    flipped();
  }
  const label = el("label", { class: "line" }, "Your note on this answer, for the file ", input);
  return { element: label, text: () => input.value.trim() };
}

function controlOf(slot, page, note) {
  const { session } = page;
  const { fact, item } = slot;
  const chosen = (value) => {
    if (value === startingChoice(session, slot)) session.reset(fact.id, item);
    else session.set({ fact: fact.id, item, value: value || null, by: page.who(), note: note.text() });
    page.flipped();
  };
  const options = optionsOf(session, slot);
  const made = fact.type === "number" ? selectOf : radiosOf;
  const control = made(options, slot, chosen);
  return { ...control, update: () => control.choose(choice(session, slot)) };
}

/** The answers that can be given: value, words and what anchors them. */
function optionsOf(session, slot) {
  const { fact, item } = slot;
  const isScale = fact.type === "scale" || fact.type === "choice";
  const anchors = isScale ? fact.levels.map((level) => level.text) : [];
  const labels = fact.labels.map((label, place) => [label, fact.words[place], anchors[place] ?? ""]);
  const start = startingChoice(session, slot);
  const where = session.shown ? "as in the report" : "as in the file";
  const asItWas = start === AS_IT_WAS ? [[AS_IT_WAS, where, "several values are left"]] : [];
  const unsaid = item ? ["not known", ""] : ["Not known", "Asked, and could not say"];
  const open = item ? ["open", ""] : ["Open", "Nobody has been asked"];
  return [...asItWas, ...labels, [NOT_KNOWN, ...unsaid], [OPEN, ...open]];
}

function radiosOf(options, slot, chosen) {
  const inputs = options.map(([value]) =>
    el("input", { type: "radio", name: `slot-${slot.position}`, value, onchange: () => chosen(value) }),
  );
  const labels = options.map(([, words, anchor], place) =>
    el("label", {}, inputs[place], el("span", {}, words, anchor && el("small", {}, anchor))),
  );
  const item = slot.fact.levels.find((one) => slot.item && one.id === slot.item);
  const element = item
    ? el("fieldset", { class: "item" }, el("legend", {}, item.text || item.words), labels)
    : el("div", { class: "choices" }, labels);
  return {
    element,
    focus: () => (inputs.find((one) => one.checked) ?? inputs[0]).focus(),
    choose: (value) => inputs.forEach((one, place) => (one.checked = options[place][0] === value)),
  };
}

function selectOf(options, { fact }, chosen) {
  const onchange = () => chosen(options[select.selectedIndex][0]);
  const select = el("select", { name: fact.id, "aria-label": fact.title, onchange });
  fill(select, options.map(([, words]) => el("option", {}, words)));
  return {
    element: el("div", { class: "choices" }, select),
    focus: () => select.focus(),
    choose: (value) => (select.selectedIndex = options.findIndex((one) => one[0] === value)),
  };
}
