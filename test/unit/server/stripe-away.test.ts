import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { PaymentRequestPage } from '../../../src/contract/payment-request.ts';
import { HOUR, MINUTE } from '../../support/server/fake-clock.ts';
import { startGateway, type GatewayFixture } from '../../support/server/gateway-fixture.ts';
import { until } from '../../support/server/until.ts';

const MOST_AT_ONCE = 20;

const reads = ({ stripe }: GatewayFixture) => stripe.calls.filter(({ method }) => method === 'retrieve');

async function askedFor(gateway: GatewayFixture, count: number): Promise<string[]> {
  const clinician = await gateway.token();
  const created = await Promise.all(Array.from({ length: count }, () => gateway.create(clinician)));
  await gateway.built.idle();
  return created.map(({ body }) => body.id);
}

test('while Stripe hangs, twenty of its calls are waited for and nobody else; when it is back, all are looked after', async (context) => {
  const gateway = await startGateway(context, { patience: 20 });
  const { reconciliation } = gateway.built.gateway.payments;
  await askedFor(gateway, 50);
  gateway.clock.advance(HOUR);
  const clinician = await gateway.token();
  const back = [gateway.stripe.hold('retrieve'), gateway.stripe.hold('create')];

  const ticks: Promise<void>[] = [];
  for (let minute = 0; minute < 5; minute += 1) {
    ticks.push(reconciliation.tick());
    await until(() => reads(gateway).length >= MOST_AT_ONCE, 'as many calls as may be are under way');
    gateway.clock.advance(MINUTE);
  }
  const session = await gateway.call('/v1/session', { as: clinician });
  const list = await gateway.call<PaymentRequestPage>('/v1/payment-requests', { as: clinician });
  const created = await gateway.create(clinician);

  assert.equal(reads(gateway).length, MOST_AT_ONCE);
  assert.equal(session.status, 200);
  assert.equal(list.body.items.length, 50);
  assert.deepEqual([created.status, created.body.status], [202, 'creating']);
  back.forEach((release) => release());
  await Promise.all(ticks);
  await gateway.built.idle();
  const lookedAfter = async () => {
    for (let tick = 0; tick < 3; tick += 1) await gateway.built.tick();
  };
  await lookedAfter();
  assert.equal(new Set(reads(gateway).map(({ id }) => id)).size, 50);
  for (let round = 0; round < 8; round += 1) {
    const before = reads(gateway).length;
    gateway.clock.advance(HOUR);
    await lookedAfter();
    assert.equal(
      new Set(
        reads(gateway)
          .slice(before)
          .map(({ id }) => id),
      ).size,
      51,
      `round ${round}`,
    );
  }
});

test('while Stripe fails, a request is tried ever more seldom, and two never keep step', async (context) => {
  const gateway = await startGateway(context);
  await askedFor(gateway, 2);
  gateway.clock.advance(HOUR);
  await gateway.built.tick();
  gateway.clock.advance(HOUR);
  gateway.stripe.fail('retrieve', 'before', 1000);
  const since = gateway.clock.now();
  const tries = new Map<string, number[]>([
    ['pi_1', []],
    ['pi_2', []],
  ]);

  for (let next = since; next <= since + 10 * MINUTE; next = await nextCheck(gateway)) {
    gateway.clock.advance(next - gateway.clock.now());
    const before = reads(gateway).length;
    await gateway.built.tick();
    for (const { id = '' } of reads(gateway).slice(before)) tries.get(id)?.push(next - since);
  }

  const [one = [], other = []] = tries.values();
  for (const times of [one, other]) {
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    assert.equal(times[0], 0);
    assert.ok(times.length >= 2 && times.length <= 14, `tried after ${times.join(', ')} ms`);
    assert.deepEqual(
      pauses,
      pauses.toSorted((a, b) => a - b),
    );
  }
  assert.notDeepEqual(one, other);
  gateway.stripe.heal();
  gateway.stripe.pay('pi_1');
  gateway.stripe.pay('pi_2');
  gateway.clock.advance(6 * MINUTE);
  await gateway.built.tick();
  const paid = await gateway.tables.selectFrom('payment_requests').select('status').execute();
  assert.deepEqual(
    paid.map(({ status }) => status),
    ['paid', 'paid'],
  );
});

test('looks that end in a fault of ours take up no room for good', async (context) => {
  const gateway = await startGateway(context);
  await askedFor(gateway, 1);
  gateway.clock.advance(HOUR);
  const faulty = context.mock.method(gateway.stripe, 'retrievePaymentIntent', () =>
    Promise.reject(new Error('A fault.')),
  );

  for (let minute = 0; minute < MOST_AT_ONCE; minute += 1) {
    await gateway.built.tick();
    gateway.clock.advance(MINUTE);
  }
  assert.equal(faulty.mock.callCount(), MOST_AT_ONCE);
  faulty.mock.restore();
  await gateway.built.tick();

  assert.equal(reads(gateway).length, 1);
});

async function nextCheck({ tables }: GatewayFixture): Promise<number> {
  const { next } = await tables
    .selectFrom('payment_requests')
    .select((eb) => eb.fn.min('next_check_at').as('next'))
    .executeTakeFirstOrThrow();
  return next ?? Infinity;
}
