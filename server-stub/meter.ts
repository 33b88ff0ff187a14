import type { PaymentRequestStatus } from '../src/contract/payment-request.ts';
import type { WebhookCounts } from './payments/webhooks.ts';

/** What the gateway tells of its own work while it does it; `metrics.ts` makes numbers of it. */
export interface Meter {
  /** `age`: milliseconds since it was asked for. */
  moved(to: PaymentRequestStatus, age: number): void;
  /** `lag`: milliseconds since it happened at Stripe, which tells whole seconds. */
  webhookTaken(outcome: keyof WebhookCounts, lag: number): void;
  reconciled(outcome: 'done' | 'failed'): void;
}

export const NO_METER: Meter = {
  moved: () => undefined,
  webhookTaken: () => undefined,
  reconciled: () => undefined,
};
