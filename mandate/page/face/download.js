// Handing out the case as a file: made in the page, and asked of nobody.

import { plural } from "./phrases.js";

/** Save the case of a session as YAML that `mandate assess` reads. */
export function saveCase(session, mandate) {
  const address = URL.createObjectURL(new Blob([textOf(session, mandate)], { type: "text/yaml" }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = `${nameOf(session)}.yaml`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000); // a browser may be slow to ask the reader
  session.isSaved = true;
}

function textOf(session, mandate) {
  const where = session.shown ? "the page of a report" : "an intake page";
  return `# Made in ${where}: ${toldOf(session)}.\n` + mandate.caseYaml(session.data());
}

function toldOf({ changes, shown, file }) {
  const count = plural(changes.size, "answer");
  if (shown) return `${count} other than in the case of the report`;
  return file ? `${count} other than in the case that was opened` : count;
}

/** A name that every file system takes. */
function nameOf({ frame, shown }) {
  const words = frame.title.normalize("NFKD").toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const name = words.join("-").slice(0, 60) || "case";
  return shown ? `${name}-what-if` : name;
}
