import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';

import { redactedJson } from '../../../../server-stub/stripe-simulator/dashboard/redact.ts';
import { aRequest, CLINIC, startReceiver, startSimulator } from '../running-simulator.ts';
import { hiddenFields, HOME, page, send } from './pages.ts';

const onClinic = { stripeAccount: CLINIC };

async function aDispute(t: TestContext, card = 'pm_card_createDispute') {
  const simulator = await startSimulator(t);
  const { id } = await simulator.stripe.paymentIntents.create(
    aRequest({ confirm: true, payment_method: card }),
    onClinic,
  );
  const [dispute] = (await simulator.stripe.disputes.list({ payment_intent: id }, onClinic)).data;
  assert.ok(dispute);
  const payment = `${HOME}/payments/${id}`;
  const status = async () => (await simulator.stripe.disputes.retrieve(dispute.id, {}, onClinic)).status;
  return { simulator, payment, path: `${HOME}/disputes/${dispute.id}`, status };
}

/** The hidden fields of the form on the page that posts there. */
async function fieldsOf(simulator: { url: string }, at: string, action: string) {
  const text = await page(simulator, at);
  const form = text.slice(text.indexOf(`action="${action}"`));
  const fields = [...form.matchAll(/name="(form_\w+)"\s+value="([^"]*)"/g)].slice(0, 2);
  return Object.fromEntries(fields.map(([, name, value]) => [name, value]));
}

describe('a dispute in the dashboard', () => {
  test('is where it needs an answer, with when and what for', async (t) => {
    const { simulator, payment } = await aDispute(t);
    for (const path of [HOME, `${HOME}/disputes`, payment]) {
      const text = await page(simulator, path);
      assert.match(text, /Needs a response/, path);
      assert.match(text, /Fraudulent/, path);
    }
    assert.match(await page(simulator, payment), /-?\$25\.00/);
    assert.match(await page(simulator, `${HOME}/payments?status=disputed`), /Consultation/);
    const refund = await fetch(`${simulator.url}${payment}/refund`, { redirect: 'manual' });
    assert.equal(refund.status, 303);
  });

  test('is won with the evidence that wins, and the payment stands again', async (t) => {
    const { simulator, payment, path, status } = await aDispute(t);
    const fields = await fieldsOf(simulator, payment, `${path}/evidence`);
    const answer = await send(simulator, `${path}/evidence`, { ...fields, evidence: 'winning', text: '' });
    assert.deepEqual([answer.status, answer.location], [303, `${payment}#dispute`]);
    assert.equal(await status(), 'won');
    assert.match(await page(simulator, `${HOME}/payments?status=succeeded`), /Consultation/);
    assert.doesNotMatch(await page(simulator, HOME), /Disputes that need a response/);
  });

  test('is lost when it is accepted, and only by a form of its own page', async (t) => {
    const { simulator, payment, path, status } = await aDispute(t);
    const fields = await fieldsOf(simulator, payment, `${path}/accept`);
    const elsewhere = await send(simulator, `${path}/accept`, fields, { origin: 'https://evil.example' });
    assert.equal(elsewhere.status, 403);
    assert.equal(await status(), 'needs_response');
    assert.equal((await send(simulator, `${path}/accept`, fields)).status, 303);
    assert.equal(await status(), 'lost');
    const late = await fieldsOf(simulator, payment, `${path}/accept`);
    assert.deepEqual(late, {});
  });

  test('wants words for evidence of one’s own, and then stays under review', async (t) => {
    const { simulator, payment, path, status } = await aDispute(t);
    const form = { evidence: 'own', text: ' ' };
    const empty = await send(simulator, `${path}/evidence`, {
      ...(await fieldsOf(simulator, payment, `${path}/evidence`)),
      ...form,
    });
    assert.equal(empty.status, 422);
    assert.equal(await status(), 'needs_response');
    await send(simulator, `${path}/evidence`, {
      ...(await fieldsOf(simulator, payment, `${path}/evidence`)),
      ...form,
      text: 'They were here.',
    });
    assert.equal(await status(), 'under_review');
  });
});

describe('the balance', () => {
  test('is what was paid less the fees, waiting first and available after two days', async (t) => {
    let now = Date.parse('2026-03-10T01:00:00Z');
    const { stripe, url } = await startSimulator(t, { now: () => now });
    const { id } = await stripe.paymentIntents.create(
      aRequest({ amount: 10_000, confirm: true, payment_method: 'pm_card_visa' }),
      onClinic,
    );
    const figures = async () =>
      [...(await page({ url }, `${HOME}/balance`)).matchAll(/figure-value">([^<]*)</g)].map(
        ([, text]) => text,
      );
    // 3.5 % and 30 cents for a card of another country.
    assert.deepEqual(await figures(), ['$0.00 AUD', '$96.20 AUD']);
    now = Date.parse('2026-03-12T00:00:00Z');
    assert.deepEqual(await figures(), ['$96.20 AUD', '$0.00 AUD']);
    await stripe.refunds.create({ payment_intent: id, amount: 1000 }, onClinic);
    assert.deepEqual(await figures(), ['$86.20 AUD', '$0.00 AUD']);
    const [refund] = [...(await page({ url }, `${HOME}/balance`)).matchAll(/Amount<\/span>[\s\S]*?<\/tr>/g)];
    assert.deepEqual(refund?.[0].match(/.?\$\d+\.\d\d/g), ['−$10.00', ' $0.00', '−$10.00']);
  });
});

describe('an event in the dashboard', () => {
  test('shows each attempt of its delivery, and is sent again on request', async (t) => {
    const receiver = await startReceiver(t);
    receiver.answers.push(500);
    const { stripe, url, webhooks } = await startSimulator(t, { webhookUrl: receiver.url });
    const { id } = await stripe.paymentIntents.create(aRequest(), onClinic);
    await receiver.wait(1);
    await webhooks.idle();
    const [event] = (await stripe.events.list({ type: 'payment_intent.created' }, onClinic)).data;
    assert.ok(event);
    const path = `${HOME}/events/${event.id}`;
    assert.match(await page({ url }, path), /HTTP 500/);
    const form = await hiddenFields({ url }, path);
    assert.equal((await send({ url }, `${path}/resend`, form, { origin: 'null' })).status, 403);
    const again = await send({ url }, `${path}/resend`, form);
    assert.deepEqual([again.status, again.location], [303, `${path}?resent=yes`]);
    const [, second] = await receiver.wait(2);
    assert.equal(JSON.parse(second?.body ?? '{}').data.object.id, id);
    await webhooks.idle();
    const text = await page({ url }, path);
    assert.match(text, /HTTP 500/);
    assert.match(text, /The endpoint took it/);
    assert.ok(!text.includes('_secret_'));
  });
});

describe('an object shown to people', () => {
  test('has none of its secrets, wherever they are', () => {
    const text = redactedJson({
      client_secret: 'pi_1_secret_abc',
      webhook: { secret: 'whsec_hush' },
      next_action: {
        use_stripe_sdk: { stripe_js: 'http://localhost/3d_secure/src_1?client_secret=src_client_secret_x' },
      },
      receipt_url: 'http://localhost:4300/receipts/ch_1?s=letmein',
      note: ['it says pi_2_secret_def here', 'and http://plain.example/page'],
      id: 'pi_1',
    });
    for (const secret of ['_secret_a', 'secret_x', 'letmein', 'hush', '_secret_d'])
      assert.ok(!text.includes(secret), secret);
    assert.ok(text.includes('http://plain.example/page') && text.includes('"id": "pi_1"'));
  });
});
