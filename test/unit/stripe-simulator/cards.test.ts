import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { passesLuhn } from '../../../server-stub/stripe-simulator/cards/luhn.ts';
import {
  TEST_CARDS,
  type TestCard,
  testCardByNumber,
  testCardByToken,
} from '../../../server-stub/stripe-simulator/cards/test-cards.ts';
import { aRequest, CLINIC, payWithCard, startSimulator, stripeError } from './running-simulator.ts';

const onClinic = { stripeAccount: CLINIC };

function unique(values: readonly string[]): void {
  assert.equal(new Set(values).size, values.length);
}

/** What the first answer to a payment with the card has to be. */
function firstStatus({ authentication, outcome }: TestCard): string {
  if (authentication === 'required') return 'requires_action';
  if (outcome.kind === 'declines') return 'requires_payment_method';
  return outcome.kind === 'settles-later' ? 'processing' : 'succeeded';
}

describe('the table of test cards', () => {
  test('names each card, number and token once, and every number has its check digit', () => {
    unique(TEST_CARDS.map(({ name }) => name));
    unique(TEST_CARDS.map(({ number }) => number));
    unique(TEST_CARDS.flatMap(({ tokens }) => tokens));
    for (const { number } of TEST_CARDS) assert.equal(passesLuhn(number), true, number);
  });

  test('gives a card by its number, and by both of Stripe’s names for it', () => {
    const card = testCardByNumber('4000 0000 0000 0259');
    assert.equal(card?.name, 'disputed');
    assert.equal(testCardByToken('pm_card_createDispute'), card);
    assert.equal(testCardByToken('tok_createDispute'), card);
    assert.equal(testCardByToken('card_createDispute'), undefined);
  });

  for (const card of TEST_CARDS) {
    test(`holds for ${card.tokens[0]}: ${card.says}`, async (t) => {
      const { stripe } = await startSimulator(t, { settleAfterMs: 60_000 });
      const intent = await stripe.paymentIntents.create(aRequest(), onClinic);
      const confirmed = stripe.paymentIntents.confirm(
        intent.id,
        { payment_method: card.tokens[0] ?? '' },
        onClinic,
      );
      if (card.authentication === 'none' && card.outcome.kind === 'declines') {
        const error = await stripeError(confirmed);
        const { advice, code, declineCode, message } = card.outcome.decline;
        assert.equal(error.statusCode, 402);
        assert.deepEqual(
          [error.code, error.decline_code, error.message, error.advice_code],
          [code, declineCode, message, advice],
        );
      } else await confirmed;
      const after = await stripe.paymentIntents.retrieve(intent.id, { expand: ['payment_method'] }, onClinic);
      assert.equal(after.status, firstStatus(card));
      if (typeof after.payment_method === 'object' && after.payment_method?.card) {
        assert.deepEqual(
          [after.payment_method.card.last4, after.payment_method.card.country],
          [card.number.slice(-4), card.country],
        );
      }
    });
  }
});

describe('a card that fails late', () => {
  test('is in processing first, and then the payment asks for another card', async (t) => {
    const { stripe } = await startSimulator(t, { settleAfterMs: 20 });
    const intent = await stripe.paymentIntents.create(
      aRequest({ confirm: true, payment_method: 'pm_card_failsLater' }),
      onClinic,
    );
    assert.equal(intent.status, 'processing');
    let after = intent;
    for (const until = Date.now() + 30_000; after.status === 'processing' && Date.now() < until;) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      after = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] }, onClinic);
    }
    assert.equal(after.status, 'requires_payment_method');
    assert.equal(after.last_payment_error?.decline_code, 'insufficient_funds');
    assert.equal(after.processing, null);
    assert.ok(typeof after.latest_charge === 'object');
    assert.deepEqual(
      [after.latest_charge?.status, after.latest_charge?.captured, after.latest_charge?.balance_transaction],
      ['failed', false, null],
    );
    const events = (await stripe.events.list({}, onClinic)).data.map(({ type }) => type);
    assert.deepEqual(events.slice(0, 2), ['payment_intent.payment_failed', 'charge.failed']);
    const paid = await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' }, onClinic);
    assert.equal(paid.status, 'succeeded');
  });
});

describe('a card that asks for 3-D Secure', () => {
  for (const how of ['off_session', 'error_on_requires_action'] as const) {
    test(`is refused with ${how}, where nobody can be asked`, async (t) => {
      const { stripe } = await startSimulator(t);
      const error = await stripeError(
        stripe.paymentIntents.create(
          aRequest({ confirm: true, payment_method: 'pm_card_authenticationRequired', [how]: true }),
          onClinic,
        ),
      );
      assert.deepEqual(
        [error.statusCode, error.code, error.payment_intent?.status],
        [402, 'authentication_required', 'requires_payment_method'],
      );
    });
  }
});

describe('what is typed into the card frame', () => {
  const wrong: readonly (readonly [string, Record<string, string>, string, string])[] = [
    ['a number without its check digit', { number: '4242424242424241' }, 'incorrect_number', 'number'],
    ['a month that is none', { exp_month: '13' }, 'invalid_expiry_month', 'exp_month'],
    ['a year gone by', { exp_year: '19' }, 'invalid_expiry_year', 'exp_year'],
    ['a code too short', { cvc: '99' }, 'invalid_cvc', 'cvc'],
  ];
  for (const [what, fields, code, param] of wrong) {
    test(`is refused with Stripe’s code: ${what}`, async (t) => {
      const simulator = await startSimulator(t);
      const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
      const more = Object.entries(fields).map(([name, value]) => [
        `payment_method_data[card][${name}]`,
        value,
      ]);
      const { body, status } = await payWithCard(
        simulator,
        intent,
        { number: '4242424242424242' },
        Object.fromEntries(more),
      );
      assert.deepEqual([status, body.error?.code, body.error?.param], [402, code, param]);
    });
  }

  test('is refused when it is someone’s own card, in Stripe’s words', async (t) => {
    const simulator = await startSimulator(t);
    const intent = await simulator.stripe.paymentIntents.create(aRequest(), onClinic);
    const { body } = await payWithCard(simulator, intent, { number: '4111111111111111' });
    assert.equal(body.error?.decline_code, 'test_mode_live_card');
    assert.match(body.error?.message ?? '', /in test mode, but used a non test \(live\) card/);
  });
});

describe('a refund that takes its time', () => {
  async function settled(card: string, t: Parameters<typeof startSimulator>[0]) {
    const { stripe } = await startSimulator(t, { settleAfterMs: 20 });
    const { id } = await stripe.paymentIntents.create(
      aRequest({ confirm: true, payment_method: card }),
      onClinic,
    );
    const first = await stripe.refunds.create({ payment_intent: id }, onClinic);
    let after = first;
    for (const until = Date.now() + 30_000; after.status === first.status && Date.now() < until;) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      after = await stripe.refunds.retrieve(first.id, { expand: ['charge'] }, onClinic);
    }
    assert.ok(typeof after.charge === 'object' && after.charge);
    return { stripe, first, after, charge: after.charge };
  }

  test('is pending, then has succeeded', async (t) => {
    const { after, charge, first } = await settled('pm_card_pendingRefund', t);
    assert.deepEqual([first.status, after.status, charge.refunded], ['pending', 'succeeded', true]);
  });

  test('has succeeded, then fails, and the money is the clinic’s again', async (t) => {
    const { after, charge, first, stripe } = await settled('pm_card_refundFail', t);
    assert.deepEqual([first.status, after.status], ['succeeded', 'failed']);
    assert.deepEqual([charge.refunded, charge.amount_refunded], [false, 0]);
    const lines = await stripe.balanceTransactions.list({ source: first.id }, onClinic);
    assert.deepEqual(
      lines.data.map(({ net, type }) => [type, net]),
      [
        ['refund_failure', 8500],
        ['refund', -8500],
      ],
    );
    const types = (await stripe.events.list({}, onClinic)).data.map(({ type }) => type);
    assert.deepEqual(types.slice(0, 2), ['charge.refund.updated', 'refund.failed']);
  });
});
