// Lints a survey with SurveyJS's linter, and writes one JSON line.
//
// node surveyjs_lint.mjs --text FILE --modules DIR; without --text it only loads the linter.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values: chosen } = parseArgs({
  options: { text: { type: 'string' }, modules: { type: 'string' } },
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
const { lintSurvey } = require('survey-core/linter');
if (chosen.text) {
  const text = fs.readFileSync(chosen.text, 'utf8');
  const idle = peak();
  const start = performance.now();
  const { findings } = lintSurvey(JSON.parse(text));
  const total = performance.now() - start;
  fs.writeSync(
    1,
    `${JSON.stringify({ total_ms: total, peak_mib: peak(), idle_mib: idle, result: `${findings.length} findings` })}\n`,
  );
}
