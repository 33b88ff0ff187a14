import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  aLinkedStanding,
  aParkedAccount,
  aStanding,
  aTestPayment,
  anAccount,
} from '../../../demo/pages/staged/account-samples.ts';
import { PaymentsError } from '../../../src/errors.ts';
import { AccountPage } from './support/account-world.ts';
import { UNREACHABLE } from './support/fake-gateway.ts';
import { settled } from './support/fake-clock.ts';

const VISIT = { url: 'https://connect.stripe.com/setup/1', expiresAt: 0 };
const NOT_ALLOWED = new PaymentsError('not_allowed', 'Not for clinicians.', { status: 403 });
const REFUSED = new PaymentsError('account_not_ready', 'No.', { status: 409 });

describe('reading', () => {
  test('what was read stays when the gateway does not answer, and comes anew by itself', async () => {
    const admin = await AccountPage.open();
    admin.gateway.isDown = true;
    await admin.store.refresh();
    assert.equal(admin.state.trouble?.code, 'GATEWAY_UNREACHABLE');
    admin.gateway.isDown = false;
    await admin.clock.advance(3_000);
    assert.equal(admin.state.trouble, null);
  });

  test('without a first answer it says why, and goes on trying where that may help', async () => {
    const admin = await AccountPage.open(aStanding(), UNREACHABLE);
    assert.deepEqual(admin.store.getState(), { status: 'unavailable', error: UNREACHABLE });
    admin.refusal = null;
    await admin.clock.advance(3_000);
    assert.equal(admin.state.standing.clinic.name, 'Riverside Clinic');
  });

  test('what is refused for good is not asked for again and again', async () => {
    const admin = await AccountPage.open(aStanding(), NOT_ALLOWED);
    await admin.clock.advance(120_000);
    assert.deepEqual(admin.store.getState(), { status: 'unavailable', error: NOT_ALLOWED });
    assert.equal(admin.readings, 1);
  });

  test('nothing under way: it is read when somebody turns to the page, and not otherwise', async () => {
    const admin = await AccountPage.open(aLinkedStanding());
    await admin.clock.advance(120_000);
    assert.equal(admin.readings, 1);
    admin.page.page.takeFocus();
    await settled();
    assert.equal(admin.readings, 2);
    admin.page.page.setHidden(true);
    admin.page.page.setHidden(false);
    admin.page.page.takeFocus();
    await settled();
    assert.equal(admin.readings, 3, 'one reading answers both');
  });

  for (const [what, standing, pause] of [
    ['a removal', aLinkedStanding({}, { isRemoving: true }), 3_000],
    ['a test payment', aLinkedStanding({}, { testPayment: aTestPayment({ status: 'pending' }) }), 3_000],
    ['a review', aLinkedStanding({ health: 'in_review' }), 15_000],
    ['a parked account’s review', aStanding({ parked: aParkedAccount({ health: 'in_review' }) }), 15_000],
    [
      'a wallet’s site',
      aLinkedStanding({}, { domains: [{ domain: 'a.example', state: 'pending' }] }),
      15_000,
    ],
    ['being enabled', aStanding({ clinic: { ...aStanding().clinic, enabled: false } }), 15_000],
  ] as const) {
    test(`${what} is followed until it is over, every ${pause / 1000} s`, async () => {
      const admin = await AccountPage.open(standing);
      await admin.clock.advance(pause);
      await admin.clock.advance(pause);
      assert.equal(admin.readings, 3);
      admin.standing = aLinkedStanding();
      await admin.clock.advance(pause);
      await admin.clock.advance(120_000);
      assert.equal(admin.readings, 4);
    });
  }

  test('a hidden page does not read, and reads at once when it is seen again', async () => {
    const admin = await AccountPage.open(aLinkedStanding({}, { isRemoving: true }));
    admin.page.page.setHidden(true);
    await admin.clock.advance(60_000);
    assert.equal(admin.readings, 1);
    admin.page.page.setHidden(false);
    await settled();
    assert.equal(admin.readings, 2);
  });

  test('nobody looks any more: nothing is read, no timer and no listener is left', async () => {
    const admin = await AccountPage.open(aLinkedStanding({}, { isRemoving: true }));
    const { listeners } = admin.page.page;
    admin.stopLooking();
    assert.equal(admin.page.page.listeners, listeners - 3);
    await admin.clock.advance(60_000);
    assert.equal(admin.readings, 1);
  });

  test('a reading that was overtaken by what was done does not take it back', async () => {
    const admin = await AccountPage.open(aStanding({ parked: aParkedAccount() }));
    const letReadingGo = admin.gateway.hold('ask');
    const reading = admin.store.refresh();
    await settled();
    // What is asked from now on is answered at once.
    admin.gateway.hold('ask')();
    admin.onCall = () => admin.change({ parked: null, account: anAccount() });
    await admin.store.confirm('acct_1SimRiverside01');
    letReadingGo();
    await reading;
    assert.equal(admin.state.standing.account?.id, 'acct_1SimRiverside01');
  });
});

describe('going to Stripe', () => {
  test('asks for one visit, and waits until something comes of it', async () => {
    const admin = await AccountPage.open();
    admin.onCall = () => VISIT;
    assert.deepEqual(await admin.store.link('existing', { returnTo: 'https://host.example/admin' }), VISIT);
    assert.deepEqual(admin.gateway.argsOf('ask').at(-1), [
      '/stripe-account/link',
      { method: 'POST', body: { strategy: 'existing', returnTo: 'https://host.example/admin' } },
    ]);
    assert.equal(admin.state.visit?.url, VISIT.url);
    await admin.clock.advance(3_000);
    assert.ok(admin.state.visit);
    admin.change({ parked: aParkedAccount() });
    await admin.clock.advance(3_000);
    assert.equal(admin.state.visit, null);
    assert.deepEqual(
      admin.facts.map(({ name }) => name),
      ['stripe-account-returned'],
    );
    assert.deepEqual(admin.page.spoken, [
      'Riverside Clinic Pty Ltd came back from Stripe. Press “Use this account” to link it.',
    ]);
  });

  test('an account that Stripe makes is parked from the start, and is back once Stripe has its answers', async () => {
    const admin = await AccountPage.open();
    const made = aParkedAccount({ origin: 'new', health: 'incomplete', name: null });
    admin.onCall = () => {
      admin.change({ parked: made });
      return VISIT;
    };
    await admin.store.link('new');
    await admin.clock.advance(3_000);
    assert.equal(admin.state.standing.parked?.id, made.id);
    assert.ok(admin.state.visit, 'somebody is still there');
    assert.deepEqual(admin.facts, []);
    admin.change({ parked: { ...made, health: 'in_review' } });
    await admin.clock.advance(3_000);
    assert.equal(admin.state.visit, null);
    assert.deepEqual(
      admin.facts.map(({ name }) => name),
      ['stripe-account-returned'],
    );
  });

  test('a visit that brought nothing ends the waiting, and is said', async () => {
    const admin = await AccountPage.open();
    admin.onCall = () => VISIT;
    await admin.store.link('new', { account: 'acct_2' });
    admin.change({ lastVisit: { outcome: 'cancelled', at: 5 } });
    await admin.clock.advance(3_000);
    assert.equal(admin.state.visit, null);
    assert.match(admin.page.spoken.join(), /You left Stripe before the account was linked/);
    assert.deepEqual(admin.facts, []);
  });

  test('what Stripe required is there: the waiting ends', async () => {
    const admin = await AccountPage.open(aLinkedStanding({ health: 'incomplete', requirementsDue: 3 }));
    admin.onCall = () => VISIT;
    await admin.store.openRequirements();
    assert.equal(admin.state.visit?.purpose, 'requirements');
    admin.change({ account: anAccount({ health: 'in_review', requirementsDue: 0 }) });
    await admin.clock.advance(3_000);
    assert.equal(admin.state.visit, null);
    assert.deepEqual(
      admin.facts.map(({ name }) => name),
      ['stripe-account-changed'],
    );
    assert.deepEqual(admin.page.spoken, [
      'The state of Riverside Clinic Pty Ltd at Stripe is now: In review.',
    ]);
  });

  test('a long visit is followed less often, and no more once nobody waits', async () => {
    const admin = await AccountPage.open();
    admin.onCall = () => VISIT;
    await admin.store.link('new');
    await admin.clock.advance(300_000);
    const before = admin.readings;
    await admin.clock.advance(60_000);
    assert.equal(admin.readings - before, 4);
    admin.store.leaveVisit();
    await admin.clock.advance(60_000);
    assert.equal(admin.readings - before, 4);
  });

  test('without a link it says why, and the next press tries anew', async () => {
    const admin = await AccountPage.open();
    admin.onCall = () => {
      throw UNREACHABLE;
    };
    assert.equal(await admin.store.link('existing'), null);
    assert.equal(admin.state.task.status, 'failed');
    admin.onCall = () => VISIT;
    assert.deepEqual(await admin.store.link('existing'), VISIT);
    assert.deepEqual(admin.state.task, { status: 'idle' });
  });

  test('an address that is none is not followed', async () => {
    const admin = await AccountPage.open();
    // oxlint-disable-next-line no-script-url -- what a gateway that is none might answer.
    admin.onCall = () => ({ url: 'javascript:alert(1)', expiresAt: 0 });
    assert.equal(await admin.store.link('existing'), null);
    assert.equal(admin.state.task.status === 'failed' && admin.state.task.error.code, 'GATEWAY_UNEXPECTED');
  });
});

describe('acting', () => {
  test('Use this account: pending, then linked, told once and said', async () => {
    const admin = await AccountPage.open(aStanding({ parked: aParkedAccount() }));
    admin.onCall = () => admin.change({ parked: null, account: anAccount() });
    const release = admin.gateway.hold('ask');
    const confirming = admin.store.confirm('acct_1SimRiverside01');
    assert.deepEqual(admin.state.task, { status: 'pending', name: 'confirming' });
    release();
    await confirming;
    await admin.store.refresh();
    assert.deepEqual(admin.state.task, { status: 'idle' });
    assert.deepEqual(admin.facts, [{ name: 'stripe-account-linked', account: anAccount() }]);
    assert.deepEqual(admin.page.spoken, ['Riverside Clinic Pty Ltd is now linked to Riverside Clinic.']);
    assert.deepEqual(admin.gateway.argsOf('ask')[1], [
      '/stripe-account/confirm',
      { method: 'POST', body: { account: 'acct_1SimRiverside01' } },
    ]);
  });

  test('one thing at a time', async () => {
    const admin = await AccountPage.open(aStanding({ parked: aParkedAccount() }));
    const release = admin.gateway.hold('ask');
    const confirming = admin.store.confirm('acct_1SimRiverside01');
    await admin.store.discard('acct_1SimRiverside01');
    assert.equal(await admin.store.link('new'), null);
    release();
    await confirming;
    assert.deepEqual(admin.asked, ['POST /confirm']);
  });

  test('no answer, though it was done: checking, and the next reading shows it', async () => {
    const admin = await AccountPage.open(aStanding({ parked: aParkedAccount() }));
    admin.onCall = () => {
      admin.change({ parked: null, account: anAccount() });
      throw UNREACHABLE;
    };
    const confirming = admin.store.confirm('acct_1SimRiverside01');
    await settled();
    assert.deepEqual(admin.state.task, { status: 'checking', name: 'confirming' });
    await admin.clock.advance(1_000);
    await confirming;
    assert.deepEqual(admin.state.task, { status: 'idle' });
    assert.deepEqual(admin.asked, ['POST /confirm'], 'it was not asked for twice');
  });

  test('no answer, and it was not done: it is asked for again until the gateway says', async () => {
    const admin = await AccountPage.open(aLinkedStanding());
    let tries = 0;
    admin.onCall = () => {
      tries += 1;
      if (tries < 3) throw UNREACHABLE;
      return admin.change({ isRemoving: true });
    };
    const removing = admin.store.remove('Riverside Clinic');
    await admin.clock.advance(10_000);
    await removing;
    assert.deepEqual(admin.asked, ['DELETE ', 'DELETE ', 'DELETE ']);
    assert.equal(admin.state.standing.isRemoving, true);
  });

  test('refused: it says why, and reads what has changed meanwhile', async () => {
    const admin = await AccountPage.open(aStanding({ parked: aParkedAccount() }));
    admin.onCall = () => {
      admin.change({ parked: null });
      throw REFUSED;
    };
    await admin.store.confirm('acct_1SimRiverside01');
    await settled();
    assert.deepEqual(admin.state.task, { status: 'failed', name: 'confirming', error: REFUSED });
    assert.equal(admin.state.standing.parked, null);
    admin.store.dismissFailure();
    assert.deepEqual(admin.state.task, { status: 'idle' });
  });

  test('too many tries is an answer: nothing was done', async () => {
    const admin = await AccountPage.open(aLinkedStanding());
    admin.onCall = () => {
      throw new PaymentsError('too_many_requests', 'Slow down.', { status: 429, retryable: true });
    };
    await admin.store.testPayment();
    assert.equal(admin.state.task.status, 'failed');
    assert.deepEqual(admin.asked, ['POST /test-payment']);
  });

  test('a removal is followed to its end, and told with who did it', async () => {
    const admin = await AccountPage.open(aLinkedStanding());
    admin.onCall = () => admin.change({ isRemoving: true, account: null });
    await admin.store.remove('Riverside Clinic');
    assert.deepEqual(admin.facts, []);
    admin.change({ isRemoving: false, lastRemoval: { by: 'admin', at: 9 } });
    await admin.clock.advance(3_000);
    assert.deepEqual(admin.facts, [{ name: 'stripe-account-removed', by: 'admin' }]);
    assert.deepEqual(admin.page.spoken, ['Riverside Clinic has no Stripe account linked any more.']);
  });

  test('an account that is disconnected at Stripe’s end is noticed', async () => {
    const admin = await AccountPage.open(aLinkedStanding());
    admin.change({ account: null, lastRemoval: { by: 'stripe', at: 9 } });
    admin.page.page.takeFocus();
    await settled();
    assert.deepEqual(admin.facts, [{ name: 'stripe-account-removed', by: 'stripe' }]);
  });

  for (const [status, sentence] of [
    ['succeeded', 'The test payment went through.'],
    ['failed', 'The test payment did not go through.'],
  ] as const) {
    test(`a test payment that ${status} is said once`, async () => {
      const admin = await AccountPage.open(aLinkedStanding());
      admin.onCall = () => admin.change({ testPayment: aTestPayment({ status: 'pending' }) });
      await admin.store.testPayment();
      admin.change({ testPayment: aTestPayment({ status }) });
      await admin.clock.advance(3_000);
      await admin.store.refresh();
      await settled();
      assert.deepEqual(admin.page.spoken, [sentence]);
    });
  }

  test('what was so when the page was opened is neither told nor said', async () => {
    const admin = await AccountPage.open(
      aLinkedStanding({}, { lastVisit: { outcome: 'cancelled', at: 1 }, testPayment: aTestPayment() }),
    );
    await admin.store.refresh();
    await settled();
    assert.deepEqual(admin.facts, []);
    assert.deepEqual(admin.page.spoken, []);
  });
});
