import { Kysely } from 'kysely';
import type { FastifyRateLimitStoreCtor } from '@fastify/rate-limit';

import type { Clock } from '../clock.ts';
import { NO_METER, type Meter } from '../meter.ts';
import type { Bus } from '../streams/bus.ts';
import { AccessRequestStore } from './access-requests.ts';
import { AccountCreationStore } from './account-creations.ts';
import { AccountLinkStore } from './account-links.ts';
import { AccountRemovalStore } from './account-removals.ts';
import { AuditStore } from './audit.ts';
import type { Engine } from './engine.ts';
import { missingMigrations } from './migrate.ts';
import { OperationStore } from './operations.ts';
import { PaymentMethodDomainStore } from './payment-method-domains.ts';
import { PaymentRequestStore } from './payment-requests.ts';
import { RecordStore } from './records.ts';
import { RefundStore } from './refunds.ts';
import { ProvisionedAccounts } from './provisioned-accounts.ts';
import { ProvisionedHosts } from './provisioned-hosts.ts';
import { SigningKeyStore } from './signing-keys.ts';
import { StripeAccountStore } from './stripe-accounts.ts';
import { StripeVisitStore } from './stripe-visits.ts';
import type { Tables } from './tables.ts';
import { TenantStore } from './tenants.ts';
import { TicketStore } from './tickets.ts';
import { TestPaymentStore } from './test-payments.ts';
import { TopicStore } from './topics.ts';
import { PastCallStore } from './past-calls.ts';
import { WebhookEventStore } from './webhook-events.ts';

export interface Store {
  readonly bus: Bus;
  /** Null when this process is the only one. */
  readonly rateLimits: FastifyRateLimitStoreCtor | null;
  readonly audit: AuditStore;
  readonly access: AccessRequestStore;
  readonly tickets: TicketStore;
  readonly tenants: TenantStore;
  readonly hosts: ProvisionedHosts;
  readonly accounts: StripeAccountStore;
  readonly accountLinks: AccountLinkStore;
  readonly accountRemovals: AccountRemovalStore;
  readonly accountCreations: AccountCreationStore;
  readonly stripeVisits: StripeVisitStore;
  readonly domains: PaymentMethodDomainStore;
  readonly testPayments: TestPaymentStore;
  readonly signingKeys: SigningKeyStore;
  readonly requests: PaymentRequestStore;
  readonly operations: OperationStore;
  readonly refunds: RefundStore;
  readonly records: RecordStore;
  readonly topics: TopicStore;
  readonly webhookEvents: WebhookEventStore;
  readonly pastCalls: PastCallStore;
  /** The migrations that the database lacks. Rejects when it does not answer. */
  missingMigrations(): Promise<string[]>;
  /** Whether the database answers and keeps nothing. Rejects when it does not answer. */
  isReadOnly(): Promise<boolean>;
  close(): Promise<void>;
}

/** The tables of a database that is up to date: see `bringUpToDate`. */
export function openStore(
  engine: Engine,
  options: { clock: Clock; livemode: boolean; meter?: Meter },
): Store {
  const { clock, livemode, meter = NO_METER } = options;
  const { dialect, bus, rateLimits, isReadOnly } = engine;
  const db = new Kysely<Tables>({ dialect });
  const audit = new AuditStore(db, clock);
  return {
    bus,
    rateLimits,
    audit,
    access: new AccessRequestStore(db, clock, audit),
    tickets: new TicketStore(db, clock),
    tenants: new TenantStore(db, clock, audit),
    hosts: new ProvisionedHosts(db, clock, audit, new ProvisionedAccounts(clock, livemode, audit)),
    accounts: new StripeAccountStore(db, clock, livemode, audit),
    accountLinks: new AccountLinkStore(db, clock, livemode, audit),
    accountRemovals: new AccountRemovalStore(db, clock, livemode, audit),
    accountCreations: new AccountCreationStore(db, clock, livemode),
    stripeVisits: new StripeVisitStore(db, clock, audit),
    domains: new PaymentMethodDomainStore(db, clock),
    testPayments: new TestPaymentStore(db, clock, audit),
    signingKeys: new SigningKeyStore(db, clock),
    requests: new PaymentRequestStore(db, clock, bus, meter),
    operations: new OperationStore(db, clock),
    refunds: new RefundStore(db, clock),
    records: new RecordStore(db),
    topics: new TopicStore(db),
    webhookEvents: new WebhookEventStore(db, clock),
    pastCalls: new PastCallStore(db),
    missingMigrations: () => missingMigrations(db),
    isReadOnly,
    async close() {
      await bus.close();
      await db.destroy();
    },
  };
}
