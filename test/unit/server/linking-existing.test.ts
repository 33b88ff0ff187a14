import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { GatewaySession } from '../../../src/contract/gateway-session.ts';
import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import { HOUR } from '../../support/server/fake-clock.ts';
import { HOST, startGateway } from '../../support/server/gateway-fixture.ts';
import { auditOf, ClinicAdmin, stateOf } from '../../support/server/linking.ts';
import { until } from '../../support/server/until.ts';

const BAYSIDE = 'acct_bayside';

test('an account that the clinic has already is linked: by OAuth, parked, seen, confirmed', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);

  const visit = await admin.link({ strategy: 'existing' });
  const asked = new URL(visit.url);
  assert.equal(asked.origin + asked.pathname, 'http://localhost:4300/oauth/authorize');
  assert.equal(asked.searchParams.get('scope'), 'read_write');
  assert.equal(asked.searchParams.get('redirect_uri'), 'http://localhost:4200/connect/oauth');

  const page = await admin.park(BAYSIDE);
  assert.equal(page.status, 200);
  assert.match(page.body, /Use this account/);

  const parked = await admin.standing();
  assert.equal(parked.account, null);
  assert.deepEqual(
    { ...parked.parked, parkedAt: 0 },
    { id: BAYSIDE, name: 'Bayside Medical', country: 'AU', origin: 'existing', health: 'ready', parkedAt: 0 },
  );
  const { body: session } = await gateway.call<GatewaySession>('/v1/session', { as: await admin.token() });
  assert.deepEqual(session.payments, { ready: false, reason: 'account_not_linked' });

  const confirmed = await admin.act('confirm', { account: BAYSIDE });
  assert.equal(confirmed.body.parked, null);
  assert.equal(confirmed.body.account?.id, BAYSIDE);
  assert.equal(confirmed.body.account?.health, 'ready');
  assert.equal(confirmed.body.account?.dashboardUrl, `http://localhost:4300/dashboard/${BAYSIDE}`);
  const { body: after } = await gateway.call<GatewaySession>('/v1/session', { as: await admin.token() });
  assert.deepEqual(after.payments, { ready: true });
  assert.equal(after.stripeAccount, BAYSIDE);
  assert.deepEqual(await auditOf(gateway), [
    'clinic.enabled by operator',
    'stripe-account.confirmed by participant:admin-1',
    'stripe-account.health-changed by stripe',
    'stripe-account.parked by participant:admin-1',
    'stripe-visit.began by participant:admin-1',
    'stripe-visit.began by participant:admin-1',
    'stripe-visit.ended by stripe',
    'stripe-visit.settled by stripe',
  ]);
});

test('pressing “Use this account” twice is pressing it once', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  await admin.park(BAYSIDE);

  const answers = await Promise.all([1, 2].map(() => admin.act('confirm', { account: BAYSIDE })));

  assert.ok(answers.some(({ status }) => status === 200));
  assert.deepEqual((await admin.act('confirm', { account: BAYSIDE })).status, 200);
  assert.equal((await auditOf(gateway)).filter((line) => line.includes('confirmed')).length, 1);
});

test('another account than the one that was seen is not confirmed', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  await admin.park(BAYSIDE);

  assert.deepEqual(await admin.refused('confirm', { account: 'acct_other' }), [
    409,
    'account_not_parked',
    'account',
  ]);
  assert.equal((await admin.standing()).account, null);
});

test('a way back from OAuth is taken once', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  const state = stateOf(await admin.link({ strategy: 'existing' }));
  gateway.stripe.accounts.codes.set('ac_1', { account: BAYSIDE, livemode: false });
  gateway.stripe.accounts.codes.set('ac_2', { account: 'acct_attacker', livemode: false });

  await admin.come(`/connect/oauth?code=ac_1&state=${state}`);
  const again = await admin.come(`/connect/oauth?code=ac_2&state=${state}`);

  assert.equal(again.status, 410);
  assert.match(again.body, /used already/);
  assert.equal((await admin.standing()).parked?.id, BAYSIDE);
  assert.equal(gateway.stripe.accounts.count('exchangeCode'), 1);
});

test('a way back that nobody asked for leads nowhere', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);

  for (const path of [
    '/connect/oauth?code=ac_1&state=guess',
    '/connect/oauth',
    '/connect/return?visit=guess',
  ]) {
    const page = await admin.come(path);
    assert.equal(page.status, 410, path);
    assert.match(page.body, /no longer good/);
  }
  assert.equal(gateway.stripe.accounts.count('exchangeCode'), 0);
});

const WRONG_TURNS: Record<string, { query: string; outcome: string; page: RegExp }> = {
  'who presses Cancel': {
    query: 'error=access_denied&error_description=The%20user%20denied%20your%20request',
    outcome: 'cancelled',
    page: /You stopped at Stripe/,
  },
  'whose account another platform controls': {
    query:
      'error=invalid_request&error_description=This%20account%20is%20connected%20to%20another%20platform.',
    outcome: 'other_platform',
    page: /Another service manages/,
  },
  'whom Stripe refuses': { query: 'error=server_error', outcome: 'failed', page: /did not work/ },
  'whose code Stripe does not know any more': {
    query: 'code=ac_old',
    outcome: 'expired',
    page: /no longer good/,
  },
};

for (const [who, { query, outcome, page }] of Object.entries(WRONG_TURNS)) {
  test(`somebody ${who} reads so, and the admin's page knows`, async (context) => {
    const gateway = await startGateway(context);
    const admin = new ClinicAdmin(gateway);
    const state = stateOf(await admin.link({ strategy: 'existing' }));

    const answer = await admin.come(`/connect/oauth?state=${state}&${query}`);

    assert.match(answer.body, page);
    const standing = await admin.standing();
    assert.equal(standing.parked, null);
    assert.equal(standing.lastVisit?.outcome, outcome);
    gateway.clock.advance(1);
    await admin.park(BAYSIDE);
    assert.equal((await admin.standing()).lastVisit, null);
  });
}

test('a way back is good for half an hour', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  const { url, expiresAt } = await admin.link({ strategy: 'existing' });
  assert.equal(expiresAt, gateway.clock.now() + HOUR / 2);
  gateway.clock.advance(HOUR / 2);

  const answer = await admin.come(`/connect/oauth?code=ac_1&state=${stateOf({ url, expiresAt })}`);

  assert.match(answer.body, /no longer good/);
  assert.equal((await admin.standing()).lastVisit?.outcome, 'expired');
  assert.equal(gateway.stripe.accounts.count('exchangeCode'), 0);
});

test('an account of the other mode is not parked', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);

  const answer = await admin.park(BAYSIDE, true);

  assert.match(answer.body, /do not go together/);
  const { parked, lastVisit } = await admin.standing();
  assert.deepEqual([parked, lastVisit?.outcome], [null, 'mode_mismatch']);
});

test('when Stripe does not answer the exchange, it has failed, and can be begun again', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  gateway.stripe.accounts.fail('exchangeCode', 'before');

  assert.match((await admin.park(BAYSIDE)).body, /did not work/);
  assert.equal((await admin.standing()).lastVisit?.outcome, 'failed');
  await admin.park(BAYSIDE);

  assert.equal((await admin.standing()).parked?.id, BAYSIDE);
});

test('a crash while Stripe is asked who it is leaves a failed visit, and nothing parked', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  const state = stateOf(await admin.link({ strategy: 'existing' }));
  gateway.stripe.accounts.codes.set('ac_1', { account: BAYSIDE, livemode: false });
  const release = gateway.stripe.accounts.hold('exchangeCode');
  void admin.come(`/connect/oauth?code=ac_1&state=${state}`).catch(() => undefined);
  await until(() => gateway.stripe.accounts.count('exchangeCode') > 0, 'Stripe is asked for the account');

  await gateway.crash();
  release();

  const { parked, lastVisit } = await admin.standing();
  assert.deepEqual([parked, lastVisit?.outcome], [null, 'failed']);
});

test('an account that cannot be read yet is parked all the same, and known as soon as Stripe says', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  gateway.stripe.accounts.fail('readAccount', 'before');

  await admin.park(BAYSIDE);
  assert.deepEqual((await admin.standing()).parked?.name, null);
  const { body } = await admin.act('refresh');

  assert.equal(body.parked?.name, 'Bayside Medical');
});

test('Stripe leads back to the host’s own page, and to no other', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  const returnTo = 'https://plugin.example.com/configure?tab=payments#stripe';

  for (const elsewhere of [
    'https://evil.example.com/',
    'https://plugin.example.com.evil.example/',
    '//x',
    'javascript:alert(1)',
  ])
    assert.equal((await admin.refused('link', { strategy: 'existing', returnTo: elsewhere }))[2], 'returnTo');
  assert.deepEqual(
    await admin.refused('link', { strategy: 'existing', returnTo: 'https://evil.example.com/' }),
    [403, 'origin_not_allowed', 'returnTo'],
  );
  const state = stateOf(await admin.link({ strategy: 'existing', returnTo }));
  const answer = await admin.come(`/connect/oauth?error=access_denied&state=${state}`);

  assert.deepEqual([answer.status, answer.headers['location']], [303, returnTo]);
});

test('a clinic with an account links no other one', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway, 'street');

  assert.deepEqual((await admin.refused('link', { strategy: 'existing' })).slice(0, 2), [
    409,
    'account_linked',
  ]);
});

test('a clinic that is not enabled sees where it stands, and links nothing', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway, 'disabled');

  assert.equal((await admin.standing()).clinic.enabled, false);
  for (const [action, body] of [
    ['link', { strategy: 'new' }],
    ['confirm', { account: BAYSIDE }],
  ] as const)
    assert.deepEqual((await admin.refused(action, body)).slice(0, 2), [403, 'clinic_not_enabled']);
});

test('clinics of one organisation may share an account; another organisation may not have it too', async (context) => {
  const gateway = await startGateway(context);
  const [, hills] = HOST.organisations;
  assert.ok(hills);
  const second = { ref: 'second', name: 'Second Clinic', currency: 'aud', enabled: true };
  await gateway.provision('h_demo', { ...HOST, organisations: [{ ...hills, clinics: [second] }] });
  const sister = new ClinicAdmin(gateway);
  const stranger = new ClinicAdmin(gateway, 'second', 'hills');

  await sister.park('acct_riverside');
  await stranger.park('acct_riverside');

  assert.equal((await sister.act('confirm', { account: 'acct_riverside' })).status, 200);
  assert.deepEqual((await stranger.refused('confirm', { account: 'acct_riverside' })).slice(0, 2), [
    409,
    'account_in_use',
  ]);
});

test('of two organisations that confirm the same account at once, one gets it', async (context) => {
  const gateway = await startGateway(context);
  const [, hills] = HOST.organisations;
  assert.ok(hills);
  const second = { ref: 'second', name: 'Second Clinic', currency: 'aud', enabled: true };
  await gateway.provision('h_demo', { ...HOST, organisations: [{ ...hills, clinics: [second] }] });
  await new ClinicAdmin(gateway).park('acct_of_both');
  await new ClinicAdmin(gateway, 'second', 'hills').park('acct_of_both');
  const { accounts, accountLinks } = gateway.store;
  const rows = await accounts.liveRowsOf('acct_of_both');

  const outcomes = await Promise.all(rows.map((row) => accountLinks.confirm(row, 'participant:admin-1')));

  assert.deepEqual(outcomes.sort(), ['confirmed', 'elsewhere']);
});

test('what waited before is let go of when another account comes', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  await admin.park(BAYSIDE);

  await admin.park('acct_second');

  assert.equal((await admin.standing()).parked?.id, 'acct_second');
  assert.deepEqual((await admin.refused('confirm', { account: BAYSIDE })).slice(0, 2), [
    409,
    'account_not_parked',
  ]);
});

test('a read that Stripe refuses, or does not answer, is said to be so', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  await admin.park(BAYSIDE);
  gateway.stripe.accounts.fail('readAccount', 'before');
  assert.deepEqual((await admin.refused('refresh')).slice(0, 2), [503, 'stripe_unreachable']);
  gateway.stripe.accounts.fail('readAccount', new StripeFailure('rejected', 'No permission.'));
  assert.deepEqual((await admin.refused('refresh')).slice(0, 2), [502, 'stripe_rejected']);
});
