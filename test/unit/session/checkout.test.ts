import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { PaymentsError } from '../../../src/errors.ts';
import { settled, until } from './support/fake-clock.ts';
import { UNREACHABLE } from './support/fake-gateway.ts';
import { CLINICIAN } from './support/payment-request.ts';
import { LOOKS, mountNode, openCardForm, patientPage, reload, world } from './support/session-world.ts';
import type { World } from './support/session-world.ts';

const DECLINED = { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds' } as const;
const EMAIL = 'sam@example.com';

/** The card is declined, and the gateway hears the same from Stripe. */
function decline({ stripe, gateway }: World, at = 5): void {
  stripe.confirm = () => {
    const lastAttempt = {
      outcome: 'declined',
      code: 'card_declined',
      declineCode: 'insufficient_funds',
      at,
    } as const;
    gateway.atStripe.set('pr_1', { lastAttempt });
    return Promise.resolve({ error: DECLINED });
  };
}

function accept({ stripe, gateway }: World): void {
  stripe.confirm = () => {
    gateway.atStripe.set('pr_1', { status: 'paid' });
    return Promise.resolve({ paymentIntent: { status: 'succeeded' } });
  };
}

async function formOpen(parts = world()) {
  const page = await patientPage(parts, [{}]);
  await openCardForm(page);
  return { page, parts, status: () => page.entry().checkout.status };
}

describe('the card form', () => {
  it('is opened for the right account, in our language and looks, with no email field of its own', async () => {
    const { page, parts } = await formOpen();
    assert.deepEqual(parts.stripe.loads, [{ key: 'pk_test_1', account: 'acct_1' }]);
    assert.deepEqual(parts.stripe.elementsOptions, [
      { clientSecret: 'pr_1_secret_1', appearance: { theme: 'stripe', variables: {} }, locale: 'en' },
    ]);
    assert.deepEqual(parts.stripe.createOptions, [
      {
        business: { name: page.entry().request.clinic.name },
        fields: { billingDetails: { email: 'never' } },
        wallets: { applePay: 'never', googlePay: 'never' },
      },
    ]);
  });

  it('tells the clinician, keeps the frame, and asks for height, until it is left', async () => {
    const { page, parts, status } = await formOpen();
    assert.deepEqual(parts.gateway.argsOf('sendActivity'), [['pr_1', 'entering-details']]);
    assert.deepEqual(page.port.heard('busy'), [true]);
    assert.deepEqual(page.port.heard('minHeight'), [640]);
    page.session.leaveCheckout('pr_1');
    await settled();
    assert.equal(status(), 'idle');
    assert.deepEqual(page.port.heard('busy'), [true, false]);
    assert.deepEqual(page.port.heard('minHeight'), [640, null]);
    assert.deepEqual(parts.gateway.argsOf('sendActivity').at(-1), ['pr_1', 'seen']);
    assert.equal(parts.stripe.mounted, 0);
  });

  it('uses one Stripe instance for an account', async () => {
    const { page, parts } = await formOpen();
    page.session.leaveCheckout('pr_1');
    await openCardForm(page);
    assert.equal(parts.stripe.loads.length, 1);
  });

  it('is there once per request: a second place is told so', async () => {
    const { page, parts } = await formOpen();
    await assert.rejects(page.session.beginCheckout('pr_1', { mount: mountNode(), looks: LOOKS }), {
      code: 'CARD_FORM_MISPLACED',
    });
    assert.equal(parts.stripe.mounted, 1);
  });

  it('moves to a new place when the old one is gone', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}]);
    const mount = { isConnected: true };
    await page.session.beginCheckout('pr_1', { mount: mount as HTMLElement, looks: LOOKS });
    mount.isConnected = false;
    await openCardForm(page);
    assert.equal(parts.stripe.mounted, 1);
    assert.equal(parts.stripe.elementsOptions.length, 2);
  });

  it('follows the theme', async () => {
    const { page, parts } = await formOpen();
    page.session.updateCardForm('pr_1', { theme: 'night', variables: { colorText: '#fff' } });
    assert.deepEqual(parts.stripe.updates, [
      { appearance: { theme: 'night', variables: { colorText: '#fff' } } },
    ]);
  });

  it('says when Stripe.js does not load, and opens when it does', async () => {
    const parts = world();
    parts.stripe.loadError = new Error('blocked');
    const page = await patientPage(parts, [{}]);
    await page.session.beginCheckout('pr_1', { mount: mountNode(), looks: LOOKS });
    const { checkout } = page.entry();
    assert.ok(checkout.status === 'unavailable' && checkout.error.code === 'STRIPE_UNAVAILABLE');
    assert.deepEqual(page.port.heard('busy'), [true, false]);
    parts.stripe.loadError = null;
    page.session.retry();
    await until(() => page.entry().checkout.status === 'details', 'the form is open');
  });

  it('says when its frame cannot be drawn, or never is', async () => {
    for (const drawing of ['loaderror', 'never'] as const) {
      const parts = world();
      parts.stripe.drawing = drawing;
      const page = await patientPage(parts, [{}]);
      const begun = page.session.beginCheckout('pr_1', { mount: mountNode(), looks: LOOKS });
      await settled();
      await parts.clock.advance(30_000);
      await begun;
      assert.equal(page.entry().checkout.status, 'unavailable', drawing);
      assert.equal(parts.stripe.mounted, 0);
    }
  });

  it('says when the gateway does not answer, and tries again when told to', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}]);
    parts.gateway.next('getCheckout', UNREACHABLE);
    await page.session.beginCheckout('pr_1', { mount: mountNode(), looks: LOOKS });
    const { checkout } = page.entry();
    assert.ok(checkout.status === 'unavailable' && checkout.error.code === 'GATEWAY_UNREACHABLE');
    page.session.retry();
    await until(() => page.entry().checkout.status === 'details', 'the form is open');
  });

  it('does not open for a request that ended meanwhile, and shows how', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}]);
    parts.gateway.set({ status: 'cancelled' });
    parts.gateway.next('getCheckout', new PaymentsError('request_not_open', 'Ended.', { status: 409 }));
    await page.session.beginCheckout('pr_1', { mount: mountNode(), looks: LOOKS });
    await settled();
    assert.equal(page.entry().request.status, 'cancelled');
    assert.equal(page.entry().checkout.status, 'idle');
    assert.equal(parts.stripe.mounted, 0);
  });

  it('closes when the request is withdrawn while the card is typed', async () => {
    const { page, parts, status } = await formOpen();
    parts.gateway.push({ closingAs: 'cancelled' });
    await settled();
    assert.equal(status(), 'idle');
    assert.equal(parts.stripe.mounted, 0);
    assert.deepEqual(page.port.heard('busy'), [true, false]);
  });

  it('never appears when it was left while it was being fetched', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}]);
    const letGo = parts.gateway.hold('getCheckout');
    const begun = page.session.beginCheckout('pr_1', { mount: mountNode(), looks: LOOKS });
    page.session.leaveCheckout('pr_1');
    letGo();
    await begun;
    assert.equal(page.entry().checkout.status, 'idle');
    assert.equal(parts.stripe.mounted, 0);
  });
});

describe('paying', () => {
  it('confirms with the address for the receipt, and believes the gateway alone', async () => {
    const { page, parts, status } = await formOpen();
    accept(parts);
    const letGo = parts.gateway.hold('settleRequest');
    const paid = page.session.pay('pr_1', EMAIL);
    await settled();
    assert.equal(status(), 'checking');
    assert.equal(page.entry().request.status, 'requested');
    letGo();
    await paid;
    assert.equal(page.entry().request.status, 'paid');
    assert.equal(status(), 'idle');
    assert.equal(parts.stripe.mounted, 0);
    assert.deepEqual(page.port.heard('busy'), [true, false]);
    assert.deepEqual(page.factNames(), ['payment-received']);
    assert.deepEqual(page.port.heard('hint'), [{ requestId: 'pr_1', to: CLINICIAN.id }]);
    const [{ confirmParams, redirect }] = parts.stripe.confirmations as [
      (typeof parts.stripe.confirmations)[0],
    ];
    assert.equal(redirect, 'if_required');
    assert.deepEqual(confirmParams, {
      receipt_email: EMAIL,
      payment_method_data: { billing_details: { email: EMAIL } },
    });
  });

  it('says so aloud', async () => {
    const { page, parts } = await formOpen();
    accept(parts);
    await page.session.pay('pr_1', EMAIL);
    assert.match(page.spoken.at(-1) ?? '', /paid \$85\.00.*Harbour Street Clinic/);
  });

  it('is confirmed once, however often it is clicked', async () => {
    const { page, parts } = await formOpen();
    accept(parts);
    await Promise.all([page.session.pay('pr_1', EMAIL), page.session.pay('pr_1', EMAIL)]);
    assert.equal(parts.stripe.confirmations.length, 1);
  });

  it('keeps the form when the card is declined, with the reason', async () => {
    const { page, parts } = await formOpen();
    decline(parts);
    await page.session.pay('pr_1', EMAIL);
    assert.deepEqual(page.entry().checkout, {
      status: 'details',
      problem: { kind: 'declined', code: 'card_declined', declineCode: 'insufficient_funds' },
    });
    assert.equal(parts.stripe.mounted, 1);
    assert.deepEqual(page.port.heard('busy'), [true]);
    assert.deepEqual(page.factNames(), ['attempt-failed']);
    assert.deepEqual(page.port.heard('hint'), [{ requestId: 'pr_1', to: CLINICIAN.id }]);
    accept(parts);
    await page.session.pay('pr_1', EMAIL);
    assert.equal(page.entry().request.status, 'paid');
  });

  it('keeps the form with the reason also when the gateway cannot be told', async () => {
    const { page, parts } = await formOpen();
    decline(parts);
    parts.gateway.isDown = true;
    await page.session.pay('pr_1', EMAIL);
    assert.equal(page.entry().checkout.status, 'details');
  });

  it('tells a failed bank check from a declined card', async () => {
    const { page, parts } = await formOpen();
    const code = 'payment_intent_authentication_failure';
    parts.stripe.confirm = () => Promise.resolve({ error: { type: 'invalid_request_error', code } });
    await page.session.pay('pr_1', EMAIL);
    assert.deepEqual(page.entry().checkout, {
      status: 'details',
      problem: { kind: 'authentication_failed', code },
    });
  });

  it('sends nothing when the card is not complete', async () => {
    const { page, parts } = await formOpen();
    parts.stripe.submitError = { type: 'validation_error', code: 'incomplete_number' };
    await page.session.pay('pr_1', EMAIL);
    assert.deepEqual(page.entry().checkout, {
      status: 'details',
      problem: { kind: 'incomplete', code: 'incomplete_number' },
    });
    assert.equal(parts.stripe.confirmations.length, 0);
    assert.equal(parts.gateway.count('settleRequest'), 0);
  });

  it('checks, and never says failed, while nobody knows', async () => {
    const { page, parts, status } = await formOpen();
    parts.stripe.confirm = () => Promise.resolve({ error: { type: 'api_connection_error' } });
    parts.gateway.isDown = true;
    const paid = page.session.pay('pr_1', EMAIL);
    await parts.clock.advance(10 * 60_000);
    assert.equal(status(), 'checking');
    assert.deepEqual(page.port.heard('busy'), [true]);
    parts.gateway.isDown = false;
    parts.gateway.set({ status: 'paid' });
    await parts.clock.advance(30_000);
    await paid;
    assert.equal(page.entry().request.status, 'paid');
  });

  it('goes back to the form when the gateway has looked often enough and Stripe never got it', async () => {
    const { page, parts, status } = await formOpen();
    parts.stripe.confirm = () => Promise.reject(new Error('Stripe.js broke'));
    const paid = page.session.pay('pr_1', EMAIL);
    await settled();
    assert.equal(status(), 'checking');
    await parts.clock.advance(10_000);
    await paid;
    assert.deepEqual(page.entry().checkout, {
      status: 'details',
      problem: { kind: 'error', code: 'no_answer' },
    });
    assert.equal(parts.gateway.count('settleRequest'), 4);
  });

  it('never goes back to the form after Stripe said that it took the payment', async () => {
    const { page, parts, status } = await formOpen();
    void page.session.pay('pr_1', EMAIL);
    await parts.clock.advance(5 * 60_000);
    assert.equal(status(), 'checking');
  });

  it('learns of a decline whose answer was lost from the gateway', async () => {
    const { page, parts } = await formOpen();
    parts.stripe.confirm = () => {
      const lastAttempt = { outcome: 'declined', code: 'expired_card', at: 6 } as const;
      parts.gateway.atStripe.set('pr_1', { lastAttempt });
      return Promise.resolve({ error: { type: 'api_connection_error' } });
    };
    await page.session.pay('pr_1', EMAIL);
    assert.deepEqual(page.entry().checkout, {
      status: 'details',
      problem: { kind: 'declined', code: 'expired_card' },
    });
  });

  it('does not take the decline of the try before for this one', async () => {
    const { page, parts, status } = await formOpen();
    decline(parts);
    await page.session.pay('pr_1', EMAIL);
    parts.stripe.confirm = () => Promise.resolve({ error: { type: 'api_connection_error' } });
    void page.session.pay('pr_1', EMAIL);
    await settled();
    assert.equal(status(), 'checking');
  });

  it('waits while Stripe settles', async () => {
    const { page, parts, status } = await formOpen();
    parts.stripe.confirm = () => {
      parts.gateway.atStripe.set('pr_1', { status: 'processing' });
      return Promise.resolve({ paymentIntent: { status: 'processing' } });
    };
    void page.session.pay('pr_1', EMAIL);
    await parts.clock.advance(60_000);
    assert.equal(page.entry().request.status, 'processing');
    assert.equal(status(), 'checking');
    parts.gateway.push({ status: 'paid' });
    await settled();
    assert.equal(status(), 'idle');
    assert.deepEqual(page.port.heard('busy'), [true, false]);
  });

  it('closes with the word of the gateway while the bank still asks', async () => {
    const { page, parts, status } = await formOpen();
    parts.stripe.confirm = () => new Promise(() => {});
    void page.session.pay('pr_1', EMAIL);
    await settled();
    assert.equal(status(), 'confirming');
    parts.gateway.push({ status: 'paid' });
    await settled();
    assert.equal(status(), 'idle');
    assert.equal(page.entry().request.status, 'paid');
  });

  it('cannot be left, and waits for the outcome, when it is withdrawn while Stripe confirms', async () => {
    const { page, parts, status } = await formOpen();
    parts.stripe.confirm = () => new Promise(() => {});
    void page.session.pay('pr_1', EMAIL);
    await settled();
    parts.gateway.push({ closingAs: 'cancelled' });
    page.session.leaveCheckout('pr_1');
    await settled();
    assert.equal(status(), 'confirming');
    assert.equal(parts.stripe.mounted, 1);
    parts.gateway.push({ status: 'cancelled', closingAs: null });
    await settled();
    assert.equal(status(), 'idle');
    assert.equal(parts.stripe.mounted, 0);
  });

  it('confirms nothing that was withdrawn while the card was being checked', async () => {
    const { page, parts, status } = await formOpen();
    const { promise, resolve } = Promise.withResolvers<void>();
    parts.stripe.checking = promise;
    const paid = page.session.pay('pr_1', EMAIL);
    parts.gateway.push({ closingAs: 'cancelled' });
    await settled();
    resolve();
    await paid;
    assert.equal(parts.stripe.confirmations.length, 0);
    assert.equal(status(), 'idle');
  });

  it('asks what became of it when the form was torn out while Stripe confirmed', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}]);
    const mount = { isConnected: true };
    await page.session.beginCheckout('pr_1', { mount: mount as HTMLElement, looks: LOOKS });
    parts.stripe.confirm = () => {
      parts.gateway.atStripe.set('pr_1', { status: 'paid' });
      return new Promise(() => {});
    };
    void page.session.pay('pr_1', EMAIL);
    await settled();
    mount.isConnected = false;
    await page.session.beginCheckout('pr_1', { mount: mountNode(), looks: LOOKS });
    await settled();
    assert.equal(page.entry().request.status, 'paid');
    assert.equal(parts.stripe.elementsOptions.length, 1);
  });
});

describe('paying, over a reload', () => {
  it('asks what became of a confirmation, with no form, and keeps the frame meanwhile', async () => {
    const { page, parts } = await formOpen();
    parts.stripe.confirm = () => new Promise(() => {});
    void page.session.pay('pr_1', EMAIL);
    await settled();
    const letGo = parts.gateway.hold('settleRequest');
    const again = await reload(page);
    assert.equal(again.entry().checkout.status, 'checking');
    assert.deepEqual(again.port.heard('busy'), [true]);
    parts.gateway.atStripe.set('pr_1', { status: 'paid' });
    letGo();
    await again.world.clock.advance(1_000);
    assert.equal(again.entry().request.status, 'paid');
    assert.equal(again.entry().checkout.status, 'idle');
    assert.deepEqual(again.port.heard('busy'), [true, false]);
  });

  it('opens the panel to show what came of it, also when that was known before the page was back, once', async () => {
    const { page, parts } = await formOpen();
    parts.stripe.confirm = () => new Promise(() => {});
    void page.session.pay('pr_1', EMAIL);
    await settled();
    parts.gateway.set({ status: 'paid' });
    const again = await reload(page);
    assert.equal(again.entry().request.status, 'paid');
    assert.equal(again.port.heard('openPanel').length, 1);
    const third = await reload(again);
    assert.deepEqual(third.port.heard('openPanel'), []);
  });

  it('is the open request again when Stripe never got it', async () => {
    const { page, parts } = await formOpen();
    parts.stripe.confirm = () => new Promise(() => {});
    void page.session.pay('pr_1', EMAIL);
    await settled();
    const again = await reload(page);
    assert.equal(again.entry().checkout.status, 'checking');
    await again.world.clock.advance(10_000);
    assert.equal(again.entry().checkout.status, 'idle');
    assert.equal(again.entry().request.status, 'requested');
    const third = await reload(again);
    assert.equal(third.entry().checkout.status, 'idle');
  });

  it('says why the last try did not go through when the form is opened again', async () => {
    const { page, parts } = await formOpen();
    decline(parts);
    await page.session.pay('pr_1', EMAIL);
    const again = await reload(page);
    assert.equal(again.entry().checkout.status, 'idle');
    await openCardForm(again);
    const { checkout } = again.entry();
    assert.ok(checkout.status === 'details' && checkout.problem?.declineCode === 'insufficient_funds');
  });

  it('keeps the email as typed', async () => {
    const { page } = await formOpen();
    page.session.setEmail(EMAIL);
    const again = await reload(page);
    assert.equal(again.session.getEmail(), EMAIL);
  });
});
