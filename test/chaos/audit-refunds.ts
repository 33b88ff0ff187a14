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
  const problems = [...byId]
    .filter(([, { length }]) => length > 1)
    .map(([id, { length }]) => `${id} was given back ${length} times`);
  for (const { id, amount, amountRefunded } of requests) {
    const sum = made
      .filter(({ metadata, status }) => metadata?.['request_id'] === id && !SENT_BACK.includes(status))
      .reduce((total, refund) => total + refund.amount, 0);
    if (sum > amount) problems.push(`${id} is about ${amount}, and ${sum} were given back`);
    if (sum !== amountRefunded) problems.push(`${id}: ${sum} were given back, shown are ${amountRefunded}`);
    if (admins.some(({ asked }) => asked.some(({ requestId }) => requestId === id)))
      problems.push(...(await againstRecord(cluster, id, admins, byId)));
  }
  return problems;
}

/** The money is the clinic's again. */
const SENT_BACK: readonly Stripe.Refund['status'][] = ['failed', 'canceled'];

async function againstRecord(
  cluster: Cluster,
  requestId: string,
  admins: readonly Admin[],
  made: ReadonlyMap<string, readonly Stripe.Refund[]>,
): Promise<string[]> {
  const { refunds } = await cluster.record(requestId);
  const problems: string[] = [];
  for (const { id, status, amount } of refunds) {
    const [refund] = made.get(id) ?? [];
    if (status === 'creating') problems.push(`${id} was never finished`);
    if (status !== (refund?.status ?? 'failed'))
      problems.push(`${id} is ${status}, at Stripe it is ${refund?.status ?? 'not made'}`);
    if (refund && refund.amount !== amount)
      problems.push(`${id} is about ${amount}, at Stripe about ${refund.amount}`);
  }
  for (const { name, asked: all } of admins) {
    const asked = all.filter((each) => each.requestId === requestId);
    const kept = refunds.filter(({ requestedBy }) => requestedBy?.id === name);
    if (kept.length > asked.length)
      problems.push(`${requestId}: ${name} asked for ${asked.length} refunds, ${kept.length} are kept`);
    // A refusal does not say of which refund: they are counted.
    const refused = asked.filter(({ id, refusal }) => id === null && refusal !== null);
    const given = kept.filter(({ id }) => made.has(id));
    if (given.length > asked.length - refused.length)
      problems.push(
        `${requestId}: ${name} asked for ${asked.length} refunds, was refused ${refused.length} ` +
          `(${refused.map(({ refusal }) => refusal).join(', ')}), and ${given.length} were made`,
      );
    for (const { id, amount, refusal } of asked) {
      if (id === null) continue;
      const own = kept.find((refund) => refund.id === id);
      if (!own) problems.push(`${id} was acknowledged and is lost`);
      if (own && amount !== null && own.amount !== amount)
        problems.push(`${id} is about ${own.amount}, asked were ${amount}`);
      if (refusal !== null && made.has(id))
        problems.push(`${id} was refused (${refusal}) and made all the same`);
    }
  }
  return problems;
}
