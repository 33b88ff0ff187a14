import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { processingFee } from '../../../server-stub/stripe-simulator/resources/balance/fees.ts';
import { aRequest, CLINIC, OTHER_CLINIC, startSimulator, stripeError } from './running-simulator.ts';

const onClinic = { stripeAccount: CLINIC };
const DAY = 86_400_000;

function paid(card: string, more: Parameters<typeof aRequest>[0] = {}) {
  return aRequest({
    confirm: true,
    payment_method: card,
    expand: ['latest_charge.balance_transaction'],
    ...more,
  });
}

describe('the balance', () => {
  test('is empty at first, in the account’s own currency', async (t) => {
    const { stripe } = await startSimulator(t);
    const { available, livemode, pending } = await stripe.balance.retrieve({}, onClinic);
    assert.deepEqual(
      [available[0]?.amount, available[0]?.currency, pending[0]?.amount, livemode],
      [0, 'aud', 0, false],
    );
  });

  test('holds a payment less Stripe’s fee, pending first and available after two days', async (t) => {
    let now = Date.UTC(2026, 10, 3, 9);
    const { stripe } = await startSimulator(t, { now: () => now });
    const intent = await stripe.paymentIntents.create(paid('pm_card_au'), onClinic);
    const charge = intent.latest_charge;
    assert.ok(typeof charge === 'object' && charge && typeof charge.balance_transaction === 'object');
    const transaction = charge.balance_transaction;
    // 1.7 % of A$85.00 and A$0.30.
    assert.deepEqual(
      [transaction?.amount, transaction?.fee, transaction?.net, transaction?.type, transaction?.source],
      [8500, 175, 8325, 'charge', charge.id],
    );
    assert.equal(transaction?.status, 'pending');
    assert.equal(transaction.available_on, Date.UTC(2026, 10, 5) / 1000);
    const amounts = async () => {
      const { available, pending } = await stripe.balance.retrieve({}, onClinic);
      return [available[0]?.amount, pending[0]?.amount];
    };
    assert.deepEqual(await amounts(), [0, 8325]);
    now += 2 * DAY;
    assert.deepEqual(await amounts(), [8325, 0]);
    const later = await stripe.balanceTransactions.retrieve(transaction.id, {}, onClinic);
    assert.equal(later.status, 'available');
    assert.deepEqual(
      (await stripe.balance.retrieve({}, { stripeAccount: OTHER_CLINIC })).available[0]?.amount,
      0,
    );
  });

  test('gets a payment at once with Stripe’s card for that', async (t) => {
    const { stripe } = await startSimulator(t);
    await stripe.paymentIntents.create(paid('pm_card_bypassPending'), onClinic);
    // A card of another country: 3.5 % and A$0.30.
    assert.equal((await stripe.balance.retrieve({}, onClinic)).available[0]?.amount, 8500 - 328);
  });

  test('loses a refund at once, and the fee is not given back', async (t) => {
    const { stripe } = await startSimulator(t);
    const { id } = await stripe.paymentIntents.create(paid('pm_card_bypassPending'), onClinic);
    const refund = await stripe.refunds.create(
      { payment_intent: id, amount: 2000, expand: ['balance_transaction'] },
      onClinic,
    );
    assert.ok(typeof refund.balance_transaction === 'object');
    assert.deepEqual([refund.balance_transaction?.net, refund.balance_transaction?.type], [-2000, 'refund']);
    assert.equal((await stripe.balance.retrieve({}, onClinic)).available[0]?.amount, 8500 - 328 - 2000);
  });

  test('keeps each currency apart, and nothing of a declined card', async (t) => {
    const { stripe } = await startSimulator(t);
    await stripe.paymentIntents.create(paid('pm_card_visa', { currency: 'jpy', amount: 5000 }), onClinic);
    await stripeError(stripe.paymentIntents.create(paid('pm_card_visa_chargeDeclined'), onClinic));
    const { pending } = await stripe.balance.retrieve({}, onClinic);
    assert.deepEqual(
      pending.map(({ amount, currency }) => [currency, amount]),
      [
        ['aud', 0],
        ['jpy', 5000 - 175],
      ],
    );
  });

  test('is explained line by line, newest first', async (t) => {
    const { stripe } = await startSimulator(t);
    const { id, latest_charge } = await stripe.paymentIntents.create(
      aRequest({ confirm: true, payment_method: 'pm_card_visa' }),
      onClinic,
    );
    const refund = await stripe.refunds.create({ payment_intent: id }, onClinic);
    const list = await stripe.balanceTransactions.list({ expand: ['data.source'] }, onClinic);
    assert.deepEqual(
      list.data.map(({ source, type }) => [type, typeof source === 'object' && source?.id]),
      [
        ['refund', refund.id],
        ['charge', latest_charge],
      ],
    );
    const some = await stripe.balanceTransactions.list({ source: refund.id, type: 'refund' }, onClinic);
    assert.equal(some.data.length, 1);
    assert.equal((await stripe.balanceTransactions.list({ currency: 'usd' }, onClinic)).data.length, 0);
  });

  test('is told of a charge a moment after it, as Stripe does unless asked to capture at once', async (t) => {
    const { stripe } = await startSimulator(t);
    const told = async (capture_method: 'automatic' | 'automatic_async') => {
      const { latest_charge } = await stripe.paymentIntents.create(
        aRequest({ confirm: true, payment_method: 'pm_card_visa', capture_method }),
        onClinic,
      );
      const { data } = await stripe.events.list({}, onClinic);
      const events = data.flatMap((event) =>
        (event.type === 'charge.succeeded' || event.type === 'charge.updated') &&
        event.data.object.id === latest_charge
          ? [[event.type, event.data.object.balance_transaction === null]]
          : [],
      );
      return events.toReversed();
    };
    assert.deepEqual(await told('automatic'), [['charge.succeeded', false]]);
    assert.deepEqual(await told('automatic_async'), [
      ['charge.succeeded', true],
      ['charge.updated', false],
    ]);
  });
});

describe('Stripe’s fee', () => {
  test('is a share and a fixed part, never more than the amount', () => {
    assert.equal(processingFee(10_000, 'aud', true), 200);
    assert.equal(processingFee(10_000, 'aud', false), 380);
    assert.equal(processingFee(5000, 'jpy', true), 85);
    assert.equal(processingFee(10, 'aud', true), 10);
  });
});
