import type { PaymentRequestStatus } from '../../src/contract/payment-request.ts';
import type { Admin } from './admin.ts';
import { againstKeys, againstLedger, againstOrphans, findOrphans, readLedger } from './audit-ledger.ts';
import { againstPages } from './audit-pages.ts';
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

/** Request by request: what Stripe has in its books, what the gateway keeps, and what each page was shown. */
export async function audit(
  cluster: Cluster,
  journeys: readonly Journey[],
  admins: readonly Admin[],
): Promise<Audit> {
  const [requests, ledger] = await Promise.all([cluster.requests(), readLedger(cluster)]);
  const { intents, created, refunds } = ledger;
  const byRequest = Map.groupBy(intents, ({ metadata }) => metadata['request_id'] ?? '');
  const byId = new Map(requests.map((request) => [request.id, request]));
  const orphans = await findOrphans(cluster, byId, intents);
  const secrets = journeys.flatMap(({ browsers }) => browsers.flatMap((browser) => [...browser.secrets]));
  const disagreements = [
    ...requests.flatMap((request) => againstLedger(request, byRequest.get(request.id) ?? [])),
    ...journeys.flatMap((journey) => againstPages(journey, requests, byId, intents)),
    ...againstKeys(created),
    ...againstOrphans(cluster, orphans, ledger, ({ id }) =>
      secrets.some((secret) => secret.startsWith(`${id}_secret_`)),
    ),
    ...(await againstRefunds(cluster, requests, admins, refunds)),
    ...journeys.filter(({ isOver }) => !isOver).map(({ callId }) => `${callId} has somebody who still waits`),
    ...[...byRequest.keys()]
      .filter((id) => !byId.has(id))
      .map((id) => `Stripe has a payment for ${id || 'no request'}, which the gateway does not know`),
  ];
  return {
    disagreements,
    requests: requests.length,
    outcomes: Object.fromEntries(
      [...Map.groupBy(requests, ({ status }) => status)].map(([status, { length }]) => [status, length]),
    ),
    orphans: orphans.length,
    refunds: refunds.length,
  };
}
