// Generates the paths of a state machine with XState's graph utilities, and writes one JSON line.
//
// node xstate_paths.mjs --text FILE --what shortest|answers|simple --limit N --modules DIR
//
// shortest: the shortest path to each state. answers: the same where the answers are part of the
// state, which is what an outcome depends on. simple: every path that visits no state twice.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values: chosen } = parseArgs({
  options: {
    text: { type: 'string' },
    what: { type: 'string' },
    limit: { type: 'string' },
    modules: { type: 'string' },
  },
});

function peak() {
  try {
    const found = /^VmHWM:\s+(\d+)/m.exec(fs.readFileSync('/proc/self/status', 'utf8'));
    return Number(found[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}

const require = createRequire(path.join(path.resolve(chosen.modules), 'package.json'));
const { createMachine, assign } = require('xstate');
const { getShortestPaths, getSimplePaths } = require('xstate/graph');

const withAnswers = chosen.what === 'answers';
const text = fs.readFileSync(chosen.text, 'utf8');
const idle = peak();
const start = performance.now();
const { id, states } = JSON.parse(text);
const record = assign(({ context, event }) => ({ answers: [...context.answers, event.type] }));
const config = { id, initial: 'q1', context: { answers: [] }, states: { end: { type: 'final' } } };
for (const [name, follows] of Object.entries(states)) {
  const on = {};
  for (const [answer, target] of Object.entries(follows)) {
    on[answer] = withAnswers ? { target, actions: record } : { target };
  }
  config.states[name] = { on };
}
const machine = createMachine(config);
const options = {
  events: [{ type: 'a' }, { type: 'b' }, { type: 'c' }],
  limit: Number(chosen.limit),
};
let found;
let stopped = false;
try {
  found = (chosen.what === 'simple' ? getSimplePaths : getShortestPaths)(machine, options).length;
} catch (error) {
  if (!/limit/i.test(error.message)) throw error;
  stopped = true;
}
const total = performance.now() - start;
fs.writeSync(
  1,
  `${JSON.stringify({ total_ms: total, peak_mib: peak(), idle_mib: idle, stopped, result: `${found} paths` })}\n`,
);
