import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';

import { openStore, type Store } from '../../../server-stub/store/store.ts';
import type { StripeAccountRow } from '../../../server-stub/store/account-rows.ts';
import { callTopic, clinicTopic } from '../../../server-stub/store/topics.ts';
import type { Tenancy } from '../../../server-stub/store/tables.ts';
import { FakeClock } from '../../support/server/fake-clock.ts';
import { ACCOUNT, HOST, startGateway } from '../../support/server/gateway-fixture.ts';
import { ClinicAdmin } from '../../support/server/linking.ts';
import { makeTestDatabase } from '../../support/server/test-database.ts';

// What several gateway processes do at once. On SQLite there is one, whose calls still overlap; it is on PostgreSQL
// (`npm run postgres`) that these tests find most.

const FORM = {
  organisationName: 'Northern Health',
  contact: { name: 'Kim Admin', email: 'kim@northern.example' },
  expectedUse: 'About 200 payments a month.',
  telehealthManager: { isMe: true },
  agreesToTerms: true,
};
const ACCESS_REQUEST = {
  id: 'ar_1',
  host_id: 'h_demo',
  organisation_ref: 'northern',
  organisation_name: 'Northern Health',
  contact_name: 'Kim Admin',
  contact_email: 'kim@northern.example',
  expected_use: 'About 200 payments a month.',
  status: 'sent',
  ticket_state: 'opening',
  requested_by: 'admin-1',
  idempotency_key: 'key-1',
  body_hash: 'hash',
} as const;

interface Processes {
  readonly stores: readonly [Store, Store];
  readonly clock: FakeClock;
  readonly clinic: (ref: string, organisation?: string) => Promise<Tenancy>;
}

async function twoProcesses(context: TestContext): Promise<Processes> {
  const database = await makeTestDatabase();
  const clock = new FakeClock();
  const open = async () => openStore(await database.open(), { clock, livemode: false });
  const first = await open();
  const second = 'DATABASE_URL' in database.env ? await open() : first;
  context.after(async () => {
    for (const store of new Set([first, second])) await store.close();
    await database.remove();
  });
  await first.hosts.provision('h_demo', HOST);
  return {
    stores: [first, second],
    clock,
    async clinic(ref, organisation = 'harbour') {
      const { organisationId, clinicId } = await first.tenants.resolve('h_demo', organisation, ref);
      return { host_id: 'h_demo', organisation_id: organisationId ?? '', clinic_id: clinicId ?? '' };
    },
  };
}

/** So often by each process, all begun at once. */
function atOnce<Value>(
  stores: readonly Store[],
  count: number,
  work: (store: Store, index: number) => Promise<Value>,
): Promise<Value[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) => stores.map((store) => work(store, index))).flat(),
  );
}

async function request(store: Store, tenancy: Tenancy, id: string, callId = 'call-1'): Promise<string> {
  await store.requests.insert({
    id,
    ...tenancy,
    call_id: callId,
    requested_by: 'clinician-1',
    payer_id: 'patient-1',
    amount: 8500,
    currency: 'aud',
    description: 'Consultation',
    reference: null,
    stripe_account: ACCOUNT,
    livemode: 0,
    idempotency_key: id,
    body_hash: 'hash',
    next_check_at: 1,
    expires_at: 2,
  });
  return id;
}

test('however many change a request at once, each change is made', async (context) => {
  const { stores, clinic } = await twoProcesses(context);
  const id = await request(stores[0], await clinic('street'), 'pr_1');

  const after = await atOnce(stores, 15, (store) =>
    store.requests.change(id, (row) => ({
      set: { amount_refunded: row.amount_refunded + 1 },
      cause: 'test',
      actor: 'gateway',
    })),
  );

  assert.equal((await stores[0].requests.find(id))?.amount_refunded, after.length);
});

test('while both prune streams, requests change, and nothing that is new is thrown away', async (context) => {
  const { stores, clock, clinic } = await twoProcesses(context);
  const tenancy = await clinic('street');
  const ids = await Promise.all(
    Array.from({ length: 12 }, (_, index) => request(stores[0], tenancy, `pr_${index}`, `call-${index}`)),
  );

  for (let round = 1; round <= 5; round += 1) {
    clock.advance(1000);
    const prunes = atOnce(stores, 1, (store) => store.topics.prune(clock.now()));
    await Promise.all(
      ids.map((id, index) =>
        stores[index % 2 === 0 ? 0 : 1].requests.change(id, () => ({
          set: { activity: 'seen', activity_at: clock.now() },
          cause: `round ${round}`,
          actor: 'gateway',
        })),
      ),
    );
    await prunes;
  }

  const of = (topic: string, position: number) =>
    stores[1].topics.since(topic, { seq: position, at: null }, 100);
  assert.equal((await stores[0].topics.position(clinicTopic(tenancy.clinic_id))).seq, 72);
  const backlog = await of(clinicTopic(tenancy.clinic_id), 60);
  assert.deepEqual(
    backlog.known && backlog.entries.map(({ requestId }) => requestId).toSorted(),
    ids.toSorted(),
  );
  for (const index of ids.keys()) {
    const rest = await of(callTopic(tenancy.clinic_id, `call-${index}`), 5);
    assert.deepEqual(rest.known && rest.entries.map(({ seq }) => seq), [6]);
  }
});

test('of one call to Stripe all get one key, and it is decided once', async (context) => {
  const { stores, clinic } = await twoProcesses(context);
  const id = await request(stores[0], await clinic('street'), 'pr_1');
  await stores[0].operations.finish(`${id}:create:1`, 'abandoned');

  const made = await atOnce(stores, 20, ({ operations }) => operations.current(id, 'create'));
  await stores[0].operations.finish(`${id}:create:2`, 'succeeded');
  await stores[1].operations.finish(`${id}:create:2`, 'rejected');

  assert.deepEqual([...new Set(made.map(({ key }) => key))], [`${id}:create:2`]);
  assert.equal((await stores[1].operations.current(id, 'create')).outcome, 'succeeded');
});

test('a test payment that is settled while another is begun leaves room for it', async (context) => {
  const { stores, clinic } = await twoProcesses(context);
  const tenancy = await clinic('street');
  const payment = {
    ...tenancy,
    stripe_account: ACCOUNT,
    requested_by: 'admin-1',
    amount: 50,
    currency: 'aud',
  };

  const begun = await atOnce(stores, 2, async ({ testPayments }) => {
    const ids: string[] = [];
    for (let round = 0; round < 20; round += 1) {
      const { id } = await testPayments.begin(payment, 1000);
      await testPayments.settle(id, { status: 'succeeded', paymentIntent: 'pi_1', code: null });
      ids.push(id);
    }
    return ids;
  });

  assert.equal(begun.flat().length, 80);
});

test('what Stripe says of an account at once to two counts once, and nobody forgets that it was ready', async (context) => {
  const { stores, clinic } = await twoProcesses(context);
  const [first] = stores;
  const reading = { name: null, country: null, requirementsDue: 0, deadline: null };
  const healths: (string | undefined)[] = [];
  for (let round = 0; round < 8; round += 1) {
    const id = `acct_${round}`;
    const { id: row } = await first.accountLinks.park(
      await clinic('unlinked'),
      { ...reading, id },
      'new',
      'test',
    );
    await atOnce(stores, 3, ({ accounts }, index) =>
      accounts.noteReading({ ...reading, id, stage: index === 1 ? 'needs' : 'ready' }),
    );
    await first.accounts.noteReading({ ...reading, id, stage: 'needs' });
    healths.push((await first.accounts.find(row))?.readiness);
    assertUnbroken(await changesOf(first, row), 'health');
  }

  assert.deepEqual(healths, Array(8).fill('restricted'));
});

test('two presses of “Use this account” at once are one', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  await admin.park('acct_new');

  const answers = await Promise.all(
    Array.from({ length: 4 }, () => admin.act('confirm', { account: 'acct_new' })),
  );

  assert.deepEqual(
    answers.map(({ status, body }) => `${status} ${body.account?.id}`),
    Array(4).fill('200 acct_new'),
  );
});

test('an account that came into use meanwhile is not parked beside itself', async (context) => {
  const { stores, clinic } = await twoProcesses(context);
  const tenancy = await clinic('unlinked');
  const reading = { id: 'acct_new', name: null, country: null };
  const parked = await stores[0].accountLinks.park(tenancy, reading, 'existing', 'test');
  await stores[0].accountLinks.confirm(parked, 'test');

  const again = await stores[1].accountLinks.park(tenancy, reading, 'existing', 'test');

  assert.equal(again.id, parked.id);
  assert.deepEqual(
    (await stores[0].accounts.ofClinic(tenancy.clinic_id)).map(({ state }) => state),
    ['active'],
  );
});

test('whatever is done to accounts at once, a clinic has one, an account has one organisation, and the audit tells it unbroken', async (context) => {
  const { stores, clock, clinic } = await twoProcesses(context);
  const clinics = [await clinic('unlinked'), await clinic('street'), await clinic('street', 'hills')];
  const named = ['acct_a', 'acct_b'];
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(Math.random() * items.length)];
    assert.ok(item !== undefined);
    return item;
  };
  const rowsOf = async (store: Store): Promise<StripeAccountRow[]> =>
    (await Promise.all(clinics.map(({ clinic_id }) => store.accounts.ofClinic(clinic_id)))).flat();
  const acts: ((store: Store) => Promise<unknown>)[] = [
    (store) =>
      store.accountLinks.park(
        pick(clinics),
        { id: pick(named), name: null, country: null },
        'existing',
        'test',
      ),
    (store) =>
      store.accountLinks.park(pick(clinics), { id: pick(named), name: null, country: null }, 'new', 'test'),
    async (store) => Promise.all((await rowsOf(store)).map((row) => store.accountLinks.confirm(row, 'test'))),
    async (store) =>
      Promise.all((await rowsOf(store)).map((row) => store.accountRemovals.startRemoval(row, 'test', 1))),
    async (store) =>
      Promise.all((await rowsOf(store)).map((row) => store.accountRemovals.finishRemoval(row))),
    async (store) => store.accountLinks.discard(pick(await rowsOf(store)), 'test'),
    (store) => store.accounts.lose(pick(named)),
    (store) =>
      store.accounts.noteReading({
        id: pick(named),
        name: null,
        country: null,
        requirementsDue: 0,
        deadline: null,
        stage: pick(['ready', 'needs', 'review']),
      }),
    (store) => store.hosts.provision('h_demo', withAccount(pick(named))),
  ];

  for (let round = 0; round < 6; round += 1) {
    clock.advance(1000);
    await atOnce(stores, 8, (store) => pick(acts)(store));
  }

  const rows = await rowsOf(stores[0]);
  for (const { clinic_id } of clinics)
    assert.ok(rows.filter((row) => row.clinic_id === clinic_id && row.state === 'active').length <= 1);
  for (const row of rows) {
    assertUnbroken(await changesOf(stores[0], row.id), 'state', row.state);
  }
});

test('of several admins who ask for one clinic at once, one does', async (context) => {
  const gateway = await startGateway(context);
  const ask = async (participantId: string, ref: string) => {
    const as = await gateway.mint({ organisationRef: 'northern', role: 'organisation-admin', participantId });
    const body = { ...FORM, clinics: [{ ref, name: 'Creek Clinic', hasStripeAccount: true }] };
    const headers = { 'idempotency-key': 'key-1' };
    return gateway.call<{ id: string }>('/v1/access-requests', { method: 'POST', as, body, headers });
  };

  const answers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => ask(name, 'creek')));
  const twice = await Promise.all(['a', 'a', 'a'].map(() => ask('e', 'bay')));

  const statuses = answers.map(({ status }) => String(status));
  assert.deepEqual(statuses.toSorted(), ['201', '409', '409', '409']);
  assert.equal(new Set(twice.map(({ body }) => body.id)).size, 1);
});

test('a request for access is not changed by who did not see that its ticket is being opened', async (context) => {
  const { stores } = await twoProcesses(context);
  const { access, tickets } = stores[0];
  const clinics = [{ ref: 'creek', name: 'Creek Clinic', has_stripe_account: 1 as const }];
  await access.insert(ACCESS_REQUEST, clinics, 'test');
  const before = await access.find('ar_1');
  assert.ok(before);
  await tickets.setTicket('ar_1', 'opening', { ticket_state: 'unknown' });
  const withdrawal = {
    set: { status: 'withdrawn' },
    from: ['sent'],
    actor: 'test',
    act: 'access-request.withdrawn',
  } as const;

  assert.equal(await access.change(before, withdrawal), null);
  const now = await access.find('ar_1');
  assert.equal((now && (await access.change(now, withdrawal)))?.status, 'withdrawn');
});

test('a payer and a clinician who get other names at once are both found by them', async (context) => {
  const { stores, clinic } = await twoProcesses(context);
  const tenancy = await clinic('street');
  await request(stores[0], tenancy, 'pr_1');
  const see = (store: Store, participantId: string, displayName: string, role: 'patient' | 'clinician') =>
    store.tenants.seeParticipant(tenancy, { callId: 'call-1', participantId, displayName, role });
  const lost: string[] = [];

  for (let round = 0; round < 10; round += 1) {
    await Promise.all([
      see(stores[0], 'patient-1', `Pat${round}`, 'patient'),
      see(stores[1], 'clinician-1', `Ada${round}`, 'clinician'),
      see(stores[1], 'patient-1', `Lee${round}`, 'patient'),
    ]);
    const names = await stores[0].tenants.names(tenancy.clinic_id, ['call-1'], ['patient-1', 'clinician-1']);
    const words = [...names.values()].map((name) => name.toLowerCase());
    const filter = { hostId: 'h_demo', clinicId: tenancy.clinic_id };
    const { rows } = await stores[0].records.search(filter, words, 5);
    if (rows.length !== 1 || words.length !== 2) lost.push(words.join());
  }

  assert.deepEqual(lost, []);
});

/** The host with another account for each of its clinics. */
function withAccount(stripeAccount: string): typeof HOST {
  const [organisation, ...others] = HOST.organisations;
  assert.ok(organisation);
  const clinics = organisation.clinics.map((clinic) => ({ ...clinic, stripeAccount }));
  return { ...HOST, organisations: [{ ...organisation, clinics: clinics.toReversed() }, ...others] };
}

type Standing = Readonly<Record<'state' | 'health', string>>;
type Change = readonly [before: Standing | null, after: Standing];

async function changesOf(store: Store, subject: string): Promise<Change[]> {
  const rows = await store.audit.of(subject);
  return rows.map(({ before, after }) => [JSON.parse(before ?? 'null'), JSON.parse(after ?? 'null')]);
}

/**
 * Of changes at the same millisecond nobody knows the order; but in any, what one change led to is where the next
 * set out from.
 */
function assertUnbroken(changes: readonly Change[], fact: keyof Standing, end?: string): void {
  const balance = new Map<string, number>();
  const count = (value: string, by: number) => balance.set(value, (balance.get(value) ?? 0) + by);
  for (const [before, after] of changes) {
    if (before) count(before[fact], -1);
    count(after[fact], 1);
  }
  const open = [...balance].filter(([, left]) => left !== 0);
  assert.equal(open.length, 1, `${fact} of ${JSON.stringify(changes)}`);
  if (end !== undefined) assert.deepEqual(open, [[end, 1]]);
}
