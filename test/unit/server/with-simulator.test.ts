import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { buildSimulator } from '../../../server-stub/stripe-simulator/app.ts';
import { SIMULATED } from '../../../server-stub/stripe/simulated.ts';
import { createStripeClient } from '../../../server-stub/stripe/stripe-client.ts';
import { createStripePort } from '../../../server-stub/stripe/stripe-node-port.ts';
import type { CheckoutCredentials, PaymentRequest } from '../../../src/contract/payment-request.ts';
import { systemClock, type Clock } from '../../../server-stub/clock.ts';
import type { Problem } from '../../../src/contract/problem.ts';
import type { RefundAnswer } from '../../../src/contract/records.ts';
import { addFault, control } from '../stripe-simulator/control.ts';
import { freePort } from '../../support/server/free-ports.ts';
import { HOST, startGateway, type GatewayFixture } from '../../support/server/gateway-fixture.ts';

const ACCOUNT = SIMULATED.accounts.harbourStreet;

/** Gateway and simulator on real ports: stripe-node the one way, signed webhooks the other. */
async function startBoth(
  context: TestContext,
  options: { webhooks: boolean; settleAfterMs?: number; clock?: Clock },
) {
  const gatewayPort = await freePort();
  const simulator = buildSimulator({
    webhookUrl: options.webhooks ? `http://127.0.0.1:${gatewayPort}/webhooks/stripe` : null,
    webhookSecret: SIMULATED.webhookSecret,
    ...(options.settleAfterMs === undefined ? {} : { settleAfterMs: options.settleAfterMs }),
  });
  const simulatorUrl = await simulator.app.listen({ port: 0, host: '127.0.0.1' });
  const stripe = createStripeClient(SIMULATED.secretKey, new URL(simulatorUrl));
  const gateway = await startGateway(context, {
    clock: options.clock ?? systemClock,
    stripe: createStripePort(stripe, [SIMULATED.webhookSecret]),
  });
  context.after(() => {
    // A call that is still under way would otherwise keep its connection for node's 72 s.
    simulator.app.server.closeAllConnections();
    return simulator.app.close();
  });
  const [organisation] = HOST.organisations;
  const [clinic] = organisation?.clinics ?? [];
  if (!organisation || !clinic) throw new Error('The fixture has no clinic.');
  await gateway.provision('h_demo', {
    ...HOST,
    organisations: [{ ...organisation, clinics: [{ ...clinic, stripeAccount: ACCOUNT }] }],
  });
  await gateway.built.app.listen({ port: gatewayPort, host: '127.0.0.1' });

  const clinician = await gateway.token();
  const patient = await gateway.patientToken();
  const created = await gateway.create(clinician);
  assert.equal(created.status, 201, JSON.stringify(created.body));
  const { id } = created.body;
  const checkout = await gateway.act(patient, id, 'checkout');
  assert.equal(checkout.status, 200, JSON.stringify(checkout.body));
  const { clientSecret, stripeAccount } = checkout.body as unknown as CheckoutCredentials;
  assert.equal(stripeAccount, ACCOUNT);
  /** As the patient's page would, with a test card's token. */
  const pay = (card: string) =>
    stripe.paymentIntents
      .confirm(
        clientSecret.split('_secret_')[0] ?? '',
        { payment_method: card, return_url: 'http://localhost/', receipt_email: 'pat@example.com' },
        { stripeAccount: ACCOUNT },
      )
      .catch(() => undefined);
  return { gateway, simulator, simulatorUrl, stripe, clinician, patient, id, pay };
}

async function until(
  gateway: GatewayFixture,
  as: string,
  id: string,
  fits: (request: PaymentRequest) => boolean,
): Promise<PaymentRequest> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const request = await gateway.get(as, id);
    if (fits(request)) return request;
    if (performance.now() > deadline) throw new Error(`Still ${JSON.stringify(request)}`);
    await sleep(20);
  }
}

test('simulator: a payment is found by its webhook', async (context) => {
  const { gateway, clinician, id, pay } = await startBoth(context, { webhooks: true });

  await pay('pm_card_visa');
  const request = await until(gateway, clinician, id, ({ status }) => status === 'paid');

  assert.ok(request.status === 'paid');
  assert.equal(request.payment.cardLast4, '4242');
  assert.equal(request.payment.cardBrand, 'visa');
  assert.match(request.payment.receiptUrl ?? '', /^http/);
});

test('simulator: without webhooks it is found by looking', async (context) => {
  const { gateway, patient, id, pay } = await startBoth(context, { webhooks: false });

  await pay('pm_card_visa');

  assert.equal((await gateway.act(patient, id, 'settle')).body.status, 'paid');
});

test('simulator: a declined card keeps the request open, and the next one pays', async (context) => {
  const { gateway, patient, id, pay } = await startBoth(context, { webhooks: true });

  await pay('pm_card_chargeDeclinedInsufficientFunds');
  const declined = await until(gateway, patient, id, ({ lastAttempt }) => lastAttempt !== null);
  await pay('pm_card_visa');
  await until(gateway, patient, id, ({ status }) => status === 'paid');

  assert.equal(declined.status, 'requested');
  assert.equal(declined.lastAttempt?.outcome, 'declined');
  assert.equal(declined.lastAttempt?.code, 'card_declined');
  assert.equal(declined.lastAttempt?.declineCode, 'insufficient_funds');
});

test('simulator: a cancelled request cannot be paid any more', async (context) => {
  const { gateway, clinician, id, pay } = await startBoth(context, { webhooks: true });

  const { body } = await gateway.act(clinician, id, 'cancel');
  await pay('pm_card_visa');

  assert.equal(body.status, 'cancelled');
  assert.equal((await gateway.get(clinician, id)).status, 'cancelled');
});

test('simulator: cancelling what was just paid answers the paid request', async (context) => {
  const { gateway, clinician, id, pay } = await startBoth(context, { webhooks: false });

  await pay('pm_card_visa');
  const answer = await gateway.act(clinician, id, 'cancel');

  assert.deepEqual([answer.status, answer.body.status], [200, 'paid']);
});

test('simulator: a dispute of a paid request reaches the clinician, and so does its end', async (context) => {
  const { gateway, stripe, clinician, patient, id, pay } = await startBoth(context, { webhooks: true });

  await pay('pm_card_createDispute');
  const disputed = await until(gateway, clinician, id, ({ disputeStatus }) => disputeStatus !== null);
  const [dispute] = (await stripe.disputes.list({}, { stripeAccount: ACCOUNT })).data;
  await stripe.disputes.update(
    dispute?.id ?? '',
    { evidence: { uncategorized_text: 'winning_evidence' } },
    { stripeAccount: ACCOUNT },
  );
  const won = await until(gateway, clinician, id, ({ disputeStatus }) => disputeStatus === 'won');

  assert.deepEqual([disputed.status, disputed.disputeStatus], ['paid', 'needs_response']);
  assert.equal(won.status, 'paid');
  assert.equal('disputeStatus' in (await gateway.get(patient, id)), false);
});

test('simulator: a card refused only after a while opens the request again', async (context) => {
  const { gateway, patient, id, pay } = await startBoth(context, { webhooks: true, settleAfterMs: 30 });

  await pay('pm_card_failsLater');
  const refused = await until(gateway, patient, id, ({ lastAttempt }) => lastAttempt !== null);
  await pay('pm_card_visa');
  const paid = await until(gateway, patient, id, ({ status }) => status === 'paid');

  assert.equal(refused.status, 'requested');
  assert.equal(refused.lastAttempt?.declineCode, 'insufficient_funds');
  assert.equal(paid.status, 'paid');
});

async function refund(gateway: GatewayFixture, as: string, id: string, amount: number, key = 'k') {
  const { body } = await gateway.call<RefundAnswer & Problem>(`/v1/payment-requests/${id}/refunds`, {
    method: 'POST',
    as,
    headers: { 'idempotency-key': key },
    body: { amount, reason: 'requested_by_customer' },
  });
  return body;
}

for (const effect of ['cut-after', 'error-after'] as const)
  test(`simulator: a refund whose answer is lost (${effect}) is made once`, async (context) => {
    const { gateway, simulatorUrl, stripe, clinician, id, pay } = await startBoth(context, {
      webhooks: true,
    });
    const admin = await gateway.token({ role: 'clinic-admin', participantId: 'admin-1' });
    await pay('pm_card_visa');
    await until(gateway, clinician, id, ({ status }) => status === 'paid');
    // stripe-node tries once more by itself.
    await addFault({ url: simulatorUrl }, { effect, route: 'POST /v1/refunds', count: 2 });

    await refund(gateway, admin, id, 2500);
    await until(gateway, clinician, id, ({ amountRefunded }) => amountRefunded === 2500);

    const again = await refund(gateway, admin, id, 2500);
    assert.equal(again.refund.status, 'succeeded');
    const { data } = await stripe.refunds.list({}, { stripeAccount: ACCOUNT });
    assert.deepEqual(
      data.map(({ amount, metadata, reason }) => [amount, metadata?.['refund_id'], reason]),
      [[2500, again.refund.id, 'requested_by_customer']],
    );
    const tooMuch = await refund(gateway, admin, id, 6001, 'k2');
    assert.equal(tooMuch.code, 'refund_too_large');
  });

test('simulator: a machine that sleeps for a day after a lost answer gives back once', async (context) => {
  let asleep = 0;
  const clock = { now: () => Date.now() + asleep };
  const { gateway, simulatorUrl, stripe, clinician, id, pay } = await startBoth(context, {
    webhooks: true,
    clock,
  });
  await pay('pm_card_visa');
  await until(gateway, clinician, id, ({ status }) => status === 'paid');
  await addFault({ url: simulatorUrl }, { effect: 'cut-after', route: 'POST /v1/refunds', count: 1 });
  const made = async () => (await stripe.refunds.list({}, { stripeAccount: ACCOUNT })).data;

  const admin = await gateway.token({ role: 'clinic-admin', participantId: 'admin-1' });
  const asking = refund(gateway, admin, id, 2500);
  while ((await made()).length === 0) await sleep(5);
  asleep = 26 * 60 * 60 * 1000;
  const moved = await control({ url: simulatorUrl }, 'POST', '/_simulator/clock', { offsetMs: asleep });
  assert.equal(moved.status, 200);
  await asking;
  await until(gateway, await gateway.token(), id, ({ amountRefunded }) => amountRefunded > 0);

  assert.deepEqual(
    (await made()).map(({ amount }) => amount),
    [2500],
  );
});

async function untilSentBack({ store }: GatewayFixture, id: string): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const kept = await store.refunds.find(id);
    if (kept?.status === 'failed') return;
    if (performance.now() > deadline) throw new Error(`Still ${JSON.stringify(kept)}`);
    await sleep(20);
  }
}

test('simulator: a refund that a bank sends back can be made again', async (context) => {
  const { gateway, clinician, id, pay } = await startBoth(context, { webhooks: true, settleAfterMs: 30 });
  const admin = await gateway.token({ role: 'clinic-admin', participantId: 'admin-1' });
  await pay('pm_card_refundFail');
  await until(gateway, clinician, id, ({ status }) => status === 'paid');

  const first = await refund(gateway, admin, id, 8500);
  // The sum alone may be 0 all along: the bank may be quicker than the first look.
  await untilSentBack(gateway, first.refund.id);
  await until(gateway, clinician, id, ({ amountRefunded }) => amountRefunded === 0);

  assert.equal((await refund(gateway, admin, id, 8500, 'k2')).refund.amount, 8500);
});

test('simulator: a payment without a dispute has none', async (context) => {
  const { app } = buildSimulator({});
  context.after(() => app.close());
  const address = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  const port = createStripePort(createStripeClient(SIMULATED.secretKey, address), []);

  assert.equal(await port.latestDispute('pi_none', ACCOUNT), null);
});
