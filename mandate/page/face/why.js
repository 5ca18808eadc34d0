// The reasons, in full: what raises the risk and what lowers it, each with its evidence, remedies
// and sources. What has not changed is left as it stands, open or folded.

import { el, fill, link } from "./dom.js";
import { evidenceWords, remedyWords, signed, sourceWords } from "./phrases.js";
import { headsOf } from "./reasons.js";

/** @returns {{element: HTMLElement, show: (assessment: object) => void}} */
export function whyView({ words, session }) {
  const sides = [side("What raises the risk", "Nothing in the answers given."), side("What lowers it", "Nothing in the answers given.")];
  const element = el("div", { class: "why" }, sides.map((one) => one.element));
  const before = new Map((session.shown?.firings ?? []).map(([rule, , points]) => [rule, points]));

  function show(assessment) {
    const heads = headsOf(assessment);
    sides[0].show(heads.filter((one) => one.raises));
    sides[1].show(heads.filter((one) => !one.raises));
  }

  function side(title, none) {
    let kept = new Map();
    const list = el("div", { class: "reasons" });
    const section = el("div", {}, el("h3", {}, title), list);
    return {
      element: section,
      show(heads) {
        const shown = heads.map((head) => {
          const text = JSON.stringify(head);
          const same = kept.get(head.firing.rule);
          return same?.text === text ? same : { rule: head.firing.rule, text, node: reason(head, same?.node.open) };
        });
        kept = new Map(shown.map((one) => [one.rule, one]));
        const nodes = shown.length ? shown.map((one) => one.node) : [el("p", {}, none)];
        const isSame = nodes.length === list.childNodes.length && nodes.every((one, n) => one === list.childNodes[n]);
        if (!isSame) fill(list, nodes);
      },
    };
  }

  function reason(head, isOpen = false) {
    const { firing, effect } = head;
    const isNew = session.shown && before.get(firing.rule) === undefined;
    const mark = isNew ? el("span", { class: "mark" }, "new") : null;
    const points = el("small", {}, signed(effect));
    const fold = el("details", { class: "reason" }, el("summary", {}, firing.title, " ", points, " ", mark));
    const body = el("div");
    const open = () => {
      if (fold.open && !body.firstChild) fill(body, bodyOf(head, words));
    };
    fold.append(el("p", { class: "because" }, firing.because), body);
    fold.addEventListener("toggle", open);
    fold.open = isOpen;
    open();
    return fold;
  }
  return { element, show };
}

function bodyOf({ firing, parts }, words) {
  const remedies = [firing, ...parts].flatMap((one) => one.remedies);
  const told = [...new Set(remedies.map((one) => remedyWords(one, words)))];
  const partWords = parts.map((one) => `${one.title} (${signed(one.points)}): ${one.because}`);
  const grade = words.grades[firing.grade] ?? firing.grade;
  return [
    firing.expect && el("p", {}, firing.expect),
    listed("Evidence", firing.evidence.map(evidenceWords)),
    listed("Together with", partWords),
    listed("Remedy", told),
    el("p", { class: "source" }, `Rule ${firing.rule}, ${grade}. Sources:`),
    el("ul", { class: "sources" }, firing.sources.map(sourceItem)),
  ];
}

function sourceItem(source) {
  const interest = source.interest ? ` [${source.interest}]` : "";
  return el("li", {}, `${sourceWords(source)}${interest} `, source.address && link(source.address));
}

function listed(label, texts) {
  if (!texts.length) return null;
  return [el("p", { class: "over" }, el("b", { class: "label" }, label)), el("ul", {}, texts.map((one) => el("li", {}, one)))];
}
