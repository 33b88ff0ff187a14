import type { FastifyBaseLogger } from 'fastify';

import type { Background } from '../background.ts';
import type { Clock } from '../clock.ts';
import type { Meter } from '../meter.ts';
import type { Store } from '../store/store.ts';
import type { StripePort } from '../stripe/stripe-port.ts';
import { within } from './single-flight.ts';

export interface PaymentSettings {
  readonly publishableKey: string;
  readonly livemode: boolean;
  /** Where a payment is in the clinic's own dashboard. */
  readonly dashboardUrl: (account: string, paymentIntent: string) => string;
  /** How long an unpaid request stands, in milliseconds. */
  readonly requestTtl: number;
  /** The least time between two reads of one PaymentIntent, in milliseconds. */
  readonly readGap: number;
  /** How long a caller is kept waiting for Stripe before they are told that it takes longer, in milliseconds. */
  readonly patience: number;
}

/** What the use cases are made of. */
export interface PaymentParts {
  readonly store: Store;
  readonly stripe: StripePort;
  readonly clock: Clock;
  readonly settings: PaymentSettings;
  readonly log: FastifyBaseLogger;
  readonly background: Background;
  readonly meter: Meter;
}

/** The work's result, or undefined when it takes longer than a caller is kept waiting; a graceful end waits for it. */
export function patiently<Value>(
  { background, settings }: PaymentParts,
  name: string,
  work: Promise<Value>,
): Promise<Value | undefined> {
  background.run(name, () => work);
  return within(settings.patience, work);
}
