import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';

import type { Stripe } from 'stripe';

import { buildSimulator } from '../../../../server-stub/stripe-simulator/app.ts';
import { openDatabase } from '../../../../server-stub/stripe-simulator/store/database.ts';
import { aRequest, CLINIC, OTHER_CLINIC, startSimulator } from '../running-simulator.ts';
import { HOME, page } from './pages.ts';

const onClinic = { stripeAccount: CLINIC };

async function someClinic(t: TestContext) {
  const simulator = await startSimulator(t);
  const pay = (changes: Partial<Stripe.PaymentIntentCreateParams>) =>
    simulator.stripe.paymentIntents.create(
      aRequest({ confirm: true, payment_method: 'pm_card_visa', ...changes }),
      onClinic,
    );
  return { ...simulator, pay };
}

/** The payments that a page lists, by their descriptions, newest first. */
function listed(text: string): readonly string[] {
  return [...text.matchAll(/class="row-link"[^>]*>([^<]*)</g)].map(([, words]) => words?.trim() ?? '');
}

describe('the list of payments', () => {
  test('is searched by description, amount, card, id and metadata, each word of the search', async (t) => {
    const clinic = await someClinic(t);
    const first = await clinic.pay({ description: 'Long consultation', amount: 13_200 });
    await clinic.pay({ description: 'Script 100% renewal', metadata: { visit: 'V-77' }, amount: 3500 });
    await clinic.pay({ description: 'Follow-up', payment_method: 'pm_card_mastercard' });
    const found = async (words: string) =>
      listed(await page(clinic, `${HOME}/payments?q=${encodeURIComponent(words)}`));
    assert.deepEqual(await found('CONSULT'), ['Long consultation']);
    assert.deepEqual(await found('$132.00'), ['Long consultation']);
    assert.deepEqual(await found('4444'), ['Follow-up']);
    assert.deepEqual(await found(first.id), ['Long consultation']);
    assert.deepEqual(await found(String(first.latest_charge)), ['Long consultation']);
    assert.deepEqual(await found('v-77'), ['Script 100% renewal']);
    assert.deepEqual(await found('visit:V-77'), ['Script 100% renewal']);
    assert.deepEqual(await found('script 35'), ['Script 100% renewal']);
    assert.deepEqual(await found('script 132'), []);
    assert.deepEqual(await found('%'), []);
    assert.deepEqual(await found('100%'), ['Script 100% renewal']);
  });

  test('is filtered by how the payment stands, as that changes', async (t) => {
    const clinic = await someClinic(t);
    const whole = await clinic.pay({ description: 'Whole' });
    const part = await clinic.pay({ description: 'Part' });
    await clinic.stripe.paymentIntents
      .create(
        aRequest({ description: 'Refused', confirm: true, payment_method: 'pm_card_chargeDeclined' }),
        onClinic,
      )
      .catch(() => undefined);
    const open = await clinic.stripe.paymentIntents.create(aRequest({ description: 'Open' }), onClinic);
    const inState = async (state: string) => listed(await page(clinic, `${HOME}/payments?status=${state}`));
    assert.deepEqual(await inState('succeeded'), ['Part', 'Whole']);
    await clinic.stripe.refunds.create({ payment_intent: whole.id }, onClinic);
    await clinic.stripe.refunds.create({ payment_intent: part.id, amount: 100 }, onClinic);
    assert.deepEqual(await inState('succeeded'), []);
    assert.deepEqual(await inState('refunded'), ['Whole']);
    assert.deepEqual(await inState('partially_refunded'), ['Part']);
    assert.deepEqual(await inState('failed'), ['Refused']);
    assert.deepEqual(await inState('incomplete'), ['Open']);
    await clinic.stripe.paymentIntents.cancel(open.id, {}, onClinic);
    assert.deepEqual(await inState('canceled'), ['Open']);
  });

  test('takes days as the clinic has them, summer time included', async (t) => {
    // The first Sunday of October 2026 has 23 hours in Sydney.
    let now = Date.parse('2026-10-03T13:30:00Z');
    const simulator = await startSimulator(t, { now: () => now });
    const pay = (description: string) =>
      simulator.stripe.paymentIntents.create(aRequest({ description }), onClinic);
    const on = async (from: string, to: string) =>
      listed(await page(simulator, `${HOME}/payments?from=${from}&to=${to}`));
    await pay('Half past eleven on Saturday');
    now = Date.parse('2026-10-03T14:30:00Z');
    await pay('Half past midnight on Sunday');
    now = Date.parse('2026-10-04T12:59:59Z');
    await pay('A second before Monday');
    now = Date.parse('2026-10-04T13:00:00Z');
    await pay('Monday');
    assert.deepEqual(await on('2026-10-04', '2026-10-04'), [
      'A second before Monday',
      'Half past midnight on Sunday',
    ]);
    assert.deepEqual(await on('2026-10-05', ''), ['Monday']);
    assert.deepEqual(await on('', '2026-10-03'), ['Half past eleven on Saturday']);
    assert.equal((await on('2026-02-31', '')).length, 4);
  });

  test('goes from page to page without losing one, there and back', async (t) => {
    const simulator = await startSimulator(t);
    for (let number = 1; number <= 60; number += 1) {
      await simulator.stripe.paymentIntents.create(aRequest({ description: `No ${number}` }), onClinic);
    }
    const numbers = Array.from({ length: 60 }, (_, index) => `No ${60 - index}`);
    const link = (text: string, words: string) =>
      new RegExp(`href="([^"]*)"[^>]*>${words}<`).exec(text)?.[1]?.replaceAll('&#38;', '&') ?? null;
    const first = await page(simulator, `${HOME}/payments`);
    const second = await page(simulator, link(first, 'Older') ?? '');
    const third = await page(simulator, link(second, 'Older') ?? '');
    assert.deepEqual([...listed(first), ...listed(second), ...listed(third)], numbers);
    assert.equal(link(first, 'Newer'), null);
    assert.equal(link(third, 'Older'), null);
    const back = await page(simulator, link(third, 'Newer') ?? '');
    assert.deepEqual(listed(back), listed(second));
  });

  test('shows a clinic its own payments only', async (t) => {
    const clinic = await someClinic(t);
    const { id } = await clinic.pay({ description: 'Private' });
    const theirs = `/dashboard/${OTHER_CLINIC}`;
    assert.deepEqual(listed(await page(clinic, `${theirs}/payments`)), []);
    assert.equal((await fetch(`${clinic.url}${theirs}/payments/${id}`)).status, 404);
    assert.equal((await fetch(`${clinic.url}${theirs}/payments/${id}/refund`)).status, 404);
  });

  test('knows the payments of a data folder from before it had an index', async (t) => {
    const data = await mkdtemp(join(tmpdir(), 'simulator-'));
    t.after(() => rm(data, { recursive: true, force: true }));
    const before = buildSimulator({ data });
    const request = { amount: '8500', currency: 'aud', confirm: 'true', payment_method: 'pm_card_visa' };
    const { statusCode } = await before.app.inject({
      method: 'POST',
      url: '/v1/payment_intents',
      headers: {
        authorization: 'Bearer sk_test_x',
        'stripe-account': CLINIC,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ ...request, return_url: 'https://example.com/' }).toString(),
    });
    assert.equal(statusCode, 200);
    await before.app.close();
    const database = openDatabase(data);
    database.sqlite.exec('delete from payments');
    database.close();
    const after = buildSimulator({ data });
    t.after(() => after.app.close());
    assert.equal(after.world.objects.payments.counts(CLINIC).get('succeeded'), 1);
  });
});

describe('the home page', () => {
  test('sums what was taken by the clinic’s days, refunded later or not', async (t) => {
    let now = Date.parse('2026-03-10T12:59:00Z'); // A minute to midnight in Sydney.
    const simulator = await startSimulator(t, { now: () => now });
    const pay = (amount: number) =>
      simulator.stripe.paymentIntents.create(
        aRequest({ amount, confirm: true, payment_method: 'pm_card_visa' }),
        onClinic,
      );
    const { id } = await pay(10_000);
    now += 2 * 60_000;
    await pay(2500);
    await simulator.stripe.refunds.create({ payment_intent: id }, onClinic);
    const text = await page(simulator, HOME);
    const figures = [...text.matchAll(/<h2>([^<]*)<\/h2>\s*<p class="figure-value">([^<]*)</g)].map(
      ([, term, value]) => [term, value],
    );
    assert.deepEqual(figures.slice(0, 4), [
      ['Today', '$25.00'],
      ['Yesterday', '$100.00'],
      ['Last 7 days', '$125.00'],
      ['Last 30 days', '$125.00'],
    ]);
    assert.match(text, /Sydney time \(AEDT\)/);
  });
});

describe('one payment', () => {
  test('tells its story, with why a card was declined, and keeps its secrets', async (t) => {
    const { stripe, url } = await startSimulator(t);
    const intent = await stripe.paymentIntents.create(aRequest({ description: '<i>Fee</i>' }), onClinic);
    await stripe.paymentIntents
      .confirm(intent.id, { payment_method: 'pm_card_chargeDeclinedInsufficientFunds' }, onClinic)
      .catch(() => undefined);
    await stripe.paymentIntents.confirm(
      intent.id,
      { payment_method: 'pm_card_visa', receipt_email: 'pat@example.com' },
      onClinic,
    );
    await stripe.refunds.create({ payment_intent: intent.id, amount: 2000 }, onClinic);
    const text = await page({ url }, `${HOME}/payments/${intent.id}`);
    const titles = [...text.matchAll(/timeline-title">([^<]*)</g)].map(([, words]) => words);
    assert.deepEqual(titles, [
      'Refund receipt sent',
      '$20.00 AUD refunded',
      'Receipt sent',
      'Payment succeeded',
      'Payment attempt failed',
      'Payment requested',
    ]);
    assert.match(text, /The card has insufficient funds/);
    assert.match(text, /Partial refund/);
    assert.match(text, /&#60;i&#62;Fee/);
    const charge = await stripe.charges.list({ payment_intent: intent.id, limit: 1 }, onClinic);
    const receipt = new URL(charge.data[0]?.receipt_url ?? '').searchParams.get('s') ?? 'none';
    assert.ok(!text.includes(intent.client_secret ?? 'none'));
    const objects = text.slice(text.indexOf('id="objects"'));
    assert.ok(!objects.includes(receipt));
  });
});
