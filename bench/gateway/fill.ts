import { sql, type Kysely } from 'kysely';

import type { Tables } from '../../server-stub/store/tables.ts';
import type { EngineName } from './rig.ts';

/** Two years of payments, two in each call. */
const SPAN = 2 * 365 * 24 * 60 * 60 * 1000;
/** As many in each database: what a start costs grows with what is open, and that does not grow with age. */
const OPEN = 100;
const FRESH = 50;
/** In each of its two streams. */
const EVENTS_EACH = 4;

/**
 * Adds `count` requests, spread evenly over the clinics, with what stands beside each: its history, its call to Stripe,
 * the people and the stream of its call. All have ended but the newest hundred; the streams still have the events of the
 * newest fiftieth. Ids are as scattered as real ones.
 */
export async function fill(pool: Kysely<Tables>, engine: EngineName, count: number): Promise<void> {
  await pool.connection().execute(async (db) => {
    // Only for filling: what is made here fits together, and what is lost with the power is filled again.
    const haste =
      engine === 'sqlite'
        ? ['pragma cache_size = -600000', 'pragma synchronous = off']
        : ['set session_replication_role = replica', 'set synchronous_commit = off'];
    for (const setting of haste) await sql.raw(setting).execute(db);
    await insertAll(db, engine, count);
  });
}

async function insertAll(db: Kysely<Tables>, engine: EngineName, count: number): Promise<void> {
  const clinics = await db.selectFrom('clinics').selectAll().orderBy('id').execute();
  const random = engine === 'postgres' ? sql`md5(i::text)` : sql`lower(hex(randomblob(16)))`;
  const series =
    engine === 'postgres'
      ? sql`with n(i) as (select generate_series(0, ${sql.lit(count - 1)}))`
      : sql`with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ${sql.lit(count)})`;
  const since = Date.now() - SPAN;
  const chosen = sql.join(
    clinics.map(({ id }, index) => sql`when ${sql.lit(index)} then ${sql.lit(id)}`),
    sql` `,
  );
  const [clinic] = clinics;
  await sql`
    insert into payment_requests (id, host_id, organisation_id, clinic_id, call_id, requested_by, payer_id, amount,
      currency, description, status, paid_at, method, card_brand, card_last4, amount_refunded, stripe_account, livemode,
      payment_intent, idempotency_key, body_hash, revision, check_count, failure_count, created_at, updated_at,
      expires_at)
    ${series}
    select 'pr_' || ${random}, ${sql.lit(clinic?.host_id)}, ${sql.lit(clinic?.organisation_id)},
      case (i / 2) % ${sql.lit(clinics.length)} ${chosen} end, 'call-' || (i / 2), 'clinician-' || (i % 97), 'patient',
      8500, 'aud', 'Consultation fee', 'paid', ${sql.lit(since)}, 'card', 'visa', '4242', 0, 'acct_' || (i % 10), 0,
      'pi_old_' || i, 'key-' || i, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 4, 3, 0,
      ${sql.lit(since)} + cast(i as bigint) * ${sql.lit(Math.floor(SPAN / count))}, ${sql.lit(since)}, ${sql.lit(since)}
    from n`.execute(db);
  await sql`
    insert into payment_search (request_id, clinic_id, created_at, words)
    select id, clinic_id, created_at, 'consultation fee alex nguyen 85.00' from payment_requests`.execute(db);
  await sql`
    insert into payment_history (id, host_id, organisation_id, clinic_id, request_id, revision, actor, from_status,
      to_status, cause, at)
    select 'ph' || id, host_id, organisation_id, clinic_id, id, 4, 'stripe', 'requested', 'paid', 'paid', created_at
    from payment_requests`.execute(db);
  await sql`
    insert into stripe_operations (key, request_id, operation, attempt, first_tried_at, outcome)
    select id || ':create:1', id, 'create', 1, created_at, 'succeeded' from payment_requests`.execute(db);
  await sql`
    insert into participants (clinic_id, host_id, organisation_id, call_id, participant_id, role, display_name,
      first_seen_at, last_seen_at)
    select clinic_id, max(host_id), max(organisation_id), call_id, 'patient', 'patient', 'Alex Nguyen',
      min(created_at), max(created_at) from payment_requests group by clinic_id, call_id`.execute(db);
  await sql`
    insert into topics (topic, seq, pruned_to)
    select 'call:' || clinic_id || ':' || call_id, count(*) * 4, count(*) * 4
    from payment_requests group by clinic_id, call_id`.execute(db);
  await sql`
    update payment_requests set status = 'requested', paid_at = null, next_check_at = ${sql.lit(Date.now() + SPAN)}
    where id in (select id from payment_requests order by created_at desc limit ${sql.lit(OPEN)})`.execute(
    db,
  );
  await insertStreams(db, count);
  await sql`analyze`.execute(db);
}

async function insertStreams(db: Kysely<Tables>, count: number): Promise<void> {
  const steps = sql.raw(
    Array.from({ length: EVENTS_EACH }, (_, step) => `select ${step} as step`).join(' union all '),
  );
  await sql`
    insert into topics (topic, seq, pruned_to)
    select 'clinic:' || clinic_id, count(*) * ${sql.lit(EVENTS_EACH)}, 0 from payment_requests group by clinic_id`.execute(
    db,
  );
  // Numbered on from what was thrown away.
  await sql`
    insert into stream_events (topic, seq, request_id, kind, at)
    with fresh as (
      select id, clinic_id, call_id, created_at from payment_requests
      order by created_at desc limit ${sql.lit(count / FRESH)}
    )
    select f.topic, t.seq - count(*) over (partition by f.topic)
        + row_number() over (partition by f.topic order by f.created_at, f.id, s.step),
      f.id, 'paid', ${sql.lit(Date.now())}
    from (
      select 'call:' || clinic_id || ':' || call_id as topic, id, created_at from fresh
      union all select 'clinic:' || clinic_id, id, created_at from fresh
    ) f cross join (${steps}) s inner join topics t on t.topic = f.topic`.execute(db);
  await sql`
    update topics set pruned_to = seq - (select count(*) from stream_events e where e.topic = topics.topic)
    where topic in (select topic from stream_events)`.execute(db);
}
