import assert from 'node:assert/strict';
import { test } from 'node:test';

import { runChaos } from '../../chaos/run.ts';

/** Always the same, so that a red run tells of a change, and hardly of luck. `npm run chaos` has many. */
const SEED = 6;

test('while the gateway and Stripe are killed and misbehave, everybody agrees in the end', async () => {
  const result = await runChaos({
    engine: 'sqlite',
    gateways: 1,
    seed: SEED,
    journeys: 5,
    atOnce: 5,
    rounds: 2,
    sleeps: 0.1,
    patience: { page: 10_000, step: 1_000 },
    pause: [50, 200],
    // With this seed the twelfth is the first to kill somebody.
    least: 12,
    trouble: 2_500,
    settling: 60_000,
  });

  assert.deepEqual(result.disagreements, [], `seed ${SEED}, logs in ${result.logs}`);
  assert.ok(result.requests > 0 && result.kills > 0 && result.faults > 0, JSON.stringify(result));
});
