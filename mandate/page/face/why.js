// The reasons, in full: what raises the risk and what lowers it, each with its evidence, remedies
// and sources. What has not changed is left as it stands, open or folded.

import { el, fill, link } from "./dom.js";
import { evidenceWords, remedyWords, signed, sourceWords } from "./phrases.js";
import { headsOf, once } from "./reasons.js";

/** @returns {{element: HTMLElement, show: (assessment: object) => void}} */
export function whyView({ words, session }) {
  const sides = ["What raises the risk", "What lowers it"].map(side);
  const element = el("div", { class: "why" }, sides.map((one) => one.element));
  const before = new Map((session.shown?.firings ?? []).map(([rule, , points]) => [rule, points]));

  function show(assessment) {
    const heads = headsOf(assessment);
    const { stage } = assessment.case;
    sides[0].show(heads.filter((one) => one.raises), stage);
    sides[1].show(heads.filter((one) => !one.raises), stage);
  }

  function side(title) {
    let kept = new Map();
    const list = el("div", { class: "reasons" });
    const section = el("div", {}, el("h3", {}, title), list);
    return {
      element: section,
      show(heads, stage) {
        const shown = heads.map((head) => {
          const text = textOf(head, stage);
          const same = kept.get(head.firing.rule);
          if (same?.text === text) return same;
          return { rule: head.firing.rule, text, ...reason(head, stage, same?.fold.open ?? false) };
        });
        kept = new Map(shown.map((one) => [one.rule, one]));
        const nodes = shown.map((one) => one.node);
        if (!nodes.length) nodes.push(el("p", {}, "Nothing in the answers given."));
        const there = [...list.childNodes];
        const isSame = nodes.length === there.length && nodes.every((one, n) => one === there[n]);
        if (!isSame) fill(list, nodes);
      },
    };
  }

  function reason(head, stage, isOpen) {
    const { firing, effect } = head;
    const timing = session.engine.timingAt(stage);
    const isNew = session.shown && !before.has(firing.rule);
    const mark = isNew ? el("span", { class: "mark" }, "new") : null;
    const ofWhat = el("span", { class: "unseen" }, `: ${firing.title}`);
    const more = el("summary", {}, "Evidence, remedies, sources", ofWhat);
    const fold = el("details", {}, more);
    const unfolded = () => {
      if (fold.open && fold.childNodes.length === 1) fold.append(...bodyOf(head, words, timing));
    };
    fold.addEventListener("toggle", unfolded);
    fold.open = isOpen;
    const node = el(
      "div",
      { class: "reason" },
      el("h4", {}, firing.title, " ", el("small", {}, signed(effect)), " ", mark),
      el("p", { class: "because" }, firing.because),
      fold,
    );
    return { node, fold };
  }
  return { element, show };
}

/** All that a reason shows, as a text to compare. */
function textOf({ firing, effect, parts }, stage) {
  const shown = [firing, ...parts].map((one) => [one.points, one.because, one.evidence, one.remedies]);
  return JSON.stringify([effect, stage, parts.map((one) => one.rule), shown]);
}

function bodyOf({ firing, parts }, words, timing) {
  const remedies = [firing, ...parts].flatMap((one) => one.remedies);
  const told = once(remedies).map((one) => remedyWords(one, words.when, timing));
  const partWords = parts.map((one) => `${one.title} (${signed(one.points)}): ${one.because}`);
  const grade = words.grades[firing.grade] ?? firing.grade;
  const blocks = [
    firing.expect ? el("p", {}, firing.expect) : null,
    listed("Evidence", firing.evidence.map(evidenceWords)),
    listed("Together with", partWords),
    listed("Remedy", told),
    el("p", { class: "source" }, `Rule ${firing.rule}, ${grade}. Sources:`),
    el("ul", { class: "sources" }, firing.sources.map(sourceItem)),
  ];
  return blocks.flat().filter(Boolean);
}

function sourceItem(source) {
  const interest = source.interest ? ` [${source.interest}]` : "";
  return el("li", {}, `${sourceWords(source)}${interest} `, source.address && link(source.address));
}

function listed(label, texts) {
  if (!texts.length) return null;
  const items = texts.map((one) => el("li", {}, one));
  return [el("p", { class: "over" }, el("b", { class: "label" }, label)), el("ul", {}, items)];
}
