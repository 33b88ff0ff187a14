import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { aRequest, CLINIC, startSimulator, stripeError } from './running-simulator.ts';

const onClinic = { stripeAccount: CLINIC };
const paid = (more = {}) => aRequest({ confirm: true, payment_method: 'pm_card_visa', ...more });

async function json(response: Promise<Response>) {
  return JSON.parse(await (await response).text());
}

describe('a receipt', () => {
  test('is in the outbox for each paid charge with an address, newest last', async (t) => {
    const { stripe, url } = await startSimulator(t);
    const first = await stripe.paymentIntents.create(paid({ receipt_email: 'pat@example.com' }), onClinic);
    await stripe.paymentIntents.create(paid(), onClinic);
    await stripe.paymentIntents.create(paid({ receipt_email: 'sam@example.com', amount: 100 }), onClinic);
    const mails = await json(fetch(`${url}/_simulator/receipts`));
    assert.deepEqual(
      mails.map(({ to, amount }: { to: string; amount: number }) => [to, amount]),
      [
        ['pat@example.com', 8500],
        ['sam@example.com', 100],
      ],
    );
    const [mail] = mails;
    assert.equal(mail.account, CLINIC);
    assert.equal(mail.currency, 'aud');
    assert.equal(mail.chargeId, first.latest_charge);
    assert.equal(mail.paymentIntentId, first.id);
    assert.equal(mail.description, 'Consultation');
    assert.equal(mail.would_send_live, true);
  });

  test('is a page with the payment’s details, for who has the whole address only', async (t) => {
    const { stripe, url } = await startSimulator(t);
    const intent = await stripe.paymentIntents.create(
      paid({
        receipt_email: 'pat@example.com',
        description: '<b>Consultation</b>',
        expand: ['latest_charge'],
      }),
      onClinic,
    );
    assert.ok(typeof intent.latest_charge === 'object' && intent.latest_charge?.receipt_url);
    const address = new URL(intent.latest_charge.receipt_url);
    const page = await (await fetch(`${url}${address.pathname}${address.search}`)).text();
    for (const text of [
      'Harbour Street Clinic',
      '$85.00',
      '&#60;b&#62;Consultation',
      '4242',
      'pat@example.com',
      'no real money moves',
      intent.latest_charge.receipt_number ?? 'a number',
    ]) {
      assert.ok(page.includes(text), text);
    }
    for (const search of ['', '?s=guess', `${address.search}x`]) {
      assert.equal((await fetch(`${url}${address.pathname}${search}`)).status, 404);
    }
  });

  test('goes out again when the charge gets another address', async (t) => {
    const { stripe, world } = await startSimulator(t);
    const intent = await stripe.paymentIntents.create(paid({ receipt_email: 'wrong@example.com' }), onClinic);
    const charge = await stripe.charges.update(
      String(intent.latest_charge),
      { receipt_email: 'right@example.com' },
      onClinic,
    );
    assert.equal(charge.receipt_email, 'right@example.com');
    assert.deepEqual(
      world.receipts.all().map(({ to, receiptNumber }) => [to, receiptNumber]),
      [
        ['wrong@example.com', charge.receipt_number],
        ['right@example.com', charge.receipt_number],
      ],
    );
  });
});

describe('a refund', () => {
  test('takes a part, then the rest, and never more than was paid', async (t) => {
    const { stripe } = await startSimulator(t);
    const { id, latest_charge } = await stripe.paymentIntents.create(paid(), onClinic);
    const part = await stripe.refunds.create({ payment_intent: id, amount: 500 }, onClinic);
    assert.deepEqual([part.status, part.amount, part.charge], ['succeeded', 500, latest_charge]);
    const over = await stripeError(stripe.refunds.create({ payment_intent: id, amount: 8001 }, onClinic));
    assert.equal(over.statusCode, 400);
    assert.equal(
      over.message,
      'Refund amount (A$80.01) is greater than unrefunded amount on charge (A$80.00)',
    );
    await stripe.refunds.create({ charge: String(latest_charge), reason: 'requested_by_customer' }, onClinic);
    const charge = await stripe.charges.retrieve(String(latest_charge), {}, onClinic);
    assert.deepEqual([charge.amount_refunded, charge.refunded], [8500, true]);
    const again = await stripeError(stripe.refunds.create({ payment_intent: id }, onClinic));
    assert.equal(again.code, 'charge_already_refunded');
    assert.equal((await stripe.refunds.list({ payment_intent: id }, onClinic)).data.length, 2);
    assert.equal((await stripe.refunds.retrieve(part.id, {}, onClinic)).amount, 500);
    const events = await stripe.events.list({ type: 'charge.refunded' }, onClinic);
    assert.equal(events.data.length, 2);
  });

  test('keeps its reason and its metadata, and is found by its payment only', async (t) => {
    const { stripe } = await startSimulator(t);
    const [one, other] = [
      await stripe.paymentIntents.create(paid(), onClinic),
      await stripe.paymentIntents.create(paid(), onClinic),
    ];
    const refund = await stripe.refunds.create(
      {
        payment_intent: one.id,
        amount: 100,
        reason: 'requested_by_customer',
        metadata: { refund_id: 'rf_1' },
      },
      { ...onClinic, idempotencyKey: 'rf_1:1' },
    );
    const [listed, ...more] = (await stripe.refunds.list({ payment_intent: one.id }, onClinic)).data;
    assert.deepEqual(
      [listed?.id, listed?.reason, listed?.metadata, more.length],
      [refund.id, 'requested_by_customer', { refund_id: 'rf_1' }, 0],
    );
    assert.deepEqual((await stripe.refunds.list({ payment_intent: other.id }, onClinic)).data, []);
  });

  test('needs a payment that was paid', async (t) => {
    const { stripe } = await startSimulator(t);
    const { id } = await stripe.paymentIntents.create(aRequest(), onClinic);
    assert.match(
      (await stripeError(stripe.refunds.create({ payment_intent: id }, onClinic))).message,
      /successful charge/,
    );
    assert.equal((await stripeError(stripe.refunds.create({}, onClinic))).code, 'parameter_missing');
  });
});
