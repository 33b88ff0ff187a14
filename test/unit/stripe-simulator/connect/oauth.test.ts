import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Stripe } from 'stripe';

import { SIMULATED } from '../../../../server-stub/stripe/simulated.ts';
import { activityOf, addFault, control } from '../control.ts';
import {
  aRequest,
  CLINIC,
  type RunningSimulator,
  startFreshSimulator,
  startReceiver,
  stripeError,
} from '../running-simulator.ts';
import { fillIn, leadsTo, open } from './pages.ts';

const { riverside, kingStreet } = SIMULATED.accounts;
const REDIRECT = 'http://127.0.0.1:4200/connect/oauth';
const onRiverside = { stripeAccount: riverside };

function authorizeUrl(changes: Readonly<Record<string, string | null>> = {}): string {
  const query = {
    client_id: SIMULATED.connectClientId,
    response_type: 'code',
    scope: 'read_write',
    redirect_uri: REDIRECT,
    state: 'st&te/1',
    ...changes,
  };
  const given = Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  return `/oauth/authorize?${new URLSearchParams(given)}`;
}

/** Chooses an account on the page, and gives the code that comes back. */
async function authorise(simulator: RunningSimulator, account: string = riverside): Promise<string> {
  const answer = await fillIn(simulator, authorizeUrl(), { account, decision: 'connect' });
  const code = leadsTo(answer).searchParams.get('code');
  if (code === null) throw new Error(`expected a code, got ${String(answer.location)}`);
  return code;
}

const exchange = ({ stripe }: RunningSimulator, code: string) =>
  stripe.oauth.token({ grant_type: 'authorization_code', code });

describe('connecting an account that exists', () => {
  test('offers the accounts, by name, and says which are ready', async (t) => {
    const simulator = await startFreshSimulator(t);
    const { status, text } = await open(simulator, authorizeUrl());
    assert.equal(status, 200);
    for (const words of ['Riverside Clinic', 'Hilltop Physiotherapy', 'Not finished', 'Italy', 'Connected']) {
      assert.ok(text.includes(words), words);
    }
    assert.ok(!text.includes('(platform)'));
  });

  test('leads back with a code and the state, and the code gives the account', async (t) => {
    const simulator = await startFreshSimulator(t);
    const answer = await fillIn(simulator, authorizeUrl(), { account: riverside, decision: 'connect' });
    const back = leadsTo(answer);
    assert.equal(`${back.origin}${back.pathname}`, REDIRECT);
    assert.equal(back.searchParams.get('state'), 'st&te/1');
    assert.equal(back.searchParams.get('scope'), 'read_write');
    const token = await exchange(simulator, back.searchParams.get('code') ?? '');
    assert.deepEqual(
      [token.stripe_user_id, token.scope, token.livemode, token.token_type, token.stripe_publishable_key],
      [riverside, 'read_write', false, 'bearer', SIMULATED.publishableKey],
    );
  });

  test('opens the account to the platform, which had no access before', async (t) => {
    const simulator = await startFreshSimulator(t);
    const { stripe } = simulator;
    const calls = [
      () => stripe.paymentIntents.create(aRequest(), onRiverside),
      () => stripe.accounts.retrieve(riverside),
      () => stripe.accounts.retrieveCurrent({}, onRiverside),
    ];
    for (const call of calls) {
      const refused = await stripeError(call());
      assert.deepEqual([refused.statusCode, refused.code], [403, 'account_invalid']);
      assert.ok(refused instanceof Stripe.errors.StripePermissionError);
    }
    await exchange(simulator, await authorise(simulator));
    for (const call of calls) assert.ok((await call()).id);
    const account = await stripe.accounts.retrieve(riverside);
    assert.deepEqual(
      [account.charges_enabled, account.business_profile?.name, account.country, account.controller],
      [true, 'Riverside Clinic', 'AU', { type: 'account' }],
    );
  });

  test('comes back with access_denied when it is cancelled', async (t) => {
    const simulator = await startFreshSimulator(t);
    const back = leadsTo(await fillIn(simulator, authorizeUrl(), { decision: 'cancel' }));
    assert.deepEqual(Object.fromEntries(back.searchParams), {
      error: 'access_denied',
      error_description: 'The user denied your request',
      state: 'st&te/1',
    });
  });

  test('refuses in words an account that another platform controls', async (t) => {
    const simulator = await startFreshSimulator(t);
    const answer = await fillIn(simulator, authorizeUrl(), { account: kingStreet, decision: 'connect' });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /This account is connected to another platform/);
    const none = await fillIn(simulator, authorizeUrl(), { decision: 'connect' });
    assert.match(none.text, /Choose the account to connect/);
  });

  test('answers a wrong request at its address, and where it has none on the page', async (t) => {
    const simulator = await startFreshSimulator(t);
    for (const [changes, error] of [
      [{ response_type: 'token' }, 'unsupported_response_type'],
      [{ scope: 'everything' }, 'invalid_scope'],
      [{ scope: null }, 'invalid_scope'],
    ] as const) {
      const back = leadsTo(await open(simulator, authorizeUrl(changes)));
      assert.equal(back.searchParams.get('error'), error);
      assert.equal(back.searchParams.get('state'), 'st&te/1');
    }
    for (const [changes, words] of [
      [{ client_id: 'ca_x' }, /No application matches/],
      [{ redirect_uri: null }, /redirect_uri/],
      [{ redirect_uri: 'https://evil.example/' }, /Invalid redirect URI/],
      [{ redirect_uri: 'javascript:alert(1)' }, /Invalid redirect URI/],
    ] as const) {
      const { status, location, text } = await open(simulator, authorizeUrl(changes));
      assert.deepEqual([status, location], [400, null]);
      assert.match(text, words);
    }
  });

  test('chooses beforehand the account that the platform names', async (t) => {
    const simulator = await startFreshSimulator(t);
    const url = authorizeUrl({ 'stripe_user[business_name]': 'Riverside Clinic' });
    const back = leadsTo(await fillIn(simulator, url, { decision: 'connect' }));
    const token = await exchange(simulator, back.searchParams.get('code') ?? '');
    assert.equal(token.stripe_user_id, riverside);
  });

  test('takes no answer that another site sends for the business', async (t) => {
    const simulator = await startFreshSimulator(t);
    const fields = { account: riverside, decision: 'connect' };
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: simulator.url, 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await fillIn(simulator, authorizeUrl(), fields, headers);
      assert.deepEqual([answer.location, /Nothing was done/.test(answer.text)], [null, true]);
    }
  });
});

describe('an authorisation code', () => {
  test('works once', async (t) => {
    const simulator = await startFreshSimulator(t);
    const code = await authorise(simulator);
    await exchange(simulator, code);
    const again = await stripeError(exchange(simulator, code));
    assert.ok(again instanceof Stripe.errors.StripeInvalidGrantError);
    assert.match(again.message, /already been used/);
    assert.equal(again.statusCode, 400);
  });

  test('works for five minutes of Stripe’s clock', async (t) => {
    const simulator = await startFreshSimulator(t);
    const [soon, late] = [await authorise(simulator), await authorise(simulator)];
    await control(simulator, 'POST', '/_simulator/clock', { advanceMs: 4 * 60_000 });
    await exchange(simulator, soon);
    await control(simulator, 'POST', '/_simulator/clock', { advanceMs: 61_000 });
    const refused = await stripeError(exchange(simulator, late));
    assert.ok(refused instanceof Stripe.errors.StripeInvalidGrantError);
    assert.match(refused.message, /does not exist/);
  });

  test('is refused in OAuth’s own way when it is wrong or missing', async (t) => {
    const simulator = await startFreshSimulator(t);
    const { stripe, url } = simulator;
    assert.ok(
      (await stripeError(exchange(simulator, 'ac_x'))) instanceof Stripe.errors.StripeInvalidGrantError,
    );
    const other = stripe.oauth.token({ grant_type: 'refresh_token', refresh_token: 'rt_x' });
    assert.ok((await stripeError(other)) instanceof Stripe.errors.StripeUnsupportedGrantTypeError);
    const bare = await fetch(`${url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SIMULATED.secretKey}` },
      body: new URLSearchParams({ grant_type: 'authorization_code' }),
    });
    assert.deepEqual(
      [bare.status, await bare.json()],
      [400, { error: 'invalid_request', error_description: 'No authorization code provided' }],
    );
  });

  test('gives a token that does not pass for the platform’s own key', async (t) => {
    const simulator = await startFreshSimulator(t);
    const token = await exchange(simulator, await authorise(simulator));
    const answer = await fetch(`${simulator.url}/v1/account`, {
      headers: { authorization: `Bearer ${String(token.access_token)}` },
    });
    assert.equal(answer.status, 401);
  });
});

describe('the exchange of a code', () => {
  test('meets the fault switches, and keeps its code when it was not reached', async (t) => {
    const simulator = await startFreshSimulator(t);
    const code = await authorise(simulator);
    await addFault(simulator, { effect: 'error-before', route: 'POST /oauth/token', count: 1 });
    const failed = await stripeError(exchange(simulator, code));
    assert.deepEqual([failed.statusCode, failed.type], [500, 'StripeAPIError']);
    assert.equal((await exchange(simulator, code)).stripe_user_id, riverside);
  });

  test('that was done, and of which the answer was lost, cannot be done again', async (t) => {
    const simulator = await startFreshSimulator(t);
    const code = await authorise(simulator);
    await addFault(simulator, { effect: 'error-after', route: 'POST /oauth/token', count: 1 });
    assert.equal((await stripeError(exchange(simulator, code))).statusCode, 500);
    assert.ok(
      (await stripeError(exchange(simulator, code))) instanceof Stripe.errors.StripeInvalidGrantError,
    );
    assert.equal((await exchange(simulator, await authorise(simulator))).stripe_user_id, riverside);
  });

  test('is in the activity without its code and its tokens', async (t) => {
    const simulator = await startFreshSimulator(t);
    const code = await authorise(simulator);
    const token = await exchange(simulator, code);
    await stripeError(exchange(simulator, code));
    const { entries } = await activityOf(simulator);
    const [done, refused] = entries.flatMap((entry) => (entry.kind === 'request' ? [entry] : []));
    assert.deepEqual([done?.route, done?.status, done?.caller], ['POST /oauth/token', 200, 'platform']);
    assert.deepEqual(refused?.answer?.error, {
      type: 'oauth_error',
      code: 'invalid_grant',
      declineCode: null,
    });
    const told = JSON.stringify(entries);
    for (const secret of [code, token.access_token, token.refresh_token]) {
      assert.ok(secret && !told.includes(secret), secret);
    }
  });
});

describe('deauthorising', () => {
  test('ends all access, and is told on the Connect endpoint', async (t) => {
    const receiver = await startReceiver(t);
    const simulator = await startFreshSimulator(t, { webhookUrl: receiver.url });
    const { stripe } = simulator;
    await exchange(simulator, await authorise(simulator));
    const client_id = SIMULATED.connectClientId;
    assert.deepEqual(
      { ...(await stripe.oauth.deauthorize({ client_id, stripe_user_id: riverside })) },
      { stripe_user_id: riverside },
    );
    const events = (await receiver.wait(2)).map(({ body, headers }) =>
      stripe.webhooks.constructEvent(body, String(headers['stripe-signature']), SIMULATED.webhookSecret),
    );
    const ended = events.find(({ type }) => type === 'account.application.deauthorized');
    assert.ok(ended?.type === 'account.application.deauthorized');
    assert.deepEqual(
      [ended.account, ended.data.object.id, ended.data.object.object],
      [riverside, client_id, 'application'],
    );
    assert.ok(
      events.some(({ type, account }) => type === 'account.application.authorized' && account === riverside),
    );
    for (const call of [
      stripe.paymentIntents.create(aRequest(), onRiverside),
      stripe.accounts.retrieve(riverside),
      stripe.events.retrieve(ended.id, {}, onRiverside),
    ]) {
      const refused = await stripeError(call);
      assert.deepEqual([refused.statusCode, refused.code], [403, 'account_invalid']);
    }
  });

  test('says so when there is nothing to end, and leaves other accounts alone', async (t) => {
    const { stripe } = await startFreshSimulator(t);
    const client_id = SIMULATED.connectClientId;
    for (const stripe_user_id of [riverside, kingStreet, 'acct_none']) {
      const refused = await stripeError(stripe.oauth.deauthorize({ client_id, stripe_user_id }));
      assert.ok(refused instanceof Stripe.errors.StripeInvalidClientError);
      assert.match(refused.message, new RegExp(`not connected to stripe account ${stripe_user_id}`));
      assert.equal(refused.statusCode, 401);
    }
    const stranger = stripe.oauth.deauthorize({ client_id: 'ca_x', stripe_user_id: CLINIC });
    assert.ok((await stripeError(stranger)) instanceof Stripe.errors.StripeInvalidClientError);
    assert.equal((await stripe.accounts.retrieve(CLINIC)).id, CLINIC);
  });

  test('can be followed by connecting again', async (t) => {
    const simulator = await startFreshSimulator(t);
    const client_id = SIMULATED.connectClientId;
    for (let round = 0; round < 2; round += 1) {
      await exchange(simulator, await authorise(simulator));
      assert.equal((await simulator.stripe.accounts.retrieve(riverside)).id, riverside);
      await simulator.stripe.oauth.deauthorize({ client_id, stripe_user_id: riverside });
      assert.equal((await stripeError(simulator.stripe.accounts.retrieve(riverside))).statusCode, 403);
    }
  });
});
