import { randomUUID } from 'node:crypto';

import { call } from './caller.ts';
import { PLAIN_URL, Rig, type EngineName } from './rig.ts';
import { line, median, ms, quantile } from './stats.ts';

const ROUNDS = 5;
const ROUND = 2_000;
const AT_ONCE = [1, 16] as const;
/** Each person may call so and so often in a minute: many ask. */
const CLINICIANS = 200;

interface Sample {
  readonly perSecond: number;
  readonly latencies: readonly number[];
}

/** Creates a second and their p99, against a server that keeps nothing. */
export async function measureCreates(engine: EngineName): Promise<void> {
  line('Creating a request (creates/s; p50; p99), callers beside each other:');
  const rig = await Rig.start(engine, 1);
  try {
    await rig.startPlain();
    const tokens = await Promise.all(
      Array.from({ length: CLINICIANS }, (_, index) =>
        rig.token({ role: 'clinician', callId: `call-${index}`, participantId: `clinician-${index}` }),
      ),
    );
    let turn = 0;
    const url = `${rig.gateways[0]?.url}/v1/payment-requests`;
    const ours = () => {
      turn += 1;
      const body = { amount: 8500, description: 'Consultation fee', payerId: 'patient-1' };
      return call(url, { method: 'POST', token: tokens[turn % CLINICIANS] ?? '', key: randomUUID(), body });
    };
    const plain = () =>
      call(`${PLAIN_URL}/create-payment-intent`, { method: 'POST', body: { amount: 8500 } });
    for (const atOnce of AT_ONCE) {
      await take(ours, atOnce);
      await take(plain, atOnce);
      const samples: { ours: Sample; plain: Sample }[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        samples.push({ ours: await take(ours, atOnce), plain: await take(plain, atOnce) });
      const ratio = median(samples.map((each) => each.plain.perSecond / each.ours.perSecond));
      line(`  ${engine}, ${atOnce} at once:  ${said(samples.map((each) => each.ours))}`);
      line(`    keeping nothing:   ${said(samples.map((each) => each.plain))}: ×${ratio.toFixed(2)}`);
    }
  } finally {
    await rig.stop();
  }
}

function said(samples: readonly Sample[]): string {
  const latencies = samples.flatMap((sample) => sample.latencies);
  const perSecond = median(samples.map((sample) => sample.perSecond));
  return `${perSecond.toFixed(0)}/s; ${ms(quantile(latencies, 0.5))}; ${ms(quantile(latencies, 0.99))}`;
}

async function take(work: () => Promise<unknown>, atOnce: number): Promise<Sample> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const worker = async (): Promise<void> => {
    while (performance.now() - startedAt < ROUND) {
      const askedAt = performance.now();
      await work();
      latencies.push(performance.now() - askedAt);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { perSecond: latencies.length / ((performance.now() - startedAt) / 1000), latencies };
}
