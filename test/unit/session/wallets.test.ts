import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { settled, until } from './support/fake-clock.ts';
import type { FakeStripe } from './support/fake-stripe.ts';
import { LOOKS, mountNode, patientPage, world } from './support/session-world.ts';

const WALLET_EMAIL = 'wallet@example.com';

/** The card form of a patient whose device has this wallet, and who typed this. */
async function formOpen(wallets: FakeStripe['wallets'] = 'google_pay', typed: string | null = null) {
  const parts = world();
  parts.stripe.wallets = wallets;
  const page = await patientPage(parts, [{}]);
  const begun = page.session.beginCheckout('pr_1', {
    mount: mountNode(),
    looks: { ...LOOKS, theme: 'night' },
    wallets: { mount: mountNode(), typedEmail: () => typed },
  });
  await settled();
  await parts.clock.advance(2500);
  await begun;
  await until(() => page.entry().checkout.status === 'details', 'the card form is open');
  return { page, parts, checkout: () => page.entry().checkout };
}

describe('wallet buttons', () => {
  it('stand beside the card form where the device has a wallet', async () => {
    const { checkout, page, parts } = await formOpen();
    assert.deepEqual(checkout(), { status: 'details', problem: null, wallets: true });
    assert.deepEqual(parts.stripe.walletOptions, {
      business: { name: page.entry().request.clinic.name },
      buttonHeight: 48,
      buttonTheme: { applePay: 'white', googlePay: 'white' },
      buttonType: { applePay: 'plain', googlePay: 'plain' },
      emailRequired: true,
      paymentMethods: {
        amazonPay: 'never',
        applePay: 'auto',
        googlePay: 'auto',
        klarna: 'never',
        link: 'never',
        paypal: 'never',
      },
    });
  });

  for (const wallets of ['none', 'loaderror', 'silent', 'forbidden'] as const) {
    it(`are left out, and the card form opens all the same, when Stripe says: ${wallets}`, async () => {
      const { checkout, parts } = await formOpen(wallets);
      assert.deepEqual(checkout(), { status: 'details', problem: null });
      assert.equal(parts.stripe.mounted, 1);
    });
  }

  it('go away with the card form', async () => {
    const { page, parts } = await formOpen();
    assert.equal(parts.stripe.mounted, 2);
    page.session.leaveCheckout('pr_1');
    assert.equal(parts.stripe.mounted, 0);
  });
});

describe('an authorised wallet', () => {
  it('pays, sends the receipt to the wallet’s own address, and keeps it for the confirmation', async () => {
    const { page, parts } = await formOpen();
    parts.stripe.confirm = () => {
      parts.gateway.atStripe.set('pr_1', { status: 'paid' });
      return Promise.resolve({ paymentIntent: { status: 'succeeded' } });
    };
    parts.stripe.approveWallet(WALLET_EMAIL);
    assert.equal(page.entry().checkout.status, 'confirming');
    await until(() => page.entry().request.status === 'paid', 'it is paid');
    assert.equal(parts.stripe.confirmations[0]?.confirmParams['receipt_email'], WALLET_EMAIL);
    assert.equal(page.session.getEmail(), WALLET_EMAIL);
    assert.deepEqual(page.port.heard('busy'), [true, false]);
    assert.equal(parts.stripe.walletFailures, 0);
  });

  it('yields to an address that was typed', async () => {
    const { parts } = await formOpen('google_pay', 'sam@example.com');
    parts.stripe.approveWallet(WALLET_EMAIL);
    await settled();
    assert.equal(parts.stripe.confirmations[0]?.confirmParams['receipt_email'], 'sam@example.com');
  });

  it('pays without a receipt when nobody gave an address', async () => {
    const { parts } = await formOpen();
    parts.stripe.approveWallet();
    await settled();
    assert.equal(parts.stripe.confirmations.length, 1);
    assert.equal(parts.stripe.confirmations[0]?.confirmParams, undefined);
  });

  it('whose card is declined is told so, and leaves the form to try again', async () => {
    const { checkout, parts } = await formOpen();
    const error = { type: 'card_error', code: 'card_declined', decline_code: 'lost_card' } as const;
    parts.stripe.confirm = () => Promise.resolve({ error });
    parts.stripe.approveWallet(WALLET_EMAIL);
    await settled();
    assert.equal(parts.stripe.walletFailures, 1);
    assert.deepEqual(checkout(), {
      status: 'details',
      problem: { kind: 'declined', code: 'card_declined', declineCode: 'lost_card' },
      wallets: true,
    });
  });

  it('pays nothing once the request is withdrawn', async () => {
    const { page, parts } = await formOpen();
    parts.gateway.push({ closingAs: 'cancelled' });
    await settled();
    parts.stripe.approveWallet(WALLET_EMAIL);
    await settled();
    assert.equal(parts.stripe.confirmations.length, 0);
    assert.equal(parts.stripe.walletFailures, 1);
    assert.equal(page.entry().checkout.status, 'idle');
  });

  it('pays nothing while a card is being confirmed already', async () => {
    const { page, parts } = await formOpen();
    let answer = () => {};
    parts.stripe.confirm = () =>
      new Promise((resolve) => (answer = () => resolve({ paymentIntent: { status: 'succeeded' } })));
    void page.session.pay('pr_1', 'sam@example.com');
    await settled();
    parts.stripe.approveWallet(WALLET_EMAIL);
    await settled();
    assert.equal(parts.stripe.confirmations.length, 1);
    assert.equal(parts.stripe.walletFailures, 1);
    answer();
  });
});
