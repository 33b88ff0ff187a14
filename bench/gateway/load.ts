import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { CheckoutCredentials, PaymentRequest } from '../../src/contract/payment-request.ts';
import { call } from './caller.ts';
import { Reader } from './reader.ts';
import { between, each, share, type Used } from './processors.ts';
import { Rig, type Gateway } from './rig.ts';
import { line, ms, quantile } from './stats.ts';

/** A national service at its busiest: so many calls at once, two people in each, and so many requests a second. */
const CALLS = Number(process.env['CALLS'] ?? 5_000);
const CALLS_AT_A_CLINIC = 10;
const WANTED = 50;
/** Requests a second that are tried, one after the other, until one cannot be held. */
const RATES = (process.env['RATES']?.split(',') ?? [5, 10, 20, 35, WANTED]).map(Number);
const STEP = 10_000;
const WARM_UP = 20;
/** A heartbeat, and ten polls. */
const IDLE = 20_000;
/** Somebody who waits longer for what they pressed asks what is wrong. */
const LONGEST = 1_000;

/** Of a refusal: its status and its kind, and not which one it was. */
const LONGEST_REASON = 140;

interface Step {
  readonly asked: number[];
  readonly shown: number[];
  readonly paid: number[];
  /** Why. */
  readonly failures: string[];
}

interface Visit {
  readonly callId: string;
  readonly clinician: string;
  readonly patient: string;
  /** Where their streams and their calls go: one's to the one process, the other's to the other. */
  readonly clinicianGateway: Gateway;
  readonly patientGateway: Gateway;
  readonly clinicianReader: Reader;
  readonly patientReader: Reader;
}

/**
 * Two gateway processes on one PostgreSQL with every stream of the whole service open, clinician and patient of a call
 * at different processes; then ever more requests a second, each the whole way: asked, shown to the patient, seen,
 * card entry, paid at Stripe, looked up while Stripe's event comes to one of the processes, shown to the clinician.
 */
export async function measureLoad(): Promise<void> {
  const rig = await Rig.start('postgres', 2, CALLS / CALLS_AT_A_CLINIC);
  try {
    const visits = await openAll(rig);
    line(
      `A national service, ${CALLS} calls at once (${CALLS * 2} streams at 2 processes, one PostgreSQL), of a processor:`,
    );
    // Until V8 has compiled what is called often, everything takes twice as long.
    await replay(rig, visits, WARM_UP);
    const idle = await idling(rig);
    line(`  nobody asks: ${share(idle, 1)}`);
    for (const rate of RATES) {
      const before = await rig.used();
      const startedAt = performance.now();
      const { asked, shown, paid, failures } = await replay(rig, visits, rate);
      const seconds = (performance.now() - startedAt) / 1000;
      const used = between(before, await rig.used());
      line(
        `  ${rate} requests/s: asked ${said(asked)}; patient sees it ${said(shown)}; clinician sees it paid ${said(paid)}; ` +
          `${failures.length} failed`,
      );
      for (const [why, { length }] of Map.groupBy(failures, (failure) => failure))
        line(`    ${length} × ${why}`);
      line(`    ${share(used, seconds)} of a processor`);
      line(`    a payment takes ${each(used, paid.length, seconds, idle)}`);
      if (failures.length > 0 || quantile(shown, 0.99) > LONGEST || quantile(paid, 0.99) > LONGEST) {
        line(`  That is what does not hold any more: ${rate} of ${WANTED} requests/s on this machine.`);
        return;
      }
    }
  } finally {
    await rig.stop();
  }
}

/** What goes on with nobody asking, a second: heartbeats, polls, and the look for what is due. */
async function idling(rig: Rig): Promise<Used> {
  await sleep(5_000);
  const before = await rig.used();
  await sleep(IDLE);
  const used = between(before, await rig.used());
  return Object.fromEntries(Object.entries(used).map(([name, value]) => [name, value / (IDLE / 1000)]));
}

const said = (times: readonly number[]): string =>
  `${ms(quantile(times, 0.5))}, ${ms(quantile(times, 0.99))}`;

async function openAll(rig: Rig): Promise<Visit[]> {
  const visits: Visit[] = [];
  while (visits.length < CALLS) {
    const from = visits.length;
    visits.push(...(await Promise.all(Array.from({ length: 50 }, (_, index) => open(rig, from + index)))));
  }
  return visits;
}

async function open(rig: Rig, index: number): Promise<Visit> {
  const callId = `call-${index}`;
  const clinic = Math.floor(index / CALLS_AT_A_CLINIC);
  // By turns from clinic to clinic, too: whichever calls a rate picks, both processes have as many of each side.
  const isTurned = (index + clinic) % 2 === 1;
  const [clinicianGateway, patientGateway] = isTurned ? rig.gateways.toReversed() : rig.gateways;
  if (!clinicianGateway || !patientGateway) throw new Error('There are no two gateways.');
  const [clinician, patient] = await Promise.all([
    rig.token({ role: 'clinician', callId, clinic, participantId: `clinician-${index}` }),
    rig.token({ role: 'patient', callId, clinic, participantId: `patient-${index}` }),
  ]);
  const [clinicianReader, patientReader] = await Promise.all([
    Reader.open(clinicianGateway, clinician),
    Reader.open(patientGateway, patient),
  ]);
  return { callId, clinician, patient, clinicianGateway, patientGateway, clinicianReader, patientReader };
}

/** Evenly spread, however long each takes: who is asked for a payment does not wait for others. */
async function replay(rig: Rig, visits: readonly Visit[], rate: number): Promise<Step> {
  const step: Step = { asked: [], shown: [], paid: [], failures: [] };
  const count = (rate * STEP) / 1000;
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await sleep((index * 1000) / rate);
      const visit = visits[Math.floor((index * visits.length) / count)];
      if (visit)
        await request(rig, visit, step).catch((error: unknown) => {
          step.failures.push(String(error).slice(0, LONGEST_REASON));
        });
    }),
  );
  return step;
}

async function request(rig: Rig, visit: Visit, step: Step): Promise<void> {
  const { clinicianGateway, patientGateway, clinician, patient } = visit;
  const startedAt = performance.now();
  const seen = heard(visit.patientReader, 'requested');
  seen.catch(() => undefined);
  const { id } = await call<PaymentRequest>(`${clinicianGateway.url}/v1/payment-requests`, {
    method: 'POST',
    token: clinician,
    key: randomUUID(),
    body: { amount: 8500, description: 'Consultation fee', payerId: visit.callId.replace('call', 'patient') },
  });
  step.asked.push(performance.now() - startedAt);
  await seen;
  step.shown.push(performance.now() - startedAt);
  const url = `${patientGateway.url}/v1/payment-requests/${id}`;
  const activity = (kind: string) =>
    call(`${url}/activity`, { method: 'POST', token: patient, body: { kind } });
  await activity('seen');
  const { clientSecret } = await call<CheckoutCredentials>(`${url}/checkout`, {
    method: 'POST',
    token: patient,
  });
  await activity('entering-details');
  // Before: Stripe's event may be quicker than the answer to the page.
  const told = heard(visit.clinicianReader, 'paid');
  told.catch(() => undefined);
  const paidAt = performance.now();
  await rig.pay(clientSecret);
  await call(`${url}/settle`, { method: 'POST', token: patient });
  await told;
  step.paid.push(performance.now() - paidAt);
}

function heard(reader: Reader, status: PaymentRequest['status']): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Nothing ${status} was heard of.`)), 10_000);
    reader.onRequest = (request) => {
      if (request.status !== status) return;
      clearTimeout(timer);
      resolve();
    };
  });
}
