import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Stripe } from 'stripe';

import { aRequest, CLINIC, OTHER_CLINIC, startSimulator, stripeError } from './running-simulator.ts';

const onClinic = { stripeAccount: CLINIC };

async function disputed(stripe: Stripe, card = 'pm_card_createDispute') {
  const intent = await stripe.paymentIntents.create(
    aRequest({ confirm: true, payment_method: card }),
    onClinic,
  );
  const [dispute] = (await stripe.disputes.list({ payment_intent: intent.id }, onClinic)).data;
  assert.ok(dispute);
  return { intent, dispute, charge: String(intent.latest_charge) };
}

/** Oldest first, of disputes only. */
async function news(stripe: Stripe): Promise<readonly string[]> {
  const { data } = await stripe.events.list({ limit: 100 }, onClinic);
  return data
    .map(({ type }) => type)
    .filter((type) => type.startsWith('charge.dispute.'))
    .toReversed();
}

async function available(stripe: Stripe): Promise<number | undefined> {
  return (await stripe.balance.retrieve({}, onClinic)).available[0]?.amount;
}

describe('a disputed payment', () => {
  test('succeeds first, and then the bank takes the money back, with a fee', async (t) => {
    const { stripe } = await startSimulator(t);
    const { charge, dispute, intent } = await disputed(stripe);
    assert.equal(intent.status, 'succeeded');
    assert.equal((await stripe.charges.retrieve(charge, {}, onClinic)).disputed, true);
    assert.deepEqual(
      [dispute.status, dispute.reason, dispute.amount, dispute.charge, dispute.payment_intent],
      ['needs_response', 'fraudulent', 8500, charge, intent.id],
    );
    assert.equal(dispute.payment_method_details?.card?.case_type, 'chargeback');
    assert.deepEqual(
      dispute.balance_transactions.map(({ amount, fee, net, reporting_category }) => [
        amount,
        fee,
        net,
        reporting_category,
      ]),
      [[-8500, 2500, -11_000, 'dispute']],
    );
    assert.equal(await available(stripe), -11_000);
    assert.deepEqual(await news(stripe), ['charge.dispute.created', 'charge.dispute.funds_withdrawn']);
  });

  test('is won with Stripe’s winning evidence: the amount comes back, the fee does not', async (t) => {
    const { stripe } = await startSimulator(t);
    const { dispute } = await disputed(stripe, 'pm_card_createDisputeProductNotReceived');
    const sent = await stripe.disputes.update(
      dispute.id,
      { evidence: { uncategorized_text: 'winning_evidence' } },
      onClinic,
    );
    assert.equal(sent.status, 'under_review');
    const won = await stripe.disputes.retrieve(dispute.id, {}, onClinic);
    assert.equal(won.status, 'won');
    assert.equal(won.evidence.uncategorized_text, 'winning_evidence');
    assert.deepEqual([won.evidence_details.has_evidence, won.evidence_details.submission_count], [true, 1]);
    assert.deepEqual(
      won.balance_transactions.map(({ net }) => net),
      [-11_000, 8500],
    );
    assert.equal(await available(stripe), -2500);
    assert.deepEqual((await news(stripe)).slice(2), [
      'charge.dispute.updated',
      'charge.dispute.closed',
      'charge.dispute.funds_reinstated',
    ]);
  });

  test('is lost with Stripe’s losing evidence', async (t) => {
    const { stripe } = await startSimulator(t);
    const { dispute } = await disputed(stripe);
    await stripe.disputes.update(
      dispute.id,
      { evidence: { uncategorized_text: 'losing_evidence' } },
      onClinic,
    );
    const lost = await stripe.disputes.retrieve(dispute.id, {}, onClinic);
    assert.equal(lost.status, 'lost');
    assert.equal(await available(stripe), -11_000);
    assert.deepEqual((await news(stripe)).slice(2), ['charge.dispute.updated', 'charge.dispute.closed']);
  });

  test('is lost when it is given up, and then nothing more can be said', async (t) => {
    const { stripe } = await startSimulator(t);
    const { dispute } = await disputed(stripe);
    assert.equal((await stripe.disputes.close(dispute.id, {}, onClinic)).status, 'lost');
    for (const late of [
      stripe.disputes.close(dispute.id, {}, onClinic),
      stripe.disputes.update(dispute.id, { evidence: { customer_name: 'Pat' } }, onClinic),
    ]) {
      assert.equal((await stripeError(late)).statusCode, 400);
    }
    const noted = await stripe.disputes.update(dispute.id, { metadata: { file: '7' } }, onClinic);
    assert.deepEqual([noted.status, noted.metadata], ['lost', { file: '7' }]);
  });

  test('keeps evidence that is only staged, and sends it when it is submitted', async (t) => {
    const { stripe } = await startSimulator(t);
    const { dispute } = await disputed(stripe);
    const staged = await stripe.disputes.update(
      dispute.id,
      { evidence: { product_description: 'A consultation' }, submit: false },
      onClinic,
    );
    assert.deepEqual(
      [staged.status, staged.evidence_details.has_evidence, staged.evidence_details.submission_count],
      ['needs_response', true, 0],
    );
    const sent = await stripe.disputes.update(dispute.id, { submit: true }, onClinic);
    assert.deepEqual(
      [sent.status, sent.evidence.product_description, sent.evidence_details.submission_method],
      ['under_review', 'A consultation', 'manual'],
    );
  });

  test('cannot be refunded: the money is with the bank', async (t) => {
    const { stripe } = await startSimulator(t);
    const { charge } = await disputed(stripe);
    const error = await stripeError(stripe.refunds.create({ charge }, onClinic));
    assert.equal(error.code, 'charge_disputed');
    assert.equal(error.message, `Charge ${charge} has been charged back; cannot issue a refund.`);
  });

  test('belongs to its account, and is named by who asks for what is not there', async (t) => {
    const { stripe } = await startSimulator(t);
    const { dispute } = await disputed(stripe);
    const elsewhere = { stripeAccount: OTHER_CLINIC };
    assert.equal((await stripe.disputes.list({}, elsewhere)).data.length, 0);
    const error = await stripeError(stripe.disputes.retrieve(dispute.id, {}, elsewhere));
    assert.deepEqual(
      [error.statusCode, error.code, error.message],
      [404, 'resource_missing', `No such dispute: '${dispute.id}'`],
    );
  });
});

describe('an inquiry', () => {
  test('moves no money, and the payment can still be refunded', async (t) => {
    const { stripe } = await startSimulator(t);
    const { charge, dispute } = await disputed(stripe, 'pm_card_createDisputeInquiry');
    assert.deepEqual(
      [dispute.status, dispute.is_charge_refundable, dispute.balance_transactions],
      ['warning_needs_response', true, []],
    );
    assert.equal(await available(stripe), 0);
    assert.equal((await stripe.refunds.create({ charge }, onClinic)).status, 'succeeded');
    assert.deepEqual(await news(stripe), ['charge.dispute.created']);
  });

  test('ends without a loss, or becomes a dispute when the bank escalates it', async (t) => {
    const { stripe } = await startSimulator(t);
    const answer = async (text: string) => {
      const { dispute } = await disputed(stripe, 'pm_card_createDisputeInquiry');
      await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: text } }, onClinic);
      return stripe.disputes.retrieve(dispute.id, {}, onClinic);
    };
    assert.equal((await answer('winning_evidence')).status, 'warning_closed');
    assert.equal((await answer('losing_evidence')).status, 'warning_closed');
    const escalated = await answer('escalate_inquiry_evidence');
    assert.deepEqual(
      [
        escalated.status,
        escalated.is_charge_refundable,
        escalated.payment_method_details?.card?.case_type,
        escalated.balance_transactions[0]?.net,
      ],
      ['needs_response', false, 'chargeback', -11_000],
    );
  });
});
