import { DatabaseSync } from 'node:sqlite';
import { Stripe } from 'stripe';

import type { PaymentRequest, PaymentRequestStatus } from '../../src/contract/payment-request.ts';
import { SIMULATED } from '../../server-stub/stripe/simulated.ts';
import type { Cluster } from './cluster.ts';

/** What Stripe has in its books. */
export interface Ledger {
  /** Each with its last charge. */
  readonly intents: readonly Stripe.PaymentIntent[];
  /** The events of their making, which tell under which key that was. */
  readonly created: readonly Stripe.Event[];
  readonly refunds: readonly Stripe.Refund[];
}

/** As many as stripe-node gives at once. */
const ALL = { limit: 10_000 };

export async function readLedger({ simulatorUrl, account }: Cluster): Promise<Ledger> {
  const { hostname, port } = new URL(simulatorUrl);
  const stripe = new Stripe(SIMULATED.secretKey, { host: hostname, port: Number(port), protocol: 'http' });
  const options = { stripeAccount: account };
  const withCharges = { limit: 100, expand: ['data.latest_charge'] };
  const [intents, created, refunds] = await Promise.all([
    stripe.paymentIntents.list(withCharges, options).autoPagingToArray(ALL),
    stripe.events.list({ limit: 100, type: 'payment_intent.created' }, options).autoPagingToArray(ALL),
    stripe.refunds.list({ limit: 100 }, options).autoPagingToArray(ALL),
  ]);
  return { intents, created, refunds };
}

/** Which PaymentIntents a request of each status may have, in words of their own. */
export function againstLedger(request: PaymentRequest, intents: readonly Stripe.PaymentIntent[]): string[] {
  const name = `${request.id} (${request.status})`;
  const having = (status: Stripe.PaymentIntent.Status) =>
    intents.filter((intent) => intent.status === status);
  const charged = having('succeeded');
  const problems: string[] = [];
  if (charged.length > 1) problems.push(`${name} was charged ${charged.length} times`);
  if ((request.status === 'paid') !== charged.length > 0)
    problems.push(`${name}, but Stripe has ${charged.length} charges for it`);
  if (request.status === 'paid') {
    const { chargeId, receiptUrl } = request.payment;
    const charges = charged.map(({ latest_charge }) => latest_charge as Stripe.Charge);
    if (!charges.some(({ id, receipt_url }) => id === chargeId && receipt_url === receiptUrl))
      problems.push(`${name} by ${chargeId} with the receipt ${receiptUrl}, which is not Stripe’s`);
  }
  if (request.status === 'requested' && having('requires_payment_method').length === 0)
    problems.push(`${name}, but Stripe has nothing that could be paid`);
  if (request.status === 'creating') problems.push(`${name} was never finished`);
  if (request.status === 'unreachable') problems.push(`${name}, though nobody took the account away`);
  if (ENDED.includes(request.status) && intents.length > 0 && having('canceled').length === 0)
    problems.push(`${name}, but nothing is cancelled at Stripe`);
  for (const { amount, currency } of intents)
    if (amount !== request.amount || currency !== request.currency)
      problems.push(`${name} is about ${request.amount}, at Stripe about ${amount} ${currency}`);
  return problems;
}

const ENDED: readonly PaymentRequestStatus[] = ['cancelled', 'refused', 'expired'];

/** Seconds for which Stripe knows a key. */
const KEPT = 24 * 60 * 60;

/**
 * One try to make a PaymentIntent, repeated as often as wanted for a day, makes one. What a machine makes that slept
 * for a day is one more that nobody can pay.
 */
export function againstKeys(created: readonly Stripe.Event[]): string[] {
  const keyOf = ({ request }: Stripe.Event) =>
    /^pr_\w+:create:\d+/.exec(request?.idempotency_key ?? '')?.[0] ?? 'no key of ours';
  return [...Map.groupBy(created, keyOf)]
    .filter(([, made]) => {
      const times = made.map((event) => event.created).toSorted((a, b) => a - b);
      return times.some((time, index) => time - (times[index - 1] ?? -Infinity) < KEPT);
    })
    .map(([key, { length }]) => `${length} PaymentIntents were made under ${key}`);
}

/** PaymentIntents that could be paid, and that are not the one of a request that is to be paid. */
export async function findOrphans(
  cluster: Cluster,
  byId: ReadonlyMap<string, PaymentRequest>,
  intents: readonly Stripe.PaymentIntent[],
): Promise<Stripe.PaymentIntent[]> {
  const payable = intents.filter(({ status }) => status.startsWith('requires_'));
  const orphans: Stripe.PaymentIntent[] = [];
  for (const [requestId, group] of Map.groupBy(payable, ({ metadata }) => metadata['request_id'] ?? '')) {
    const isOpen = byId.get(requestId)?.status === 'requested';
    const own = isOpen ? (await cluster.record(requestId)).dashboardUrl : null;
    orphans.push(...group.filter(({ id }) => !own?.endsWith(`/${id}`)));
  }
  return orphans;
}

/**
 * Of an orphan the gateway hears by the event of its making, and cancels it. It may stay when that never came, as long
 * as nobody was given its secret.
 */
export function againstOrphans(
  cluster: Cluster,
  orphans: readonly Stripe.PaymentIntent[],
  { created }: Ledger,
  isGiven: (intent: Stripe.PaymentIntent) => boolean,
): string[] {
  const arrived = arrivedEvents(cluster);
  const toldOf = new Set(
    created.filter(({ id }) => arrived.has(id)).map(({ data }) => (data.object as Stripe.PaymentIntent).id),
  );
  return orphans.flatMap((intent) => {
    const name = `${intent.id} of ${intent.metadata['request_id']}`;
    if (isGiven(intent)) return [`somebody was given the secret of ${name}, and can still pay it`];
    return toldOf.has(intent.id) ? [`${name} can still be paid, and the gateway was told of it`] : [];
  });
}

/** Stripe has no API for it, and believes of what is dropped that it was delivered. */
function arrivedEvents({ simulatorFolder }: Cluster): ReadonlySet<unknown> {
  const books = new DatabaseSync(`${simulatorFolder}/stripe-simulator.sqlite`, { readOnly: true });
  try {
    const rows = books
      .prepare("select distinct event from delivery_attempts where outcome like 'delivered%'")
      .all();
    return new Set(rows.map(({ event }) => event));
  } finally {
    books.close();
  }
}
