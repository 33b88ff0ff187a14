import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { setupWorker } from 'msw/browser';

import { defineElements } from '../../src/define.ts';
import { PaymentSession } from '../../src/session/payment-session.ts';
import { MockGateway } from '../../src/testing/mock-gateway.ts';
import { MockHost } from '../../src/testing/mock-host.ts';
import { mockGatewayHandlers } from '../../src/testing/msw.ts';
import { query, textOf } from '../support/browser/element-fixture.ts';

const CLINICIAN = { id: 'clinician-1', displayName: 'Dr Mei Chen' };
const PATIENT = { id: 'patient-1', displayName: 'Alex Nguyen' };

defineElements();

/** Real sessions over real HTTP, as two people have them in a call; the worker answers as the gateway. */
describe('the three elements over the mock gateway', () => {
  const url = 'https://gateway.example.test';
  let gateway = new MockGateway({ url });
  const worker = setupWorker();
  let sessions: PaymentSession[] = [];

  before(() =>
    worker.start({
      quiet: true,
      onUnhandledFrame: 'bypass',
      serviceWorker: { url: '/node_modules/msw/lib/mockServiceWorker.js', options: { scope: '/' } },
    }),
  );
  after(() => worker.stop());
  beforeEach(() => {
    gateway = new MockGateway({ url });
    worker.resetHandlers(...mockGatewayHandlers(gateway));
  });
  afterEach(() => {
    for (const session of sessions) session.stop();
    sessions = [];
  });

  function join(role: 'clinician' | 'patient') {
    const self = role === 'clinician' ? CLINICIAN : PATIENT;
    const host = new MockHost({
      getToken: () => gateway.token({ role, participantId: self.id, displayName: self.displayName }),
      context: { role, self, participants: [{ ...PATIENT, role: 'patient' }] },
    });
    const session = new PaymentSession({
      port: host,
      gateway: url,
      stripe: gateway.stripe,
      storage: null,
      locks: null,
    });
    sessions.push(session);
    return { host, session };
  }

  async function place(content: ReturnType<typeof html>): Promise<LitElement> {
    return fixture<LitElement>(content);
  }

  async function shows(element: LitElement, text: string): Promise<void> {
    try {
      await waitUntil(() => textOf(element).includes(text));
    } catch {
      expect(textOf(element)).to.contain(text);
    }
  }

  async function press(element: LitElement, part: string): Promise<void> {
    await waitUntil(() => {
      const button = query(element, `[part~="${part}"]`);
      return button && button.ariaDisabled !== 'true';
    }, `there is a ${part}`);
    query(element, `[part~="${part}"]`)?.click();
    await element.updateComplete;
  }

  async function ask(form: LitElement): Promise<void> {
    await waitUntil(() => query(form, '#amount'), 'there is a form');
    for (const [field, text] of [
      ['amount', '85'],
      ['description', 'Consultation fee'],
    ] as const) {
      const input = query<HTMLInputElement>(form, `#${field}`)!;
      input.value = text;
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await form.updateComplete;
    }
    await press(form, 'submit');
  }

  it('go from the request to the pop-up', async () => {
    const clinician = join('clinician');
    const patient = join('patient');
    const form = await place(html`<request-payment .session=${clinician.session}></request-payment>`);
    const toast = await place(
      html`<payment-received-toast .session=${clinician.session}></payment-received-toast>`,
    );
    const pay = await place(html`<pay-now .session=${patient.session}></pay-now>`);
    await shows(pay, 'Nothing to pay');

    await ask(form);
    await shows(form, 'Payment requested');
    await shows(pay, 'Consultation fee');
    await press(pay, 'pay-now');
    patient.session.setEmail('alex@example.com');
    await press(pay, 'pay');

    await shows(pay, 'Payment successful');
    await shows(form, 'Paid');
    await waitUntil(() => toast.renderRoot.querySelector('.toast'), 'there is a pop-up');
    expect(clinician.host.facts.map(({ name }) => name)).to.deep.equal([
      'payment-requested',
      'payment-received',
    ]);
    expect(gateway.requests.map(({ status, amount }) => [status, amount])).to.deep.equal([['paid', 8500]]);
  });

  it('show each other’s refusals', async () => {
    const clinician = join('clinician');
    const patient = join('patient');
    const form = await place(html`<request-payment .session=${clinician.session}></request-payment>`);
    const pay = await place(html`<pay-now .session=${patient.session}></pay-now>`);
    await shows(pay, 'Nothing to pay');
    await ask(form);
    await shows(pay, 'Consultation fee');
    await patient.session.refuseRequest(gateway.requests[0]?.id ?? '');
    await waitUntil(() => gateway.requests[0]?.status === 'refused', 'the gateway knows');
    await shows(form, 'Alex Nguyen');
    await waitUntil(
      () => clinician.session.getState().requests[0]?.request.status === 'refused',
      'the clinician’s page knows',
    );
  });

  it('say why a clinic cannot take payments, and offer the form to a page that comes later, when it can', async () => {
    gateway.setPayments('account_not_linked');
    const { session } = join('clinician');
    const form = await place(html`<request-payment .session=${session}></request-payment>`);
    await shows(form, 'Stripe');
    expect(query(form, '#amount')).to.equal(null);
    gateway.setPayments('ready');
    const later = join('clinician');
    const laterForm = await place(html`<request-payment .session=${later.session}></request-payment>`);
    await waitUntil(() => query(laterForm, '#amount'), 'there is a form');
  });

  it('come through a gateway that does not answer at first, and tokens that run out', async () => {
    gateway.fail('session', 'no-answer');
    const { host, session } = join('patient');
    gateway.add({ payer: PATIENT });
    const pay = await place(html`<pay-now .session=${session}></pay-now>`);
    await waitUntil(() => session.getState().connection.status !== 'connecting', 'it has tried');
    gateway.expireTokens();
    session.retry();
    await shows(pay, 'Consultation fee');
    expect(host.outcome).to.equal(null);
  });
});
