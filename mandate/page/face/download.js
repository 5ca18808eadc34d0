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
  const count = plural(session.changes.size, "answer");
  const remark = session.shown
    ? `# Made in the page of a report: ${count} other than in the case of the report.\n`
    : `# Made in an intake page: ${count}.\n`;
  return remark + mandate.caseYaml(session.data());
}

/** A name that every file system takes. */
function nameOf({ frame, shown }) {
  const words = frame.title.normalize("NFKD").toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const name = words.join("-").slice(0, 60) || "case";
  return shown ? `${name}-what-if` : name;
}
