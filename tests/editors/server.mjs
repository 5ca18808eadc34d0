// A language server, spoken to over standard input and output.

import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

const HEAD_END = "\r\n\r\n";

export class Server {
  #settings;
  #process;
  #received = Buffer.alloc(0);
  #answers = new Map();
  #diagnostics = new Map();
  #last = 0;

  constructor(script, settings) {
    this.#settings = settings;
    this.#process = spawn(process.execPath, [script, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.#process.stdout.on("data", (chunk) => this.#receive(chunk));
  }

  async start(root) {
    const rootUri = pathToFileURL(root).href;
    const textDocument = {
      completion: { completionItem: { documentationFormat: ["markdown"], snippetSupport: true } },
      hover: { contentFormat: ["markdown"] },
    };
    await this.request("initialize", {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: "checkout" }],
      capabilities: { workspace: { configuration: true }, textDocument },
    });
    this.#notify("initialized", {});
    this.#notify("workspace/didChangeConfiguration", { settings: this.#settings });
  }

  /** Open a document and return what the server finds wrong with it. */
  open(uri, text) {
    return new Promise((resolve) => {
      this.#diagnostics.set(uri, resolve);
      this.#notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    });
  }

  request(method, params) {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#answers.set(id, { resolve, reject });
      this.#write({ id, method, params });
    });
  }

  stop() {
    this.#process.kill();
  }

  #notify(method, params) {
    this.#write({ method, params });
  }

  #write(message) {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}${HEAD_END}${body}`);
  }

  #receive(chunk) {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const end = this.#received.indexOf(HEAD_END);
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.subarray(0, end))[1]);
      const start = end + HEAD_END.length;
      if (this.#received.length < start + length) return;
      const message = JSON.parse(this.#received.subarray(start, start + length));
      this.#received = this.#received.subarray(start + length);
      this.#take(message);
    }
  }

  #take({ id, method, params, result, error }) {
    if (method === "workspace/configuration") {
      this.#write({ id, result: params.items.map(({ section }) => this.#settings[section] ?? null) });
    } else if (method && id !== undefined) {
      this.#write({ id, result: null });
    } else if (method === "textDocument/publishDiagnostics") {
      this.#diagnostics.get(params.uri)?.(params.diagnostics);
    } else if (id !== undefined) {
      const { resolve, reject } = this.#answers.get(id);
      this.#answers.delete(id);
      if (error) reject(new Error(error.message));
      else resolve(result);
    }
  }
}
