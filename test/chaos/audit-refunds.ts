import type { Stripe } from 'stripe';

import type { PaymentRequest } from '../../src/contract/payment-request.ts';
import type { Admin } from './admin.ts';
import type { Cluster } from './cluster.ts';

/** Refund by refund: what the admins asked for and were told, what the gateway keeps, what Stripe gave back. */
export async function againstRefunds(
  cluster: Cluster,
  requests: readonly PaymentRequest[],
  admins: readonly Admin[],
  made: readonly Stripe.Refund[],
): Promise<string[]> {
  const byId = Map.groupBy(made, ({ metadata }) => metadata?.['refund_id'] ?? 'none of ours');
  const asked = admins.flatMap((admin) => admin.asked);
  const problems = [...byId]
    .filter(([, { length }]) => length > 1)
    .map(([id, { length }]) => `${id} was given back ${length} times`);
  for (const { id, amount, amountRefunded } of requests) {
    const atStripe = made.filter(({ metadata }) => metadata?.['request_id'] === id);
    const sum = atStripe.reduce((total, refund) => total + refund.amount, 0);
    if (sum > amount) problems.push(`${id} is about ${amount}, and ${sum} were given back`);
    if (sum !== amountRefunded) problems.push(`${id}: ${sum} were given back, shown are ${amountRefunded}`);
    const mine = asked.filter(({ requestId }) => requestId === id);
    if (mine.length > 0) problems.push(...(await againstRecord(cluster, id, mine, byId)));
  }
  return problems;
}

async function againstRecord(
  cluster: Cluster,
  requestId: string,
  asked: Admin['asked'],
  made: ReadonlyMap<string, readonly Stripe.Refund[]>,
): Promise<string[]> {
  const { refunds } = await cluster.record(requestId);
  const problems: string[] = [];
  if (refunds.length > asked.length)
    problems.push(`${requestId}: ${asked.length} refunds were asked for, ${refunds.length} are kept`);
  for (const { id, status, amount } of refunds) {
    const [refund] = made.get(id) ?? [];
    if (status === 'creating') problems.push(`${id} was never finished`);
    if ((status === 'succeeded' || status === 'pending') !== (refund !== undefined))
      problems.push(`${id} (${status}), but Stripe has ${refund ? 'made' : 'not made'} it`);
    if (refund && refund.amount !== amount)
      problems.push(`${id} is about ${amount}, at Stripe about ${refund.amount}`);
  }
  for (const { id, amount, refusal } of asked) {
    const kept = refunds.find((refund) => refund.id === id);
    if (id !== null && !kept) problems.push(`${id} was acknowledged and is lost`);
    if (kept && amount !== null && kept.amount !== amount)
      problems.push(`${kept.id} is about ${kept.amount}, asked were ${amount}`);
    if (kept && refusal !== null && made.has(kept.id))
      problems.push(`${kept.id} was refused (${refusal}) and made all the same`);
  }
  return problems;
}
