import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { ClusterOptions } from '../../chaos/cluster.ts';
import { runChaos, type ChaosResult } from '../../chaos/run.ts';

/**
 * Always the same, so that a red run tells of a change, and hardly of luck. `npm run chaos` has many. With this one a
 * gateway is killed and, on PostgreSQL, its connections are cut within the first six troubles; the second round is calm.
 */
const SEED = 28;

function shortRun(cluster: ClusterOptions): Promise<ChaosResult> {
  return runChaos({
    ...cluster,
    seed: SEED,
    journeys: 6,
    atOnce: 6,
    rounds: 2,
    sleeps: 0.1,
    hearing: cluster.engine === 'postgres',
    patience: { page: 20_000, step: 5_000 },
    pause: [200, 500],
    least: 6,
    trouble: 0,
    settling: 60_000,
  });
}

function assertAgreed({ disagreements, logs, ...result }: ChaosResult): void {
  assert.deepEqual(disagreements, [], `seed ${SEED}, logs in ${logs}`);
  const { outcomes, kills, struck } = result;
  assert.ok((outcomes.paid ?? 0) > 0 && kills > 0 && struck > 0, JSON.stringify(result));
}

// They wait for most of the time.
describe('a short chaos run', { concurrency: true }, () => {
  test('while the gateway and Stripe are killed and misbehave, everybody agrees in the end', async () => {
    assertAgreed(await shortRun({ engine: 'sqlite', gateways: 1 }));
  });

  test('so do they with two gateways on PostgreSQL, whose connections are cut', async () => {
    const result = await shortRun({ engine: 'postgres', gateways: 2 });

    assertAgreed(result);
    assert.ok(result.cuts > 0, JSON.stringify(result));
  });
});
