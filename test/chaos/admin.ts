import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { CreateRefund, RefundAnswer } from '../../src/contract/records.ts';
import type { Cluster } from './cluster.ts';

/** What an admin asked to give back, and what they were told of it. */
export interface AskedRefund {
  readonly requestId: string;
  /** Null: all that is left. */
  readonly amount: number | null;
  /** The refund that the gateway answered with: from then on it must never be lost, or made twice. */
  id: string | null;
  /** A problem's code: it must never be made. */
  refusal: string | null;
}

/** Asked again with the same key until the answer is one. */
const TRIES = 8;
/** Refusals that are about the moment, and not about the refund. */
const PASSING = [401, 429, 503];

/** A clinic's admin, who gives payments back over an unsure line. */
export class Admin {
  readonly asked: AskedRefund[] = [];
  readonly name: string;
  readonly #cluster: Cluster;

  constructor(cluster: Cluster, name: string) {
    this.#cluster = cluster;
    this.name = name;
  }

  /** `clicks`: so often at the same moment, with one key. */
  async refund(requestId: string, amount: number | null, clicks: number): Promise<void> {
    const key = randomUUID();
    const asked: AskedRefund = { requestId, amount, id: null, refusal: null };
    this.asked.push(asked);
    await Promise.all(Array.from({ length: clicks }, () => this.#ask(asked, key)));
  }

  async #ask(asked: AskedRefund, key: string): Promise<void> {
    const { requestId, amount } = asked;
    const body: CreateRefund = { reason: 'requested_by_customer', ...(amount !== null && { amount }) };
    for (let tries = 0; tries < TRIES; tries += 1) {
      const { token } = await this.#cluster.token({ role: 'clinic-admin', participantId: this.name });
      const answer = await fetch(`${this.#cluster.gatewayUrl}/v1/payment-requests/${requestId}/refunds`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(15_000),
      }).catch(() => null);
      const said: unknown = await answer?.json().catch(() => null);
      if (answer?.ok && said) {
        asked.id = (said as RefundAnswer).refund.id;
        return;
      }
      if (answer && answer.status < 500 && !PASSING.includes(answer.status)) {
        asked.refusal = String(Object(said).code);
        return;
      }
      await sleep(300);
    }
  }
}
