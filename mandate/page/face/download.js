// Handing out the case as a file: made in the page, and asked of nobody.

import { plural } from "./phrases.js";

const UNSEEN = /[\p{C}\p{Z}]+/gu;

/**
 * Save the case of a session as YAML that `mandate assess` reads, unless there is a *fault*: that its
 * answers cannot be together. The file then says so.
 * @param {import("./session.js").Session} session
 * @param {object} mandate
 * @param {{message: string, because?: string[]} | undefined} fault
 */
export function saveCase(session, mandate, fault) {
  const text = textOf(session, mandate, fault);
  const address = URL.createObjectURL(new Blob([text], { type: "text/yaml" }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = `${nameOf(session)}.yaml`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000); // a browser may be slow to ask the reader
  session.isSaved = true;
}

function textOf(session, mandate, fault) {
  const where = session.shown ? "the page of a report" : "an intake page";
  const remarks = [`Made in ${where}: ${toldOf(session)}.`, ...(fault ? faultWords(fault) : [])];
  const head = remarks.map((one) => `# ${one.replace(UNSEEN, " ")}\n`).join("");
  return head + mandate.caseYaml(session.data());
}

function toldOf(session) {
  const count = plural(session.changes.size, "answer");
  const notes = session.notedFacts().length;
  const noted = notes ? `, ${plural(notes, "note")}` : "";
  if (session.shown) return `${count} other than in the case of the report${noted}`;
  return `${count}${session.file ? " other than in the case that was opened" : ""}${noted}`;
}

function faultWords({ message, because = [message] }) {
  const first = "THESE ANSWERS CANNOT BE TOGETHER, and Mandate will not assess them until one is changed:";
  return [first, ...because.map((one) => `- ${one}`)];
}

/** A name that every file system takes. */
function nameOf({ frame, shown }) {
  const words = frame.title.normalize("NFKD").toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const name = words.join("-").slice(0, 60) || "case";
  return shown ? `${name}-what-if` : name;
}
