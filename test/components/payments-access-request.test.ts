import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import { paymentsAccessRequest as STATES } from '../../demo/pages/gallery/elements/payments-access-request.ts';
import { anAccessState, approved, declined, sent, waiting } from '../../demo/pages/staged/access-samples.ts';
import { aContext, aGatewaySession, aReadyState } from '../../demo/pages/staged/samples.ts';
import { StagedAccessStore } from '../../demo/pages/staged/staged-access-store.ts';
import type { AccessRequestForm } from '../../src/contract/access-request.ts';
import type { PaymentsAccessRequest } from '../../src/components/payments-access-request/payments-access-request.ts';
import type { AccessApprovedEvent } from '../../src/events.ts';
import { loadLocalization } from '../../src/localization/load.ts';
import { anElement, buttonNamed, focused, query, textOf } from '../support/browser/element-fixture.ts';
import { FakeSession } from '../support/browser/fake-session.ts';

class SpyStore extends StagedAccessStore {
  readonly forms: AccessRequestForm[] = [];
  withdrawn = 0;

  override send(form: AccessRequestForm): Promise<string | null> {
    this.forms.push(form);
    return super.send(form);
  }

  override withdraw(id: string): Promise<void> {
    this.withdrawn += 1;
    return super.withdraw(id);
  }
}

async function anAdmins(
  state: Parameters<typeof anAccessState>[0] = {},
  attributes: Record<string, string> = {},
  role: 'organisation-admin' | 'clinician' = 'organisation-admin',
) {
  const store = new SpyStore(anAccessState(state));
  const session = new FakeSession(
    aReadyState({
      connection: { status: 'ready', session: aGatewaySession({ role, callId: null }), context: aContext() },
    }),
    { access: store },
  );
  const element = await anElement('payments-access-request', session, attributes);
  return { element, store };
}

async function press(element: PaymentsAccessRequest, name: string): Promise<void> {
  buttonNamed(element, name).click();
  await element.updateComplete;
  await element.updateComplete;
}

async function choose(element: PaymentsAccessRequest, label: string): Promise<void> {
  const choices = [...element.renderRoot.querySelectorAll<HTMLLabelElement>('label.choice')];
  choices.find(({ innerText }) => innerText.trim() === label)?.click();
  await element.updateComplete;
}

async function type(element: PaymentsAccessRequest, id: string, text: string): Promise<void> {
  query(element, `#${id}`)?.focus();
  await sendKeys({ type: text });
  await element.updateComplete;
}

describe('<payments-access-request>', () => {
  it('is accessible', async () => {
    await expect((await anAdmins()).element).to.be.accessible();
  });

  it('is accessible in every state', async () => {
    const localization = await loadLocalization('en-AU');
    for (const { states } of STATES.groups)
      for (const { id, session, stores } of states) {
        const fake = new FakeSession(
          session({ localization, theme: { mode: 'light', tokens: {} } }),
          stores?.() ?? {},
        );
        const element = await anElement('payments-access-request', fake, { 'help-url': '#help' });
        expect(textOf(element), id).not.to.equal('');
        await expect(element).to.be.accessible();
        element.remove();
      }
  });

  it('sends what was filled in, with the manager who is somebody else', async () => {
    const { element, store } = await anAdmins({}, { 'contact-name': 'Kim Tran' });
    await choose(element, 'Riverside Clinic');
    await choose(element, 'Not yet');
    await type(element, 'contact-email', 'kim@bayside.example');
    await type(element, 'use', 'About 120 payments a month.');
    await choose(element, 'Somebody else is');
    await type(element, 'manager-name', 'Dana Ford');
    await type(element, 'manager-email', 'dana@bayside.example');
    await choose(element, 'I agree to the terms of use on behalf of the organisation.');

    await press(element, 'Send request');

    expect(store.forms).to.deep.equal([
      {
        organisationName: 'Bayside Health',
        clinics: [{ ref: 'riverside', name: 'Riverside Clinic', hasStripeAccount: false }],
        contact: { name: 'Kim Tran', email: 'kim@bayside.example' },
        expectedUse: 'About 120 payments a month.',
        telehealthManager: { isMe: false, name: 'Dana Ford', email: 'dana@bayside.example' },
        agreesToTerms: true,
      },
    ]);
    expect(textOf(element)).to.contain('Waiting for Dana Ford');
  });

  it('says beside each answer what is wrong, moves to the first, and sends nothing', async () => {
    const { element, store } = await anAdmins();

    await press(element, 'Send request');
    await element.updateComplete;

    expect(store.forms).to.have.length(0);
    const text = textOf(element);
    for (const words of [
      'Choose at least one clinic.',
      'Enter an email address.',
      'Say who raises the ticket.',
    ])
      expect(text).to.contain(words);
    expect(focused()?.getAttribute('aria-invalid')).to.equal('true');
  });

  it('offers the host’s clinics to an organisation that is new', async () => {
    const scope = { organisation: { ref: 'northern', name: null }, clinicRef: null, clinics: [] };
    const { element } = await anAdmins(
      { scope },
      { organisation: 'Northern Health', clinics: 'Creek Clinic: day:creek|Bay Clinic:bay' },
    );

    expect(query<HTMLInputElement>(element, '#organisation')?.value).to.equal('Northern Health');
    expect(textOf(element)).to.contain('Creek Clinic: day').and.to.contain('Bay Clinic');
  });

  it('makes the link, shows it once, and copies it', async () => {
    const { element } = await anAdmins({ requests: [waiting()] });

    await press(element, 'Make the link');

    const input = query<HTMLInputElement>(element, '[part="share"] input');
    expect(input?.value).to.equal('https://pay.example.com/access#tHe5eCreT0fTheL1nk');
    await expect(element).to.be.accessible();
  });

  it('asks once before it withdraws, and has the form again', async () => {
    const { element, store } = await anAdmins({ requests: [sent()] });

    await press(element, 'Withdraw');
    expect(store.withdrawn).to.equal(0);
    await press(element, 'Keep it');
    await press(element, 'Withdraw');
    await press(element, 'Withdraw');

    expect(store.withdrawn).to.equal(1);
    expect(textOf(element)).to.contain('Your last request was withdrawn.');
    expect(query(element, '[part="form"]')).not.to.equal(null);
  });

  it('corrects what was sent, but not who raises a ticket that is raised', async () => {
    const { element, store } = await anAdmins({ requests: [sent()] });
    await press(element, 'Correct');
    expect(query<HTMLInputElement>(element, '#contact-name')?.value).to.equal('Kim Tran');
    expect(query<HTMLInputElement>(element, '#manager-name')?.matches(':disabled')).to.equal(true);

    await type(element, 'contact-name', ' Nguyen');
    await choose(element, 'I agree to the terms of use on behalf of the organisation.');
    await press(element, 'Send the correction');

    const state = store.getState();
    const [request] = state.status === 'ready' ? state.requests : [];
    expect(request?.contact.name).to.contain('Nguyen');
    expect(request?.status).to.equal('sent');
  });

  it('shows the reason of a refusal, and asks again with what was there', async () => {
    const { element } = await anAdmins({ requests: [declined()] });
    expect(textOf(element)).to.contain('is not in the telehealth programme yet');

    await press(element, 'Ask again');

    expect(query<HTMLInputElement>(element, '#contact-email')?.value).to.equal('kim.tran@bayside.example');
  });

  it('leads to the next step once it is approved, and tells the page', async () => {
    const { element, store } = await anAdmins({ requests: [sent()] }, { 'next-url': '/client-payments' });
    const told = oneEvent(element, 'access-approved');
    const request = approved({ revision: 2 });
    store.change({ requests: [request] });
    store.tell({ name: 'access-approved', request });

    const event = (await told) as unknown as AccessApprovedEvent;
    await element.updateComplete;
    expect(event.request.revision).to.equal(2);
    expect(query<HTMLAnchorElement>(element, '[part="next-link"]')?.getAttribute('href')).to.equal(
      '/client-payments',
    );
  });

  it('says to somebody else that it is for administrators', async () => {
    const { element } = await anAdmins({}, {}, 'clinician');
    expect(textOf(element)).to.contain('for the clinic’s administrators');
  });

  it('has no form for an administrator whose clinics all have payments', async () => {
    const { scope } = anAccessState();
    const { element } = await anAdmins({ scope: { ...scope, clinicRef: 'harbour-street' } });
    expect(query(element, 'form')).to.equal(null);
    expect(textOf(element)).to.contain('Payments are on').and.to.contain('Configure > Client Payments');
  });
});
