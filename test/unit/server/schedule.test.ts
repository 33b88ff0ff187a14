import assert from 'node:assert/strict';
import { test } from 'node:test';

import { retryDelay } from '../../../server-stub/payments/schedule.ts';
import { MINUTE, SECOND } from '../../support/server/fake-clock.ts';

const DELAYS = [SECOND, 2 * SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE];

test('after a failure it waits a second, then ever longer, and never more than five minutes and a fifth', () => {
  for (const [count, delay] of [...DELAYS, 5 * MINUTE, 5 * MINUTE].entries()) {
    const drawn = Array.from({ length: 100 }, () => retryDelay(count));

    assert.ok(Math.min(...drawn) >= delay, `try ${count} after ${Math.min(...drawn)} ms`);
    assert.ok(Math.max(...drawn) <= 1.2 * delay, `try ${count} after ${Math.max(...drawn)} ms`);
  }
});

test('what failed at the same moment is not tried again at the same moment', () => {
  for (const count of DELAYS.keys()) {
    const drawn = Array.from({ length: 100 }, () => retryDelay(count));

    assert.ok(new Set(drawn).size > 10, `try ${count} after ${[...new Set(drawn)].join(', ')} ms`);
  }
});
