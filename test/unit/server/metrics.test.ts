import assert from 'node:assert/strict';
import { mock, test, type TestContext } from 'node:test';

import { readConfig } from '../../../server-stub/config.ts';
import { Metrics } from '../../../server-stub/metrics.ts';
import { openStream } from '../../support/server/event-stream.ts';
import { MINUTE } from '../../support/server/fake-clock.ts';
import { FakeStripe } from '../../support/server/fake-stripe.ts';
import { startGateway, type GatewayFixture } from '../../support/server/gateway-fixture.ts';
import { until } from '../../support/server/until.ts';

const TOKEN = 'a-token-for-prometheus';

async function startMeasured(context: TestContext): Promise<GatewayFixture> {
  const metrics = new Metrics(50);
  return startGateway(context, {
    metrics,
    config: readConfig({ SIMULATOR_START: 'no', METRICS_TOKEN: TOKEN }),
  });
}

async function lines(gateway: GatewayFixture): Promise<string[]> {
  const { status, body } = await gateway.call<string>('/metrics', { as: TOKEN });
  assert.equal(status, 200);
  return body.split('\n');
}

test('a paid request counts with its status and the time it took', async (context) => {
  const gateway = await startMeasured(context);
  const { body } = await gateway.create(await gateway.token());
  await gateway.built.idle();
  gateway.clock.advance(MINUTE);
  gateway.stripe.pay('pi_1');

  await gateway.webhook({ paymentIntent: 'pi_1', requestId: body.id, createdAt: gateway.clock.now() - 3000 });

  const shown = await lines(gateway);
  for (const line of [
    'payments_moved_total{status="creating"} 1',
    'payments_moved_total{status="requested"} 1',
    'payments_moved_total{status="paid"} 1',
    'payments_until_paid_seconds_sum 60',
    'payments_webhooks_total{outcome="kept"} 1',
    'payments_webhook_lag_seconds_sum 3',
    'payments_event_streams 0',
    'payments_http_request_seconds_count{method="POST",route="/v1/payment-requests",status="201"} 1',
  ])
    assert.ok(shown.includes(line), `${line} is not among\n${shown.join('\n')}`);
});

test('what is open is counted by its status, and looks by the clock by their outcome', async (context) => {
  const gateway = await startMeasured(context);
  await gateway.create(await gateway.token());
  await gateway.create(await gateway.token());
  await gateway.built.idle();
  gateway.stripe.fail('retrieve', 'before');
  gateway.clock.advance(11 * MINUTE);
  await gateway.built.tick();

  const shown = await lines(gateway);

  assert.ok(shown.includes('payments_open_requests{status="requested"} 2'));
  assert.ok(shown.includes('payments_reconciliations_total{outcome="done"} 1'));
  assert.ok(shown.includes('payments_reconciliations_total{outcome="failed"} 1'));
});

test('without the database all but what it would have to count is told, also when it says nothing', async (context) => {
  const gateway = await startMeasured(context);
  await gateway.create(await gateway.token());
  await gateway.built.idle();
  for (const answer of [Promise.reject(new Error('away')), new Promise<never>(() => undefined)]) {
    mock.method(gateway.store.requests, 'countOpen', () => answer);
    const told = (await lines(gateway)).filter((line) => line.startsWith('payments_'));
    assert.ok(told.includes('payments_moved_total{status="requested"} 1'));
    assert.ok(!told.some((line) => line.startsWith('payments_open_requests{')));
  }
});

test('what has not happened yet is counted as 0, so that its first time is a rise', async (context) => {
  const shown = await lines(await startMeasured(context));

  for (const line of [
    'payments_reconciliations_total{outcome="done"} 0',
    'payments_reconciliations_total{outcome="failed"} 0',
    'payments_webhooks_total{outcome="kept"} 0',
    'payments_webhooks_total{outcome="duplicate"} 0',
    'payments_webhooks_total{outcome="ignored"} 0',
  ])
    assert.ok(shown.includes(line), line);
});

test('a stream counts while it is open, and a call for one when it is refused', async (context) => {
  const gateway = await startMeasured(context);
  const url = await gateway.built.app.listen({ port: 0, host: '127.0.0.1' });
  const stream = await openStream(context, url, await gateway.token());
  await gateway.call('/v1/events');
  const open = await lines(gateway);
  stream.close();
  await until(() => gateway.built.gateway.hub.size === 0, 'all streams have ended');
  const closed = await lines(gateway);

  assert.ok(open.includes('payments_event_streams 1'));
  assert.ok(closed.includes('payments_event_streams 0'));
  assert.deepEqual(
    closed.filter((line) => /^payments_http_request_seconds_count\{.*events/.test(line)),
    ['payments_http_request_seconds_count{method="GET",route="/v1/events",status="401"} 1'],
  );
});

test('a clock that was put back makes nobody pay before they were asked', async () => {
  const metrics = new Metrics();

  metrics.moved('paid', -3000);

  assert.match(await metrics.text(), /^payments_until_paid_seconds_sum 0$/m);
});

test('no number tells of a person, a clinic or a payment', async (context) => {
  const gateway = await startMeasured(context);
  const { body } = await gateway.create(await gateway.token(), { description: 'Knee' });
  await gateway.get(await gateway.patientToken(), body.id);

  const shown = (await lines(gateway)).join('\n');

  for (const secret of [body.id, 'Knee', 'patient-1', 'clinician-1', 'Harbour', 'acct_', 'pi_'])
    assert.ok(!shown.includes(secret), secret);
});

test('the numbers are for whoever has the token, and without one there are none', async (context) => {
  const measured = await startMeasured(context);
  const plain = await startGateway(context);

  assert.equal((await measured.call('/metrics')).status, 401);
  assert.equal((await measured.call('/metrics', { as: 'another-token-altogether' })).status, 401);
  assert.equal((await plain.call('/metrics', { as: TOKEN })).status, 404);
});

test('calls to Stripe are timed by what they are, and by how they ended', async () => {
  const stripe = new FakeStripe();
  const metrics = new Metrics();
  const timed = metrics.timeStripe(stripe);
  stripe.fail('retrieve', 'before');

  await assert.rejects(timed.retrievePaymentIntent('pi_1', 'acct_x'));
  await assert.rejects(timed.retrievePaymentIntent('pi_1', 'acct_x'));

  const shown = await metrics.text();
  assert.match(shown, /payments_stripe_call_seconds_count\{operation="retrieve",outcome="unknown"\} 1/);
  assert.match(shown, /payments_stripe_call_seconds_count\{operation="retrieve",outcome="gone"\} 1/);
});
