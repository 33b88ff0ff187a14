import { expect, oneEvent } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';

import {
  CLINICIAN,
  PATIENT,
  aContext,
  aGatewaySession,
  aReadyState,
  anEntry,
  ended,
  paid,
  requested,
} from '../../demo/pages/staged/samples.ts';
import type { RequestPayment } from '../../src/components/request-payment/request-payment.ts';
import { PaymentsError } from '../../src/errors.ts';
import type { PaymentsErrorCode } from '../../src/errors.ts';
import type { PaymentRequestedEvent } from '../../src/events.ts';
import { loadLocalization } from '../../src/localization/load.ts';
import type { HostContext } from '../../src/session/host-port.ts';
import type { SessionState } from '../../src/session/state.ts';
import {
  anElement,
  buttonNamed,
  focused,
  query,
  screensOf,
  textOf,
} from '../support/browser/element-fixture.ts';
import { FakeSession } from '../support/browser/fake-session.ts';

const SAM = { id: 'patient-2', displayName: 'Sam Okafor', role: 'patient' } as const;
const NOBODY = [{ ...CLINICIAN, role: 'clinician' }] as const;
const TWO = [...aContext().participants, SAM];
const AT = Date.UTC(2026, 10, 23, 1, 5);

function aState(change: Partial<SessionState> = {}, context: Partial<HostContext> = {}): SessionState {
  return aReadyState({
    connection: { status: 'ready', session: aGatewaySession(), context: aContext(context) },
    ...change,
  });
}

function unavailable(code: PaymentsErrorCode, retryAt: number | null = null): SessionState {
  return aReadyState({
    connection: { status: 'unavailable', error: new PaymentsError(code, code), retryAt },
  });
}

function aRequestPayment(session: FakeSession, attributes: Record<string, string> = {}) {
  return anElement('request-payment', session, attributes);
}

async function type(element: RequestPayment, field: string, text: string): Promise<void> {
  const input = query<HTMLInputElement>(element, `#${field}`);
  input?.focus();
  input?.select();
  await sendKeys(text ? { type: text } : { press: 'Delete' });
  await element.updateComplete;
}

async function submit(element: RequestPayment): Promise<void> {
  query<HTMLButtonElement>(element, '[part="submit"]')?.click();
  await element.updateComplete;
  await element.updateComplete;
}

function errorOf(element: RequestPayment, field: string): string {
  const input = query(element, `#${field}`);
  const error = query(element, `#${field}-error`);
  expect(input?.getAttribute('aria-describedby')).to.contain(`${field}-error`);
  expect(input?.getAttribute('aria-invalid')).to.equal(error?.innerText ? 'true' : 'false');
  return error?.innerText ?? '';
}

const REQUESTS = {
  'a request that nobody opened': anEntry(requested()),
  'a request that is seen': anEntry(requested({ activity: { kind: 'seen', at: AT } })),
  'a declined try': anEntry(
    requested({ lastAttempt: { outcome: 'declined', code: 'card_declined', at: AT } }),
  ),
  'a request being cancelled': anEntry(requested(), { status: 'idle' }, { pending: 'cancelling' }),
  'a request being withdrawn': anEntry(requested({ closingAs: 'cancelled' })),
  'a processing payment': anEntry(ended('processing')),
  'a paid request': anEntry(paid()),
  'a refused request': anEntry(ended('refused')),
  'an expired request': anEntry(ended('expired')),
  'a failed request': anEntry(ended('failed')),
  'an unreachable request': anEntry(ended('unreachable')),
};

describe('<request-payment>', () => {
  it('is accessible', async () => {
    await expect(await aRequestPayment(new FakeSession())).to.be.accessible();
  });

  describe('is accessible, light and dark, with', () => {
    for (const mode of ['light', 'dark', 'contrast'] as const) {
      const theme = { mode, tokens: {} };
      const states: Record<string, SessionState> = {
        'a skeleton': aReadyState({ connection: { status: 'connecting' } }),
        'no gateway': unavailable('GATEWAY_UNREACHABLE', AT),
        'two patients': aState({}, { theme, participants: TWO }),
        'a refused sending': aState(
          { creation: { status: 'rejected', error: new PaymentsError('too_many_requests', '') } },
          { theme },
        ),
        ...Object.fromEntries(
          Object.entries(REQUESTS).map(([name, entry]) => [name, aState({ requests: [entry] }, { theme })]),
        ),
      };
      for (const [name, state] of Object.entries(states)) {
        it(`${name} (${mode})`, async () => {
          const element = await aRequestPayment(new FakeSession(state), {
            presets: 'Consultation fee:85.00',
          });
          if (query(element, 'form')) await submit(element);
          await expect(element).to.be.accessible();
        });
      }
    }
  });

  describe('before the session is ready', () => {
    it('says in words why payments are unavailable, and tries again when asked', async () => {
      const session = new FakeSession(unavailable('TOKEN_UNAVAILABLE'));
      const element = await aRequestPayment(session);
      expect(textOf(element)).to.contain(
        'We could not confirm who you are. Leave the call and join it again.',
      );
      expect(textOf(element)).to.contain('TOKEN_UNAVAILABLE');
      buttonNamed(element, 'Try again').click();
      expect(session.callsOf('retry')).to.have.length(1);
    });

    it('has words for every way in which a connection fails', async () => {
      const codes: PaymentsErrorCode[] = [
        'NOT_EMBEDDED',
        'ORIGIN_NOT_ALLOWED',
        'CONNECT_TIMEOUT',
        'VERSION_UNSUPPORTED',
        'CONTEXT_MISMATCH',
        'HOST_GONE',
        'GATEWAY_UNREACHABLE',
        'NOT_CONFIGURED',
        'too_many_requests',
      ];
      const said = new Set<string>();
      for (const code of codes) said.add(textOf(await aRequestPayment(new FakeSession(unavailable(code)))));
      expect(said.size).to.equal(codes.length);
      for (const text of said) expect(text).not.to.contain('Something went wrong');
    });

    it('leads an administrator to the request form where the host says where it is', async () => {
      const session = aGatewaySession({ payments: { ready: false, reason: 'clinic_not_enabled' } });
      const state = aReadyState({ connection: { status: 'ready', session, context: aContext() } });
      const element = await aRequestPayment(new FakeSession(state), { 'access-url': '/configure' });
      const link = query<HTMLAnchorElement>(element, '[part="access-link"]');
      expect(link?.getAttribute('href')).to.equal('/configure');
      expect(link?.innerText).to.contain('Open the request form');
      await expect(element).to.be.accessible();
    });

    it('says for each reason why the clinic cannot take payments, and what to do', async () => {
      const words = {
        clinic_not_enabled: 'request form',
        account_not_linked: 'Configure > Client Payments',
        account_incomplete: 'Stripe still needs some details',
        account_in_review: 'Stripe is reviewing',
        account_restricted: 'Stripe has paused payments',
      } as const;
      for (const [reason, expected] of Object.entries(words)) {
        const session = aGatewaySession({
          payments: { ready: false, reason: reason as keyof typeof words },
        });
        const state = aReadyState({ connection: { status: 'ready', session, context: aContext() } });
        const element = await aRequestPayment(new FakeSession(state));
        expect(textOf(element)).to.contain(expected);
        expect(query(element, 'form')).to.equal(null);
      }
    });

    it('has no form for anybody but a clinician', async () => {
      const session = aGatewaySession({ role: 'observer' });
      const state = aReadyState({ connection: { status: 'ready', session, context: aContext() } });
      const element = await aRequestPayment(new FakeSession(state));
      expect(query(element, 'form')).to.equal(null);
      expect(textOf(element)).to.contain('between the clinician and the patient');
    });

    it('keeps what it shows while the gateway does not answer, and says so', async () => {
      const state = aState({ requests: [anEntry(requested())] });
      const element = await aRequestPayment(
        new FakeSession({
          ...state,
          connection: { status: 'reconnecting', session: aGatewaySession(), context: aContext() },
        }),
      );
      expect(textOf(element)).to.contain('Reconnecting').and.to.contain('Payment requested');
    });
  });

  describe('its form', () => {
    it('sends what was typed, with the keyboard alone', async () => {
      const session = new FakeSession();
      const element = await aRequestPayment(session, { reference: 'visit-7' });
      await type(element, 'amount', '85');
      await sendKeys({ press: 'Tab' });
      await sendKeys({ type: ' Consultation fee ' });
      await sendKeys({ press: 'Enter' });
      expect(session.callsOf('createRequest')).to.deep.equal([
        [{ amount: 8500, description: 'Consultation fee', payerId: PATIENT.id, reference: 'visit-7' }],
      ]);
    });

    const REFUSED: readonly (readonly [string, string])[] = [
      ['', 'Enter an amount.'],
      ['0', 'above zero'],
      ['-5', 'above zero'],
      ['0.20', 'The least that can be requested is $0.50.'],
      ['12345.67', 'The most that can be requested is $10,000.00.'],
      ['12.345', 'too many decimals'],
      ['eighty', 'in numbers'],
      ['12,50', 'in numbers'],
    ];
    for (const [amount, words] of REFUSED) {
      it(`refuses the amount "${amount}" beside the field, and keeps what was typed`, async () => {
        const session = new FakeSession();
        const element = await aRequestPayment(session);
        await type(element, 'amount', amount);
        await type(element, 'description', 'Fee');
        await submit(element);
        expect(errorOf(element, 'amount')).to.contain(words);
        expect(focused()?.id).to.equal('amount');
        expect(query<HTMLInputElement>(element, '#amount')?.value).to.equal(amount);
        expect(query<HTMLInputElement>(element, '#description')?.value).to.equal('Fee');
        expect(session.callsOf('createRequest')).to.have.length(0);
      });
    }

    it('accepts a decimal comma in a comma language', async () => {
      const session = new FakeSession(aState({ localization: await loadLocalization('it-IT') }));
      const element = await aRequestPayment(session);
      await type(element, 'amount', '12,50');
      await type(element, 'description', 'Visita');
      await submit(element);
      expect(session.callsOf('createRequest')[0]?.[0]).to.include({ amount: 1250, description: 'Visita' });
    });

    it('refuses a description that is empty or over 200 characters', async () => {
      const draft = { amount: '85', description: '   ', payerId: null };
      const session = new FakeSession(aState({ draft }));
      const element = await aRequestPayment(session);
      await submit(element);
      expect(errorOf(element, 'description')).to.contain('Enter what the payment is for');
      session.set({ draft: { ...draft, description: 'x'.repeat(201) } });
      await element.updateComplete;
      expect(errorOf(element, 'description')).to.contain('at most 200 characters. Now there are 201');
      session.set({ draft: { ...draft, description: 'x'.repeat(200) } });
      await element.updateComplete;
      expect(errorOf(element, 'description')).to.equal('');
    });

    it('says what is wrong when a field is left, not while it is being typed', async () => {
      const element = await aRequestPayment(new FakeSession());
      await type(element, 'amount', '-5');
      expect(errorOf(element, 'amount')).to.equal('');
      await sendKeys({ press: 'Tab' });
      await element.updateComplete;
      expect(errorOf(element, 'amount')).to.contain('above zero');
      expect(errorOf(element, 'description')).to.equal('');
    });

    it('asks who pays only when several could', async () => {
      expect(query(await aRequestPayment(new FakeSession()), 'select')).to.equal(null);
      const session = new FakeSession(
        aState({ draft: { amount: '85', description: 'Fee', payerId: null } }, { participants: TWO }),
      );
      const element = await aRequestPayment(session);
      await submit(element);
      expect(errorOf(element, 'payerId')).to.equal('Choose who pays.');
      const select = query<HTMLSelectElement>(element, '#payerId');
      if (select) select.value = SAM.id;
      select?.dispatchEvent(new Event('change'));
      await submit(element);
      expect(session.callsOf('createRequest')[0]?.[0]).to.include({ payerId: SAM.id });
    });

    it('can ask before a patient has joined, and says so', async () => {
      const draft = { amount: '85', description: 'Fee', payerId: null };
      const session = new FakeSession(aState({ draft }, { participants: NOBODY }));
      const element = await aRequestPayment(session);
      expect(textOf(element)).to.contain('No patient has joined yet');
      await submit(element);
      expect(session.callsOf('createRequest')[0]?.[0]).to.deep.equal({ amount: 8500, description: 'Fee' });
    });

    it('is filled from its attributes until something is typed', async () => {
      const session = new FakeSession(aState({ localization: await loadLocalization('it') }));
      const element = await aRequestPayment(session, { amount: '85.00', description: 'Visita' });
      expect(query<HTMLInputElement>(element, '#amount')?.value).to.equal('85,00');
      await type(element, 'description', 'Altro');
      expect(session.getState().draft).to.deep.equal({
        amount: '85,00',
        description: 'Altro',
        payerId: null,
      });
      await type(element, 'description', '');
      expect(query<HTMLInputElement>(element, '#description')?.value).to.equal('');
    });

    it('offers suggestions, and leaves out what is no suggestion', async () => {
      const session = new FakeSession();
      const presets = 'Consultation fee:85.00|nonsense|Gap: long:42.50';
      const element = await aRequestPayment(session, { presets });
      const names = [...element.renderRoot.querySelectorAll('[part="preset"]')].map((node) =>
        node.textContent?.trim(),
      );
      expect(names).to.deep.equal(['Consultation fee', 'Gap: long']);
      buttonNamed(element, 'Consultation fee').click();
      expect(session.getState().draft).to.include({ amount: '85.00', description: 'Consultation fee' });
    });

    it('takes one press of the button, even where leaving a field puts words above it', async () => {
      const element = await aRequestPayment(new FakeSession(aState()));
      await type(element, 'amount', '0.10');
      const button = query(element, '[part="submit"]')?.getBoundingClientRect();
      if (!button) throw new Error('No button to press.');
      await sendMouse({
        type: 'click',
        position: [Math.round(button.left + 20), Math.round(button.top + 6)],
      });
      await resetMouse();
      await element.updateComplete;
      expect(errorOf(element, 'description')).to.not.equal('');
    });

    it('keeps the words for a refusal by the gateway beside the field until it is changed', async () => {
      const draft = { amount: '85', description: 'Fee', payerId: null };
      const session = new FakeSession(aState({ draft }));
      session.createAnswer = () => {
        const error = new PaymentsError('amount_too_large', '', { field: 'amount' });
        session.set({ creation: { status: 'rejected', error } });
        return Promise.resolve(null);
      };
      const element = await aRequestPayment(session);
      await submit(element);
      await element.updateComplete;
      expect(errorOf(element, 'amount')).to.contain('The most that can be requested');
      expect(focused()?.id).to.equal('amount');
      await type(element, 'amount', '84');
      expect(errorOf(element, 'amount')).to.equal('');
    });

    it('sends once while it is being sent, and says that it checks when no answer comes', async () => {
      const draft = { amount: '85', description: 'Fee', payerId: null };
      const session = new FakeSession(aState({ draft, creation: { status: 'checking' } }));
      const element = await aRequestPayment(session);
      await submit(element);
      expect(session.callsOf('createRequest')).to.have.length(0);
      expect(textOf(element)).to.contain('No answer yet').and.not.to.contain('failed');
      expect(query<HTMLInputElement>(element, '#amount')?.value).to.equal('85');
    });

    it('says that the description goes to the receipt and to Stripe', async () => {
      const element = await aRequestPayment(new FakeSession());
      const hint = query(element, '#description-hint')?.innerText;
      expect(hint).to.contain('receipt').and.to.contain('Stripe');
      expect(query(element, '#description')?.getAttribute('aria-describedby')).to.contain('description-hint');
    });

    it('shows the symbol in the field and the code once beside it', async () => {
      const element = await aRequestPayment(new FakeSession());
      expect(textOf(element).match(/AUD/g)).to.have.length(1);
      expect(query(element, '.box')?.innerText.replace(/\s+/g, ' ')).to.contain('$');
    });
  });

  describe("a request's life", () => {
    it('goes from the form to the request, and moves a keyboard user along', async () => {
      const draft = { amount: '85', description: 'Fee', payerId: null };
      const session = new FakeSession(aState({ draft }));
      session.createAnswer = () => {
        session.set({ requests: [anEntry(requested())] });
        return Promise.resolve('pr_1');
      };
      const element = await aRequestPayment(session);
      query(element, '[part="submit"]')?.focus();
      await sendKeys({ press: 'Enter' });
      await screensOf(element);
      expect(textOf(element)).to.contain('Payment requested').and.to.contain('$85.00 AUD');
      expect(textOf(element)).to.contain('Alex Nguyen has not opened it yet');
      expect((focused() as HTMLElement | null)?.innerText).to.equal('Payment requested');
    });

    it('says live what the payer does', async () => {
      const session = new FakeSession(aState({ requests: [anEntry(requested())] }));
      const element = await aRequestPayment(session);
      const words = {
        seen: 'Alex Nguyen sees the request',
        'put-off': '“Not now”',
        'entering-details': 'Alex Nguyen is entering card details',
        authenticating: 'Alex Nguyen is confirming with the bank',
      } as const;
      for (const kind of ['seen', 'put-off', 'entering-details', 'authenticating'] as const) {
        session.set({ requests: [anEntry(requested({ activity: { kind, at: AT } }))] });
        await element.updateComplete;
        expect(textOf(element)).to.contain(words[kind]);
      }
    });

    it('tells of a declined card without the reason, which is the payer’s', async () => {
      const lastAttempt = {
        outcome: 'declined',
        code: 'card_declined',
        declineCode: 'insufficient_funds',
        at: AT,
      } as const;
      const element = await aRequestPayment(
        new FakeSession(aState({ requests: [anEntry(requested({ lastAttempt }))] })),
      );
      expect(textOf(element)).to.contain('declined').and.not.to.contain('enough');
    });

    it('cancels at once while nobody is paying', async () => {
      const session = new FakeSession(aState({ requests: [anEntry(requested())] }));
      const element = await aRequestPayment(session);
      buttonNamed(element, 'Cancel request').click();
      expect(session.callsOf('cancelRequest')).to.deep.equal([['pr_1']]);
    });

    it('asks once more before it cancels on somebody who is paying', async () => {
      const activity = { kind: 'entering-details', at: AT } as const;
      const session = new FakeSession(aState({ requests: [anEntry(requested({ activity }))] }));
      const element = await aRequestPayment(session);
      buttonNamed(element, 'Cancel request').focus();
      await sendKeys({ press: 'Enter' });
      await element.updateComplete;
      expect(session.callsOf('cancelRequest')).to.have.length(0);
      expect((focused() as HTMLElement | null)?.innerText).to.contain('Alex Nguyen is paying now');
      buttonNamed(element, 'Keep it').click();
      await element.updateComplete;
      buttonNamed(element, 'Cancel request').click();
      await element.updateComplete;
      buttonNamed(element, 'Cancel request').click();
      expect(session.callsOf('cancelRequest')).to.deep.equal([['pr_1']]);
    });

    it('asks no more once it is paid, and never about another request than the one that was meant', async () => {
      const activity = { kind: 'entering-details', at: AT } as const;
      const first = requested({ activity });
      const session = new FakeSession(aState({ requests: [anEntry(first)] }));
      const element = await aRequestPayment(session);
      buttonNamed(element, 'Cancel request').click();
      await element.updateComplete;
      expect(textOf(element)).to.contain('Cancel anyway?');

      const another = requested({ id: 'pr_2', activity });
      session.set({ requests: [anEntry(another), anEntry(first)] });
      await element.updateComplete;
      expect(textOf(element)).not.to.contain('Cancel anyway?');

      session.set({ requests: [anEntry(paid())] });
      await element.updateComplete;
      expect(textOf(element)).to.contain('Paid').and.not.to.contain('Cancel anyway?');
    });

    it('says when a payment was faster than the cancelling', async () => {
      const actionError = new PaymentsError('already_paid', '');
      const entry = anEntry(paid(), { status: 'idle' }, { actionError });
      const element = await aRequestPayment(new FakeSession(aState({ requests: [entry] })));
      expect(textOf(element)).to.contain('Paid').and.to.contain('paid before it could be cancelled');
    });

    it('shows a payment with its details and Stripe’s receipt', async () => {
      const element = await aRequestPayment(new FakeSession(aState({ requests: [anEntry(paid())] })));
      const text = textOf(element);
      for (const words of ['Paid', '$85.00', 'Visa •••• 4242', 'ch_3SimHarbour'])
        expect(text).to.contain(words);
      const link = query<HTMLAnchorElement>(element, '[part="receipt-link"]');
      expect(link?.href).to.equal('https://pay.stripe.com/receipts/1');
      expect(link?.rel).to.contain('noopener');
    });

    it('shows what was given back, and takes no payment for income that is none any more', async () => {
      const partly = anEntry(paid({ amountRefunded: 2000 }));
      const wholly = anEntry(paid({ id: 'pr_0', amountRefunded: 8500 }));
      const session = new FakeSession(aState({ requests: [partly, wholly] }));
      const element = await aRequestPayment(session);
      expect(query(element, 'h2')?.innerText).to.equal('Paid');
      expect(textOf(element)).to.contain('Refunded $20.00');
      expect(query(element, 'li button')?.innerText).to.contain('Refunded');
      query(element, 'li button')?.click();
      await element.updateComplete;
      expect(query(element, 'h2')?.innerText).to.equal('Paid, then refunded');
    });

    it('says how a dispute stands, and takes a word of Stripe’s that is new for an open one', async () => {
      const words: Record<string, string> = {
        needs_response: 'Open: answer it in Stripe',
        a_status_to_come: 'Open: answer it in Stripe',
        won: 'Closed in your favour',
        warning_closed: 'Closed in your favour',
        lost: 'Lost: the bank took the money back',
      };
      for (const [disputeStatus, says] of Object.entries(words)) {
        const session = new FakeSession(aState({ requests: [anEntry(paid({ disputeStatus }))] }));
        expect(textOf(await aRequestPayment(session))).to.contain(`Dispute ${says}`);
      }
    });

    it('links no receipt that is not a web page', async () => {
      const payment = { paidAt: AT, method: 'card', receiptUrl: 'javascript:alert(1)' };
      const entry = anEntry({ ...paid(), payment } as ReturnType<typeof paid>);
      const element = await aRequestPayment(new FakeSession(aState({ requests: [entry] })));
      expect(query(element, '[part="receipt-link"]')).to.equal(null);
    });

    it('lists the other requests of the call, and opens one', async () => {
      const session = new FakeSession(
        aState({
          requests: [anEntry(requested()), anEntry(paid({ id: 'pr_0', description: 'Gap payment' }))],
        }),
      );
      const element = await aRequestPayment(session);
      const item = query(element, 'li button');
      expect(item?.innerText).to.contain('Gap payment').and.to.contain('Paid');
      item?.click();
      await element.updateComplete;
      expect(query(element, 'h2')?.innerText).to.equal('Paid');
      expect(query(element, 'li button')?.innerText).to.contain('Waiting');
    });

    it('goes on to another request with an empty form', async () => {
      const session = new FakeSession(aState({ requests: [anEntry(paid())] }));
      const element = await aRequestPayment(session);
      buttonNamed(element, 'Request another payment').click();
      await element.updateComplete;
      expect(query<HTMLInputElement>(element, '#amount')?.value).to.equal('');
    });

    it('comes back after a reload to the newest request, or to the form if something is typed', async () => {
      const requests = [anEntry(requested())];
      const after = await aRequestPayment(new FakeSession(aState({ requests })));
      expect(textOf(after)).to.contain('Payment requested');
      const draft = { amount: '1', description: '', payerId: null };
      const typed = await aRequestPayment(new FakeSession(aState({ requests, draft })));
      expect(query<HTMLInputElement>(typed, '#amount')?.value).to.equal('1');
    });
  });

  it('speaks Italian throughout', async () => {
    const localization = await loadLocalization('it');
    const element = await aRequestPayment(new FakeSession(aState({ localization })));
    for (const words of ['Importo del pagamento', 'Descrizione del pagamento', 'Richiedi pagamento'])
      expect(textOf(element)).to.contain(words);
    const after = await aRequestPayment(
      new FakeSession(aState({ localization, requests: [anEntry(requested())] })),
    );
    expect(textOf(after)).to.contain('Pagamento richiesto').and.to.contain('85,00');
  });

  it('runs from right to left where the language does', async () => {
    const localization = await loadLocalization('ar');
    const element = await aRequestPayment(new FakeSession(aState({ localization })));
    expect(getComputedStyle(query(element, '.shell') ?? element).direction).to.equal('rtl');
  });

  it('tells outside code each fact once, through shadow roots, whoever else shows the session', async () => {
    const session = new FakeSession();
    const element = await aRequestPayment(session);
    await aRequestPayment(session);
    const heard: Event[] = [];
    const listen = (event: Event) => heard.push(event);
    document.addEventListener('payment-requested', listen);
    const request = requested();
    const first = oneEvent(element, 'payment-requested') as Promise<PaymentRequestedEvent>;
    session.tell({ name: 'payment-requested', request });
    expect((await first).request).to.equal(request);
    session.tell({ name: 'payment-received', request: paid() });
    document.removeEventListener('payment-requested', listen);
    expect(heard).to.have.length(1);
    expect(heard[0]?.composed).to.equal(true);
  });

  it('lets go of its session when it leaves the document, and takes it up again', async () => {
    const session = new FakeSession();
    const element = await aRequestPayment(session);
    const place = element.parentElement;
    element.remove();
    expect(session.listenerCount).to.equal(0);
    session.set({ requests: [anEntry(requested())] });
    place?.append(element);
    await screensOf(element);
    expect(session.listenerCount).to.equal(2);
    expect(textOf(element)).to.contain('Payment requested');
  });

  it('says what is missing where the page has no session', async () => {
    const element = document.createElement('request-payment');
    document.body.append(element);
    await element.updateComplete;
    expect(textOf(element)).to.contain('Payments are not set up on this page');
    element.remove();
  });

  it('fits 320 px, and twice the text size, without a sideways scroll', async () => {
    const session = new FakeSession(aState({ requests: [anEntry(paid())] }));
    const element = await aRequestPayment(session);
    element.style.display = 'block';
    element.style.width = '320px';
    element.style.setProperty('--payment-font-size', '2rem');
    expect(element.scrollWidth).to.be.at.most(320);
    const shell = query(element, '.shell');
    expect(shell?.scrollWidth).to.be.at.most(shell?.clientWidth ?? 0);
  });
});
