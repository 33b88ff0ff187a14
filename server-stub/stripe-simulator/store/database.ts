import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The simulator's state on disk; every commit is on the disk before the answer leaves. */
export interface Database {
  readonly sqlite: DatabaseSync;
  /** Runs `work` as one transaction; nested calls join the outer one. Rolls back when it throws. */
  transaction<T>(work: () => T): T;
  close(): void;
}

const SCHEMA = `
create table if not exists objects (
  seq integer primary key autoincrement,
  id text not null unique,
  kind text not null,
  account text not null,
  created integer not null,
  body text not null
);
create index if not exists objects_by_account on objects (kind, account, seq);
create index if not exists objects_by_payment
  on objects (kind, account, json_extract(body, '$.payment_intent'));
create index if not exists events_by_payment
  on objects (account, coalesce(json_extract(body, '$.data.object.payment_intent'), json_extract(body, '$.data.object.id')))
  where kind = 'event';
create index if not exists balance_by_currency on objects (
  account,
  json_extract(body, '$.currency'),
  json_extract(body, '$.available_on'),
  json_extract(body, '$.net')
) where kind = 'balance_transaction';
create table if not exists payments (
  seq integer primary key autoincrement,
  id text not null unique,
  account text not null,
  created integer not null,
  state text not null,
  amount integer not null,
  currency text not null,
  paid_at integer,
  words text not null
);
create index if not exists payments_by_account on payments (account, seq);
create index if not exists payments_by_state on payments (account, state, seq);
create index if not exists payments_by_day on payments (account, currency, paid_at, amount)
  where paid_at is not null;
create table if not exists card_facts (
  payment_method text primary key,
  test_card text not null
);
create table if not exists challenges (
  id text primary key,
  secret text not null,
  account text not null,
  payment_intent text not null,
  payment_method text not null,
  return_url text,
  state text not null
);
create table if not exists unsettled (
  object text primary key,
  due_at integer not null
);
create table if not exists idempotency (
  account text not null,
  key text not null,
  method text not null,
  path text not null,
  fingerprint text not null,
  status integer not null,
  body text not null,
  request_id text not null,
  created_at integer not null,
  primary key (account, key)
);
create table if not exists deliveries (
  event text primary key,
  account text not null,
  payload text not null,
  state text not null,
  attempts integer not null,
  next_at integer not null,
  last_outcome text
);
create index if not exists deliveries_due on deliveries (state, next_at);
create table if not exists delivery_attempts (
  seq integer primary key autoincrement,
  event text not null,
  at integer not null,
  outcome text not null
);
create index if not exists attempts_by_event on delivery_attempts (event, seq);
create table if not exists receipts (
  seq integer primary key autoincrement,
  mail text not null
);
create index if not exists receipts_by_payment on receipts (json_extract(mail, '$.paymentIntentId'));
create index if not exists receipts_by_account on receipts (json_extract(mail, '$.account'), seq);
create table if not exists fault_rules (
  seq integer primary key autoincrement,
  id text not null unique,
  effect text not null,
  route text,
  account text,
  type text,
  delay_ms integer,
  count integer,
  probability real,
  seed integer not null,
  applied integer not null,
  draws integer not null
);
create table if not exists delivery_faults (
  event text primary key,
  account text not null,
  effect text not null,
  held integer not null
);
create table if not exists connections (
  account text not null,
  application text not null,
  connected_by text not null,
  since integer not null,
  ended integer not null default 0,
  primary key (account, application)
);
create table if not exists oauth_codes (
  code text primary key,
  client text not null,
  account text not null,
  scope text not null,
  expires_at integer not null,
  used integer not null
);
create table if not exists account_links (
  token text primary key,
  account text not null,
  refresh_url text not null,
  return_url text not null,
  expires_at integer not null,
  visit text unique,
  opened_at integer
);
create table if not exists idempotency_v2 (
  account text not null,
  key text not null,
  method text not null,
  path text not null,
  fingerprint text not null,
  status integer not null,
  body text not null,
  request_id text not null,
  created_at integer not null,
  primary key (account, key)
);
create table if not exists clock (
  id integer primary key check (id = 1),
  offset_ms integer not null
);
`;

/** `data`: a folder, made when missing, or `:memory:`. */
export function openDatabase(data: string): Database {
  if (data !== ':memory:') mkdirSync(data, { recursive: true });
  const sqlite = new DatabaseSync(data === ':memory:' ? data : join(data, 'stripe-simulator.sqlite'));
  sqlite.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 2000;');
  sqlite.exec(SCHEMA);
  let open = false;
  return {
    sqlite,
    transaction(work) {
      if (open) return work();
      sqlite.exec('begin immediate');
      open = true;
      try {
        const result = work();
        sqlite.exec('commit');
        return result;
      } catch (error) {
        sqlite.exec('rollback');
        throw error;
      } finally {
        open = false;
      }
    },
    close: () => sqlite.close(),
  };
}

export function textColumn(row: Record<string, unknown>, name: string): string {
  const value = row[name];
  if (typeof value !== 'string') throw new TypeError(`column ${name}: expected text, got ${typeof value}`);
  return value;
}

export function numberColumn(row: Record<string, unknown>, name: string): number {
  const value = row[name];
  if (typeof value !== 'number')
    throw new TypeError(`column ${name}: expected a number, got ${typeof value}`);
  return value;
}
