import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';

import type { AccessRequests } from '../access/requests.ts';
import type { WalletDomains } from '../accounts/domains.ts';
import type { Linking } from '../accounts/linking.ts';
import type { Removals } from '../accounts/removals.ts';
import type { TestPayments } from '../accounts/test-payments.ts';
import type { Visits } from '../accounts/visits.ts';
import type { Guards } from '../auth/guards.ts';
import type { AccessTokens } from '../auth/tokens.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Payments } from '../payments/payments.ts';
import type { Store } from '../store/store.ts';
import type { StreamHub } from '../streams/hub.ts';
import type { UnansweredSince } from '../stripe/stripe-client.ts';

/** All around the Stripe accounts of clinics. */
export interface AccountWork {
  readonly linking: Linking;
  readonly visits: Visits;
  readonly removals: Removals;
  readonly domains: WalletDomains;
  readonly testPayments: TestPayments;
}

/** What the routes are made of. */
export interface Gateway {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly tokens: AccessTokens;
  readonly guards: Guards;
  readonly payments: Payments;
  readonly access: AccessRequests;
  readonly accounts: AccountWork;
  readonly hub: StreamHub;
  readonly stripeUnansweredSince: UnansweredSince;
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;
