import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';

import { SIMULATED } from '../../../../server-stub/stripe/simulated.ts';
import { aRequest, type RunningSimulator, startFreshSimulator, startReceiver } from '../running-simulator.ts';
import { aLink, aNewAccount, RETURN_URL, standing } from './new-account.ts';
import { fillIn, leadsTo, open } from './pages.ts';

interface Started {
  readonly simulator: RunningSimulator;
  readonly id: string;
  /** Where the hosted pages of this visit begin. */
  readonly visit: string;
}

async function startOnboarding(t: TestContext, webhookUrl: string | null = null): Promise<Started> {
  const simulator = await startFreshSimulator(t, { webhookUrl });
  const { id } = await simulator.stripe.v2.core.accounts.create(aNewAccount());
  return { simulator, id, visit: await visitBy(simulator, id) };
}

async function visitBy(simulator: RunningSimulator, id: string): Promise<string> {
  const link = await simulator.stripe.v2.core.accountLinks.create(aLink(id));
  return leadsTo(await open(simulator, new URL(link.url).pathname)).pathname;
}

/** Fills in the page that comes next, and gives where it leads. */
async function goOn(
  { simulator, visit }: Started,
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  const next = leadsTo(await open(simulator, visit)).pathname;
  const answer = leadsTo(await fillIn(simulator, next, { decision: 'go-on', ...fields }));
  return answer.href;
}

async function finish(started: Started, outcome: string): Promise<string> {
  for (let page = 0; page < 3; page += 1) await goOn(started);
  return goOn(started, { outcome });
}

const v2State = async ({ simulator, id }: Started) =>
  (await simulator.stripe.v2.core.accounts.retrieve(id, { include: ['configuration.merchant'] }))
    .configuration?.merchant?.capabilities?.card_payments?.status;

describe('the hosted onboarding', () => {
  test('asks in steps, and comes back with an account that takes payments', async (t) => {
    const started = await startOnboarding(t);
    const { simulator, id } = started;
    assert.equal(await finish(started, 'ready'), RETURN_URL);
    assert.deepEqual(await standing(simulator.stripe, id), {
      charges_enabled: true,
      details_submitted: true,
      due: 0,
      disabled: null,
    });
    assert.equal(await v2State(started), 'active');
    const paid = await simulator.stripe.paymentIntents.create(
      aRequest({ confirm: true, payment_method: 'pm_card_visa' }),
      { stripeAccount: id },
    );
    assert.equal(paid.status, 'succeeded');
  });

  for (const [outcome, expected, v2] of [
    [
      'in-review',
      {
        charges_enabled: false,
        details_submitted: true,
        due: 0,
        disabled: 'requirements.pending_verification',
      },
      'pending',
    ],
    [
      'restricted',
      { charges_enabled: false, details_submitted: true, due: 1, disabled: 'requirements.past_due' },
      'restricted',
    ],
    ['due-soon', { charges_enabled: true, details_submitted: true, due: 1, disabled: null }, 'active'],
    [
      'incomplete',
      { charges_enabled: false, details_submitted: false, due: 1, disabled: 'requirements.past_due' },
      'restricted',
    ],
  ] as const) {
    test(`can leave the account ${outcome}`, async (t) => {
      const started = await startOnboarding(t);
      assert.equal(await finish(started, outcome), RETURN_URL);
      assert.deepEqual(await standing(started.simulator.stripe, started.id), expected);
      assert.equal(await v2State(started), v2);
    });
  }

  test('can be left half way, keeps what was given, and goes on there with a new link', async (t) => {
    const started = await startOnboarding(t);
    const { simulator, id, visit } = started;
    const before = (await standing(simulator.stripe, id)).due;
    await goOn(started, { name: 'Riverside Clinic Pty Ltd', website: 'https://riverside.example' });
    const second = leadsTo(await open(simulator, visit)).pathname;
    assert.match(second, /representative$/);
    assert.equal(leadsTo(await fillIn(simulator, second, { decision: 'later' })).href, RETURN_URL);
    const after = await standing(simulator.stripe, id);
    assert.deepEqual([after.details_submitted, after.due > 0 && after.due < before], [false, true]);
    const account = await simulator.stripe.accounts.retrieve(id);
    assert.equal(account.business_profile?.name, 'Riverside Clinic Pty Ltd');
    const again = await visitBy(simulator, id);
    assert.match(leadsTo(await open(simulator, again)).pathname, /representative$/);
  });

  test('does not pass for finished when pages were skipped', async (t) => {
    const started = await startOnboarding(t);
    const { simulator, id, visit } = started;
    const last = await open(simulator, `${visit}/agreement`);
    assert.match(last.text, /Still missing: .*bank account/);
    const answer = await fillIn(simulator, `${visit}/agreement`, { decision: 'go-on', outcome: 'ready' });
    assert.equal(leadsTo(answer).href, RETURN_URL);
    assert.equal((await standing(simulator.stripe, id)).details_submitted, false);
  });

  test('asks again for what is empty', async (t) => {
    const { simulator, visit } = await startOnboarding(t);
    const answer = await fillIn(simulator, `${visit}/business`, { decision: 'go-on', name: ' ' });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /Fill in every field/);
    assert.match(answer.text, /aria-invalid="true"/);
  });

  test('asks a restricted account for its document, and a ready one for nothing', async (t) => {
    const started = await startOnboarding(t);
    const { simulator, id } = started;
    await finish(started, 'restricted');
    const second = { ...started, visit: await visitBy(simulator, id) };
    assert.match(leadsTo(await open(simulator, second.visit)).pathname, /document$/);
    assert.equal(await goOn(second, { outcome: 'ready' }), RETURN_URL);
    assert.equal((await standing(simulator.stripe, id)).charges_enabled, true);
    const third = await visitBy(simulator, id);
    const done = leadsTo(await open(simulator, third)).pathname;
    assert.match((await open(simulator, done)).text, /Stripe needs nothing now/);
    assert.equal(leadsTo(await fillIn(simulator, done, { decision: 'later' })).href, RETURN_URL);
  });

  test('keeps nothing of the numbers, the person and the bank account that were typed', async (t) => {
    const started = await startOnboarding(t);
    await goOn(started, { tax: '98 765 432 109' });
    await goOn(started, { given: 'Quentin', family: 'Ysengrin', born: '3 March 1933' });
    await goOn(started, { branch: '987-654', number: '55500012' });
    await goOn(started, { outcome: 'ready' });
    const kept = JSON.stringify([
      started.simulator.world.objects.latest('account', 100),
      started.simulator.world.objects.latest('event', 100),
      started.simulator.world.objects.latest('v2.core.event', 100),
      started.simulator.activity.after(0),
    ]);
    for (const typed of ['98 765', 'Quentin', 'Ysengrin', '1933', '987-654', '55500012']) {
      assert.ok(!kept.includes(typed), typed);
    }
  });

  test('does nothing for another site', async (t) => {
    const { simulator, id, visit } = await startOnboarding(t);
    const headers = { origin: 'https://evil.example' };
    const answer = await fillIn(simulator, `${visit}/business`, { decision: 'go-on' }, headers);
    assert.equal(answer.location, null);
    assert.equal((await simulator.stripe.accounts.retrieve(id)).business_profile?.name, null);
  });

  test('tells of each change, in v1 and in thin events', async (t) => {
    const receiver = await startReceiver(t);
    const started = await startOnboarding(t, receiver.url);
    await finish(started, 'ready');
    await started.simulator.webhooks.idle();
    const { stripe } = started.simulator;
    const bodies = receiver.received.map(({ body, headers }) => {
      const signature = String(headers['stripe-signature']);
      return String(JSON.parse(body).object) === 'event'
        ? stripe.webhooks.constructEvent(body, signature, SIMULATED.webhookSecret)
        : stripe.parseEventNotification(body, signature, SIMULATED.webhookSecret);
    });
    const types: readonly string[] = bodies.map(({ type }) => type);
    const count = (type: string) => types.filter((known) => known === type).length;
    assert.equal(count('account.updated'), 4);
    assert.equal(count('v2.core.account[requirements].updated'), 4);
    assert.equal(count('v2.core.account[identity].updated'), 1);
    assert.equal(count('v2.core.account[configuration.merchant].capability_status_updated'), 1);
    assert.equal(count('v2.core.account_link.returned'), 1);
    const status = bodies.find(({ type }) => type.endsWith('capability_status_updated'));
    const event = await stripe.v2.core.events.retrieve(status?.id ?? '');
    assert.ok(event.type === 'v2.core.account[configuration.merchant].capability_status_updated');
    assert.equal(event.data.updated_capability, 'card_payments');
  });
});
