import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Stripe } from 'stripe';

import { putInState } from '../../../../server-stub/stripe-simulator/resources/accounts/change-account.ts';
import { SIMULATED } from '../../../../server-stub/stripe/simulated.ts';
import { activityOf, addFault, control } from '../control.ts';
import { aRequest, CLINIC, startFreshSimulator, startReceiver, stripeError } from '../running-simulator.ts';
import { aLink, aNewAccount, REFRESH_URL, RETURN_URL } from './new-account.ts';
import { leadsTo, open } from './pages.ts';

describe('an account that the platform opens', () => {
  test('cannot take cards, and says what is missing', async (t) => {
    const { stripe } = await startFreshSimulator(t);
    const account = await stripe.v2.core.accounts.create(aNewAccount());
    assert.deepEqual(
      [account.object, account.display_name, account.contact_email, account.dashboard, account.livemode],
      ['v2.core.account', 'Riverside Clinic', 'accounts@riverside.example', 'full', false],
    );
    assert.deepEqual({ ...account.metadata }, { clinic: 'c_1' });
    assert.equal(account.identity?.country, 'AU');
    assert.deepEqual(account.applied_configurations, ['merchant']);
    assert.deepEqual(account.configuration?.merchant?.capabilities?.card_payments, {
      status: 'restricted',
      status_details: [{ code: 'requirements_past_due', resolution: 'provide_info' }],
    });
    const entries = account.requirements?.entries ?? [];
    assert.ok(entries.length > 3);
    assert.ok(entries.every(({ awaiting_action_from }) => awaiting_action_from === 'user'));
    assert.ok(entries.some(({ description }) => description === 'external_account'));
    assert.equal(account.requirements?.summary?.minimum_deadline?.status, 'past_due');
  });

  test('is the same account in v1, where it is the platform’s to control', async (t) => {
    const { stripe } = await startFreshSimulator(t);
    const { id } = await stripe.v2.core.accounts.create(aNewAccount());
    for (const account of [
      await stripe.accounts.retrieve(id),
      await stripe.accounts.retrieveCurrent({}, { stripeAccount: id }),
    ]) {
      assert.deepEqual([account.id, account.charges_enabled, account.details_submitted], [id, false, false]);
      assert.equal(account.settings?.dashboard.display_name, 'Riverside Clinic');
      assert.deepEqual(
        [account.country, account.default_currency, account.metadata],
        ['AU', 'aud', { clinic: 'c_1' }],
      );
      assert.equal(account.controller?.is_controller, true);
      assert.equal(account.requirements?.disabled_reason, 'requirements.past_due');
      assert.deepEqual(account.requirements?.currently_due, account.requirements?.past_due);
    }
  });

  test('shows only what was asked for', async (t) => {
    const { stripe } = await startFreshSimulator(t);
    const { id } = await stripe.v2.core.accounts.create(aNewAccount());
    const bare = await stripe.v2.core.accounts.retrieve(id);
    // On the wire v2 writes null for what was not included.
    assert.deepEqual(
      [bare.configuration, bare.requirements, bare.identity, bare.defaults],
      [null, null, null, null],
    );
    const full = await stripe.v2.core.accounts.retrieve(id, { include: ['requirements', 'defaults'] });
    assert.ok(full.requirements?.entries);
    assert.equal(full.defaults?.responsibilities.requirements_collector, 'stripe');
    assert.equal(full.identity, null);
  });

  test('keeps its metadata and name up to date', async (t) => {
    const { stripe } = await startFreshSimulator(t);
    const { id } = await stripe.v2.core.accounts.create(aNewAccount());
    await stripe.v2.core.accounts.update(id, { display_name: 'Riverside', metadata: { b: '2' } });
    const account = await stripe.v2.core.accounts.retrieve(id);
    assert.equal(account.display_name, 'Riverside');
    assert.deepEqual({ ...account.metadata }, { clinic: 'c_1', b: '2' });
  });

  test('is refused for kinds of account that are not simulated, and for what no account has', async (t) => {
    const { stripe } = await startFreshSimulator(t);
    const { identity: _none, ...nowhere } = aNewAccount();
    const refusals: readonly (readonly [Stripe.V2.Core.AccountCreateParams, string])[] = [
      [aNewAccount({ dashboard: 'express' }), 'unsupported_by_simulator'],
      [nowhere, 'identity_country_required'],
      [aNewAccount({ identity: { country: 'zz' } }), 'country_unsupported'],
      [aNewAccount({ contact_email: 'nobody' }), 'email_invalid'],
    ];
    for (const [params, code] of refusals) {
      const refused = await stripeError(stripe.v2.core.accounts.create(params));
      assert.deepEqual([refused.statusCode, refused.code], [400, code]);
    }
  });

  test('can only be read by v2 when it was made by v2', async (t) => {
    const { stripe } = await startFreshSimulator(t);
    const v1 = await stripeError(stripe.v2.core.accounts.retrieve(CLINIC));
    assert.deepEqual([v1.statusCode, v1.code], [400, 'v1_account_instead_of_v2_account']);
    const link = await stripeError(stripe.v2.core.accountLinks.create(aLink(CLINIC)));
    assert.equal(link.code, 'v1_account_instead_of_v2_account');
    for (const id of [SIMULATED.accounts.riverside, SIMULATED.accounts.kingStreet, 'acct_none']) {
      const refused = await stripeError(stripe.v2.core.accounts.retrieve(id));
      assert.deepEqual([refused.statusCode, refused.code], [404, 'not_found']);
    }
  });

  test('takes no payment before it is ready', async (t) => {
    const { stripe } = await startFreshSimulator(t);
    const { id } = await stripe.v2.core.accounts.create(aNewAccount());
    const refused = await stripeError(
      stripe.paymentIntents.create(aRequest({ confirm: true, payment_method: 'pm_card_visa' }), {
        stripeAccount: id,
      }),
    );
    assert.equal(refused.statusCode, 400);
    assert.match(refused.message, /cannot currently make charges/);
  });
});

describe('a v2 call with a key', () => {
  test('opens one account, and answers a repeat with how it stands now', async (t) => {
    const { stripe } = await startFreshSimulator(t);
    const keyed = { idempotencyKey: 'open:1' };
    const first = await stripe.v2.core.accounts.create(aNewAccount(), keyed);
    await stripe.v2.core.accounts.update(first.id, { metadata: { later: 'yes' } });
    const again = await stripe.v2.core.accounts.create(aNewAccount(), keyed);
    assert.equal(again.id, first.id);
    assert.equal(again.metadata?.['later'], 'yes');
    const other = await stripeError(stripe.v2.core.accounts.create(aNewAccount({ metadata: {} }), keyed));
    assert.ok(other instanceof Stripe.errors.StripeIdempotencyError);
  });

  test('is kept for thirty days, and not kept at all when it was refused', async (t) => {
    const simulator = await startFreshSimulator(t);
    const { accounts } = simulator.stripe.v2.core;
    const keyed = { idempotencyKey: 'open:2' };
    await stripeError(accounts.create(aNewAccount({ identity: { country: 'zz' } }), keyed));
    const { id } = await accounts.create(aNewAccount(), keyed);
    const day = 24 * 60 * 60 * 1000;
    await control(simulator, 'POST', '/_simulator/clock', { advanceMs: 29 * day });
    assert.equal((await accounts.create(aNewAccount(), keyed)).id, id);
    await control(simulator, 'POST', '/_simulator/clock', { advanceMs: 2 * day });
    assert.notEqual((await accounts.create(aNewAccount(), keyed)).id, id);
  });

  for (const effect of ['error-after', 'cut-after'] as const) {
    test(`finds its account again after the fault ${effect}`, async (t) => {
      const simulator = await startFreshSimulator(t);
      const { accounts } = simulator.stripe.v2.core;
      await addFault(simulator, { effect, route: 'POST /v2/core/accounts', count: 1 });
      const keyed = { idempotencyKey: 'open:3' };
      // Of a connection that was cut stripe-node makes the call again by itself.
      await Promise.allSettled([accounts.create(aNewAccount(), keyed)]);
      const { id } = await accounts.create(aNewAccount(), keyed);
      assert.equal((await accounts.create(aNewAccount(), keyed)).id, id);
      const made = simulator.world.objects
        .latest('account', 100)
        .filter(({ object }) => simulator.world.connections.isMadeByUs(object.id));
      assert.deepEqual(
        made.map(({ account }) => account),
        [id],
      );
    });
  }
});

describe('an account link', () => {
  test('opens once, and then leads to refresh_url', async (t) => {
    const simulator = await startFreshSimulator(t);
    const { accounts, accountLinks } = simulator.stripe.v2.core;
    const { id } = await accounts.create(aNewAccount());
    const link = await accountLinks.create(aLink(id));
    assert.deepEqual([link.object, link.account, link.livemode], ['v2.core.account_link', id, false]);
    assert.equal(Date.parse(link.expires_at) - Date.parse(link.created), 5 * 60_000);
    assert.deepEqual(link.use_case.account_onboarding, { refresh_url: REFRESH_URL, return_url: RETURN_URL });
    const { pathname } = new URL(link.url);
    assert.match(leadsTo(await open(simulator, pathname)).pathname, /^\/setup\/s\//);
    assert.equal(leadsTo(await open(simulator, pathname)).href, REFRESH_URL);
  });

  test('leads to refresh_url when it is old, or when the account has left', async (t) => {
    const simulator = await startFreshSimulator(t);
    const { accounts, accountLinks } = simulator.stripe.v2.core;
    const { id } = await accounts.create(aNewAccount());
    const old = new URL((await accountLinks.create(aLink(id))).url).pathname;
    await control(simulator, 'POST', '/_simulator/clock', { advanceMs: 5 * 60_000 });
    assert.equal(leadsTo(await open(simulator, old)).href, REFRESH_URL);
    const left = new URL((await accountLinks.create(aLink(id))).url).pathname;
    await simulator.stripe.oauth.deauthorize({ client_id: SIMULATED.connectClientId, stripe_user_id: id });
    assert.equal(leadsTo(await open(simulator, left)).href, REFRESH_URL);
  });

  test('that was never given out leads nowhere', async (t) => {
    const simulator = await startFreshSimulator(t);
    const { status, text } = await open(simulator, '/setup/e/acct_x/abc');
    assert.equal(status, 404);
    assert.match(text, /no longer valid/);
  });

  test('is not there for updates of a full dashboard, nor without an address to come back to', async (t) => {
    const { stripe } = await startFreshSimulator(t);
    const { id } = await stripe.v2.core.accounts.create(aNewAccount());
    const update = stripe.v2.core.accountLinks.create({
      account: id,
      use_case: { type: 'account_update', account_update: { refresh_url: REFRESH_URL } },
    });
    assert.match((await stripeError(update)).message, /full Stripe Dashboard/);
    const wrong = aLink(id);
    const nowhere = stripe.v2.core.accountLinks.create({
      ...wrong,
      use_case: { type: 'account_onboarding', account_onboarding: { refresh_url: 'javascript:1' } },
    });
    assert.equal((await stripeError(nowhere)).code, 'url_invalid');
  });
});

describe('thin events', () => {
  test('meet the fault switches by their type', async (t) => {
    const receiver = await startReceiver(t);
    const simulator = await startFreshSimulator(t, { webhookUrl: receiver.url });
    await addFault(simulator, { effect: 'drop', type: 'v2.core.account[*' });
    await addFault(simulator, { effect: 'double', type: 'v2.core.account.created', count: 1 });
    const { id } = await simulator.stripe.v2.core.accounts.create(aNewAccount());
    await receiver.wait(2);
    const account = simulator.world.objects.find('account', id)?.object;
    assert.ok(account);
    putInState(simulator.world, { account: id }, account, 'ready');
    simulator.webhooks.wake();
    const types = (await receiver.wait(3)).map(({ body }) => String(JSON.parse(body).type));
    await simulator.webhooks.idle();
    assert.deepEqual(types, ['v2.core.account.created', 'v2.core.account.created', 'account.updated']);
    assert.equal(receiver.received.length, 3);
  });

  test('arrive signed at the same endpoint, and their data can be read', async (t) => {
    const receiver = await startReceiver(t);
    const simulator = await startFreshSimulator(t, { webhookUrl: receiver.url });
    const { stripe } = simulator;
    const { id } = await stripe.v2.core.accounts.create(aNewAccount(), { idempotencyKey: 'k' });
    const [received] = await receiver.wait(1);
    const body = received?.body ?? '';
    const notification = stripe.parseEventNotification(
      body,
      String(received?.headers['stripe-signature']),
      SIMULATED.webhookSecret,
    );
    assert.equal(notification.type, 'v2.core.account.created');
    assert.ok(notification.type === 'v2.core.account.created');
    assert.deepEqual(
      { ...notification.related_object },
      {
        id,
        type: 'v2.core.account',
        url: `/v2/core/accounts/${id}`,
      },
    );
    assert.equal((await notification.fetchRelatedObject()).id, id);
    const event = await stripe.v2.core.events.retrieve(notification.id);
    assert.deepEqual(
      [event.id, event.object, event.reason?.request?.idempotency_key],
      [notification.id, 'v2.core.event', 'k'],
    );
    assert.throws(() =>
      stripe.webhooks.constructEvent(
        body,
        String(received?.headers['stripe-signature']),
        SIMULATED.webhookSecret,
      ),
    );
    await simulator.webhooks.idle();
    const delivery = (await activityOf(simulator)).entries.find(({ kind }) => kind === 'delivery');
    assert.ok(delivery?.kind === 'delivery' && delivery.objectId === id);
    assert.equal((await stripeError(stripe.v2.core.events.retrieve('evt_none'))).code, 'not_found');
  });
});
