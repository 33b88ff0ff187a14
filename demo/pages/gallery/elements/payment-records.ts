import type { ClinicStanding } from '../../../../src/contract/stripe-account.ts';
import { PaymentsError } from '../../../../src/errors.ts';
import { USUAL_FILTERS } from '../../../../src/session/configure/records-query.ts';
import type { RecordsState } from '../../../../src/session/configure/records-state.ts';
import {
  ADMIN,
  aRecord,
  aRefund,
  aRefundedRecord,
  aReport,
  loaded,
  openedRecord,
  recordsState,
} from '../../staged/records-samples.ts';
import { ended, paid } from '../../staged/samples.ts';
import { StagedClinicsStore } from '../../staged/staged-account-store.ts';
import { StagedRecordsStore } from '../../staged/staged-records-store.ts';
import { clinician, press, submit } from '../scenes.ts';
import type { ElementStates, StagedState } from '../staged-state.ts';
import { configureStates } from '../troubles.ts';

const admin = clinician({}, { gateway: { role: 'clinic-admin', participantId: ADMIN.id, callId: null } });
const manager = clinician(
  {},
  { gateway: { role: 'organisation-admin', participantId: ADMIN.id, callId: null } },
);

function staged(
  id: string,
  title: string,
  what: string,
  change: Partial<RecordsState>,
  rest: Partial<StagedState> = {},
): StagedState {
  return {
    id,
    title,
    what,
    session: admin,
    stores: () => ({ records: new StagedRecordsStore(recordsState(change)) }),
    ...rest,
  };
}

const STREET: ClinicStanding = {
  ref: 'street',
  name: 'Harbour Street Clinic',
  enabled: true,
  health: 'ready',
};
const RIVER: ClinicStanding = { ref: 'river', name: 'Riverside Clinic', enabled: false, health: null };

/** What an organisation's admin has to choose from. */
function among(...clinics: ClinicStanding[]): Partial<StagedState> {
  return {
    session: manager,
    stores: () => ({
      records: new StagedRecordsStore(recordsState({})),
      clinics: new StagedClinicsStore({ status: 'ready', clinics, trouble: null }),
    }),
  };
}

const NONE = { items: [], page: 1, hasNext: false };
const down = new PaymentsError('GATEWAY_UNREACHABLE', 'No answer.', { retryable: true });
const draft = { amount: '85.00', reason: 'requested_by_customer' } as const;
const body = { amount: 8500, reason: 'requested_by_customer' } as const;
const refused = (code: 'refund_balance_too_low' | 'refund_disputed' | 'refund_too_large') =>
  openedRecord(aRecord(), { draft, refund: { status: 'rejected', error: new PaymentsError(code, code) } });

const overview: readonly StagedState[] = [
  staged('overview', 'A month', 'A clinic’s admin: the sums, each day, each payment.', {}),
  staged('year', 'Many days', 'More than two months: the bars are weeks.', { report: loaded(aReport(200)) }),
  staged('custom-days', 'Chosen days', 'The period is two days that the admin chose.', {
    filters: { ...USUAL_FILTERS, period: 'custom', from: '2026-11-01', to: '2026-11-23' },
  }),
  staged(
    'narrowed',
    'Narrowed down',
    'Words, a status and a person are chosen: they can be cleared at once.',
    {
      filters: { ...USUAL_FILTERS, q: 'consultation', status: 'paid', clinician: 'clinician-2' },
      list: loaded({ items: [paid({ id: 'pr_2' })], page: 1, hasNext: false }),
    },
  ),
  staged('second-page', 'A page further', 'Older payments, a page at a time.', {
    list: loaded({ items: [paid({ id: 'pr_2' })], page: 2, hasNext: false }),
  }),
  staged('no-match', 'Nothing matches', 'Words that no payment has.', {
    filters: { ...USUAL_FILTERS, q: 'zzz' },
    list: loaded(NONE),
  }),
  staged('no-payments', 'No payments yet', 'A clinic that has only just been linked.', {
    list: loaded(NONE),
    report: loaded({ ...aReport(30), totals: { paid: 0, refunded: 0, net: 0, count: 0 }, days: [] }),
  }),
  staged(
    'not-enabled',
    'Not enabled',
    'The app was disabled for the clinic since: what was paid before stays.',
    {},
    {
      session: clinician(
        {},
        {
          gateway: {
            role: 'clinic-admin',
            participantId: ADMIN.id,
            callId: null,
            payments: { ready: false, reason: 'clinic_not_enabled' },
          },
        },
      ),
      attributes: { 'access-url': '#request-form' },
    },
  ),
  staged(
    'organisation-choice',
    'An organisation’s admin',
    'The page says no clinic: they choose one of theirs, and find it again after a reload.',
    {},
    among(STREET, RIVER),
  ),
  staged('loading', 'On its way', 'The first answer is not there yet.', {
    list: { status: 'loading' },
    report: { status: 'loading' },
  }),
  staged('out-of-date', 'Out of date', 'The gateway does not answer any more: what was read stays.', {
    list: loaded(NONE, { trouble: down }),
  }),
  staged('unavailable', 'Out of reach', 'The gateway has never answered.', {
    list: { status: 'unavailable', error: down },
    report: { status: 'unavailable', error: down },
  }),
  staged('downloading', 'Downloading', 'The CSV is being fetched.', { export: { status: 'working' } }),
  staged('download-failed', 'No file', 'The CSV did not arrive.', {
    export: { status: 'failed', error: down },
  }),
];

const stories: readonly StagedState[] = [
  staged('paid', 'A paid payment', 'Its story, from the question to the money.', {
    open: openedRecord(aRecord()),
  }),
  staged('refunded-in-parts', 'Refunded in parts', 'Here, at Stripe, and one that the bank sent back.', {
    open: openedRecord(aRefundedRecord()),
  }),
  staged('disputed', 'Disputed', 'The patient’s bank has asked for the money back.', {
    open: openedRecord(aRecord({ request: paid({ disputeStatus: 'needs_response' }) })),
  }),
  staged('refused', 'Refused', 'The patient chose not to pay.', {
    open: openedRecord(aRecord({ request: ended('refused'), events: aRecord().events.slice(0, 3) })),
  }),
  staged('story-loading', 'A story on its way', 'It was opened just now.', {
    open: openedRecord(aRecord(), { record: { status: 'loading' } }),
  }),
  staged('story-unavailable', 'A story out of reach', 'The gateway does not answer.', {
    open: openedRecord(aRecord(), { record: { status: 'unavailable', error: down } }),
  }),
  staged(
    'organisation',
    'An organisation’s admin',
    'They see the payments of each clinic, and refund none.',
    { open: openedRecord(aRecord()) },
    { session: manager, attributes: { clinic: 'street' } },
  ),
];

const refunds: readonly StagedState[] = [
  staged(
    'refund',
    'The refund’s form',
    '*Refund…* was pressed: all that is left, until somebody types another amount.',
    { open: openedRecord(aRecord()) },
    { prepare: (stage) => press(stage, '[data-refund]') },
  ),
  staged(
    'refund-too-much',
    'Too much',
    'More is typed than is left.',
    { open: openedRecord(aRecord(), { draft: { ...draft, amount: '850' } }) },
    { prepare: submit },
  ),
  staged('refund-sending', 'Sending', 'It was pressed, and has no answer yet.', {
    open: openedRecord(aRecord(), { draft, refund: { status: 'sending', body } }),
  }),
  staged('refund-checking', 'Checking', 'The answer is lost: it is asked for again, and made once.', {
    open: openedRecord(aRecord(), { draft, refund: { status: 'checking', body } }),
  }),
  staged('refund-resumed', 'Checking after a reload', 'The page was loaded again meanwhile.', {
    open: openedRecord(aRecord(), { refund: { status: 'checking', body } }),
  }),
  staged('refund-no-funds', 'Balance too low', 'Stripe refuses: the clinic’s balance does not cover it.', {
    open: refused('refund_balance_too_low'),
  }),
  staged('refund-disputed', 'Disputed meanwhile', 'Stripe refuses: the bank has the money.', {
    open: refused('refund_disputed'),
  }),
  staged('refund-meanwhile', 'Refunded meanwhile', 'Part of it was given back at Stripe.', {
    open: refused('refund_too_large'),
  }),
  staged('refund-done', 'Refunded', 'Stripe has it.', {
    open: openedRecord(aRefundedRecord(), { refund: { status: 'done', refund: aRefund() } }),
  }),
  staged('refund-pending', 'On its way', 'Stripe has it, and has not settled it.', {
    open: openedRecord(aRefundedRecord(), {
      refund: { status: 'done', refund: aRefund({ status: 'pending' }) },
    }),
  }),
];

export const paymentRecords: ElementStates = {
  tag: 'payment-records',
  what: 'A clinic’s payments, for its admins: search and filters, totals by day, CSV, one payment’s whole story, refunds.',
  groups: [
    { title: 'The payments', states: overview },
    { title: 'One payment’s story', states: stories },
    { title: 'Giving it back', states: refunds },
    {
      title: 'Somebody else',
      states: [
        {
          id: 'not-an-admin',
          title: 'Not an admin',
          what: 'The token is a clinician’s: the records are for admins.',
          session: clinician(),
        },
        {
          id: 'no-clinics',
          title: 'No clinics',
          what: 'An organisation’s admin, whose organisation has no clinics here.',
          attributes: { 'access-url': '#request-form' },
          ...among(),
          session: manager,
        },
      ],
    },
    { title: 'The connection', states: configureStates() },
  ],
};
