import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import {
  PATIENT,
  aContext,
  aGatewaySession,
  aPatientState,
  aReadyState,
  anEntry,
  ended,
  paid,
  requested,
} from '../../demo/pages/staged/samples.ts';
import type { PayNow } from '../../src/components/pay-now/pay-now.ts';
import type { GatewayEnvironment } from '../../src/contract/gateway-session.ts';
import { PaymentsError } from '../../src/errors.ts';
import { loadLocalization } from '../../src/localization/load.ts';
import type { CardFormOptions, CheckoutState, RequestEntry, SessionState } from '../../src/session/state.ts';
import {
  anElement,
  buttonNamed,
  focused,
  query,
  screensOf,
  textOf,
} from '../support/browser/element-fixture.ts';
import { FakeSession } from '../support/browser/fake-session.ts';

const AT = Date.UTC(2026, 10, 23, 1, 5);
const DETAILS: CheckoutState = { status: 'details', problem: null };

function withRequest(entry: RequestEntry = anEntry(requested()), change: Partial<SessionState> = {}) {
  return new FakeSession(aPatientState({ requests: [entry], ...change }));
}

function aPayNow(session: FakeSession, attributes: Record<string, string> = {}) {
  return anElement('pay-now', session, attributes);
}

/** Presses Pay Now, and lets the fake session draw a card form. */
async function openCheckout(element: PayNow, session: FakeSession): Promise<CardFormOptions> {
  let form: CardFormOptions | undefined;
  session.beginAnswer = (options) => {
    form = options;
    session.setCheckout({ status: 'preparing' });
    const field = document.createElement('input');
    field.setAttribute('aria-label', 'Card number');
    options.mount.append(field);
    session.setCheckout(DETAILS);
    return Promise.resolve();
  };
  query(element, '[part="pay-now"]')?.click();
  await screensOf(element);
  if (!form) throw new Error('The card form was not asked for.');
  return form;
}

async function typeEmail(element: PayNow, text: string): Promise<void> {
  query(element, '#email')?.focus();
  await sendKeys({ type: text });
  await element.updateComplete;
}

async function pressPay(element: PayNow): Promise<void> {
  query(element, '[part="pay"]')?.click();
  await element.updateComplete;
}

describe('<pay-now>', () => {
  it('is accessible', async () => {
    await expect(await aPayNow(new FakeSession(aPatientState()))).to.be.accessible();
  });

  describe('is accessible, light and dark, with', () => {
    const declined = { outcome: 'declined', code: 'expired_card', at: AT } as const;
    const error = new PaymentsError('STRIPE_UNAVAILABLE', '');
    const entries: Record<string, RequestEntry> = {
      'a request': anEntry(requested()),
      'a request put off': anEntry(requested({ activity: { kind: 'put-off', at: AT } })),
      'a declined try before a reload': anEntry(requested({ lastAttempt: declined })),
      'a refusal on its way': anEntry(requested(), { status: 'idle' }, { pending: 'refusing' }),
      'no card form': anEntry(requested(), { status: 'unavailable', error }),
      'a payment being checked': anEntry(requested(), { status: 'checking' }),
      'a paid request': anEntry(paid()),
      'a withdrawn request': anEntry(ended('cancelled')),
      'a refused request': anEntry(ended('refused')),
      'an expired request': anEntry(ended('expired')),
      'a failed request': anEntry(ended('failed')),
    };
    const problem = { kind: 'declined', code: 'card_declined' } as const;
    const checkouts: Record<string, CheckoutState> = {
      'a card form': DETAILS,
      'a card form being drawn': { status: 'preparing' },
      'a declined card': { status: 'details', problem },
      'a bank that is asked': { status: 'confirming' },
    };
    for (const mode of ['light', 'dark', 'contrast'] as const) {
      for (const [name, entry] of Object.entries(entries)) {
        it(`${name} (${mode})`, async () => {
          const element = await aPayNow(new FakeSession(aPatientState({ requests: [entry] }, mode)));
          await expect(element).to.be.accessible();
        });
      }
      for (const [name, checkout] of Object.entries(checkouts)) {
        it(`${name} (${mode})`, async () => {
          const session = new FakeSession(aPatientState({ requests: [anEntry(requested())] }, mode));
          const element = await aPayNow(session);
          await openCheckout(element, session);
          session.setCheckout(checkout);
          await pressPay(element);
          await expect(element).to.be.accessible();
        });
      }
    }
  });

  describe('before anything is asked', () => {
    it('is calm', async () => {
      const element = await aPayNow(new FakeSession(aPatientState()));
      expect(textOf(element)).to.contain('Nothing to pay');
    });

    it('says that the clinic is not enabled, and where to turn', async () => {
      const session = aGatewaySession({
        role: 'patient',
        payments: { ready: false, reason: 'clinic_not_enabled' },
      });
      const state = aReadyState({ connection: { status: 'ready', session, context: aContext() } });
      const element = await aPayNow(new FakeSession(state));
      expect(textOf(element))
        .to.contain('does not take payments during a video call')
        .and.to.contain('another way to pay');
    });

    it('says in words that payments are unavailable, and where to turn', async () => {
      const error = new PaymentsError('GATEWAY_UNREACHABLE', '');
      const state = aReadyState({ connection: { status: 'unavailable', error, retryAt: AT } });
      const session = new FakeSession(state);
      const element = await aPayNow(session);
      expect(textOf(element))
        .to.contain('cannot reach the payment service')
        .and.to.contain('another way to pay');
      buttonNamed(element, 'Try again').click();
      expect(session.callsOf('retry')).to.have.length(1);
    });

    it('shows nothing of payments to anybody but the payer', async () => {
      const requests = [anEntry(requested())];
      const session = aGatewaySession({ role: 'observer' });
      const state = aReadyState({ requests, connection: { status: 'ready', session, context: aContext() } });
      expect(textOf(await aPayNow(new FakeSession(state)))).not.to.contain('85');
    });

    it('names a test environment, and each in its own words', async () => {
      const words = new Map<GatewayEnvironment, string>();
      for (const environment of ['simulated', 'test', 'live'] as const) {
        const session = aGatewaySession({ role: 'patient', participantId: PATIENT.id, environment });
        const state = aPatientState({ connection: { status: 'ready', session, context: aContext() } });
        const badge = query(await aPayNow(new FakeSession(state)), '[part="badge"]');
        words.set(environment, badge?.innerText ?? '');
      }
      expect(words.get('simulated')).to.equal('Test mode: no real money moves');
      expect(words.get('test')).to.contain('no real money').and.not.to.equal(words.get('simulated'));
      expect(words.get('live')).to.equal('');
    });
  });

  describe('a request', () => {
    it('shows who asks for how much, for what, and the ways to answer', async () => {
      const element = await aPayNow(withRequest());
      const text = textOf(element);
      for (const words of ['Payment requested', 'Harbour Street Clinic', '$85.00 AUD', 'Consultation fee'])
        expect(text).to.contain(words);
      expect(text).to.contain('Requested by Dr Mei Chen');
      for (const name of ['Pay Now', 'Not now', 'Don’t pay this'])
        expect(buttonNamed(element, name).disabled).to.equal(false);
    });

    it('is reported as seen, once', async () => {
      const session = withRequest();
      const element = await aPayNow(session);
      session.set({});
      await element.updateComplete;
      expect(session.callsOf('markSeen')).to.deep.equal([['pr_1']]);
    });

    it('can be put off, and then still be paid', async () => {
      const session = withRequest();
      const element = await aPayNow(session);
      buttonNamed(element, 'Not now').click();
      expect(session.callsOf('putOff')).to.deep.equal([['pr_1']]);
      session.set({ requests: [anEntry(requested({ activity: { kind: 'put-off', at: AT } }))] });
      await element.updateComplete;
      expect(textOf(element)).to.contain('You can pay here until').and.not.to.contain('Not now');
      expect(buttonNamed(element, 'Pay Now').hidden).to.equal(false);
    });

    it('is refused only after a second yes, with the keyboard alone', async () => {
      const session = withRequest();
      const element = await aPayNow(session);
      buttonNamed(element, 'Don’t pay this').focus();
      await sendKeys({ press: 'Enter' });
      await element.updateComplete;
      expect(session.callsOf('refuseRequest')).to.have.length(0);
      expect((focused() as HTMLElement | null)?.innerText).to.contain('Tell Harbour Street Clinic');
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Enter' });
      expect(session.callsOf('refuseRequest')).to.deep.equal([['pr_1']]);
    });

    it('is the oldest open one, with how many there are', async () => {
      const newer = anEntry(requested({ id: 'pr_2', createdAt: AT, description: 'Gap payment' }));
      const session = new FakeSession(aPatientState({ requests: [newer, anEntry(requested())] }));
      const element = await aPayNow(session);
      expect(textOf(element)).to.contain('Consultation fee').and.to.contain('1 of 2');
      expect(textOf(element)).not.to.contain('Gap payment');
    });

    it('is the one that was named, where one was', async () => {
      const newer = anEntry(requested({ id: 'pr_2', createdAt: AT, description: 'Gap payment' }));
      const session = new FakeSession(aPatientState({ requests: [newer, anEntry(requested())] }));
      const element = await aPayNow(session, { 'request-id': 'pr_2' });
      expect(textOf(element)).to.contain('Gap payment').and.not.to.contain('1 of 2');
    });

    it('stays with how one ended until the person goes on to the next', async () => {
      const newer = anEntry(requested({ id: 'pr_2', createdAt: AT, description: 'Gap payment' }));
      const session = new FakeSession(aPatientState({ requests: [newer, anEntry(requested())] }));
      const element = await aPayNow(session);
      session.set({ requests: [newer, anEntry(paid())] });
      await element.updateComplete;
      expect(textOf(element)).to.contain('Payment successful');
      buttonNamed(element, 'Next request').click();
      await element.updateComplete;
      expect(textOf(element)).to.contain('Gap payment');
    });

    it('comes into view when it arrives after another has ended', async () => {
      const session = withRequest(anEntry(paid()));
      const element = await aPayNow(session);
      const newer = anEntry(requested({ id: 'pr_2', createdAt: AT, description: 'Gap payment' }));
      session.set({ requests: [newer, anEntry(paid())] });
      await element.updateComplete;
      expect(textOf(element)).to.contain('Gap payment').and.to.contain('Pay Now');
    });

    it('never takes focus from elsewhere when it arrives', async () => {
      const session = new FakeSession(aPatientState());
      const element = await aPayNow(session);
      const elsewhere = document.createElement('input');
      document.body.append(elsewhere);
      elsewhere.focus();
      session.set({ requests: [anEntry(requested())] });
      await element.updateComplete;
      expect(focused()).to.equal(elsewhere);
      elsewhere.remove();
    });
  });

  describe('email and card', () => {
    it('gives Stripe a node in the document, shown inside the element', async () => {
      const session = withRequest();
      const element = await aPayNow(session);
      const { mount } = await openCheckout(element, session);
      expect(mount.isConnected).to.equal(true);
      expect(mount.getRootNode()).to.equal(document);
      expect(mount.checkVisibility()).to.equal(true);
      expect(mount.assignedSlot?.name).to.equal('card-form');
    });

    it('reaches the document through any number of shadow roots, open or closed', async () => {
      const session = withRequest();
      const outer = document.createElement('div');
      document.body.append(outer);
      const inner = document.createElement('div');
      // oxlint-disable-next-line wc/no-closed-shadow-root -- Other people's components have them.
      outer.attachShadow({ mode: 'closed' }).append(inner);
      const element = document.createElement('pay-now');
      element.session = session;
      inner.attachShadow({ mode: 'open' }).append(element);
      await screensOf(element);
      const { mount } = await openCheckout(element, session);
      expect(mount.getRootNode()).to.equal(document);
      expect(mount.checkVisibility()).to.equal(true);
      expect(mount.getBoundingClientRect().width).to.be.above(0);
      session.setCheckout({ status: 'idle' });
      await element.updateComplete;
      expect(outer.childElementCount).to.equal(0);
      outer.remove();
    });

    it('shows wallet buttons above the email, only on a device that has a wallet', async () => {
      const session = withRequest();
      const element = await aPayNow(session);
      const { wallets } = await openCheckout(element, session);
      if (!wallets) throw new Error('The wallets have no place.');
      expect(wallets.mount.getRootNode()).to.equal(document);
      expect(wallets.mount.assignedSlot?.name).to.equal('wallets');
      const seen = () => wallets.mount.checkVisibility({ visibilityProperty: true });
      expect(seen()).to.equal(false);
      session.setCheckout({ status: 'details', problem: null, wallets: true });
      await element.updateComplete;
      expect(seen()).to.equal(true);
      const email = query(element, '#email');
      expect(wallets.mount.getBoundingClientRect().top).to.be.below(email?.getBoundingClientRect().top ?? 0);
      session.setCheckout({ status: 'confirming' });
      await element.updateComplete;
      expect(seen()).to.equal(true);
      expect(wallets.mount.closest('[inert]') ?? query(element, '.wallets[inert]')).to.not.equal(null);
    });

    it('offers a wallet the typed address, and only one that can be one', async () => {
      const session = withRequest();
      const element = await aPayNow(session);
      const { wallets } = await openCheckout(element, session);
      expect(wallets?.typedEmail()).to.equal(null);
      session.setEmail('sam@nowhere');
      expect(wallets?.typedEmail()).to.equal(null);
      session.setEmail(' sam@example.com ');
      expect(wallets?.typedEmail()).to.equal('sam@example.com');
    });

    it('says so where no slot can carry the card form', async () => {
      const session = withRequest();
      const outer = document.createElement('div');
      document.body.append(outer);
      const element = document.createElement('pay-now');
      element.session = session;
      outer.attachShadow({ mode: 'open', slotAssignment: 'manual' }).append(element);
      await screensOf(element);
      query(element, '[part="pay-now"]')?.click();
      await Promise.resolve();
      await element.updateComplete;
      expect(textOf(element)).to.contain('The card form could not be shown');
      expect(session.callsOf('beginCheckout')).to.have.length(0);
      outer.remove();
    });

    it('sends the email that was typed, once it can be one', async () => {
      const session = withRequest();
      const element = await aPayNow(session);
      await openCheckout(element, session);
      await typeEmail(element, ' alex@example.com ');
      await sendKeys({ press: 'Enter' });
      expect(session.callsOf('pay')).to.deep.equal([['pr_1', 'alex@example.com']]);
    });

    for (const email of [
      '',
      'alex',
      'alex@',
      'alex@example',
      '@example.com',
      'a b@example.com',
      'a@b..com',
    ]) {
      it(`refuses "${email}" beside the field, before anything is sent`, async () => {
        const session = withRequest();
        const element = await aPayNow(session);
        await openCheckout(element, session);
        if (email) await typeEmail(element, email);
        await pressPay(element);
        expect(session.callsOf('pay')).to.have.length(0);
        expect(query(element, '#email-error')?.innerText).to.contain(
          email ? 'Check the email' : 'Enter your email',
        );
        expect(query(element, '#email')?.getAttribute('aria-invalid')).to.equal('true');
        expect(focused()?.id).to.equal('email');
        expect(session.getEmail()).to.equal(email);
      });
    }

    it('accepts addresses that look unusual', async () => {
      for (const email of ['o’brien+gp@mail.example.museum', 'jürgen@bücher.example', 'a@b.xn--p1ai']) {
        const session = withRequest();
        const element = await aPayNow(session);
        session.setEmail(email);
        await openCheckout(element, session);
        await pressPay(element);
        expect(session.callsOf('pay')).to.deep.equal([['pr_1', email]]);
      }
    });

    it('names the amount on the button, and offers the browser’s email', async () => {
      const session = withRequest();
      const element = await aPayNow(session);
      await openCheckout(element, session);
      expect(buttonNamed(element, 'Pay $85.00').getAttribute('aria-disabled')).to.equal('false');
      const input = query<HTMLInputElement>(element, '#email');
      expect(input?.type).to.equal('email');
      expect(input?.autocomplete).to.equal('email');
      expect(textOf(element).match(/AUD/g)).to.have.length(1);
    });

    it('goes back to the request, and takes the card form away', async () => {
      const session = withRequest();
      const element = await aPayNow(session);
      const { mount } = await openCheckout(element, session);
      buttonNamed(element, 'Back').click();
      expect(session.callsOf('leaveCheckout')).to.deep.equal([['pr_1']]);
      session.setCheckout({ status: 'idle' });
      await element.updateComplete;
      await element.updateComplete;
      expect(mount.isConnected).to.equal(false);
      expect(textOf(element)).to.contain('Pay Now');
    });

    const DECLINES = [
      [{ kind: 'declined', code: 'card_declined', declineCode: 'insufficient_funds' }, 'not enough money'],
      [{ kind: 'declined', code: 'expired_card' }, 'it has expired'],
      [{ kind: 'declined', code: 'incorrect_cvc' }, 'the security code is not right'],
      [{ kind: 'declined', code: 'card_declined', declineCode: 'generic_decline' }, 'ask your bank why'],
    ] as const;
    for (const [problem, words] of DECLINES) {
      it(`keeps the form and the email when a card is declined: ${words}`, async () => {
        const session = withRequest();
        const element = await aPayNow(session);
        const { mount } = await openCheckout(element, session);
        await typeEmail(element, 'alex@example.com');
        session.setCheckout({ status: 'confirming' });
        await element.updateComplete;
        session.setCheckout({ status: 'details', problem });
        await element.updateComplete;
        expect(textOf(element))
          .to.contain('declined')
          .and.to.contain(words)
          .and.to.contain('Nothing was charged');
        expect(mount.isConnected).to.equal(true);
        expect(mount.querySelector('input')).not.to.equal(null);
        expect(query<HTMLInputElement>(element, '#email')?.value).to.equal('alex@example.com');
        expect(buttonNamed(element, 'Pay $85.00').getAttribute('aria-disabled')).to.equal('false');
      });
    }

    it('calls a bank check that did not pass by its name, not a declined card', async () => {
      const session = withRequest();
      const element = await aPayNow(session);
      await openCheckout(element, session);
      const problem = {
        kind: 'authentication_failed',
        code: 'payment_intent_authentication_failure',
      } as const;
      session.setCheckout({ status: 'details', problem });
      await element.updateComplete;
      expect(textOf(element))
        .to.contain('Your bank could not confirm that it was you')
        .and.not.to.contain('declined');
    });

    it('changes nothing while the bank is asked, and says that it may ask', async () => {
      const session = withRequest();
      const element = await aPayNow(session);
      await openCheckout(element, session);
      await typeEmail(element, 'alex@example.com');
      session.setCheckout({ status: 'confirming' });
      await element.updateComplete;
      expect(textOf(element)).to.contain('Your bank may ask you to approve it');
      expect(query<HTMLInputElement>(element, '#email')?.readOnly).to.equal(true);
      expect(query(element, '.card-form')?.inert).to.equal(true);
      expect(textOf(element)).not.to.contain('Back');
      await pressPay(element);
      expect(session.callsOf('pay')).to.have.length(0);
    });

    it('says that it checks while the outcome is unknown, and keeps the form for what may come', async () => {
      const session = withRequest();
      const element = await aPayNow(session);
      const { mount } = await openCheckout(element, session);
      session.setCheckout({ status: 'checking' });
      await element.updateComplete;
      expect(textOf(element)).to.contain('We are checking with the bank. Don’t pay again.');
      expect(textOf(element)).not.to.contain('Pay $85.00');
      expect(mount.isConnected).to.equal(true);
    });

    it('follows a withdrawal, and takes the card form away', async () => {
      const session = withRequest();
      const element = await aPayNow(session);
      const { mount } = await openCheckout(element, session);
      session.set({ requests: [anEntry(ended('cancelled'))] });
      await element.updateComplete;
      await element.updateComplete;
      expect(textOf(element)).to.contain('Request withdrawn').and.to.contain('Nothing was charged');
      expect(mount.isConnected).to.equal(false);
    });

    it('is never open twice for one request: it moves to where Pay Now was pressed last', async () => {
      const session = withRequest();
      const first = await aPayNow(session);
      const second = await aPayNow(session);
      const before = await openCheckout(first, session);
      await second.updateComplete;
      expect(textOf(second)).to.contain('open in another place on this page');
      const after = await openCheckout(second, session);
      await screensOf(first);
      expect(before.mount.isConnected).to.equal(false);
      expect(after.mount.isConnected).to.equal(true);
      expect(textOf(first)).to.contain('open in another place on this page');
    });

    it('opens again where the element is moved to, with the email', async () => {
      const session = withRequest();
      const element = await aPayNow(session);
      const { mount } = await openCheckout(element, session);
      await typeEmail(element, 'alex@example.com');
      const place = document.createElement('div');
      document.body.append(place);
      place.append(element);
      await screensOf(element);
      await element.updateComplete;
      expect(mount.isConnected).to.equal(false);
      expect(session.callsOf('beginCheckout')).to.have.length(2);
      expect(query<HTMLInputElement>(element, '#email')?.value).to.equal('alex@example.com');
      place.remove();
    });

    it('gives Stripe our looks in resolved colours, again after a change of theme', async () => {
      const session = withRequest();
      const element = await aPayNow(session);
      element.style.setProperty('--payment-color-primary', 'rebeccapurple');
      const { looks } = await openCheckout(element, session);
      expect(looks.theme).to.equal('stripe');
      expect(looks.variables).to.include({ colorPrimary: 'rgb(102, 51, 153)', borderRadius: '10px' });
      expect(looks.rules?.['.Input:focus']).to.deep.equal({
        borderColor: 'rgb(102, 51, 153)',
        boxShadow: '0 0 0 3px rgba(102, 51, 153, 0.3)',
      });
      const ours = getComputedStyle(query(element, '.box') ?? element);
      expect(looks.rules?.['.Input']?.['border']).to.equal(`1px solid ${ours.borderTopColor}`);
      const { connection } = aPatientState({}, 'dark');
      session.set({ connection });
      await element.updateComplete;
      await element.updateComplete;
      const updates = session.callsOf('updateCardForm');
      expect(updates).to.have.length(1);
      expect(updates[0]?.[1]).to.have.property('theme', 'night');
    });

    it('offers another try where the card form could not be shown', async () => {
      const error = new PaymentsError('STRIPE_UNAVAILABLE', '');
      const session = withRequest(anEntry(requested(), { status: 'unavailable', error }));
      const element = await aPayNow(session);
      expect(textOf(element)).to.contain('The card form could not be shown');
      await openCheckout(element, session);
      expect(textOf(element)).to.contain('Pay $85.00');
    });
  });

  describe('how it ended', () => {
    it('confirms a payment with its details and receipt', async () => {
      const session = withRequest(anEntry(paid()));
      session.setEmail('alex@example.com');
      const element = await aPayNow(session);
      const text = textOf(element);
      for (const words of [
        'Payment successful',
        '$85.00 AUD',
        'Harbour Street Clinic',
        'Consultation fee',
        'Visa •••• 4242',
        'Sent to alex@example.com',
        '2026',
      ])
        expect(text).to.contain(words);
      expect(query<HTMLAnchorElement>(element, '[part="receipt-link"]')?.target).to.equal('_blank');
    });

    it('shows what the clinic gave back', async () => {
      const element = await aPayNow(withRequest(anEntry(paid({ amountRefunded: 2000 }))));
      expect(textOf(element)).to.contain('Refunded $20.00');
    });

    it('says of a request that is over that nothing was charged', async () => {
      for (const status of ['cancelled', 'refused', 'expired'] as const) {
        const element = await aPayNow(withRequest(anEntry(ended(status))));
        expect(textOf(element), status).to.contain('Nothing was charged');
        expect(textOf(element), status).not.to.contain('Pay Now');
      }
    });
  });

  it('speaks Italian throughout', async () => {
    const localization = await loadLocalization('it');
    const session = withRequest(anEntry(requested()), { localization });
    const element = await aPayNow(session);
    expect(textOf(element)).to.contain('Pagamento richiesto');
    expect(buttonNamed(element, 'Paga ora').hidden).to.equal(false);
    await openCheckout(element, session);
    expect(textOf(element)).to.contain('Indirizzo e-mail').and.to.contain('Paga 85,00');
    session.set({ requests: [anEntry(paid())] });
    await element.updateComplete;
    expect(textOf(element)).to.contain('Pagamento riuscito');
  });

  it('tells outside code each fact once', async () => {
    const session = withRequest();
    const element = await aPayNow(session);
    const heard: string[] = [];
    const listen = (event: Event) => heard.push(event.type);
    const names = ['payment-received', 'attempt-failed', 'payment-cancelled'] as const;
    for (const name of names) document.addEventListener(name, listen);
    const first = oneEvent(element, 'attempt-failed');
    session.tell({ name: 'attempt-failed', request: requested() });
    await first;
    session.tell({ name: 'payment-received', request: paid() });
    session.tell({ name: 'payment-cancelled', request: ended('cancelled') });
    for (const name of names) document.removeEventListener(name, listen);
    expect(heard).to.deep.equal(['attempt-failed', 'payment-received', 'payment-cancelled']);
  });
});
