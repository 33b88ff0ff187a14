import assert from 'node:assert/strict';
import { test } from 'node:test';

import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import { HOUR, MINUTE, SECOND } from '../../support/server/fake-clock.ts';
import { ACCOUNT, startGateway } from '../../support/server/gateway-fixture.ts';
import { refund, startPaid } from '../../support/server/paid-request.ts';
import { until } from '../../support/server/until.ts';

test('a checkout whose answer is older than that Stripe settles the payment does not open it again', async (context) => {
  const gateway = await startGateway(context);
  const patient = await gateway.patientToken();
  const { id } = (await gateway.create(await gateway.token())).body;
  const { stripe } = gateway;
  const early = await stripe.retrievePaymentIntent('pi_1', ACCOUNT);
  const slow = Promise.withResolvers<typeof early>();
  const asked = context.mock.method(stripe, 'retrievePaymentIntent', () => slow.promise, { times: 1 });
  const checkout = gateway.act(patient, id, 'checkout');
  await until(() => asked.mock.callCount() > 0, 'Stripe is asked');
  stripe.change('pi_1', { status: 'processing' });
  await gateway.webhook({ type: 'payment_intent.processing', paymentIntent: 'pi_1', requestId: id });

  slow.resolve(early);

  assert.equal((await checkout).status, 409);
  assert.equal((await gateway.store.requests.find(id))?.status, 'processing');
});

test('an event whose reading is older than what its request has become meanwhile is worked on again', async (context) => {
  const gateway = await startGateway(context);
  const { stripe } = gateway;
  stripe.fail('create', 'after');
  const { id } = (await gateway.create(await gateway.token())).body;
  const early = await stripe.retrievePaymentIntent('pi_1', ACCOUNT);
  const slow = Promise.withResolvers<typeof early>();
  const asked = context.mock.method(stripe, 'retrievePaymentIntent', () => slow.promise, { times: 1 });
  const event = gateway.webhook({ type: 'payment_intent.created', paymentIntent: 'pi_1', requestId: id });
  await until(() => asked.mock.callCount() > 0, 'Stripe is asked');
  gateway.clock.advance(2 * SECOND);
  await gateway.built.gateway.payments.reconciliation.tick();
  await until(async () => (await gateway.store.requests.find(id))?.status === 'requested', 'it is requested');
  stripe.change('pi_1', { status: 'processing' });
  await gateway.act(await gateway.patientToken(), id, 'settle');
  assert.equal((await gateway.store.requests.find(id))?.status, 'processing');

  slow.resolve(early);
  await event;
  await gateway.built.idle();

  assert.equal((await gateway.store.requests.find(id))?.status, 'processing');
});

test('what could not be reached for weeks, and then can be paid again, is looked after again', async (context) => {
  const gateway = await startGateway(context);
  const { stripe } = gateway;
  const { id } = (await gateway.create(await gateway.token())).body;
  stripe.fail('retrieve', new StripeFailure('gone', 'No such PaymentIntent.'), 1000);
  for (let hours = 0; hours < 8 * 24; hours += 1) {
    gateway.clock.advance(HOUR + MINUTE);
    await gateway.built.tick();
  }
  assert.equal((await gateway.store.requests.find(id))?.next_check_at, null);
  stripe.heal();
  stripe.decline('pi_1');

  await gateway.webhook({ type: 'payment_intent.payment_failed', paymentIntent: 'pi_1', requestId: id });
  await gateway.built.tick();

  assert.equal((await gateway.store.requests.find(id))?.status, 'expired');
  assert.equal(stripe.only().status, 'canceled');
});

test('after a start, what people wait for goes before what is only looked at', async (context) => {
  const paid = await startPaid(context);
  const { gateway, clinician, id } = paid;
  const { stripe } = gateway;
  for (let count = 0; count < 60; count += 1) await gateway.create(clinician);
  stripe.fail('refund', 'before');
  const { body } = await refund(paid, { amount: 2000 });
  stripe.fail('cancel', 'before');
  const closing = (await gateway.create(clinician)).body.id;
  await gateway.act(clinician, closing, 'cancel');
  stripe.fail('create', 'before');
  const creating = (await gateway.create(clinician)).body.id;
  await gateway.crash();
  gateway.clock.advance(SECOND);

  await gateway.built.gateway.payments.reconciliation.tick();
  await gateway.built.idle();

  assert.equal((await gateway.store.refunds.find(body.refund.id))?.status, 'succeeded');
  assert.equal((await gateway.store.requests.find(closing))?.status, 'cancelled');
  assert.equal((await gateway.store.requests.find(creating))?.status, 'requested');
  assert.equal((await gateway.store.requests.find(id))?.amount_refunded, 2000);
});

test('a timetable made of what has changed meanwhile does not put off a withdrawal', async (context) => {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();
  const { id } = (await gateway.create(clinician)).body;
  const { requests } = gateway.store;
  const seen = await requests.find(id);
  gateway.stripe.fail('cancel', 'before');
  await gateway.act(clinician, id, 'cancel');
  const planned = (await requests.find(id))?.next_check_at;

  if (seen) await requests.schedule(seen, gateway.clock.now() + HOUR, {});

  assert.equal((await requests.find(id))?.next_check_at, planned);
});
