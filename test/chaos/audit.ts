import { Stripe } from 'stripe';

import type { PaymentRequest, PaymentRequestStatus } from '../../src/contract/payment-request.ts';
import { SIMULATED } from '../../server-stub/stripe/simulated.ts';
import type { Admin } from './admin.ts';
import { againstRefunds } from './audit-refunds.ts';
import type { Cluster } from './cluster.ts';
import type { Journey } from './journey.ts';

export interface Audit {
  readonly disagreements: readonly string[];
  readonly requests: number;
  /** How many ended, or stand, as what. */
  readonly outcomes: Readonly<Partial<Record<PaymentRequestStatus, number>>>;
  /** PaymentIntents of a lost answer that nobody can pay, and whose event was lost too. */
  readonly orphans: number;
  /** Made at Stripe. */
  readonly refunds: number;
}

/** Request by request: what Stripe has in its books, what the gateway keeps, and what each page last showed. */
export async function audit(
  cluster: Cluster,
  journeys: readonly Journey[],
  admins: readonly Admin[],
): Promise<Audit> {
  const [requests, { intents, created, refunds }] = await Promise.all([cluster.requests(), ledger(cluster)]);
  const byRequest = Map.groupBy(intents, ({ metadata }) => metadata['request_id'] ?? '');
  const byId = new Map(requests.map((request) => [request.id, request]));
  const disagreements = [
    ...requests.flatMap((request) => againstLedger(request, byRequest.get(request.id) ?? [])),
    ...journeys.flatMap((journey) => againstPages(journey, requests, byId, intents)),
    ...againstKeys(created),
    ...(await againstRefunds(cluster, requests, admins, refunds)),
    ...journeys.filter(({ isOver }) => !isOver).map(({ callId }) => `${callId} has somebody who still waits`),
    ...[...byRequest.keys()]
      .filter((id) => !byId.has(id))
      .map((id) => `Stripe has a payment for ${id || 'no request'}, which the gateway does not know`),
  ];
  const isOrphan = (intent: Stripe.PaymentIntent) =>
    intent.status === 'requires_payment_method' &&
    byId.get(intent.metadata['request_id'] ?? '')?.status !== 'requested';
  return {
    disagreements,
    requests: requests.length,
    outcomes: Object.fromEntries(
      [...Map.groupBy(requests, ({ status }) => status)].map(([status, { length }]) => [status, length]),
    ),
    orphans: intents.filter(isOrphan).length,
    refunds: refunds.length,
  };
}

/** As many as stripe-node gives at once. */
const ALL = { limit: 10_000 };

interface Ledger {
  readonly intents: readonly Stripe.PaymentIntent[];
  /** The events of their making, which tell under which key that was. */
  readonly created: readonly Stripe.Event[];
  readonly refunds: readonly Stripe.Refund[];
}

async function ledger({ simulatorUrl, account }: Cluster): Promise<Ledger> {
  const { hostname, port } = new URL(simulatorUrl);
  const stripe = new Stripe(SIMULATED.secretKey, { host: hostname, port: Number(port), protocol: 'http' });
  const options = { stripeAccount: account };
  const [intents, created, refunds] = await Promise.all([
    stripe.paymentIntents.list({ limit: 100 }, options).autoPagingToArray(ALL),
    stripe.events.list({ limit: 100, type: 'payment_intent.created' }, options).autoPagingToArray(ALL),
    stripe.refunds.list({ limit: 100 }, options).autoPagingToArray(ALL),
  ]);
  return { intents, created, refunds };
}

/** Seconds for which Stripe knows a key. */
const KEPT = 24 * 60 * 60;

/**
 * One try to make a PaymentIntent, repeated as often as wanted for a day, makes one. What a machine makes that slept
 * for a day is one more that nobody can pay.
 */
function againstKeys(created: readonly Stripe.Event[]): string[] {
  const keyOf = ({ request }: Stripe.Event) =>
    /^pr_\w+:create:\d+/.exec(request?.idempotency_key ?? '')?.[0] ?? 'no key of ours';
  return [...Map.groupBy(created, keyOf)]
    .filter(([, made]) => {
      const times = made.map((event) => event.created).toSorted((a, b) => a - b);
      return times.some((time, index) => time - (times[index - 1] ?? -Infinity) < KEPT);
    })
    .map(([key, { length }]) => `${length} PaymentIntents were made under ${key}`);
}

/** Which PaymentIntents a request of each status may have, in words of their own. */
function againstLedger(request: PaymentRequest, intents: readonly Stripe.PaymentIntent[]): string[] {
  const name = `${request.id} (${request.status})`;
  const having = (status: Stripe.PaymentIntent.Status) =>
    intents.filter((intent) => intent.status === status).length;
  const charges = having('succeeded');
  const problems: string[] = [];
  if (charges > 1) problems.push(`${name} was charged ${charges} times`);
  if ((request.status === 'paid') !== charges > 0)
    problems.push(`${name}, but Stripe has ${charges} charges for it`);
  if (request.status === 'requested' && having('requires_payment_method') === 0)
    problems.push(`${name}, but Stripe has nothing that could be paid`);
  if (request.status === 'creating') problems.push(`${name} was never finished`);
  if (ENDED.includes(request.status) && intents.length > 0 && having('canceled') === 0)
    problems.push(`${name}, but nothing is cancelled at Stripe`);
  for (const { amount, currency } of intents)
    if (amount !== request.amount || currency !== request.currency)
      problems.push(`${name} is about ${request.amount}, at Stripe about ${amount} ${currency}`);
  return problems;
}

const ENDED: readonly PaymentRequestStatus[] = ['cancelled', 'refused', 'expired'];

function againstPages(
  journey: Journey,
  requests: readonly PaymentRequest[],
  byId: ReadonlyMap<string, PaymentRequest>,
  intents: readonly Stripe.PaymentIntent[],
): string[] {
  const problems: string[] = [];
  for (const asked of journey.asked) {
    const made = requests.filter(({ description }) => description === asked.description);
    if (made.length > 1) problems.push(`“${asked.description}” was asked once and made ${made.length} times`);
    if (made[0] && (made[0].amount !== asked.amount || made[0].payer.id !== asked.payerId))
      problems.push(`${made[0].id} is not what was asked for in “${asked.description}”`);
    if (asked.id !== null && made[0]?.id !== asked.id)
      problems.push(`${asked.id} was acknowledged and is lost`);
  }
  problems.push(...againstShown(journey, requests, byId));
  for (const { options, answers, takenBack } of journey.browsers) {
    const who = `${options.personId} of ${journey.callId}`;
    problems.push(...takenBack.map((said) => `${who} was shown ${said}`));
    for (const { clientSecret, status } of answers) {
      const intent = intents.find(({ id }) => clientSecret.startsWith(`${id}_secret_`));
      if (status === 'succeeded' && intent?.status !== 'succeeded')
        problems.push(`${who} was told by Stripe of a success that is not in its books`);
    }
  }
  return problems;
}

/** What each page shows, and what the gateway keeps. */
function againstShown(
  journey: Journey,
  requests: readonly PaymentRequest[],
  byId: ReadonlyMap<string, PaymentRequest>,
): string[] {
  const problems: string[] = [];
  for (const browser of journey.browsers) {
    const { options } = browser;
    const shown = browser.shown();
    const who = `${options.personId} of ${journey.callId}`;
    for (const request of shown) {
      const kept = byId.get(request.id);
      if (kept && kept.amountRefunded !== request.amountRefunded)
        problems.push(
          `${who} is shown ${request.amountRefunded} of ${request.id} given back, it is ${kept.amountRefunded}`,
        );
      if (kept?.status !== request.status)
        problems.push(
          `${who} is shown ${request.id} as ${request.status}, it is ${kept?.status ?? 'unknown'}`,
        );
    }
    const missing = requests.filter(
      ({ callId, status, payer, id }) =>
        callId === journey.callId &&
        status !== 'creating' &&
        status !== 'failed' &&
        (options.role === 'clinician' || payer.id === options.personId) &&
        !shown.some((request) => request.id === id),
    );
    for (const { id } of missing) problems.push(`${who} is not shown ${id}`);
  }
  return problems;
}

/** While streams are open, each page is told of what changes by the process that it is at, whoever changed it. */
export async function auditPages(cluster: Cluster, journeys: readonly Journey[]): Promise<string[]> {
  const requests = await cluster.requests();
  const byId = new Map(requests.map((request) => [request.id, request]));
  return journeys.flatMap((journey) => againstShown(journey, requests, byId));
}
