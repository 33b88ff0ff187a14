import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';

import type { Store } from '../../../server-stub/store/store.ts';
import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import { HOUR, MINUTE, SECOND } from '../../support/server/fake-clock.ts';
import { givenBack, refund, startPaid, story } from '../../support/server/paid-request.ts';
import { until } from '../../support/server/until.ts';

for (const fault of ['before', 'after'] as const) {
  test(`Stripe’s answer is lost ${fault} it acted: it stays reserved, and the same key brings it`, async (context) => {
    const paid = await startPaid(context);
    const { gateway } = paid;
    gateway.stripe.fail('refund', fault);

    const lost = await refund(paid, {}, 'k');
    assert.equal(lost.status, 202);
    assert.equal(lost.body.refund.status, 'creating');
    assert.equal(lost.body.refundable, 0);
    gateway.clock.advance(2 * SECOND);
    await gateway.built.tick();

    const again = await refund(paid, {}, 'k');
    assert.equal(again.status, 200);
    assert.equal(again.body.refund.status, 'succeeded');
    assert.equal(givenBack(gateway), 8500);
    const calls = gateway.stripe.calls.filter(({ method }) => method === 'refund');
    assert.equal(new Set(calls.map(({ key }) => key)).size, 1);
    assert.equal(calls.length, fault === 'before' ? 2 : 1);
  });
}

test('asked again with the same key while the first is not answered, nothing is made twice', async (context) => {
  const paid = await startPaid(context, { patience: 50 });
  const release = paid.gateway.stripe.hold('refund');

  const slow = await refund(paid, { amount: 500 }, 'k');
  const again = refund(paid, { amount: 500 }, 'k');
  release();

  assert.equal(slow.status, 202);
  await again;
  await paid.gateway.built.idle();
  assert.equal((await refund(paid, { amount: 500 }, 'k')).body.refund.status, 'succeeded');
  assert.equal(givenBack(paid.gateway), 500);
});

test('a crash between saving and calling Stripe is resumed with the same key', async (context) => {
  const paid = await startPaid(context);
  const { gateway } = paid;
  gateway.stripe.hold('refund');
  void refund(paid, { amount: 4000 }, 'k').catch(() => undefined);
  await until(() => gateway.stripe.count('refund') > 0, 'Stripe is asked to refund');

  await gateway.crash();
  gateway.stripe.hold('refund')();
  await gateway.built.tick();

  const { refunds } = await story(paid);
  assert.deepEqual(
    refunds.map(({ status, amount }) => [status, amount]),
    [['succeeded', 4000]],
  );
  assert.equal(givenBack(gateway), 4000);
  assert.equal(
    new Set(gateway.stripe.calls.flatMap(({ method, key }) => (method === 'refund' ? [key] : []))).size,
    1,
  );
});

test('a 500 that Stripe replays, after it acted: its list is asked, and nothing is made twice', async (context) => {
  const paid = await startPaid(context);
  const { gateway } = paid;
  gateway.stripe.fail('refund', 'replayed');

  const lost = await refund(paid, { amount: 2000 });
  gateway.clock.advance(2 * SECOND);
  await gateway.built.tick();

  assert.equal(lost.status, 202);
  const { refunds, refundable } = await story(paid);
  assert.deepEqual(
    refunds.map(({ id, status }) => [id, status]),
    [[lost.body.refund.id, 'succeeded']],
  );
  assert.equal(refundable, 6500);
  assert.equal(gateway.stripe.count('refund'), 1);
});

test('a 500 that Stripe replays, before it acted: the next key makes it', async (context) => {
  const paid = await startPaid(context);
  const { gateway } = paid;
  gateway.stripe.fail('refund', new StripeFailure('unknown', 'Stripe answered 500.', { replayed: true }));

  const lost = await refund(paid, { amount: 2000 });
  gateway.clock.advance(2 * SECOND);
  await gateway.built.tick();

  const keysUsed = gateway.stripe.calls.flatMap(({ method, key }) => (method === 'refund' ? [key] : []));
  const { id } = lost.body.refund;
  assert.deepEqual(keysUsed, [`${paid.id}:refund:${id}:1`, `${paid.id}:refund:${id}:2`]);
  assert.equal(givenBack(gateway), 2000);
});

test('after a day without Stripe, when the key is forgotten, it looks for the refund before it asks again', async (context) => {
  const paid = await startPaid(context);
  const { gateway } = paid;
  gateway.stripe.fail('refund', 'after', 2);
  gateway.stripe.fail('list-refunds', 'before', 2);
  await refund(paid, { amount: 2000 });
  gateway.clock.advance(24 * HOUR);

  await gateway.built.tick();
  assert.equal((await gateway.store.refunds.of(paid.id))[0]?.status, 'creating');
  gateway.stripe.heal();
  gateway.clock.advance(HOUR);
  await gateway.built.tick();

  assert.equal((await gateway.store.refunds.of(paid.id))[0]?.status, 'succeeded');
  assert.equal(givenBack(gateway), 2000);
  assert.equal(gateway.stripe.count('refund'), 1);
});

test('a call that is under way for a day meets another process that tries as well: given back once', async (context) => {
  const paid = await startPaid(context, { patience: 50 });
  const { gateway } = paid;
  const other = await gateway.second();
  context.after(() => other.app.close());
  const release = gateway.stripe.hold('refund');
  await refund(paid, { amount: 2000 });

  // A machine that sleeps: its clock jumps, and nobody's lease holds any more.
  gateway.clock.advance(26 * HOUR);
  const trying = other.tick();
  await until(() => gateway.stripe.count('refund') >= 2, 'Stripe is asked twice');
  release();
  await Promise.all([trying, other.idle(), gateway.built.idle()]);

  assert.equal(givenBack(gateway), 2000);
  assert.equal((await gateway.store.refunds.of(paid.id))[0]?.status, 'succeeded');
});

/** Where a machine may fall asleep, on its way to the call that gives money back. */
const ASLEEP: Readonly<Record<string, (store: Store, context: TestContext, until: Promise<void>) => void>> = {
  'noted its try': ({ operations }, { mock }, until) => {
    const { current } = operations;
    const slowly: typeof current = async (...args) => {
      const operation = await current.apply(operations, args);
      await until;
      return operation;
    };
    mock.method(operations, 'current', slowly, { times: 1 });
  },
  asked: ({ refunds }, { mock }, until) => {
    const { beginTry } = refunds;
    const slowly: typeof beginTry = async (...args) => {
      const isBegun = await beginTry.apply(refunds, args);
      await until;
      return isBegun;
    };
    mock.method(refunds, 'beginTry', slowly, { times: 1 });
  },
};

for (const [what, fallAsleep] of Object.entries(ASLEEP)) {
  test(`a process that slept for a day before it ${what} leaves the refund to those who were awake`, async (context) => {
    const paid = await startPaid(context, { patience: 50 });
    const { gateway } = paid;
    const other = await gateway.second();
    context.after(() => other.app.close());
    const awake = Promise.withResolvers<void>();
    fallAsleep(gateway.store, context, awake.promise);
    await refund(paid, { amount: 2000 });
    gateway.clock.advance(MINUTE);
    await other.tick();
    await other.idle();
    gateway.clock.advance(26 * HOUR);
    awake.resolve();
    await gateway.built.idle();

    assert.equal(givenBack(gateway), 2000);
    assert.equal(gateway.stripe.count('refund'), 1);
  });
}

test('access that is lost at the first try ends the refund; after an unanswered one nobody can tell', async (context) => {
  const paid = await startPaid(context);
  const { gateway } = paid;
  const lost = new StripeFailure('access-lost', 'No.', { code: 'account_invalid' });
  gateway.stripe.fail('refund', lost);
  const refused = await refund(paid, { amount: 1000 });
  gateway.stripe.fail('refund', 'after');
  gateway.stripe.fail('list-refunds', lost);

  const unknown = await refund(paid, { amount: 2000 });
  gateway.clock.advance(2 * SECOND);
  await gateway.built.tick();

  assert.deepEqual([refused.status, refused.body.code], [409, 'account_not_ready']);
  assert.equal(unknown.status, 202);
  assert.equal((await gateway.store.refunds.find(unknown.body.refund.id))?.status, 'creating');
  gateway.clock.advance(2 * HOUR);
  await gateway.built.tick();
  assert.equal((await gateway.store.refunds.find(unknown.body.refund.id))?.status, 'succeeded');
  assert.equal(givenBack(gateway), 2000);
});

for (const kind of ['rejected', 'gone', 'already-ended'] as const) {
  test(`a look that Stripe refuses (${kind}) says nothing of a refund whose answer was lost: it stays reserved`, async (context) => {
    const paid = await startPaid(context);
    const { gateway } = paid;
    gateway.stripe.fail('refund', 'after');
    const lost = await refund(paid, { amount: 2000 });
    // A key that may not list, say, and then silence.
    gateway.stripe.fail('list-refunds', new StripeFailure(kind, 'Stripe refused (403).'));
    gateway.stripe.fail('list-refunds', 'before');

    gateway.clock.advance(2 * SECOND);
    await gateway.built.tick();
    const meanwhile = await gateway.store.refunds.find(lost.body.refund.id);

    assert.equal(meanwhile?.status, 'creating');
    gateway.stripe.heal();
    gateway.clock.advance(2 * HOUR);
    await gateway.built.tick();
    assert.equal((await gateway.store.refunds.find(lost.body.refund.id))?.status, 'succeeded');
    assert.equal(givenBack(gateway), 2000);
  });
}
