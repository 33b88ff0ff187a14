import { Kysely, sql, type Dialect } from 'kysely';
import { Migrator } from 'kysely/migration';

import type { Clock } from '../clock.ts';
import { createBus, type Bus } from '../streams/bus.ts';
import * as first from './migrations/0001-first.ts';
import { OperationStore } from './operations.ts';
import { PaymentRequestStore } from './payment-requests.ts';
import { SigningKeyStore } from './signing-keys.ts';
import type { Tables } from './tables.ts';
import { TenantStore } from './tenants.ts';
import { TopicStore } from './topics.ts';
import { WebhookEventStore } from './webhook-events.ts';

export interface Store {
  readonly bus: Bus;
  readonly tenants: TenantStore;
  readonly signingKeys: SigningKeyStore;
  readonly requests: PaymentRequestStore;
  readonly operations: OperationStore;
  readonly topics: TopicStore;
  readonly webhookEvents: WebhookEventStore;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the database behind a dialect and brings it up to date. */
export async function openStore(
  dialect: Dialect,
  options: { clock: Clock; livemode: boolean },
): Promise<Store> {
  const { clock, livemode } = options;
  const db = new Kysely<Tables>({ dialect });
  await migrate(db);
  const bus = createBus();
  return {
    bus,
    tenants: new TenantStore(db, clock, livemode),
    signingKeys: new SigningKeyStore(db, clock),
    requests: new PaymentRequestStore(db, clock, bus),
    operations: new OperationStore(db, clock),
    topics: new TopicStore(db),
    webhookEvents: new WebhookEventStore(db, clock),
    async ping() {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}

async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ '0001-first': first }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error('The database could not be brought up to date.', { cause: error });
}
