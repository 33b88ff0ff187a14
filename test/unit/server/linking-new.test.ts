import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { StripeVisit } from '../../../src/contract/stripe-account.ts';
import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import { HOUR } from '../../support/server/fake-clock.ts';
import { HOST, startGateway } from '../../support/server/gateway-fixture.ts';
import { ClinicAdmin, waysBack } from '../../support/server/linking.ts';
import { until } from '../../support/server/until.ts';

test('a new account is made, parked from the start, and known by its health when somebody is back', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);

  const visit = await admin.link({ strategy: 'new', contactEmail: 'pay@clinic.example' });
  const made = gateway.stripe.accounts.calls.find(({ method }) => method === 'createAccount');
  assert.match(JSON.stringify(made?.given), /"metadata":{"host_id":"h_demo","clinic_id":"cl_\w+"}/);
  assert.match(visit.url, /^https:\/\/connect\.stripe\.com\/setup\/acct_made1\//);
  assert.equal((await admin.standing()).parked?.health, 'incomplete');

  gateway.stripe.accounts.set('acct_made1', { stage: 'ready', requirementsDue: 0 });
  const page = await admin.come(waysBack(gateway).done);

  assert.match(page.body, /Use this account/);
  const { parked } = await admin.standing();
  assert.deepEqual([parked?.id, parked?.origin, parked?.health], ['acct_made1', 'new', 'ready']);
  assert.equal((await admin.act('confirm', { account: 'acct_made1' })).body.account?.origin, 'new');
});

test('going to Stripe again goes on with the account that was begun', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);

  await admin.link({ strategy: 'new' });
  await admin.link({ strategy: 'new' });
  await admin.link({ strategy: 'new', account: 'acct_made1' });

  assert.equal(gateway.stripe.accounts.count('createAccount'), 1);
  assert.equal(gateway.stripe.accounts.count('createAccountLink'), 3);
});

test('several presses at once make one account', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);

  await Promise.all(Array.from({ length: 6 }, () => admin.link({ strategy: 'new' })));

  const keys = gateway.stripe.accounts.calls.filter(({ method }) => method === 'createAccount');
  assert.equal(new Set(keys.map(({ key }) => key)).size, 1);
  assert.equal((await admin.standing()).parked?.id, 'acct_made1');
});

test('an answer that was lost makes no second account', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  gateway.stripe.accounts.fail('createAccount', 'after');

  assert.deepEqual((await admin.refused('link', { strategy: 'new' })).slice(0, 2), [
    503,
    'stripe_unreachable',
  ]);
  await admin.link({ strategy: 'new' });

  assert.equal((await admin.standing()).parked?.id, 'acct_made1');
});

test('a crash while Stripe makes the account makes no second one', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  const release = gateway.stripe.accounts.hold('createAccount');
  void admin.act('link', { strategy: 'new' }).catch(() => undefined);
  await until(() => gateway.stripe.accounts.count('createAccount') > 0, 'Stripe is asked for an account');

  await gateway.crash();
  release();
  await admin.link({ strategy: 'new' });

  assert.equal((await admin.standing()).parked?.id, 'acct_made1');
});

test('when Stripe refuses to make one, the next try is a new one', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  gateway.stripe.accounts.fail('createAccount', new StripeFailure('rejected', 'No.'));

  assert.deepEqual((await admin.refused('link', { strategy: 'new' })).slice(0, 2), [502, 'stripe_rejected']);
  await admin.link({ strategy: 'new' });

  const keys = gateway.stripe.accounts.calls.filter(({ method }) => method === 'createAccount');
  assert.equal(new Set(keys.map(({ key }) => key)).size, 2);
});

test('Stripe wants the country first: the currency says it, or the admin', async (context) => {
  const gateway = await startGateway(context);
  const [organisation] = HOST.organisations;
  assert.ok(organisation);
  const euro = { ref: 'euro', name: 'Clinica Euro', currency: 'eur', enabled: true };
  await gateway.provision('h_demo', { ...HOST, organisations: [{ ...organisation, clinics: [euro] }] });
  const admin = new ClinicAdmin(gateway, 'euro');

  assert.deepEqual(await admin.refused('link', { strategy: 'new' }), [422, 'country_required', 'country']);
  await admin.link({ strategy: 'new', country: 'IT' });

  assert.equal((await admin.standing()).parked?.country, 'IT');
  assert.deepEqual(await admin.refused('link', { strategy: 'new', contactEmail: 'nobody' }), [
    422,
    'email_invalid',
    'contactEmail',
  ]);
});

test('a link that is used up is followed by another one, for the visit’s own account', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  await admin.link({ strategy: 'new' });

  const again = await admin.come(waysBack(gateway).refresh);

  assert.equal(again.status, 303);
  assert.match(String(again.headers['location']), /\/acct_made1\/2$/);
  assert.equal((await admin.standing()).parked?.health, 'incomplete');
});

test('an address that mints links does so for its own visit only, for a day, and not without end', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  await admin.link({ strategy: 'new' });
  const { refresh, done } = waysBack(gateway);

  const statuses = new Set<number>();
  for (let i = 0; i < 25; i += 1) statuses.add((await admin.come(refresh)).status);
  assert.deepEqual([...statuses], [303, 410]);
  assert.equal(gateway.stripe.accounts.count('createAccountLink'), 21);

  gateway.clock.advance(1);
  await admin.link({ strategy: 'new' });
  const second = waysBack(gateway);
  gateway.clock.advance(24 * HOUR);
  assert.equal((await admin.come(second.refresh)).status, 410);
  assert.equal((await admin.standing()).lastVisit?.outcome, 'expired');
  // Coming back late does no harm: what was begun is there.
  assert.equal((await admin.come(done)).status, 200);

  await admin.link({ strategy: 'new' });
  const third = waysBack(gateway);
  await admin.come(third.done);
  assert.match((await admin.come(third.refresh)).body, /used already/);
});

test('an account that was dropped mints no links any more', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  await admin.link({ strategy: 'new' });
  const { refresh } = waysBack(gateway);

  const { body } = await admin.act('discard');

  assert.equal(body.parked, null);
  assert.deepEqual(
    body.setAside.map(({ id }) => id),
    ['acct_made1'],
  );
  assert.equal((await admin.come(refresh)).status, 410);
});

test('one that was put aside is taken up again, and no second one is made', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  await admin.link({ strategy: 'new' });
  await admin.act('discard');

  await admin.link({ strategy: 'new', account: 'acct_made1' });

  const { parked, setAside } = await admin.standing();
  assert.deepEqual([parked?.id, setAside.length], ['acct_made1', 0]);
  assert.equal(gateway.stripe.accounts.count('createAccount'), 1);
});

test('another clinic’s account is not gone on with', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);

  for (const account of ['acct_riverside', 'acct_nobody'])
    assert.deepEqual(await admin.refused('link', { strategy: 'new', account }), [
      409,
      'account_not_parked',
      'account',
    ]);
});

test('what Stripe still requires is given on its pages, or in the account’s own dashboard', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  assert.deepEqual((await admin.refused('requirements', {})).slice(0, 2), [409, 'account_not_ready']);
  await admin.link({ strategy: 'new' });
  await admin.act('confirm', { account: 'acct_made1' });

  const { body: visit } = await admin.act<StripeVisit>('requirements', {});
  assert.match(visit.url, /\/acct_made1\/2$/);
  assert.match(
    (await admin.come(waysBack(gateway).refresh)).headers['location'] as string,
    /\/acct_made1\/3$/,
  );

  assert.match((await admin.come(waysBack(gateway).done)).body, /see how the account stands/);

  const other = new ClinicAdmin(gateway, 'street');
  const { body: dashboard } = await other.act<StripeVisit>('requirements', {});
  assert.equal(dashboard.url, 'http://localhost:4300/dashboard/acct_harbour');
});
