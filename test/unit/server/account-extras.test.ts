import assert from 'node:assert/strict';
import { test } from 'node:test';

import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import { readConfig } from '../../../server-stub/config.ts';
import { HOUR, MINUTE } from '../../support/server/fake-clock.ts';
import { HOST, startGateway, type GatewayFixture } from '../../support/server/gateway-fixture.ts';
import { ClinicAdmin } from '../../support/server/linking.ts';
import { until } from '../../support/server/until.ts';

const BAYSIDE = 'acct_bayside';

async function linked(gateway: GatewayFixture): Promise<ClinicAdmin> {
  const admin = new ClinicAdmin(gateway);
  await admin.use(BAYSIDE);
  return admin;
}

async function later(gateway: GatewayFixture, milliseconds: number): Promise<void> {
  gateway.clock.advance(milliseconds);
  await gateway.built.tick();
}

test('wallets’ sites are registered on the account: the gateway’s own and the host’s', async (context) => {
  const gateway = await startGateway(context);
  const admin = await linked(gateway);

  assert.deepEqual((await admin.standing()).domains, [
    { domain: 'call.example.com', state: 'active' },
    { domain: 'localhost', state: 'active' },
    { domain: 'plugin.example.com', state: 'active' },
  ]);
});

test('a site that the host adds is registered, and one it drops is not shown any more', async (context) => {
  const gateway = await startGateway(context);
  const admin = await linked(gateway);

  await gateway.provision('h_demo', { ...HOST, frameOrigins: ['https://new.example.com:8443'] });
  await gateway.built.idle();
  assert.ok((await admin.standing()).domains.some(({ state }) => state === 'pending'));
  await gateway.built.tick();

  assert.deepEqual(
    (await admin.standing()).domains.map(({ domain, state }) => `${domain} ${state}`),
    ['localhost active', 'new.example.com active', 'plugin.example.com active'],
  );
});

test('a site that Stripe does not take says so in Stripe’s words, and is looked at again', async (context) => {
  const gateway = await startGateway(context);
  gateway.stripe.accounts.domains.set('call.example.com', {
    id: 'pmd_call.example.com',
    state: 'inactive',
    problem: 'Apple could not verify the domain.',
  });
  const admin = await linked(gateway);
  const shown = async () => (await admin.standing()).domains[0];
  assert.deepEqual(await shown(), {
    domain: 'call.example.com',
    state: 'inactive',
    problem: 'Apple could not verify the domain.',
  });

  gateway.stripe.accounts.domains.clear();
  await admin.act('refresh');

  assert.equal(gateway.stripe.accounts.count('validateDomain'), 1);
  assert.deepEqual(await shown(), { domain: 'call.example.com', state: 'active' });
});

test('a registration whose answer was lost is made again with the same key', async (context) => {
  const gateway = await startGateway(context);
  gateway.stripe.accounts.fail('registerDomain', 'after', 3);
  const admin = await linked(gateway);
  assert.deepEqual(
    (await admin.standing()).domains.map(({ state }) => state),
    ['pending', 'pending', 'pending'],
  );

  await later(gateway, 2 * MINUTE);
  await later(gateway, 0);

  assert.deepEqual(
    (await admin.standing()).domains.map(({ state }) => state),
    ['active', 'active', 'active'],
  );
  const keys = gateway.stripe.accounts.calls.filter(
    ({ method, given }) => method === 'registerDomain' && JSON.stringify(given).includes(BAYSIDE),
  );
  assert.deepEqual([keys.length, new Set(keys.map(({ key }) => key)).size], [6, 3]);
});

test('a test payment of the smallest amount shows that the account works', async (context) => {
  const gateway = await startGateway(context);
  const admin = await linked(gateway);

  const { status, body } = await admin.act('test-payment');

  assert.equal(status, 200);
  const { dashboardUrl, ...payment } = body.testPayment ?? {};
  assert.deepEqual(payment, { status: 'succeeded', at: gateway.clock.now(), amount: 50, currency: 'aud' });
  assert.match(dashboardUrl ?? '', /\/dashboard\/acct_bayside\/payments\/pi_tp_/);
});

test('a test payment whose outcome is not known is pending, made once, and found out', async (context) => {
  const gateway = await startGateway(context);
  const admin = await linked(gateway);
  gateway.stripe.accounts.fail('payTest', 'after', 2);

  assert.equal((await admin.act('test-payment')).body.testPayment?.status, 'pending');
  assert.equal((await admin.act('test-payment')).body.testPayment?.status, 'pending');
  await later(gateway, MINUTE);

  assert.equal((await admin.standing()).testPayment?.status, 'succeeded');
  const keys = gateway.stripe.accounts.calls
    .filter(({ method }) => method === 'payTest')
    .map(({ key }) => key);
  assert.deepEqual([keys.length, new Set(keys).size], [3, 1]);
});

test('a crash while the test payment is made is gone on from', async (context) => {
  const gateway = await startGateway(context);
  const admin = await linked(gateway);
  const release = gateway.stripe.accounts.hold('payTest');
  void admin.act('test-payment').catch(() => undefined);
  await until(() => gateway.stripe.accounts.count('payTest') > 0, 'Stripe is asked for the test payment');

  await gateway.crash();
  release();
  assert.equal((await admin.standing()).testPayment?.status, 'pending');
  await later(gateway, MINUTE);

  assert.equal((await admin.standing()).testPayment?.status, 'succeeded');
});

test('a test payment that Stripe refuses has failed, with its code; one too old for its key as well', async (context) => {
  const gateway = await startGateway(context);
  const admin = await linked(gateway);
  gateway.stripe.accounts.fail('payTest', new StripeFailure('rejected', 'No.', { code: 'card_declined' }));
  const { testPayment } = (await admin.act('test-payment')).body;
  assert.deepEqual([testPayment?.status, testPayment?.code], ['failed', 'card_declined']);

  gateway.clock.advance(1);
  gateway.stripe.accounts.fail('payTest', 'before');
  await admin.act('test-payment');
  await later(gateway, 24 * HOUR);
  assert.equal((await admin.standing()).testPayment?.code, 'stripe_unreachable');
});

test('a test payment needs an account that can take payments', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);

  assert.deepEqual((await admin.refused('test-payment')).slice(0, 2), [409, 'account_not_ready']);
});

test('no test payment is ever made with real money', async (context) => {
  const live = readConfig({
    STRIPE_SECRET_KEY: 'sk_live_1',
    STRIPE_PUBLISHABLE_KEY: 'pk_live_1',
    STRIPE_WEBHOOK_SECRETS: 'whsec_1',
    OPERATOR_API_KEY: 'operator-key-of-a-live-gateway',
    GATEWAY_URL: 'https://pay.example.com',
  });
  const gateway = await startGateway(context);
  const { store } = gateway;
  const { buildApp } = await import('../../../server-stub/app.ts');
  const built = await buildApp({
    config: live,
    store,
    stripe: gateway.stripe,
    clock: gateway.clock,
    assetsDir: '',
  });
  context.after(() => built.app.close());
  const { clinicId, organisationId } = await store.tenants.resolve('h_demo', 'harbour', 'street');
  const { token } = await built.gateway.tokens.mint(
    {
      role: 'clinic-admin',
      participantId: 'a',
      hostId: 'h_demo',
      organisationId,
      clinicId,
      organisationRef: 'harbour',
      clinicRef: 'street',
      callId: null,
    },
    60,
  );
  const headers = { authorization: `Bearer ${token}` };

  const answer = await built.app.inject({ method: 'POST', url: '/v1/stripe-account/test-payment', headers });
  const standing = await built.app.inject({ url: '/v1/stripe-account', headers });

  assert.deepEqual([answer.statusCode, answer.json().code], [409, 'not_in_live_mode']);
  assert.equal(standing.json().canTestPayment, false);
  assert.equal(standing.json().strategies.existing, false);
  assert.equal(gateway.stripe.accounts.count('payTest'), 0);
});
