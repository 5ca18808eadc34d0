// Opening a case from a file that the reader chooses: read in the page, and sent nowhere.

import { button, el, fill, say } from "./dom.js";

const MOST_BYTES = 1048576; // as Mandate takes of a file

/**
 * The control that opens a case, with the word on a file that could not be opened.
 * @param {object} mandate
 * @param {(text: string) => object} read the case in a text; throws CaseFault
 * @param {() => boolean} isUnsaved whether answers would be lost
 * @param {(data: object, name: string) => void} opened takes the case and the name of its file
 * @returns {{element: HTMLElement, clear: () => void}}
 */
export function openView(mandate, { read, isUnsaved, opened }) {
  const input = el("input", { type: "file", accept: ".yaml,.yml", name: "case", hidden: true });
  const fault = el("div", { class: "fault", role: "alert" });
  input.addEventListener("change", () => chosen(input.files[0]));
  const press = button("Open a saved case (YAML)", () => input.click());

  async function chosen(file) {
    input.value = ""; // so that the same file may be chosen again
    fill(fault);
    if (!file) return;
    const data = await readFrom(file);
    if (!data) return;
    const question = `Answers given here have not been downloaded. Open ${file.name}, and lose them?`;
    if (!isUnsaved() || confirm(question)) opened(data, file.name);
    else refuse(file, "the answers given here have to be downloaded first");
  }

  async function readFrom(file) {
    try {
      return read(await textOf(file, mandate));
    } catch (error) {
      if (!(error instanceof mandate.CaseFault)) throw error;
      refuse(file, error.message);
      return null;
    }
  }

  function refuse(file, why) {
    const told = el("p", {}, el("b", {}, `${file.name} was not opened`), `: ${why}.`);
    fill(fault, told, el("p", {}, "The page is as it was."));
    press.focus();
  }
  return { element: el("div", { class: "opening" }, press, input, fault), clear: () => fill(fault) };
}

/** The line that tells, above a case, which file it was opened from. */
export function openedLine() {
  const element = el("p", { class: "opened", role: "status" });
  return { element, tell: (text) => say(element, text) };
}

/** The text of a file; throws CaseFault where it is none. */
async function textOf(file, { CaseFault }) {
  if (file.size > MOST_BYTES) throw new CaseFault("the file is larger than 1024 KiB, and no case is");
  let bytes;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    throw new CaseFault("the file cannot be read");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new CaseFault("the file is no text in UTF-8, as a case is");
  }
}
