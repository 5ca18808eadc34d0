// Runs the engine of the page for its tests: node judge.mjs SCRIPT, with one request a line on
// standard input, {pack: name, compiled} or {pack: name, do, ...}, and one answer a line on output.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const script = readFileSync(process.argv[2], "utf8");
const mandate = new Function(`${script}\nreturn mandate;`)();
const engines = new Map();

const now = () => performance.now();

function timed(act) {
  const start = now();
  act();
  return now() - start;
}

function verdict(engine, masks) {
  const found = engine.reasoner.infer(masks);
  const { drivers, total } = found;
  const firings = found.firings.map(({ rule, points }) => [rule.id, points]);
  const lifts = found.lifts.map(({ hundredths, ...lift }) => ({ ...lift, points: hundredths }));
  return { firings, findings: [...found.findings], drivers, lifts, total };
}

const ACTS = {
  infer: (engine, { data }) => {
    const record = engine.read(data);
    return verdict(engine.adjusted(record), record.memory.masks);
  },
  infer_from: (engine, { masks }) => {
    const { wide } = engine.vocabulary;
    return verdict(engine, masks.map((mask, slot) => (wide[slot] ? BigInt(mask) : Number(mask))));
  },
  assess: (engine, { data }) => engine.assess(engine.read(data)),
  misses: (engine, { data }) =>
    engine.misses(engine.read(data)).map(({ rule, ...told }) => ({ rule: rule.id, ...told })),
  advise: (engine, { data, to, wishes }) => engine.advise(engine.read(data), to, wishes),
  advice_time: (engine, { data, to }) => {
    const record = engine.read(data);
    const start = process.cpuUsage().user; // a clock would count what else the machine does
    engine.advise(record, to);
    return (process.cpuUsage().user - start) / 1000;
  },
  times: (engine, { data }) => ({
    flip: timed(() => engine.assess(engine.read(data), { range: false })),
    range: timed(() => engine.assess(engine.read(data))),
  }),
  scores: (engine, { totals }) => totals.map(mandate.scoreOf),
  open: (engine, { text, opening }) => {
    const data = mandate.caseIn(text, engine, opening);
    return { data, assessment: engine.assess(engine.read(data)) };
  },
  yaml: (engine, { data }) => mandate.caseYaml(data),
};

function answer(request) {
  if (request.compiled) {
    const made = timed(() => engines.set(request.pack, new mandate.Engine(request.compiled)));
    return { made };
  }
  try {
    return { answer: ACTS[request.do](engines.get(request.pack), request) };
  } catch (error) {
    if (!(error instanceof mandate.CaseFault || error instanceof RangeError)) throw error;
    return { fault: error.message, because: error.because ?? null };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}
