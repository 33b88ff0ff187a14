import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import { paymentRecords } from '../../demo/pages/gallery/elements/payment-records.ts';
import type { Setting } from '../../demo/pages/gallery/staged-state.ts';
import {
  ADMIN,
  aRecord,
  aRefundedRecord,
  loaded,
  openedRecord,
  recordsState,
} from '../../demo/pages/staged/records-samples.ts';
import { aContext, aGatewaySession, aReadyState, paid } from '../../demo/pages/staged/samples.ts';
import { StagedClinicsStore } from '../../demo/pages/staged/staged-account-store.ts';
import { StagedRecordsStore } from '../../demo/pages/staged/staged-records-store.ts';
import type { PaymentRecords } from '../../src/components/payment-records/payment-records.ts';
import { PaymentsError } from '../../src/errors.ts';
import { defaultLocalization, loadLocalization } from '../../src/localization/load.ts';
import type { CreateRefund } from '../../src/contract/records.ts';
import type { Role } from '../../src/contract/roles.ts';
import type { RecordFilters, RecordsOf, RecordsState } from '../../src/session/configure/records-state.ts';
import type { SessionState } from '../../src/session/state.ts';
import { anElement, buttonNamed, focused, query, textOf } from '../support/browser/element-fixture.ts';
import { FakeSession } from '../support/browser/fake-session.ts';

/** Remembers what was asked of it. */
class SpiedStore extends StagedRecordsStore {
  readonly filters: Partial<RecordFilters>[] = [];
  readonly refunds: CreateRefund[] = [];
  /** The clinics that were asked for. */
  readonly shown: (string | null)[] = [];
  exports = 0;
  file: Blob | null = null;

  override show({ clinic }: RecordsOf): void {
    this.shown.push(clinic);
  }

  override setFilters(change: Partial<RecordFilters>): void {
    this.filters.push(change);
    super.setFilters(change);
  }

  override refund(body: CreateRefund): Promise<void> {
    this.refunds.push(body);
    return super.refund(body);
  }

  override exportCsv(): Promise<Blob | null> {
    this.exports += 1;
    return Promise.resolve(this.file);
  }
}

function sessionState(role: Role = 'clinic-admin', change: Partial<SessionState> = {}): SessionState {
  return aReadyState({
    connection: {
      status: 'ready',
      session: aGatewaySession({ role, participantId: ADMIN.id, callId: null }),
      context: aContext({ callId: null }),
    },
    ...change,
  });
}

async function show(
  records: Partial<RecordsState> = {},
  state = sessionState(),
  attributes: Record<string, string> = {},
): Promise<{ element: PaymentRecords; store: SpiedStore }> {
  const store = new SpiedStore(recordsState(records));
  const element = await anElement('payment-records', new FakeSession(state, { records: store }), attributes);
  return { element, store };
}

async function type(element: PaymentRecords, selector: string, text: string): Promise<void> {
  const input = query<HTMLInputElement>(element, selector);
  input?.focus();
  input?.select();
  await sendKeys({ type: text });
  await element.updateComplete;
}

describe('payment-records', () => {
  const setting: Setting = { localization: defaultLocalization, theme: { mode: 'light', tokens: {} } };
  for (const { states } of paymentRecords.groups)
    for (const state of states)
      it(`is accessible: ${state.title}`, async () => {
        const session = new FakeSession(state.session(setting), state.stores?.());
        const element = await anElement('payment-records', session, state.attributes ?? {});
        await state.prepare?.({ element, session });
        await expect(element).to.be.accessible();
      });

  it('shows the sums of the period, and each payment with its state', async () => {
    const { element } = await show();

    const text = textOf(element);
    for (const words of ['Taken', '$15,861.00', 'Refunded', '$255.00', 'Net', '$15,606.00', '174'])
      expect(text).to.contain(words);
    for (const words of ['Requested', 'Paid', 'Partly refunded', '−$20.00', 'Disputed', 'Expired', 'Failed'])
      expect(text).to.contain(words);
  });

  it('lets an organisation’s admin choose whose payments to see, and says where payments are not enabled', async () => {
    const records = new SpiedStore(recordsState({}));
    const clinics = new StagedClinicsStore({
      status: 'ready',
      clinics: [
        { ref: 'river', name: 'Riverside Clinic', enabled: false, health: null },
        { ref: 'street', name: 'Harbour Street Clinic', enabled: true, health: 'ready' },
      ],
      trouble: null,
    });
    const element = await anElement(
      'payment-records',
      new FakeSession(sessionState('organisation-admin'), { records, clinics }),
      { 'access-url': '#form' },
    );
    expect(records.shown.at(-1)).to.equal('street');
    expect(query(element, '[part~="access-link"]')).to.equal(null);

    const select = query<HTMLSelectElement>(element, '#clinic');
    select?.focus();
    await sendKeys({ press: 'ArrowUp' });
    await element.updateComplete;

    expect(records.shown.at(-1)).to.equal('river');
    expect(textOf(element)).to.contain('Payments are not enabled for this clinic.');
    expect(query(element, '[part~="access-link"]')?.getAttribute('href')).to.equal('#form');
  });

  it('speaks Italian', async () => {
    const localization = await loadLocalization('it-IT');
    const { element } = await show({}, sessionState('clinic-admin', { localization }));

    expect(textOf(element)).to.contain('Incassato');
    expect(textOf(element)).to.contain('Rimborsato in parte');
  });

  it('tells of each day as one moves along the chart by keyboard', async () => {
    const { element } = await show();
    const bars = query(element, '[role="slider"]');
    bars?.focus();

    await sendKeys({ press: 'Home' });
    await element.updateComplete;
    const first = bars?.getAttribute('aria-valuetext');
    await sendKeys({ press: 'ArrowRight' });
    await element.updateComplete;

    expect(first).to.match(/^Sun,? 25 Oct: \$0\.00 from 0 payments$/);
    expect(bars?.getAttribute('aria-valuetext')).to.match(/^Mon,? 26 Oct: \$998\.00 from 11 payments$/);
    expect(bars?.getAttribute('aria-valuenow')).to.equal('1');
  });

  it('has the chart’s numbers as a table, too', async () => {
    const { element } = await show();
    query(element, 'summary')?.click();
    await element.updateComplete;

    const rows = element.renderRoot.querySelectorAll('.numbers tbody tr');
    expect(rows).to.have.length(30);
    expect(rows[1]?.textContent?.replace(/\s+/g, ' ')).to.contain('$998.00');
  });

  it('narrows the payments down as one types and chooses', async () => {
    const { element, store } = await show();

    await type(element, '#q', 'kn');
    const status = query<HTMLSelectElement>(element, '#status');
    if (status) status.value = 'disputed';
    status?.dispatchEvent(new Event('change'));
    await element.updateComplete;
    buttonNamed(element, 'Clear filters').click();

    expect(store.filters).to.deep.equal([
      { q: 'k' },
      { q: 'kn' },
      { status: 'disputed' },
      { q: '', status: '', clinician: '' },
    ]);
  });

  it('asks for days only when one chooses them', async () => {
    const { element, store } = await show();
    expect(query(element, '#from')).to.equal(null);
    const period = query<HTMLSelectElement>(element, '#period');
    if (period) period.value = 'custom';
    period?.dispatchEvent(new Event('change'));
    await element.updateComplete;

    const from = query<HTMLInputElement>(element, '#from');
    if (from) from.value = '2026-11-02';
    from?.dispatchEvent(new Event('change'));

    expect(store.getState().filters.from).to.equal('2026-11-02');
  });

  it('opens a payment’s story from the keyboard, and comes back to its row', async () => {
    const { element } = await show();
    query(element, '[data-open="pr_2"]')?.focus();

    await sendKeys({ press: 'Enter' });
    await element.updateComplete;
    expect(textOf(element)).to.contain('What happened');
    expect(focused()?.textContent).to.contain('Consultation fee');
    buttonNamed(element, 'All payments').click();
    await element.updateComplete;
    await element.updateComplete;

    expect(focused()?.getAttribute('data-open')).to.equal('pr_2');
  });

  it('tells a payment’s story with who did what, and links to Stripe', async () => {
    const { element } = await show({ open: openedRecord(aRefundedRecord()) });

    const text = textOf(element);
    for (const words of [
      'Asked by Dr Mei Chen',
      'Seen by Alex Nguyen',
      'Card not accepted',
      'Stripe’s code: card_declined',
      'Refund asked for: $20.00 by Mira Costa',
      'Refund did not go through: $50.00',
      'in the Stripe dashboard',
    ])
      expect(text).to.contain(words);
    const link = query<HTMLAnchorElement>(element, '[part="dashboard-link"]');
    expect(link?.href).to.equal('http://localhost:4300/dashboard/acct_1/payments/pi_1');
    expect(link?.rel).to.contain('noopener');
  });

  it('takes no address but a web address for a link', async () => {
    const { element } = await show({ open: openedRecord(aRecord({ dashboardUrl: 'javascript:alert(1)' })) });

    expect(query(element, '[part="dashboard-link"]')).to.equal(null);
  });

  it('refunds exactly what is typed, for the chosen reason', async () => {
    const { element, store } = await show({ open: openedRecord(aRecord()) });
    buttonNamed(element, 'Refund…').click();
    await element.updateComplete;
    await element.updateComplete;
    expect(focused()?.id).to.equal('refund-amount');
    expect(query<HTMLInputElement>(element, '#refund-amount')?.value).to.equal('85.00');

    await type(element, '#refund-amount', '12.50');
    const reason = query<HTMLSelectElement>(element, '#refund-reason');
    if (reason) reason.value = 'duplicate';
    reason?.dispatchEvent(new Event('change'));
    await element.updateComplete;
    expect(textOf(element)).to.contain('Alex Nguyen gets $12.50 back on Visa •••• 4242');
    buttonNamed(element, 'Refund $12.50').click();

    expect(store.refunds).to.deep.equal([{ amount: 1250, reason: 'duplicate' }]);
  });

  it('refuses more than is left before anything is sent, and keeps what was typed', async () => {
    const { element, store } = await show({
      open: openedRecord(aRefundedRecord(), { draft: { amount: '50.01', reason: 'duplicate' } }),
    });

    query(element, '[part="refund"] .danger')?.click();
    await element.updateComplete;

    expect(store.refunds).to.deep.equal([]);
    expect(textOf(element)).to.contain('No more than $50.00 is left to refund.');
    const input = query<HTMLInputElement>(element, '#refund-amount');
    expect(input?.value).to.equal('50.01');
    expect(input?.getAttribute('aria-invalid')).to.equal('true');
  });

  it('says that it checks while nobody knows, and offers no second press', async () => {
    const body = { amount: 8500, reason: 'duplicate' } as const;
    const { element } = await show({
      open: openedRecord(aRecord(), {
        draft: { amount: '85.00', reason: 'duplicate' },
        refund: { status: 'checking', body },
      }),
    });

    expect(textOf(element)).to.contain('No answer yet. We keep checking, and it is refunded once.');
    expect(query(element, '[part="refund"] .danger')?.getAttribute('aria-disabled')).to.equal('true');
    expect(textOf(element)).not.to.contain('Do not refund');
  });

  it('offers an organisation’s admin the story, and no refund', async () => {
    const { element } = await show({ open: openedRecord(aRecord()) }, sessionState('organisation-admin'), {
      clinic: 'street',
    });

    expect(textOf(element)).to.contain('What happened');
    expect(query(element, '[data-refund]')).to.equal(null);
  });

  for (const role of ['clinician', 'patient', 'observer'] as const)
    it(`shows a ${role} nothing, in plain words`, async () => {
      const { element } = await show({}, sessionState(role));

      expect(textOf(element)).to.contain('This page is for the clinic’s administrators.');
      expect(query(element, 'table')).to.equal(null);
    });

  it('says what to do on a page without a call, when nobody can say who is asking', async () => {
    const error = new PaymentsError('TOKEN_UNAVAILABLE', 'The host gave no token.');
    const state = {
      ...sessionState(),
      connection: { status: 'unavailable', error, retryAt: null },
    } as const;
    const { element } = await show({}, state);

    expect(textOf(element)).to.contain('Reload the page, and sign in again');
    expect(textOf(element)).not.to.contain('call');
  });

  it('says how a dispute stands in words, and not as Stripe writes it', async () => {
    const request = paid({ disputeStatus: 'warning_needs_response' });
    const { element } = await show({ open: openedRecord(aRecord({ request })) });

    expect(textOf(element)).to.contain('Open: answer it in Stripe');
  });

  it('saves the CSV that the gateway sent', async () => {
    const { element, store } = await show();
    store.file = new Blob(['x'], { type: 'text/csv' });
    const saved: string[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function spy() {
      saved.push(this.download);
    };
    try {
      buttonNamed(element, 'Download CSV').click();
      await element.updateComplete;
      await element.updateComplete;
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }

    expect(store.exports).to.equal(1);
    expect(saved[0]).to.match(/^payments-\d{4}-\d\d-\d\d\.csv$/);
  });

  it('shows a payment as it is now when its list changes', async () => {
    const { element, store } = await show();

    store.set({ list: loaded({ items: [paid({ description: 'Just now' })], page: 1, hasNext: false }) });
    await element.updateComplete;

    expect(textOf(element)).to.contain('Just now');
  });
});
