import assert from 'node:assert/strict';
import { test } from 'node:test';

import { failureSummary } from '../../../scripts/failure-summary.mjs';

const NODE = `
..X.
✖ failing tests:

✖ keeps the form (12.5ms)
  AssertionError [ERR_ASSERTION]: 1 !== 2
      at TestContext.<anonymous> (form.test.ts:3:61)
      at Test.run (node:internal/test_runner/test:1402:25)
`;

test('what failed is named with its reason, as each of the tools says it', () => {
  for (const output of [
    NODE,
    ' ❌ pay-now > keeps the form\n      AssertionError: 1 !== 2\n',
    '  \u001b[31m1) [core] › form.spec.ts:2:1 › keeps the form ─────\u001b[39m\n\n    AssertionError: 1 !== 2\n',
  ]) {
    const summary = failureSummary(output, 40).join('\n');
    assert.match(summary, /keeps the form.*\n\s*AssertionError.*1 !== 2/);
    assert.doesNotMatch(summary, /node:internal|failing tests|\[31m/);
  }
  assert.match(failureSummary("src/a.ts(1,2): error TS2322: Type 'x'\n", 40)[0] ?? '', /TS2322/);
});

test('of many failures the names alone are told, in the room that there is', () => {
  const output = Array.from({ length: 50 }, (_, i) => `✖ test ${i} (1ms)\n  Error: no ${i}\n      at x\n`);
  const summary = failureSummary(output.join(''), 30);
  assert.ok(summary.length <= 31, `${summary.length} lines`);
  assert.deepEqual(summary.slice(0, 2), ['✖ test 0 (1ms)', '✖ test 1 (1ms)']);
  assert.ok(summary.includes('… and 28 more'));
  assert.match(summary.join('\n'), /Error: no 49/);
});
