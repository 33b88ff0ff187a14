import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import { clientPayments } from '../../demo/pages/gallery/elements/client-payments.ts';
import {
  aLinkedStanding,
  aParkedAccount,
  aStanding,
  aTestPayment,
  anAccount,
  anAccountState,
} from '../../demo/pages/staged/account-samples.ts';
import { aContext, aGatewaySession, aReadyState } from '../../demo/pages/staged/samples.ts';
import { StagedAccountStore, StagedClinicsStore } from '../../demo/pages/staged/staged-account-store.ts';
import type { ClientPayments } from '../../src/components/client-payments/client-payments.ts';
import type { StripeAccountStanding, StripeVisit } from '../../src/contract/stripe-account.ts';
import type { StripeAccountLinkedEvent } from '../../src/events.ts';
import { loadLocalization } from '../../src/localization/load.ts';
import type { AccountState } from '../../src/session/configure/account-state.ts';
import type { ConfigureStores } from '../../src/session/configure/stores.ts';
import type { SessionState } from '../../src/session/state.ts';
import { anElement, buttonNamed, focused, query, textOf } from '../support/browser/element-fixture.ts';
import { FakeSession } from '../support/browser/fake-session.ts';

const VISIT: StripeVisit = { url: 'https://connect.stripe.com/setup/1', expiresAt: 0 };

/** Remembers what was asked of it, and sends people to Stripe. */
class FakeAccountStore extends StagedAccountStore {
  readonly calls: (readonly [name: string, ...args: unknown[]])[] = [];

  override link(...args: Parameters<StagedAccountStore['link']>): Promise<StripeVisit | null> {
    this.calls.push(['link', ...args]);
    void super.link(...args);
    return Promise.resolve(VISIT);
  }

  override openRequirements(
    ...args: Parameters<StagedAccountStore['openRequirements']>
  ): Promise<StripeVisit | null> {
    this.calls.push(['openRequirements', ...args]);
    return Promise.resolve(VISIT);
  }

  override confirm(account: string): Promise<void> {
    this.calls.push(['confirm', account]);
    return super.confirm(account);
  }

  override discard(account: string): Promise<void> {
    this.calls.push(['discard', account]);
    return super.discard(account);
  }

  override remove(clinicName: string): Promise<void> {
    this.calls.push(['remove', clinicName]);
    return super.remove(clinicName);
  }

  override testPayment(): Promise<void> {
    this.calls.push(['testPayment']);
    return super.testPayment();
  }
}

/** Remembers which stores were asked for. */
class CountingSession extends FakeSession {
  readonly opened: string[] = [];

  override openStore<Name extends keyof ConfigureStores>(name: Name): Promise<ConfigureStores[Name]> {
    this.opened.push(name);
    return super.openStore(name);
  }
}

async function adminState(locale = 'en-AU'): Promise<SessionState> {
  const session = aGatewaySession({
    role: 'clinic-admin',
    callId: null,
    clinic: { name: 'Riverside Clinic' },
  });
  return aReadyState({
    localization: await loadLocalization(locale),
    connection: { status: 'ready', session, context: aContext({ callId: null, role: 'clinic-admin' }) },
  });
}

interface Opened {
  readonly element: ClientPayments;
  readonly store: FakeAccountStore;
}

async function open(
  standing: StripeAccountStanding = aStanding(),
  change: Partial<Extract<AccountState, { status: 'ready' }>> = {},
  attributes: Record<string, string> = {},
): Promise<Opened> {
  const store = new FakeAccountStore(anAccountState(standing, change));
  const session = new FakeSession(await adminState(), { account: store });
  const element = await anElement('client-payments', session, attributes);
  await shown(element);
  return { element, store };
}

/** The store comes a turn after the screens. */
async function shown(element: ClientPayments): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
  }
}

/** Takes the place of `window.open`, and keeps what became of the tab. */
function fakeTab(isBlocked = false) {
  const seen = { opened: 0, went: '', closed: false, opener: 'page' as unknown };
  const { open: real } = window;
  window.open = () => {
    seen.opened += 1;
    if (isBlocked) return null;
    const tab = {
      document: { title: '', body: { textContent: '' } },
      location: { replace: (url: string) => (seen.went = url) },
      close: () => (seen.closed = true),
      set opener(value: unknown) {
        seen.opener = value;
      },
    };
    // All that is asked of a tab.
    return tab as unknown as Window;
  };
  return { seen, restore: () => (window.open = real) };
}

describe('<client-payments>', () => {
  it('is accessible', async () => {
    await expect((await open()).element).to.be.accessible();
  });

  describe('is accessible in every state', () => {
    for (const { title, states } of clientPayments.groups) {
      it(title, async () => {
        // The gallery's own test has them in the dark, too.
        for (const state of states) {
          const localization = await loadLocalization('en-AU');
          const session = new FakeSession(
            state.session({ localization, theme: { mode: 'light', tokens: {} } }),
            state.stores?.(),
          );
          const element = await anElement('client-payments', session, { ...state.attributes });
          await shown(element);
          await state.prepare?.({ element, session });
          await element.updateComplete;
          await expect(element, state.id).to.be.accessible();
          element.remove();
        }
      });
    }
  });

  it('shows nothing to who is no administrator, and opens no store for them', async () => {
    const element = await anElement('client-payments', new FakeSession());
    expect(textOf(element)).to.contain('This page is for the clinic’s administrators.');
  });

  describe('a clinic that is not enabled', () => {
    const standing = aStanding({ clinic: { ...aStanding().clinic, enabled: false } });

    it('says so, and leads to the request form and to help', async () => {
      const { element } = await open(standing, {}, { 'access-url': '/form', 'help-url': '/help' });
      expect(textOf(element)).to.contain('Payments are not enabled for Riverside Clinic');
      expect(query(element, '[part=access-link]')?.getAttribute('href')).to.equal('/form');
      expect(query(element, '[part=help-link]')?.getAttribute('href')).to.equal('/help');
    });

    it('lets the host show the form by itself', async () => {
      const { element } = await open(standing, {}, { 'access-url': '#form' });
      element.addEventListener('access-form-chosen', (event) => event.preventDefault());
      const link = query(element, '[part=access-link]');
      const isFollowed = link?.dispatchEvent(
        new MouseEvent('click', { bubbles: true, composed: true, cancelable: true }),
      );
      expect(isFollowed).to.equal(false);
    });
  });

  describe('linking', () => {
    it('offers the account that a clinic has first, and goes to Stripe in a new tab', async () => {
      const { element, store } = await open();
      const tab = fakeTab();
      buttonNamed(element, 'Go to Stripe (opens in a new tab)').click();
      await shown(element);
      tab.restore();
      expect(store.calls).to.deep.equal([['link', 'existing', {}]]);
      expect(tab.seen).to.deep.equal({ opened: 1, went: VISIT.url, closed: false, opener: null });
      expect(textOf(element)).to.contain('Waiting for you at Stripe');
    });

    it('goes the other way when that is chosen, by the keyboard too', async () => {
      const { element, store } = await open();
      query<HTMLInputElement>(element, '[type=radio]')?.focus();
      await sendKeys({ press: 'ArrowDown' });
      const tab = fakeTab();
      buttonNamed(element, 'Go to Stripe (opens in a new tab)').click();
      await shown(element);
      tab.restore();
      expect(store.calls[0]?.[1]).to.equal('new');
    });

    it('gives a link where the browser keeps the tab closed', async () => {
      const { element } = await open();
      const tab = fakeTab(true);
      buttonNamed(element, 'Go to Stripe (opens in a new tab)').click();
      await shown(element);
      tab.restore();
      expect(textOf(element)).to.contain('Your browser kept the new tab closed');
      const link = query<HTMLAnchorElement>(element, 'a[part=go-to-stripe]');
      expect(link?.target).to.equal('_blank');
      expect(link?.rel).to.contain('noopener');
    });

    it('closes the tab again when there is no link, and says why', async () => {
      const { element, store } = await open();
      store.link = () => {
        store.set(anAccountState(aStanding(), { task: { status: 'pending', name: 'linking' } }));
        return Promise.resolve(null);
      };
      const tab = fakeTab();
      buttonNamed(element, 'Go to Stripe (opens in a new tab)').click();
      await shown(element);
      tab.restore();
      expect(tab.seen.closed).to.equal(true);
    });

    it('names where Stripe is to lead back to, when the host says', async () => {
      const { element, store } = await open(aStanding(), {}, { 'return-url': '/configure?tab=payments' });
      const tab = fakeTab();
      buttonNamed(element, 'Go to Stripe (opens in a new tab)').click();
      await shown(element);
      tab.restore();
      expect(store.calls[0]?.[2]).to.deep.equal({ returnTo: `${location.origin}/configure?tab=payments` });
    });

    it('chooses the only way that there is, and says why the other one is off', async () => {
      const { element } = await open(aStanding({ strategies: { existing: false, new: true } }));
      const [existing, made] = [...element.renderRoot.querySelectorAll<HTMLInputElement>('[type=radio]')];
      expect(existing?.disabled).to.equal(true);
      expect(made?.checked).to.equal(true);
      expect(textOf(element)).to.contain('Not available here yet.');
    });

    it('goes on with an account that was made here before', async () => {
      const account = { id: 'acct_9', name: null, country: null, origin: 'new' } as const;
      const { element, store } = await open(aStanding({ setAside: [account] }));
      const tab = fakeTab();
      buttonNamed(element, 'Go on with acct_9').click();
      await shown(element);
      tab.restore();
      expect(store.calls).to.deep.equal([['link', 'new', { account: 'acct_9' }]]);
    });
  });

  describe('what came back', () => {
    it('is shown by name, country and id, and linked only when an administrator says so', async () => {
      const { element, store } = await open(aStanding({ parked: aParkedAccount() }));
      const text = textOf(element);
      for (const fact of ['Riverside Clinic Pty Ltd', 'Australia', 'acct_1SimRiverside01'])
        expect(text).to.contain(fact);
      expect(store.calls).to.deep.equal([]);
      buttonNamed(element, 'Use this account').focus();
      await sendKeys({ press: 'Enter' });
      await shown(element);
      expect(store.calls).to.deep.equal([['confirm', 'acct_1SimRiverside01']]);
      expect(textOf(element)).to.contain('Payments can be requested in calls.');
      expect(focused()?.localName, 'the place is kept').to.equal('h2');
    });

    it('can be put away', async () => {
      const { element, store } = await open(aStanding({ parked: aParkedAccount() }));
      buttonNamed(element, 'Not this one').click();
      await shown(element);
      expect(store.calls).to.deep.equal([['discard', 'acct_1SimRiverside01']]);
      expect(textOf(element)).to.contain('Link your clinic’s Stripe account');
    });

    it('cannot be pressed twice', async () => {
      const { element, store } = await open(aStanding({ parked: aParkedAccount() }), {
        task: { status: 'checking', name: 'confirming' },
      });
      query(element, '[part=use-account]')?.click();
      expect(store.calls).to.deep.equal([]);
      expect(textOf(element)).to.contain('No answer yet: it may have been done. We keep checking.');
    });
  });

  describe('the account', () => {
    it('is edited in its own dashboard', async () => {
      const { element } = await open(aLinkedStanding());
      const link = query<HTMLAnchorElement>(element, '[part=edit] a');
      expect(link?.href).to.equal(anAccount().dashboardUrl);
      expect(link?.target).to.equal('_blank');
      expect(query(element, '[part=finish]')).to.equal(null);
    });

    it('is finished at Stripe while it is asked for more, by when', async () => {
      const { element, store } = await open(
        aLinkedStanding({ health: 'incomplete', requirementsDue: 3, deadline: Date.UTC(2026, 10, 30, 1) }),
      );
      expect(textOf(element)).to.contain('3 things are asked for, by 30 November 2026.');
      const tab = fakeTab();
      buttonNamed(element, 'Finish at Stripe').click();
      await shown(element);
      tab.restore();
      expect(store.calls).to.deep.equal([['openRequirements', {}]]);
      expect(tab.seen.went).to.equal(VISIT.url);
    });

    it('is tested without money, and shows what came of it', async () => {
      const { element, store } = await open(aLinkedStanding());
      buttonNamed(element, 'Make a test payment').click();
      await shown(element);
      expect(store.calls).to.deep.equal([['testPayment']]);
      expect(textOf(element)).to.contain('It works: $0.50 was paid');
      store.setStanding({ testPayment: aTestPayment({ status: 'failed', code: 'account_invalid' }) });
      await shown(element);
      expect(textOf(element)).to.contain('did not go through');
      expect(textOf(element)).to.contain('account_invalid');
    });

    it('offers no test payment where real money would move', async () => {
      const { element } = await open(aLinkedStanding({}, { canTestPayment: false }));
      expect(query(element, '[part=test-payment]')).to.equal(null);
    });

    it('shows Stripe’s own words on a site that wallets are not shown on', async () => {
      const problem = 'The domain could not be verified.';
      const { element } = await open(
        aLinkedStanding({}, { domains: [{ domain: 'call.example.com', state: 'inactive', problem }] }),
      );
      expect(query(element, '[part=wallets]')?.innerText).to.contain('call.example.com');
      expect(query(element, '[part=wallets]')?.innerText).to.contain(problem);
    });
  });

  describe('removing', () => {
    it('says what happens, and asks for the clinic’s name', async () => {
      const { element, store } = await open(aLinkedStanding({}, { openRequests: 3 }));
      query(element, '[part=remove]')?.focus();
      await sendKeys({ press: 'Enter' });
      await shown(element);
      const text = query(element, '[part=removal]')?.innerText ?? '';
      expect(text).to.contain('The 3 open payment requests are withdrawn first.');
      expect(text).to.contain('Past payments stay in the records');
      expect(text).to.contain('Linking again later may make a new account.');
      expect(focused()?.id).to.equal('removal');
      buttonNamed(element, 'Remove account').click();
      await shown(element);
      expect(store.calls).to.deep.equal([]);
      expect(query(element, '#clinic-name-error')?.innerText).to.contain('Riverside Clinic');
      expect(focused()?.id).to.equal('clinic-name');
      await sendKeys({ type: ' Riverside  Clinic ' });
      await sendKeys({ press: 'Enter' });
      await shown(element);
      expect(store.calls).to.deep.equal([['remove', 'Riverside Clinic']]);
      expect(textOf(element)).to.contain('The account was removed on');
    });

    it('another name removes nothing', async () => {
      const { element, store } = await open(aLinkedStanding());
      query(element, '[part=remove]')?.click();
      await shown(element);
      query(element, '#clinic-name')?.focus();
      await sendKeys({ type: 'riverside clinic' });
      await sendKeys({ press: 'Enter' });
      await shown(element);
      expect(store.calls).to.deep.equal([]);
    });

    it('is called off by Keep it', async () => {
      const { element } = await open(aLinkedStanding());
      query(element, '[part=remove]')?.click();
      await shown(element);
      buttonNamed(element, 'Keep it').click();
      await shown(element);
      expect(query(element, '[part=removal]')).to.equal(null);
      expect(query(element, '[part=remove]')).to.exist;
    });
  });

  it('tells outside code each fact once, however many elements look at the store', async () => {
    const store = new FakeAccountStore(anAccountState(aStanding()));
    const session = new FakeSession(await adminState(), { account: store });
    const first = await anElement('client-payments', session);
    const second = await anElement('client-payments', session);
    await shown(second);
    const heard: Event[] = [];
    const hear = (event: Event) => heard.push(event);
    document.addEventListener('stripe-account-linked', hear);
    setTimeout(() => store.tell({ name: 'stripe-account-linked', account: anAccount() }));
    const event: StripeAccountLinkedEvent = await oneEvent(first, 'stripe-account-linked');
    document.removeEventListener('stripe-account-linked', hear);
    expect(event.account.id).to.equal('acct_1SimRiverside01');
    expect(heard).to.have.length(1);
  });

  it('lets go of the store when it is taken away, and finds it again', async () => {
    const { element, store } = await open();
    const place = element.parentElement;
    element.remove();
    store.setStanding({ account: anAccount() });
    place?.append(element);
    await shown(element);
    expect(textOf(element)).to.contain('Payments can be requested in calls.');
  });

  it('speaks Italian', async () => {
    const store = new FakeAccountStore(anAccountState(aStanding()));
    const session = new FakeSession(await adminState('it-IT'), { account: store });
    const element = await anElement('client-payments', session);
    await shown(element);
    expect(textOf(element)).to.contain('Ho già un account Stripe');
    expect(textOf(element)).to.contain('Vai a Stripe');
  });

  it('leads an organisation’s admin to the request form and to help, and asks for no clinic’s account', async () => {
    const session = aGatewaySession({ role: 'organisation-admin', callId: null, clinic: null });
    const state = aReadyState({
      connection: { status: 'ready', session, context: aContext({ callId: null }) },
    });
    const clinics = new StagedClinicsStore({
      status: 'ready',
      clinics: [{ ref: 'river', name: 'Riverside Clinic', enabled: false, health: null }],
      trouble: null,
    });
    const counting = new CountingSession(state, { clinics });

    const element = await anElement('client-payments', counting, {
      'access-url': '#form',
      'help-url': '#help',
    });

    expect(query(element, '[part~="access-link"]')?.getAttribute('href')).to.equal('#form');
    expect(query(element, '[part~="help-link"]')?.getAttribute('href')).to.equal('#help');
    expect(counting.opened).to.deep.equal(['clinics']);
  });
});
