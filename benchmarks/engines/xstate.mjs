// Measures XState on the canonical flow and writes the same JSON lines as benchmarks/worker.py.
//
// node xstate.mjs --text FILE --answers 100 --budget 1 --modules DIR
// DIR is the folder whose node_modules holds xstate.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';

const MOST_REPEATS = 2000;

const { values: chosen } = parseArgs({
  options: {
    text: { type: 'string' },
    answers: { type: 'string' },
    budget: { type: 'string' },
    modules: { type: 'string' },
  },
});

function say(record) {
  fs.writeSync(1, `${JSON.stringify(record)}\n`);
}

/** Resident memory in MiB from /proc (`VmRSS` now, `VmHWM` at its peak), else from Node. */
function memory(key) {
  try {
    const found = new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(fs.readFileSync('/proc/self/status', 'utf8'));
    return Number(found[1]) / 1024;
  } catch {
    return key === 'VmHWM' ? process.resourceUsage().maxRSS / 1024 : process.memoryUsage().rss / 2 ** 20;
  }
}

function timed(work) {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
}

/** The median time of further runs within the budget, or the first time if it used the budget up. */
function repeated(first, work) {
  const budget = Number(chosen.budget) * 1000;
  if (first >= budget) return [first, 1];
  const warmed = performance.now() + budget; // V8 compiles while it runs; that is not timed
  while (performance.now() < warmed) work();
  const times = [];
  const start = performance.now();
  while (times.length === 0 || (times.length < MOST_REPEATS && performance.now() - start < budget)) {
    times.push(timed(work)[0]);
  }
  times.sort((left, right) => left - right);
  const middle = times.length >> 1;
  const median = times.length % 2 ? times[middle] : (times[middle - 1] + times[middle]) / 2;
  return [median, times.length];
}

function loadXState() {
  const require = createRequire(path.join(path.resolve(chosen.modules), 'package.json'));
  try {
    return { ...require('xstate'), version: require('xstate/package.json').version };
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    say({ missing: `xstate is not installed in ${chosen.modules}` });
    process.exit(0);
  }
}

const { createActor, createMachine, assign, version } = loadXState();

// XState advises to copy the context at each change. A copy of all answers at each answer makes
// the walk quadratic, which would be the adapter's doing, so the answers are kept in one Map.
const implementations = {
  guards: { reached: ({ context }, { threshold }) => context.score >= threshold },
  actions: {
    record: assign(({ context }, { question, answer, points }) => {
      context.answers.set(question, answer);
      return { score: context.score + points };
    }),
  },
};
const context = () => ({ score: 0, answers: new Map() });

/** A machine is finished lazily by XState, so loading includes starting one actor. */
function load(text) {
  const machine = createMachine({ ...JSON.parse(text), context }, implementations);
  createActor(machine).start().stop();
  return machine;
}

function walk(machine, events) {
  const actor = createActor(machine).start();
  for (const event of events) actor.send(event);
  const { value, status, context: kept } = actor.getSnapshot();
  const answered = kept.answers.size;
  if (value !== 'refer' || status !== 'done' || answered !== events.length) {
    throw new Error(`The walk took ${answered} of ${events.length} answers and ended in ${value}.`);
  }
}

const text = fs.readFileSync(chosen.text, 'utf8');
const events = Array.from({ length: Number(chosen.answers) }, (_, index) => ({
  type: index % 2 ? 'answer.b' : 'answer.a',
}));
say({ version, runtime: `Node ${process.versions.node}`, idle_mib: memory('VmRSS') });
const [firstLoad, machine] = timed(() => load(text));
say({ first_load_ms: firstLoad });
const [firstWalk] = timed(() => walk(machine, events));
say({ first_walk_ms: firstWalk, peak_mib: memory('VmHWM') });
const [loadTime, loads] = repeated(firstLoad, () => load(text));
say({ load_ms: loadTime, loads });
const [walkTime, walks] = repeated(firstWalk, () => walk(machine, events));
say({ walk_ms: walkTime, walks });
