import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';

import { aRequest, CLINIC, startReceiver, startSimulator } from '../running-simulator.ts';
import { hiddenFields, HOME, page, send } from './pages.ts';

const onClinic = { stripeAccount: CLINIC };

async function aPayment(t: TestContext, webhookUrl: string | null = null) {
  const simulator = await startSimulator(t, { webhookUrl });
  const { id } = await simulator.stripe.paymentIntents.create(
    aRequest({ confirm: true, payment_method: 'pm_card_visa', receipt_email: 'pat@example.com' }),
    onClinic,
  );
  const path = `${HOME}/payments/${id}/refund`;
  const refunds = async () =>
    (await simulator.stripe.refunds.list({ payment_intent: id }, onClinic)).data.map(({ amount }) => amount);
  return { simulator, id, path, refunds, fields: await hiddenFields(simulator, path) };
}

describe('a refund from the dashboard', () => {
  test('gives back what was asked for, once, however often its form is sent', async (t) => {
    const { simulator, path, refunds, fields, id } = await aPayment(t);
    const form = { ...fields, amount: '20.00', reason: 'duplicate' };
    const answers = await Promise.all([send(simulator, path, form), send(simulator, path, form)]);
    const again = await send(simulator, path, form);
    for (const { status, location } of [...answers, again]) {
      assert.deepEqual([status, location], [303, `${HOME}/payments/${id}?refunded=2000`]);
    }
    assert.deepEqual(await refunds(), [2000]);
    const text = await page(simulator, `${HOME}/payments/${id}?refunded=2000`);
    assert.match(text, /\$20\.00 AUD refunded\./);
    const mails = simulator.world.receipts.all().map(({ kind, to, amount }) => [kind, to, amount]);
    assert.deepEqual(mails, [
      ['payment', 'pat@example.com', 8500],
      ['refund', 'pat@example.com', 2000],
    ]);
  });

  test('is told by webhook, like any other', async (t) => {
    const receiver = await startReceiver(t);
    const { simulator, path, fields } = await aPayment(t, receiver.url);
    await receiver.wait(4);
    await send(simulator, path, { ...fields, amount: '85', reason: '' });
    const types = (await receiver.wait(6)).map(({ body }) => String(JSON.parse(body).type));
    assert.ok(types.includes('charge.refunded') && types.includes('refund.created'), types.join());
  });

  test('that cannot be made says why, keeps what was typed, and can be corrected', async (t) => {
    const { simulator, path, refunds, fields } = await aPayment(t);
    for (const [amount, words] of [
      ['', /Enter the amount to refund/],
      ['twenty', /in numbers/],
      ['-5', /above zero/],
      ['0', /above zero/],
      ['1.005', /too many decimals/],
      ['85.01', /At most \$85\.00 can be refunded/],
    ] as const) {
      const { status, text } = await send(simulator, path, { ...fields, amount, reason: '' });
      assert.equal(status, 422, amount);
      assert.match(text, words);
      assert.ok(text.includes(`value="${amount}"`), amount);
    }
    assert.deepEqual(await refunds(), []);
    const { status } = await send(simulator, path, {
      ...(await hiddenFields(simulator, path)),
      amount: '85',
      reason: '',
    });
    assert.equal(status, 303);
    assert.deepEqual(await refunds(), [8500]);
    const tooLate = await send(simulator, path, { ...fields, amount: '1', reason: '' });
    assert.match(tooLate.text, /already been refunded in full/);
  });

  test('is refused to other sites, to forms of other pages, and to names that are not this machine’s', async (t) => {
    const { simulator, path, refunds, fields } = await aPayment(t);
    const form = { ...fields, amount: '20', reason: '' };
    const other = await aPaymentOf(simulator);
    const attempts = [
      send(simulator, path, form, { origin: 'https://evil.example' }),
      send(simulator, path, form, { origin: 'null' }),
      send(simulator, path, form, {}),
      send(simulator, path, form, { origin: simulator.url, 'sec-fetch-site': 'cross-site' }),
      send(simulator, path, { amount: '20', reason: '' }),
      send(simulator, path, { ...form, form_token: 'x'.repeat(43) }),
      send(simulator, path, { ...form, ...(await hiddenFields(simulator, other)) }),
    ];
    for (const attempt of attempts) {
      const { status, text } = await attempt;
      assert.equal(status, 403);
      assert.match(text, /Nothing has been changed/);
    }
    const { port } = new URL(simulator.url);
    const rebound = await simulator.app.inject({
      method: 'POST',
      url: path,
      headers: {
        host: `evil.example:${port}`,
        origin: `http://evil.example:${port}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams(form).toString(),
    });
    assert.equal(rebound.statusCode, 404);
    assert.deepEqual(await refunds(), []);
  });

  test('is on a page that no other page can frame, and whose forms go nowhere else', async (t) => {
    const { simulator, path } = await aPayment(t);
    const { headers } = await fetch(`${simulator.url}${path}`);
    const policy = headers.get('content-security-policy') ?? '';
    for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'"]) {
      assert.ok(policy.includes(rule), rule);
    }
    assert.ok(!policy.includes('unsafe'));
  });
});

async function aPaymentOf(simulator: Awaited<ReturnType<typeof startSimulator>>): Promise<string> {
  const { id } = await simulator.stripe.paymentIntents.create(
    aRequest({ confirm: true, payment_method: 'pm_card_visa' }),
    onClinic,
  );
  return `${HOME}/payments/${id}/refund`;
}
