import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test, type TestContext } from 'node:test';

import { aRequest, CLINIC, OTHER_CLINIC, startSimulator } from '../running-simulator.ts';
import { HOME, page } from './pages.ts';

const onClinic = { stripeAccount: CLINIC };

async function aReceipt(t: TestContext, description = 'Consultation') {
  const simulator = await startSimulator(t);
  const intent = await simulator.stripe.paymentIntents.create(
    aRequest({
      description,
      confirm: true,
      payment_method: 'pm_card_visa',
      receipt_email: 'pat@example.com',
    }),
    onClinic,
  );
  return { simulator, intent };
}

describe('the receipts outbox', () => {
  test('shows a mail with its head, its text and its flag', async (t) => {
    const { simulator, intent } = await aReceipt(t);
    const [mail] = simulator.world.receipts.all();
    assert.ok(mail);
    for (const path of [`/receipts/mails/${mail.number}`, `${HOME}/receipts/${mail.number}`]) {
      const text = await page(simulator, path);
      for (const words of [
        mail.subject,
        'pat@example.com',
        'Harbour Street Clinic',
        'Live Stripe would send it. Test mode would not.',
        'Amount paid: $85.00',
        `/dashboard/${CLINIC}/payments/${intent.id}`,
      ]) {
        assert.ok(text.includes(words), `${path}: ${words}`);
      }
    }
  });

  test('shows a clinic its own mails only', async (t) => {
    const { simulator } = await aReceipt(t);
    const [mail] = simulator.world.receipts.all();
    const theirs = await fetch(`${simulator.url}/dashboard/${OTHER_CLINIC}/receipts/${mail?.number}`);
    assert.equal(theirs.status, 404);
    assert.ok(!(await page(simulator, `/dashboard/${OTHER_CLINIC}/receipts`)).includes('pat@example.com'));
  });

  test('brings the mail as the patient gets it, which loads and runs nothing', async (t) => {
    const { simulator } = await aReceipt(t, '<script>alert(1)</script>');
    const [mail] = simulator.world.receipts.all();
    const response = await fetch(`${simulator.url}/receipts/mails/${mail?.number}/html`);
    const text = await response.text();
    assert.ok(text.includes('&#60;script&#62;') && !text.includes('<script'));
    const policy = response.headers.get('content-security-policy') ?? '';
    const styles = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? '';
    const digest = createHash('sha256').update(styles).digest('base64');
    assert.ok(policy.includes(`style-src 'sha256-${digest}'`), policy);
    assert.ok(policy.includes("default-src 'none'") && policy.includes('sandbox'));
  });

  test('tells of a refund with what came back, and leaves the first receipt as it was', async (t) => {
    const { simulator, intent } = await aReceipt(t);
    await simulator.stripe.refunds.create({ payment_intent: intent.id, amount: 2000 }, onClinic);
    const [paid, refunded] = simulator.world.receipts.all();
    assert.equal(refunded?.subject, `Your refund from Harbour Street Clinic [#${paid?.receiptNumber}]`);
    const mailOf = (number = 0) => page(simulator, `/receipts/mails/${number}/html`);
    const [first, second] = [await mailOf(paid?.number), await mailOf(refunded?.number)];
    assert.ok(second.includes('Amount refunded') && second.includes('$20.00') && second.includes('5 to 10'));
    assert.ok(first.includes('$85.00') && !first.includes('$20.00') && !first.includes('$65.00'));
  });

  test('gives the mail as a file that a mail program opens, with no header of another’s making', async (t) => {
    const { simulator } = await aReceipt(t);
    const account = simulator.world.objects.find('account', CLINIC)?.object;
    assert.ok(account?.business_profile);
    const named = {
      ...account,
      business_profile: { ...account.business_profile, name: 'Zoë’s Clinic\r\nBcc: everyone@example.com' },
    };
    simulator.world.objects.replace('account', named);
    await simulator.stripe.paymentIntents.create(
      aRequest({ confirm: true, payment_method: 'pm_card_visa', receipt_email: 'sam@example.com' }),
      onClinic,
    );
    const mail = simulator.world.receipts.all().at(-1);
    const source = await page(simulator, `/receipts/mails/${mail?.number}/receipt.eml`);
    const [head = ''] = source.split('\r\n\r\n');
    assert.ok(!/^Bcc:/m.test(head));
    assert.match(head, /^From: =\?utf-8\?B\?[\w+/=]+\?=/m);
    assert.match(head, /^To: sam@example\.com$/m);
    assert.match(head, /^Content-Type: multipart\/alternative; boundary="/m);
    const text = Buffer.from(
      /text\/plain[\s\S]*?base64\r\n\r\n([\s\S]*?)\r\n--/.exec(source)?.[1] ?? '',
      'base64',
    );
    assert.match(text.toString(), /Amount paid: \$85\.00/);
  });
});
