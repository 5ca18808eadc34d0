// What takes longer than a frame: ranges and advice. A worker works it out, made of the engine's own
// text; where none can be made, the page does it a moment later.

/** What the worker does. It is written out as a text: it must not speak of anything around it. */
function serve(scope, mandate) {
  let engine = null;
  scope.onmessage = ({ data: text }) => {
    const request = JSON.parse(text);
    if (request.compiled) {
      engine = new mandate.Engine(request.compiled);
      return;
    }
    const { number, data, to } = request;
    try {
      const record = engine.read(data);
      const found = to ? { advice: engine.advise(record, to) } : { assessment: engine.assess(record) };
      scope.postMessage(JSON.stringify({ number, ...found }));
    } catch (error) {
      if (!(error instanceof mandate.CaseFault)) throw error; // the page itself has told of those
    } finally {
      scope.postMessage(JSON.stringify({ number, isDone: true }));
    }
  };
}

export class Ranges {
  /**
   * @param {string} engineText the script of the engine
   * @param {(found: {assessment?: object, advice?: object}) => void} tell hears of the latest case
   */
  constructor(engineText, compiled, mandate, tell) {
    this._tell = tell;
    this._number = 0;
    this._isWorking = false;
    this._waiting = null;
    this._port = workerPort(engineText) ?? localPort(mandate);
    this._port.listen((text) => this._hear(JSON.parse(text)));
    this._port.send(JSON.stringify({ compiled }));
  }

  /** Ask for the assessment of a case with its ranges, or for advice on how to get it *to* a band;
   * what was asked before is no longer of interest. */
  ask(data, to) {
    this._number += 1;
    this._waiting = JSON.stringify({ number: this._number, data, to });
    if (!this._isWorking) this._next();
  }

  /** Forget what was asked. */
  forget() {
    this._number += 1;
    this._waiting = null;
  }

  _next() {
    if (this._waiting === null) return;
    this._isWorking = true;
    this._port.send(this._waiting);
    this._waiting = null;
  }

  _hear({ number, isDone, ...found }) {
    if (isDone) {
      this._isWorking = false;
      this._next();
    } else if (number === this._number) this._tell(found);
  }
}

function workerPort(engineText) {
  const source = `${engineText}\n(${serve})(self, mandate);`;
  try {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const worker = new Worker(trusted(address));
    return {
      listen: (hear) => worker.addEventListener("message", ({ data }) => hear(data)),
      send: (text) => worker.postMessage(text),
    };
  } catch {
    return null; // some browsers allow a page opened from a file no worker
  }
}

/** An address as a browser wants it that trusts no address in a script but of a named policy. */
function trusted(address) {
  const { trustedTypes } = globalThis;
  if (!trustedTypes) return address;
  return trustedTypes.createPolicy("mandate", { createScriptURL: (one) => one }).createScriptURL(address);
}

function localPort(mandate) {
  const scope = {};
  serve(scope, mandate);
  return {
    listen: (hear) => {
      scope.postMessage = hear;
    },
    send: (text) => setTimeout(() => scope.onmessage({ data: text })),
  };
}
