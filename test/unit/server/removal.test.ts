import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';

import type { PaymentRequest } from '../../../src/contract/payment-request.ts';
import type { Problem } from '../../../src/contract/problem.ts';
import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import { MINUTE, SECOND } from '../../support/server/fake-clock.ts';
import { HOST, startGateway, type GatewayFixture } from '../../support/server/gateway-fixture.ts';
import { auditOf, ClinicAdmin } from '../../support/server/linking.ts';
import { givenBack, refund } from '../../support/server/paid-request.ts';
import { until } from '../../support/server/until.ts';

const BAYSIDE = 'acct_bayside';

/** A clinic that is paid on an account linked by OAuth, and has asked for two payments. */
async function linked(context: TestContext) {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  await admin.use(BAYSIDE);
  const clinician = await gateway.token({ clinicRef: 'unlinked' });
  const ids: string[] = [];
  for (let i = 0; i < 2; i += 1) ids.push((await gateway.create(clinician)).body.id);
  const statuses = async (): Promise<PaymentRequest['status'][]> => {
    const as = await gateway.token({ clinicRef: 'unlinked' });
    return Promise.all(ids.map(async (id) => (await gateway.get(as, id)).status));
  };
  return { gateway, admin, ids, statuses };
}

async function later(gateway: GatewayFixture, milliseconds = 2 * MINUTE): Promise<void> {
  gateway.clock.advance(milliseconds);
  await gateway.built.tick();
}

test('removing withdraws what is open, lets go of the account, and keeps the payments', async (context) => {
  const { gateway, admin, statuses } = await linked(context);
  assert.equal((await admin.standing()).openRequests, 2);

  const { status, body } = await admin.remove();

  assert.equal(status, 200);
  assert.deepEqual([body.account, body.isRemoving, body.lastRemoval?.by], [null, false, 'admin']);
  assert.deepEqual(await statuses(), ['cancelled', 'cancelled']);
  assert.deepEqual(gateway.stripe.accounts.deauthorized, [BAYSIDE]);
  assert.deepEqual(
    (await auditOf(gateway)).filter((line) => /remov/.test(line)),
    ['stripe-account.removal-began by participant:admin-1', 'stripe-account.removed by participant:admin-1'],
  );
});

test('a request that turns out paid stays paid', async (context) => {
  const { gateway, admin, statuses } = await linked(context);
  gateway.stripe.pay('pi_1');

  await admin.remove();

  assert.deepEqual(await statuses(), ['paid', 'cancelled']);
});

test('removing asks for the clinic’s name', async (context) => {
  const { gateway, admin, statuses } = await linked(context);

  for (const typed of ['unlinked clinic', 'Unlinked', '']) {
    const { status, body } = await admin.remove(typed);
    const { code, field } = body as unknown as Problem;
    assert.deepEqual([status, code, field], [422, 'clinic_name_mismatch', 'clinicName']);
  }
  assert.equal((await admin.standing()).account?.id, BAYSIDE);
  assert.deepEqual(await statuses(), ['requested', 'requested']);
  assert.equal((await admin.remove('  Unlinked   Clinic ')).status, 200);
  assert.equal(gateway.stripe.accounts.deauthorized.length, 1);
});

test('nothing new is asked for while the account is being removed', async (context) => {
  const { gateway, admin } = await linked(context);
  gateway.stripe.fail('cancel', 'before', 9);

  const { status, body } = await admin.remove();
  const clinician = await gateway.token({ clinicRef: 'unlinked' });

  assert.deepEqual([status, body.isRemoving, body.openRequests], [202, true, 2]);
  assert.equal((await gateway.create(clinician)).status, 409);
  assert.deepEqual((await admin.refused('link', { strategy: 'existing' })).slice(0, 2), [
    409,
    'account_linked',
  ]);
  assert.equal(gateway.stripe.accounts.deauthorized.length, 0);
});

test('when Stripe does not cancel, it goes on by itself, and lets go only then', async (context) => {
  const { gateway, admin, statuses } = await linked(context);
  gateway.stripe.fail('cancel', 'before', 2);
  assert.equal((await admin.remove()).status, 202);

  await later(gateway);

  assert.deepEqual(await statuses(), ['cancelled', 'cancelled']);
  assert.deepEqual(gateway.stripe.accounts.deauthorized, [BAYSIDE]);
  assert.equal((await admin.standing()).isRemoving, false);
});

test('a refund that is being made is waited for: without access nobody could tell what became of it', async (context) => {
  const { gateway, admin, ids } = await linked(context);
  gateway.stripe.pay('pi_1');
  await gateway.webhook({ paymentIntent: 'pi_1', requestId: ids[0] ?? '', account: BAYSIDE });
  gateway.stripe.fail('refund', 'before');
  const as = await gateway.token({ clinicRef: 'unlinked', role: 'clinic-admin', participantId: 'admin-1' });
  const { body } = await refund({ gateway, admin: as, id: ids[0] ?? '' }, { amount: 2000 });
  gateway.stripe.fail('list-refunds', 'before');

  assert.equal((await admin.remove()).status, 202);
  assert.deepEqual(gateway.stripe.accounts.deauthorized, []);
  await later(gateway);
  await later(gateway);

  assert.equal((await gateway.store.refunds.find(body.refund.id))?.status, 'succeeded');
  assert.equal(givenBack(gateway), 2000);
  assert.deepEqual(gateway.stripe.accounts.deauthorized, [BAYSIDE]);
});

test('what Stripe is settling is waited for', async (context) => {
  const { gateway, admin, ids, statuses } = await linked(context);
  gateway.stripe.change('pi_1', { status: 'processing' });
  await gateway.act(await gateway.patientToken({ clinicRef: 'unlinked' }), ids[0] ?? '', 'settle');

  assert.equal((await admin.remove()).status, 202);
  await later(gateway);
  assert.deepEqual(gateway.stripe.accounts.deauthorized, []);
  gateway.stripe.pay('pi_1');
  await later(gateway);
  await later(gateway);

  assert.deepEqual(await statuses(), ['paid', 'cancelled']);
  assert.deepEqual(gateway.stripe.accounts.deauthorized, [BAYSIDE]);
});

const CRASHES: Record<string, (gateway: GatewayFixture) => { isThere: () => boolean; release: () => void }> =
  {
    'while a request is withdrawn': ({ stripe }) => ({
      release: stripe.hold('cancel'),
      isThere: () => stripe.count('cancel') > 0,
    }),
    'while Stripe is told': ({ stripe }) => ({
      release: stripe.accounts.hold('deauthorize'),
      isThere: () => stripe.accounts.count('deauthorize') > 0,
    }),
  };

for (const [when, hold] of Object.entries(CRASHES)) {
  test(`a crash ${when} is gone on from`, async (context) => {
    const { gateway, admin, statuses } = await linked(context);
    const { isThere, release } = hold(gateway);
    void admin.remove().catch(() => undefined);
    await until(isThere, 'it has got as far as that');

    await gateway.crash();
    release();
    assert.equal((await admin.standing()).isRemoving, true);
    await later(gateway);
    await later(gateway);

    assert.deepEqual(await statuses(), ['cancelled', 'cancelled']);
    assert.equal((await admin.standing()).isRemoving, false);
    assert.ok(gateway.stripe.accounts.deauthorized.includes(BAYSIDE));
  });
}

test('a lost answer to letting go is asked for again', async (context) => {
  const { gateway, admin } = await linked(context);
  gateway.stripe.accounts.fail('deauthorize', 'after');

  assert.equal((await admin.remove()).status, 202);
  await later(gateway);

  assert.deepEqual(gateway.stripe.accounts.deauthorized, [BAYSIDE, BAYSIDE]);
  assert.equal((await admin.standing()).lastRemoval?.by, 'admin');
});

test('the event of our own letting go does not make it Stripe’s', async (context) => {
  const { gateway, admin } = await linked(context);
  const release = gateway.stripe.accounts.hold('deauthorize');
  const removing = admin.remove();
  await until(() => gateway.stripe.accounts.count('deauthorize') > 0, 'Stripe is asked to let go');

  const event = { type: 'account.application.deauthorized', account: BAYSIDE };
  const told = gateway.webhook(event);
  release();
  await Promise.all([told, removing]);

  assert.equal((await admin.standing()).lastRemoval?.by, 'admin');
});

test('an account that a sister clinic is paid on is not let go of', async (context) => {
  const { gateway, admin } = await linked(context);
  const sister = new ClinicAdmin(gateway, 'fourth');
  const [harbour] = HOST.organisations;
  assert.ok(harbour);
  const fourth = { ref: 'fourth', name: 'Fourth Clinic', currency: 'aud', enabled: true };
  await gateway.provision('h_demo', { ...HOST, organisations: [{ ...harbour, clinics: [fourth] }] });
  await sister.use(BAYSIDE);

  await admin.remove();
  assert.deepEqual(gateway.stripe.accounts.deauthorized, []);
  assert.equal((await sister.standing()).account?.health, 'ready');
  await sister.remove('Fourth Clinic');

  assert.deepEqual(gateway.stripe.accounts.deauthorized, [BAYSIDE]);
});

test('one made here is put aside and offered again, and never let go of', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  await admin.link({ strategy: 'new' });
  await admin.act('confirm', { account: 'acct_made1' });

  const { body } = await admin.remove();
  assert.deepEqual([body.account, body.setAside.map(({ id }) => id)], [null, ['acct_made1']]);
  assert.equal(body.lastRemoval?.by, 'admin');
  await admin.link({ strategy: 'new', account: 'acct_made1' });
  await admin.act('confirm', { account: 'acct_made1' });

  const after = await admin.standing();
  assert.deepEqual([after.account?.id, after.setAside, after.lastRemoval], ['acct_made1', [], null]);
  assert.equal(gateway.stripe.accounts.count('deauthorize'), 0);
});

test('what was parked and dropped is given back to its owner', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  await admin.park(BAYSIDE);

  const { body } = await admin.act('discard');
  await gateway.built.tick();

  assert.deepEqual([body.parked, body.isRemoving, body.lastRemoval], [null, false, null]);
  assert.deepEqual(gateway.stripe.accounts.deauthorized, [BAYSIDE]);
});

test('a request saved at the moment of removal is withdrawn, and nobody can pay it', async (context) => {
  const { gateway, admin } = await linked(context);
  const { accounts } = gateway.store;
  const { active } = accounts;
  let looks = 0;
  accounts.active = async (clinicId) => {
    looks += 1;
    const row = await active.call(accounts, clinicId);
    if (looks === 1) await admin.remove();
    return row;
  };

  const { body } = await gateway.create(await gateway.token({ clinicRef: 'unlinked' }));

  assert.equal(body.status, 'cancelled');
  assert.equal(gateway.stripe.intents.get('pi_3')?.facts.status, 'canceled');
});

test('an operator’s description, sent again, does not bring back what an admin removed', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway, 'street');
  await admin.remove('Harbour Street Clinic');

  await gateway.provision();
  assert.equal((await admin.standing()).account, null);
  await admin.use(BAYSIDE);
  await gateway.provision();

  assert.equal((await admin.standing()).account?.id, BAYSIDE);
});

test('removal at Stripe’s end is noticed and said', async (context) => {
  const { gateway, admin, statuses } = await linked(context);

  gateway.clock.advance(2 * SECOND);
  await gateway.webhook({ type: 'account.application.deauthorized', account: BAYSIDE });

  const { account, lastRemoval } = await admin.standing();
  assert.deepEqual([account, lastRemoval?.by], [null, 'stripe']);
  assert.deepEqual(await statuses(), ['unreachable', 'unreachable']);
  assert.ok((await auditOf(gateway)).includes('stripe-account.access-lost by stripe'));
});

test('letting go that Stripe refuses for good does not keep the account', async (context) => {
  const { gateway, admin } = await linked(context);
  gateway.stripe.accounts.fail('deauthorize', new StripeFailure('rejected', 'No.'));

  assert.equal((await admin.remove()).status, 200);
});
