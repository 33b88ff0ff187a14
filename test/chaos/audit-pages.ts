import type { Stripe } from 'stripe';

import type { PaymentRequest } from '../../src/contract/payment-request.ts';
import type { Cluster } from './cluster.ts';
import type { Journey } from './journey.ts';

/** What the people of a call asked for and were told, and what became of it. */
export function againstPages(
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
  for (const { options, answers, untruths, withdrawn } of journey.browsers) {
    const who = `${options.personId} of ${journey.callId}`;
    problems.push(...untruths.map((said) => `${who} was shown ${said}`));
    for (const id of withdrawn) {
      const status = byId.get(id)?.status;
      if (status === 'requested' || status === 'processing')
        problems.push(`${who} withdrew ${id}, which is still ${status}`);
    }
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
