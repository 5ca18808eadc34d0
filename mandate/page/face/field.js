// One fact as a question with its answers: what stands in the case is chosen, and may be changed.

import { button, el, fill, say } from "./dom.js";
import { AS_IT_WAS } from "./session.js";
import { NOT_KNOWN } from "./written.js";

const OPEN = "";
const WITHHELD = "Not told in this edition, or not asked";

/** What is chosen of a slot, as the page starts. */
function startingChoice(session, { fact, item }) {
  return session.startingValue(fact.id, item) ?? OPEN;
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
  const note = noteField(fact, page, () => marked());
  const controls = slots.map((slot) => controlOf(slot, page));
  const standing = el("p", { class: "standing" });
  const reset = button("Reset", () => resetAll(), `Reset ${fact.title}`, "small");
  const fold = el("details", {}, el("summary", {}, "Why it matters; a note"), whyOf(fact), note.element);
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
    fold,
  );

  function resetAll() {
    for (const slot of slots) session.reset(fact.id, slot.item);
    session.setNote(fact.id, "");
    controls[0].focus();
    page.flipped();
  }

  /** Show whether there is anything to take back. */
  function marked() {
    const isChanged = slots.some((slot) => session.change(fact.id, slot.item));
    element.classList.toggle("changed", isChanged);
    say(mark, isChanged ? (session.shown || session.file ? "changed" : "answered") : "");
    reset.hidden = !isChanged && !session.notes.has(fact.id);
  }

  function update(assessment) {
    marked();
    note.update();
    const found = assessment?.applies_not.find((one) => one.fact === fact.id);
    say(absent, found ? `Does not apply as things stand; it needs ${found.because}.` : "");
    for (const one of controls) one.update();
  }
  return { element, update };
}

function whyOf(fact) {
  return el("p", {}, `${fact.why} ${fact.ask ? `Ask: ${fact.ask}.` : ""}`);
}

/** Where an answer comes from, in the words of whoever gives it; what is open has no place for one. */
function noteField(fact, page, marked) {
  const { session } = page;
  const [name, id] = [`note-${fact.id}`, `lacking-${fact.id}`];
  const noted = () => {
    session.setNote(fact.id, input.value.trim(), page.who());
    page.noted();
    marked();
  };
  const input = el("input", { type: "text", name, maxlength: 500, oninput: noted, "aria-describedby": id });
  const lacking = el("p", { class: "lacking", id });
  const label = el("label", { class: "line" }, "Your note on this answer, for the file ", input);

  function update() {
    const text = session.notes.get(fact.id)?.text ?? "";
    if (input.value.trim() !== text) input.value = text;
    input.disabled = !session.isAnswered(fact.id);
    const told = 'A note goes with an answer: give one first; "not known" is one, too.';
    say(lacking, input.disabled ? told : "");
  }
  return { element: el("div", {}, label, lacking), update };
}

function controlOf(slot, page) {
  const { session } = page;
  const { fact, item } = slot;
  const chosen = (value) => {
    session.set({ fact: fact.id, item, value: value || null, by: page.who() });
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
  const isEdition = Boolean(session.base.edition);
  const open = item ? ["open", ""] : ["Open", isEdition ? WITHHELD : "Nobody has been asked"];
  return [...asItWas, ...labels, [NOT_KNOWN, ...unsaid], [OPEN, ...open]];
}

function radiosOf(options, slot, chosen) {
  const inputs = options.map(([value]) =>
    el("input", { type: "radio", name: `slot-${slot.position}`, value, onchange: () => chosen(value) }),
  );
  const labels = options.map(([, words, anchor], place) => labelled(inputs[place], words, anchor));
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

/** A label around an input; what anchors an answer describes it, and is no part of its name. */
function labelled(input, words, anchor) {
  if (!anchor) return el("label", {}, input, el("span", {}, words));
  const id = `${input.name}-${input.value || "open"}`;
  const [name, description] = [`words-${id}`, `anchor-${id}`];
  input.setAttribute("aria-labelledby", name);
  input.setAttribute("aria-describedby", description);
  const told = [el("span", { id: name }, words), el("small", { id: description }, anchor)];
  return el("label", {}, input, el("span", {}, told));
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
