import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mock, test } from 'node:test';

import { createStripeClient, watchAnswers } from '../../../server-stub/stripe/stripe-client.ts';
import { FakeClock, MINUTE, SECOND } from '../../support/server/fake-clock.ts';
import { startGateway } from '../../support/server/gateway-fixture.ts';

interface Readiness {
  readonly ready: boolean;
  readonly problems: readonly string[];
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly detail?: string }>>;
}

test('a process that can serve says so, check by check', async (context) => {
  const gateway = await startGateway(context);

  const { status, body } = await gateway.call<Readiness>('/readyz');

  assert.equal(status, 200);
  assert.deepEqual(body, {
    ready: true,
    problems: [],
    checks: {
      database: { ok: true },
      migrations: { ok: true },
      serving: { ok: true },
      stripe: { ok: true },
    },
  });
});

test('a database that does not answer is named, soon, and without what it said', async (context) => {
  const gateway = await startGateway(context);
  mock.method(gateway.store, 'missingMigrations', () => Promise.reject(new Error('password wrong')));

  const { status, body } = await gateway.call<Readiness>('/readyz');

  assert.equal(status, 503);
  assert.deepEqual(body.problems, ['The database does not answer.']);
  assert.equal(body.checks['database']?.ok, false);
});

test('a database that keeps nothing is no database to serve from', async (context) => {
  const gateway = await startGateway(context);
  mock.method(gateway.store, 'isReadOnly', () => Promise.resolve(true));

  const { status, body } = await gateway.call<Readiness>('/readyz');

  assert.equal(status, 503);
  assert.deepEqual(body.problems, ['The database is read-only.']);
  assert.equal(body.checks['database']?.ok, false);
});

test('a database that an older backup was put back into lacks migrations, and the names are told', async (context) => {
  const gateway = await startGateway(context);
  mock.method(gateway.store, 'missingMigrations', () => Promise.resolve(['0007-retention']));

  const { status, body } = await gateway.call<Readiness>('/readyz');

  assert.equal(status, 503);
  assert.match(body.problems.join(), /lacks 0007-retention/);
});

test('the migrations that a database lacks are those whose names are not in it', async (context) => {
  const gateway = await startGateway(context);

  assert.deepEqual(await gateway.store.missingMigrations(), []);
});

test('Stripe not answering is told, and keeps nobody from serving', async (context) => {
  const clock = new FakeClock();
  const since = clock.now();
  const gateway = await startGateway(context, { clock, stripeUnansweredSince: () => since });

  const early = await gateway.call<Readiness>('/readyz');
  clock.advance(MINUTE);
  const late = await gateway.call<Readiness>('/readyz');

  assert.deepEqual(early.body.checks['stripe'], { ok: true });
  assert.equal(late.status, 200);
  assert.equal(late.body.ready, true);
  assert.match(late.body.checks['stripe']?.detail ?? '', /not answered since 2026-11-23T09:00:00/);
});

test('Stripe is late from its first unanswered call on, until it answers, be it with a refusal', async (context) => {
  const clock = new FakeClock();
  let isThere = false;
  const server = createServer((_request, answer) => {
    if (!isThere) return void answer.destroy();
    answer.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{"message":"No such key."}}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const stripe = createStripeClient('sk_test_x', new URL(`http://127.0.0.1:${port}`));
  const unansweredSince = watchAnswers(stripe, clock);
  const start = clock.now();
  const ask = () => assert.rejects(stripe.balance.retrieve({}, { maxNetworkRetries: 0 }));

  assert.equal(unansweredSince(), null);
  await ask();
  clock.advance(SECOND);
  await ask();
  assert.equal(unansweredSince(), start);
  isThere = true;
  await ask();
  assert.equal(unansweredSince(), null);
});

test('a process that is ending is not ready, but up', async (context) => {
  const gateway = await startGateway(context);
  gateway.built.gateway.hub.close();

  const ready = await gateway.call<Readiness>('/readyz');

  assert.equal(ready.status, 503);
  assert.deepEqual(ready.body.problems, ['This process is ending.']);
  assert.equal((await gateway.call('/healthz')).status, 200);
  assert.equal((await gateway.call('/openapi.json')).status, 503);
});
