import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';

import type { GatewaySession } from '../../../src/contract/gateway-session.ts';
import { within } from '../../../server-stub/payments/single-flight.ts';
import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import { HOUR, MINUTE } from '../../support/server/fake-clock.ts';
import { ACCOUNT, HOST, startGateway, type GatewayFixture } from '../../support/server/gateway-fixture.ts';
import { auditOf, ClinicAdmin } from '../../support/server/linking.ts';

async function payments(gateway: GatewayFixture): Promise<GatewaySession['payments']> {
  const { body } = await gateway.call<GatewaySession>('/v1/session', { as: await gateway.token() });
  return body.payments;
}

/** What the clock brings, until it is done. */
async function tick({ built }: Pick<GatewayFixture, 'built'>): Promise<void> {
  await built.gateway.payments.accountHealth.tick();
  await built.idle();
}

test('an event that the account has changed makes it be read, and the session follow', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway, 'street');
  const happen = async (type: string) => gateway.webhook({ type, account: ACCOUNT });
  await happen('account.updated');
  assert.deepEqual(await payments(gateway), { ready: true });

  gateway.stripe.accounts.set(ACCOUNT, { stage: 'needs', requirementsDue: 2, deadline: 1_800_000_000_000 });
  await happen('account.updated');
  assert.deepEqual(await payments(gateway), { ready: false, reason: 'account_restricted' });
  const { account } = await admin.standing();
  assert.deepEqual([account?.requirementsDue, account?.deadline], [2, 1_800_000_000_000]);

  gateway.stripe.accounts.set(ACCOUNT, { stage: 'review', requirementsDue: 0 });
  await happen('v2.core.account[requirements].updated');
  assert.deepEqual(await payments(gateway), { ready: false, reason: 'account_in_review' });

  gateway.stripe.accounts.set(ACCOUNT, { stage: 'ready' });
  await happen('v2.core.account[configuration.merchant].capability_status_updated');
  assert.deepEqual(await payments(gateway), { ready: true });
  assert.equal(
    (await auditOf(gateway, 'street')).filter((line) => line === 'stripe-account.health-changed by stripe')
      .length,
    3,
  );
});

test('an event about an account that is nobody’s here is not kept', async (context) => {
  const gateway = await startGateway(context);

  await gateway.webhook({ type: 'account.updated', account: 'acct_stranger' });
  await gateway.webhook({ type: 'v2.core.account.created', account: 'acct_stranger' });

  assert.deepEqual(gateway.built.gateway.payments.webhooks.counts, { kept: 0, duplicate: 0, ignored: 2 });
  assert.equal(gateway.stripe.accounts.count('readAccount'), 0);
});

test('a clinic that never could take payments is unfinished, one that could is restricted', async (context) => {
  const gateway = await startGateway(context);
  const fresh = new ClinicAdmin(gateway);
  gateway.stripe.accounts.set('acct_new', { stage: 'needs' });
  await fresh.use('acct_new');

  assert.equal((await fresh.standing()).account?.health, 'incomplete');
  gateway.stripe.accounts.set('acct_new', { stage: 'ready' });
  await fresh.act('refresh');
  gateway.stripe.accounts.set('acct_new', { stage: 'needs' });
  await fresh.act('refresh');

  assert.equal((await fresh.standing()).account?.health, 'restricted');
});

test('with no event at all it is found by somebody who looks, and by the clock', async (context) => {
  const gateway = await startGateway(context);
  await payments(gateway);
  await gateway.built.idle();
  gateway.stripe.accounts.set(ACCOUNT, { stage: 'stopped' });

  await payments(gateway);
  await gateway.built.idle();
  assert.deepEqual(await payments(gateway), { ready: true }, 'it was asked a moment ago');
  gateway.clock.advance(10 * MINUTE);
  await payments(gateway);
  await gateway.built.idle();
  assert.deepEqual(await payments(gateway), { ready: false, reason: 'account_restricted' });

  gateway.stripe.accounts.set(ACCOUNT, { stage: 'ready' });
  gateway.clock.advance(11 * MINUTE);
  await tick(gateway);
  assert.deepEqual(await payments(gateway), { ready: true });
});

test('the clock asks about ready accounts seldom, and not twice at once', async (context) => {
  const gateway = await startGateway(context);
  await tick(gateway);
  const asked = gateway.stripe.accounts.count('readAccount');

  await tick(gateway);
  gateway.clock.advance(5 * HOUR);
  await tick(gateway);
  assert.equal(gateway.stripe.accounts.count('readAccount'), asked);
  gateway.clock.advance(2 * HOUR);
  await tick(gateway);

  assert.equal(gateway.stripe.accounts.count('readAccount'), 2 * asked);
});

test('the clock does not wait for Stripe, and a graceful end does', async (context) => {
  const gateway = await startGateway(context);
  const release = gateway.stripe.accounts.hold('readAccount');
  gateway.clock.advance(7 * HOUR);

  const ticked = gateway.built.gateway.payments.accountHealth.tick().then(() => 'done');
  const isDone = await within(5_000, ticked);
  const ended = gateway.built.idle().then(() => 'ended');
  const meanwhile = await Promise.race([ended, setImmediate('waits')]);
  release();

  assert.deepEqual([isDone, meanwhile, await ended], ['done', 'waits', 'ended']);
});

test('two processes ask about an account once, however many clinics are paid on it', async (context) => {
  const gateway = await startGateway(context);
  const { organisations } = HOST;
  await gateway.provision('h_demo', {
    ...HOST,
    organisations: organisations.map((organisation) => ({
      ...organisation,
      clinics: organisation.clinics.map((clinic) => ({ ...clinic, stripeAccount: ACCOUNT })),
    })),
  });
  const other = await gateway.second();
  context.after(() => other.app.close());
  await gateway.built.idle();
  gateway.clock.advance(7 * HOUR);
  const before = gateway.stripe.accounts.count('readAccount');

  await Promise.all([tick(gateway), tick({ built: other })]);

  assert.equal(gateway.stripe.accounts.count('readAccount'), before + 1);
});

test('a read that is not answered, or not allowed, changes nothing', async (context) => {
  const gateway = await startGateway(context);
  for (const fault of ['before', new StripeFailure('rejected', 'No permission.')] as const) {
    gateway.stripe.accounts.fail('readAccount', fault);
    gateway.clock.advance(7 * HOUR);
    await tick(gateway);
    assert.deepEqual(await payments(gateway), { ready: true });
    await gateway.built.idle();
  }
});

test('an account that no longer lets us in is lost, whoever finds out', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway, 'street');
  gateway.stripe.accounts.fail('readAccount', new StripeFailure('access-lost', 'No access.'));

  await admin.act('refresh');

  assert.equal((await admin.standing()).lastRemoval?.by, 'stripe');
  assert.deepEqual(await payments(gateway), { ready: false, reason: 'account_not_linked' });
});
