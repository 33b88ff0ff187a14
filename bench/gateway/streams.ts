import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { PaymentRequest } from '../../src/contract/payment-request.ts';
import { call } from './caller.ts';
import { Reader } from './reader.ts';
import { megabytesOf, secondsOf } from './processors.ts';
import { Rig, type EngineName, type Gateway } from './rig.ts';
import { line, ms, quantile } from './stats.ts';

const FEW = 100;
const MANY = 10_000;
const EVENTS = 300;
/** Two heartbeats, and twenty polls. */
const IDLE = 40_000;
export const BUDGET_KILOBYTES = 25;

/** What 10,000 idle event streams hold and cost, and how soon one of them hears of a change. */
export async function measureStreams(engine: EngineName, many = MANY): Promise<boolean> {
  const rig = await Rig.start(engine, 1);
  const [gateway] = rig.gateways;
  if (!gateway) throw new Error('There is no gateway.');
  const readers: Reader[] = [];
  try {
    // What the first ones bring into memory once and for all is not the streams'.
    await open(rig, gateway, readers, FEW);
    await targetedEvents(rig, gateway, readers, FEW);
    const few = await targetedEvents(rig, gateway, readers, FEW);
    const before = await calm(gateway);
    await open(rig, gateway, readers, many);
    const after = await calm(gateway);
    const kilobytes = ((after - before) * 1024) / (many - FEW);
    const begun = await secondsOf(gateway.pid);
    await sleep(IDLE);
    const cpu = (await secondsOf(gateway.pid)) - begun;
    const full = await targetedEvents(rig, gateway, readers, many);
    line(`Event streams, ${many} open at one process (${engine}):`);
    line(
      `  memory: ${kilobytes.toFixed(1)} kB each (budget ${BUDGET_KILOBYTES}); the process ${after.toFixed(0)} MB`,
    );
    line(`  idle, with heartbeats and polls: ${((cpu / (IDLE / 1000)) * 100).toFixed(1)} % of one processor`);
    line(`  from a change’s commit to its one reader: ${said(full)}; with ${FEW} open ${said(few)}`);
    return kilobytes <= BUDGET_KILOBYTES;
  } finally {
    for (const reader of readers) reader.close();
    await rig.stop();
  }
}

function said(delays: readonly number[]): string {
  return `p50 ${ms(quantile(delays, 0.5))}, p99 ${ms(quantile(delays, 0.99))}`;
}

/** What it holds, once it has had time to clean up. In megabytes. */
async function calm({ pid }: Gateway): Promise<number> {
  let last = await secondsOf(pid);
  for (let turn = 0; turn < 10; turn += 1) {
    await sleep(1_500);
    const next = await secondsOf(pid);
    if (next - last < 0.05) break;
    last = next;
  }
  return megabytesOf(pid);
}

const callOf = (index: number): string => `call-${index}`;

async function open(rig: Rig, gateway: Gateway, readers: Reader[], upTo: number): Promise<void> {
  while (readers.length < upTo) {
    const batch = Array.from(
      { length: Math.min(100, upTo - readers.length) },
      (_, index) => readers.length + index,
    );
    readers.push(
      ...(await Promise.all(
        batch.map(async (index) =>
          Reader.open(
            gateway,
            await rig.token({
              role: 'clinician',
              callId: callOf(index),
              participantId: `clinician-${index}`,
            }),
          ),
        ),
      )),
    );
  }
}

/**
 * Milliseconds from just before the commit, which the request's own time is of, until the reader has the event. A
 * request is made in one call after the other, and only that call's reader hears of it.
 */
async function targetedEvents(
  rig: Rig,
  gateway: Gateway,
  readers: readonly Reader[],
  among: number,
): Promise<number[]> {
  const delays: number[] = [];
  for (let event = 0; event < EVENTS; event += 1) {
    const index = Math.floor((event * among) / EVENTS);
    const person = { callId: callOf(index), participantId: `clinician-${index}` };
    const token = await rig.token({ role: 'clinician', ...person });
    const heard = new Promise<number>((resolve) => {
      const reader = readers[index];
      if (reader)
        reader.onRequest = ({ status, updatedAt }) => {
          if (status === 'requested') resolve(Date.now() - updatedAt);
        };
    });
    await call<PaymentRequest>(`${gateway.url}/v1/payment-requests`, {
      method: 'POST',
      token,
      key: randomUUID(),
      body: { amount: 8500, description: 'Consultation fee', payerId: 'patient-1' },
    });
    delays.push(await heard);
  }
  return delays;
}
