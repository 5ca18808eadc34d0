// What is said of the case besides its facts, and who answers.

import { el } from "./dom.js";
import { plainWords } from "./phrases.js";

const TEXTS = [
  ["title", "Title of the case"],
  ["organisation", "Company"],
  ["role", "Role"],
];
const TEXT = { type: "text", autocomplete: "off" };
const READER = "reader_of_the_page";

/** @returns {{element: HTMLElement, who: () => string, update: () => void}} */
export function frameView({ session, flipped, noted }, isOpen) {
  const inputs = TEXTS.map(([key, label]) => {
    const oninput = () => {
      session.setFrame(key, input.value.trim());
      noted();
    };
    const input = el("input", { ...TEXT, name: key, maxlength: 300, oninput });
    return { key, input, element: el("label", {}, label, input) };
  });
  const { stages } = session.engine.compiled;
  const staged = () => {
    session.setFrame("stage", stages[stage.selectedIndex]);
    flipped();
  };
  const choices = stages.map((one) => el("option", {}, plainWords(one)));
  const stage = el("select", { name: "stage", onchange: staged }, choices);
  const by = el("input", { ...TEXT, name: "who", maxlength: 100, list: "voices" });
  const voices = Object.keys(session.base.respondents ?? {});
  by.value = session.shown ? READER : "";
  if (session.file && voices.length === 1) by.value = voices[0]; // who goes on where they stopped
  const body = el(
    "div",
    { class: "frame-fields" },
    inputs.map((one) => one.element),
    el("label", {}, "Stage", stage),
    el("label", {}, "Who answers here (a post, such as ceo), as the file will say", by),
    el("datalist", { id: "voices" }, voices.map((one) => el("option", { value: one }))),
  );
  const element = el("details", { class: "theme" }, el("summary", {}, "The case, and who answers"), body);
  element.open = isOpen;

  function update() {
    for (const { key, input } of inputs) input.value = session.frame[key];
    stage.selectedIndex = Math.max(stages.indexOf(session.frame.stage), 0);
  }
  return { element, update, who: () => by.value.trim() };
}
