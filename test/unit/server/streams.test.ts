import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { EventSourceMessage } from 'eventsource-parser';

import type { PaymentRequest, PaymentRequestPage } from '../../../src/contract/payment-request.ts';
import { openStream } from '../../support/server/event-stream.ts';
import { HOUR, MINUTE } from '../../support/server/fake-clock.ts';
import { HOST, startGateway, type GatewayFixture } from '../../support/server/gateway-fixture.ts';
import { until } from '../../support/server/until.ts';

async function listen(gateway: GatewayFixture): Promise<string> {
  return gateway.built.app.listen({ port: 0, host: '127.0.0.1' });
}

const requestIn = (event: EventSourceMessage): PaymentRequest => JSON.parse(event.data);
const status = (wanted: string) => (event: EventSourceMessage) =>
  event.event === 'request' && requestIn(event).status === wanted;

async function position(gateway: GatewayFixture, as: string): Promise<string> {
  const page = await gateway.call<PaymentRequestPage>('/v1/payment-requests', { as });
  return page.body.streamPosition;
}

test('each side sees the request’s life in its own view', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const clinicianToken = await gateway.token();
  const patientToken = await gateway.patientToken();
  const clinician = await openStream(context, url, clinicianToken);
  const patient = await openStream(context, url, patientToken);

  const { body } = await gateway.create(clinicianToken, { reference: 'visit-1' });
  const seen = requestIn(await patient.next(status('requested')));
  await gateway.act(patientToken, body.id, 'activity', { kind: 'entering-details' });
  // Each change is shown as it then is: one that is overtaken need not be seen.
  await clinician.next(({ data }) => data.includes('entering-details'));
  gateway.stripe.pay('pi_1');
  await gateway.act(patientToken, body.id, 'settle');
  await Promise.all([clinician.next(status('paid')), patient.next(status('paid'))]);

  assert.equal(clinician.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  assert.equal(clinician.headers.get('cache-control'), 'no-store');
  assert.equal(clinician.headers.get('x-accel-buffering'), 'no');
  assert.equal(seen.reference, undefined);
  assert.ok(!patient.events.some((event) => event.data.includes('entering-details')));
  const revisions = clinician.events.map((event) => requestIn(event).revision);
  assert.deepEqual(
    revisions,
    revisions.toSorted((a, b) => a - b),
  );
});

test('other people hear nothing of it', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const clinician = await gateway.token();
  const others = await Promise.all(
    [
      gateway.patientToken({ participantId: 'patient-2' }),
      gateway.token({ role: 'observer', participantId: 'carer-1' }),
      gateway.token({ callId: 'call-2' }),
      gateway.token({ clinicRef: 'riverside' }),
    ].map(async (token) => openStream(context, url, await token)),
  );
  const own = await openStream(context, url, clinician);
  const admin = await openStream(context, url, await gateway.token({ role: 'clinic-admin' }));

  await gateway.create(clinician);
  await own.next(status('requested'));
  await admin.next(status('requested'));
  await new Promise((resolve) => setTimeout(resolve, 50));

  for (const other of others) assert.deepEqual([other.status, other.events], [200, []]);
});

test('what happens between the list and the stream is not missed', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const clinician = await gateway.token();
  const from = await position(gateway, clinician);
  const { body } = await gateway.create(clinician);

  const stream = await openStream(context, url, clinician, from);

  assert.equal(requestIn(await stream.next(status('requested'))).id, body.id);
});

test('a stream without a position says where it begins, so that a cut before the first change misses nothing', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const clinician = await gateway.token();
  await gateway.create(clinician);
  const from = await position(gateway, clinician);
  const abort = new AbortController();
  context.after(() => abort.abort());

  const headers = { authorization: `Bearer ${clinician}` };
  const response = await fetch(`${url}/v1/events`, { headers, signal: abort.signal });
  const first = await response.body?.pipeThrough(new TextDecoderStream()).getReader().read();

  assert.match(first?.value ?? '', new RegExp(`^id: ${from}$`, 'm'));
});

test('a stream that was cut goes on where it was, across a restart, without a gap', async (context) => {
  const gateway = await startGateway(context);
  let url = await listen(gateway);
  const clinician = await gateway.token();
  const first = await openStream(context, url, clinician, '0');
  const one = (await gateway.create(clinician)).body.id;
  const last = await first.next(status('requested'));
  first.close();

  const two = (await gateway.create(clinician)).body.id;
  await gateway.act(clinician, one, 'cancel');
  await gateway.built.app.close();
  await gateway.crash();
  url = await listen(gateway);
  const second = await openStream(context, url, clinician, last.id);
  await second.next(status('cancelled'));

  const told = second.events.map((event) => requestIn(event)).map(({ id, status: now }) => `${id} ${now}`);
  assert.deepEqual(told.toSorted(), [`${one} cancelled`, `${two} requested`].toSorted());
});

test('a position that is no longer known is answered with a reset', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const clinician = await gateway.token();
  await gateway.create(clinician);
  gateway.clock.advance(HOUR);
  await gateway.store.topics.prune(gateway.clock.now());
  const fresh = await gateway.token();

  for (const unknown of ['0', '999999', 'nonsense', '-1']) {
    const stream = await openStream(context, url, fresh, unknown);
    await stream.ended;
    assert.deepEqual(
      stream.events.map(({ event }) => event),
      ['reset'],
      unknown,
    );
  }
  const current = await openStream(context, url, fresh, await position(gateway, fresh));
  const { body } = await gateway.create(fresh);
  assert.equal(requestIn(await current.next(status('requested'))).id, body.id);
});

/** As an older backup, or a replica that had not heard all of it. */
async function putBack(gateway: GatewayFixture, seq: number): Promise<void> {
  await gateway.tables.deleteFrom('stream_events').where('seq', '>', seq).execute();
  await gateway.tables.updateTable('topics').set({ seq }).execute();
}

test('a database that is put back under an open stream makes its reader read the list again', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const clinician = await gateway.token();
  await gateway.create(clinician);
  const stream = await openStream(context, url, clinician);
  await gateway.create(clinician);
  await stream.next(status('requested'));

  await putBack(gateway, 2);
  await gateway.built.gateway.hub.poll();

  await stream.ended;
  assert.equal(stream.events.at(-1)?.event, 'reset');
});

test('who was away while the database was put back, and has gone past where they were, reads the list again', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const clinician = await gateway.token();
  await gateway.create(clinician);
  const stream = await openStream(context, url, clinician);
  await gateway.create(clinician);
  const { id: last } = await stream.next(status('requested'));
  stream.close();

  await putBack(gateway, 2);
  gateway.clock.advance(MINUTE);
  for (let count = 0; count < 3; count += 1) await gateway.create(clinician);
  const again = await openStream(context, url, clinician, last);

  assert.equal((await again.next(() => true)).event, 'reset');
});

test('the stream ends with its token, and says so', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const token = await gateway.token({ expiresIn: 60 });
  gateway.clock.advance(MINUTE - 50);

  const stream = await openStream(context, url, token);
  await stream.ended;

  assert.deepEqual(
    stream.events.map(({ event }) => event),
    ['token-expired'],
  );
  assert.equal(gateway.built.gateway.hub.size, 0);
});

test('an expired token opens no stream', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const token = await gateway.token({ expiresIn: 60 });
  gateway.clock.advance(MINUTE);

  assert.equal((await openStream(context, url, token)).status, 401);
});

test('what the bus did not tell of, the poll finds', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const clinician = await gateway.token();
  const stream = await openStream(context, url, clinician);
  const { bus } = gateway.store;
  const publish = mock.method(bus, 'publish', () => undefined);
  await gateway.create(clinician);
  publish.mock.restore();

  await gateway.built.gateway.hub.poll();

  assert.equal(requestIn(await stream.next(status('requested'))).amount, 8500);
});

test('streams are released when their reader leaves', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const token = await gateway.token();
  const streams = await Promise.all(Array.from({ length: 20 }, () => openStream(context, url, token)));
  assert.equal(gateway.built.gateway.hub.size, 20);

  streams.forEach((stream) => stream.close());
  await until(() => gateway.built.gateway.hub.size === 0, 'all streams have ended');

  assert.deepEqual(gateway.store.bus.topics(), []);
});

test('one person cannot open streams without end', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const token = await gateway.token();
  await Promise.all(Array.from({ length: 50 }, () => openStream(context, url, token)));

  assert.equal((await openStream(context, url, token)).status, 429);
  assert.equal((await openStream(context, url, await gateway.patientToken())).status, 200);
});

test('fifty streams are one person’s most when they are all opened at once, too', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const token = await gateway.token();

  const { topics } = gateway.store;
  const position = topics.position.bind(topics);
  const { promise: all, resolve: go } = Promise.withResolvers<void>();
  const asked = mock.method(topics, 'position', (topic: string | null) => all.then(() => position(topic)));
  let refused = 0;

  const opening = Array.from({ length: 60 }, async () => {
    const stream = await openStream(context, url, token);
    if (stream.status === 429) refused += 1;
  });
  await until(() => asked.mock.callCount() + refused >= 60, 'each has asked or is refused');
  go();
  await Promise.all(opening);

  assert.equal(refused, 10);
  assert.equal(gateway.built.gateway.hub.size, 50);
});

test('a stream that could not be opened counts for nobody', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const token = await gateway.token();
  const position = mock.method(gateway.store.topics, 'position', () => Promise.reject(new Error('away')));
  for (let tries = 0; tries < 50; tries += 1)
    assert.equal((await openStream(context, url, token)).status, 500);
  position.mock.restore();

  assert.equal((await openStream(context, url, token)).status, 200);
});

test('a poll that takes long is waited for, and is not joined by the next', async (context) => {
  const gateway = await startGateway(context);
  gateway.store.bus.subscribe('call:x', () => undefined);
  let answer: (positions: []) => void = () => undefined;
  const asked = mock.method(
    gateway.store.topics,
    'positions',
    () => new Promise((resolve) => (answer = resolve)),
  );
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  context.after(() => mock.timers.reset());
  const pass = async () => {
    mock.timers.tick(2000);
    await new Promise(setImmediate);
  };

  gateway.built.gateway.hub.start();
  for (let turn = 0; turn < 3; turn += 1) await pass();
  assert.equal(asked.mock.callCount(), 1);
  answer([]);
  await new Promise(setImmediate);
  await pass();

  assert.equal(asked.mock.callCount(), 2);
});

test('a plugin page of a host may read the stream across origins', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const abort = new AbortController();
  context.after(() => abort.abort());

  const response = await fetch(`${url}/v1/events`, {
    signal: abort.signal,
    headers: { authorization: `Bearer ${await gateway.token()}`, origin: 'https://plugin.example.com' },
  });

  assert.equal(response.headers.get('access-control-allow-origin'), 'https://plugin.example.com');
});

test('a graceful end ends the streams, and waits for what is being worked on', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const clinician = await gateway.token();
  const { body } = await gateway.create(clinician);
  const stream = await openStream(context, url, clinician);
  const release = gateway.stripe.hold('retrieve');
  const settling = gateway.act(clinician, body.id, 'settle');
  await until(() => gateway.stripe.count('retrieve') > 0, 'Stripe is asked');
  gateway.stripe.pay('pi_1');

  const closing = gateway.built.app.close();
  await stream.ended;
  release();
  const [settled] = await Promise.all([settling, closing]);

  assert.equal(settled.body.status, 'paid');
  await assert.rejects(fetch(`${url}/healthz`));
});

test('a reader who has missed much is told all of it', async (context) => {
  const gateway = await startGateway(context, { callsPerMinute: 10_000 });
  const url = await listen(gateway);
  const clinician = await gateway.token();
  const ids = new Set<string>();
  for (let i = 0; i < 230; i += 1)
    ids.add((await gateway.create(clinician, { description: 'é'.repeat(200) })).body.id);
  const admin = await gateway.token({ role: 'clinic-admin' });

  const stream = await openStream(context, url, admin, '0');
  const told = () => new Set(stream.events.map((event) => requestIn(event).id));
  await Promise.race([stream.next(() => told().size === ids.size), stream.ended]);

  assert.equal(told().size, ids.size);
});

test('people of clinics that are not known do not count as one', async (context) => {
  const gateway = await startGateway(context);
  const url = await listen(gateway);
  const otherHost = await gateway.provision('h_other', { ...HOST, organisations: [] });
  const unknown = { clinicRef: 'nowhere' };
  const token = await gateway.token(unknown);
  await Promise.all(Array.from({ length: 50 }, () => openStream(context, url, token)));

  assert.equal((await openStream(context, url, await gateway.token(unknown, otherHost))).status, 200);
});
