// Holds the JSON Schemas to the tools that people edit with: every file that ships is accepted by a
// validator and by an editor's language server, planted faults are refused by both, and the editor
// completes and explains facts and levels. The settings are those that rules/README.md tells.
//
// node check.mjs CHECKOUT, after `mandate schema` has written the schemas into CHECKOUT/.mandate

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import { parse } from "yaml";
import { Server } from "./server.mjs";

const ROOT = resolve(process.argv[2]);
const HERE = dirname(fileURLToPath(import.meta.url));
const FOLDERS = ["cases", "rules"];
const FOR_EDITORS_ALONE = ["enumDescriptions", "patternErrorMessage"];

const read = (path) => readFileSync(path, "utf8");
const listed = (name) => parse(read(join(HERE, name)));
const failures = [];
const check = (holds, failure) => holds || failures.push(failure);

// The settings of the README, and which schema they give a file

const settings = JSON.parse(/^```json\n([^]*?)^```$/m.exec(read(join(ROOT, "rules/README.md")))[1]);
const globs = Object.entries(settings["yaml.schemas"]);

function matches(file, glob) {
  const shape = glob.replace(/[.]/g, "\\.").replace(/(\*\*\/)|\*/g, (_, folders) => folders ? "(.*/)?" : "[^/]*");
  return new RegExp(`^${shape}$`).test(file);
}

function schemaOf(file) {
  const found = globs.filter(([, shapes]) =>
    shapes.some((shape) => matches(file, shape)) &&
    !shapes.some((shape) => shape.startsWith("!") && matches(file, shape.slice(1))));
  check(found.length === 1, `${file}: the settings give it ${found.length} schemas`);
  return found[0]?.[0];
}

function* yamlFiles(folder) {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* yamlFiles(path);
    else if (path.endsWith(".yaml")) yield path;
  }
}

// A validator: draft 2020-12, in its strict mode

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
ajv.addVocabulary(FOR_EDITORS_ALONE);
const validators = Object.fromEntries(
  globs.map(([path]) => [path, ajv.compile(JSON.parse(read(join(ROOT, path))))]));
const isValid = (file, text) => validators[schemaOf(file)]?.(parse(text));

// An editor

const script = createRequire(import.meta.url)
  .resolve("yaml-language-server").replace(/out[\\/]server.*$/, "bin/yaml-language-server");
const server = new Server(script, {
  yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false },
    schemas: settings["yaml.schemas"] },
});
const uriOf = (file) => pathToFileURL(join(ROOT, file)).href;

function atTheBar(text) {
  const before = text.slice(0, text.lastIndexOf("|")).split("\n");
  const position = { line: before.length - 1, character: before.at(-1).length };
  const bar = text.lastIndexOf("|");
  return { position, text: text.slice(0, bar) + text.slice(bar + 1) };
}

async function shipped(file) {
  const text = read(join(ROOT, file));
  check(isValid(file, text), `${file}: refused by the validator`);
  for (const { message, range } of await server.open(uriOf(file), text)) {
    failures.push(`${file}:${range.start.line + 1}: marked by the editor: ${message}`);
  }
}

async function planted({ file, line, says, text }) {
  check(!isValid(file, text), `${file}: accepted by the validator`);
  const marks = await server.open(uriOf(file), text);
  const there = marks.some(({ message, range }) => range.start.line + 1 === line && message.includes(says));
  const found = marks.map(({ message, range }) => `${range.start.line + 1}: ${message}`);
  check(there, `${file}: expected ${line}: ${says}, found ${JSON.stringify(found)}`);
}

async function asked({ file, completes = [], hovers = [], text: marked }) {
  const { position, text } = atTheBar(marked);
  const uri = uriOf(file);
  await server.open(uri, text);
  const where = { textDocument: { uri }, position };
  if (completes.length) {
    const { items } = await server.request("textDocument/completion", where);
    const labels = items.map(({ label }) => label);
    const missing = completes.filter((label) => !labels.includes(label));
    check(!missing.length, `${file}: ${missing} not completed, only ${labels}`);
  }
  if (hovers.length) {
    const { contents } = await server.request("textDocument/hover", where);
    const missing = hovers.filter((part) => !contents.value.includes(part));
    check(!missing.length, `${file}: ${missing} not told, only ${contents.value}`);
  }
}

const patience = setTimeout(() => {
  console.error("the language server has not answered for two minutes");
  process.exit(1);
}, 120_000);
patience.unref();
const files = FOLDERS.flatMap((folder) => [...yamlFiles(folder)]);
const faults = listed("planted.yaml");
const questions = listed("asked.yaml");
await server.start(ROOT);
await Promise.all(files.map(shipped));
await Promise.all(faults.map(planted));
await Promise.all(questions.map(asked));
server.stop();
check(files.length > 150, `only ${files.length} files were found`);
for (const failure of failures) console.error(failure);
console.log(`${files.length} files, ${faults.length} planted faults, ${questions.length} questions: ` +
  (failures.length ? `${failures.length} failures` : "all as expected"));
process.exitCode = failures.length ? 1 : 0;
