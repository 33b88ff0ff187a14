import type { PaymentRequest } from '../../../src/contract/payment-request.ts';
import type {
  DayTotals,
  PaymentEvent,
  PaymentRecord,
  PaymentReport,
  Refund,
} from '../../../src/contract/records.ts';
import { USUAL_FILTERS } from '../../../src/session/configure/records-query.ts';
import type { Loaded, OpenRecord, RecordsState } from '../../../src/session/configure/records-state.ts';
import { CLINICIAN, ended, NOON, paid, PATIENT, requested } from './samples.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
export const ADMIN = { id: 'admin-1', displayName: 'Mira Costa' };
const SAM = { id: 'patient-2', displayName: 'Sam Okafor' };
const LINH = { id: 'patient-3', displayName: 'Linh Trần' };
const RUIZ = { id: 'clinician-2', displayName: 'Dr Elena Ruiz' };

export function loaded<Value>(value: Value, change: Partial<Loaded<Value>> = {}): Loaded<Value> {
  return { status: 'ready', value, refreshing: false, trouble: null, ...change } as Loaded<Value>;
}

/** One of each kind, the newest first. */
export function someRequests(): PaymentRequest[] {
  const at = (hours: number) => ({ createdAt: NOON - hours * 60 * MINUTE });
  return [
    requested({ id: 'pr_1', ...at(0.1), description: 'Telehealth review', amount: 6200 }),
    paid({ id: 'pr_2', ...at(2), reference: 'visit-20431' }),
    paid({
      id: 'pr_3',
      ...at(5),
      payer: SAM,
      requestedBy: RUIZ,
      amount: 13_200,
      description: 'Long consultation, with a letter to the school',
      amountRefunded: 13_200,
    }),
    paid({
      id: 'pr_4',
      ...at(26),
      payer: LINH,
      amount: 22_000,
      description: 'Specialist consultation',
      amountRefunded: 2000,
    }),
    paid({ id: 'pr_5', ...at(28), requestedBy: RUIZ, disputeStatus: 'needs_response' }),
    ended('refused', { id: 'pr_6', ...at(50), payer: SAM, description: 'Gap payment', amount: 4250 }),
    ended('expired', { id: 'pr_7', ...at(75) }),
    ended('failed', { id: 'pr_8', ...at(99), payer: LINH }),
  ];
}

/** A made-up month: busy on weekdays. */
export function aReport(count = 30): PaymentReport {
  const days: DayTotals[] = Array.from({ length: count }, (_, index) => {
    const at = NOON - (count - 1 - index) * DAY;
    const weekday = new Date(at).getUTCDay();
    const visits = weekday === 0 || weekday === 6 ? index % 2 : 4 + ((index * 7) % 9);
    const taken = visits * 8500 + ((index * 13) % 5) * 2100;
    const refunded = index % 11 === 3 ? 8500 : 0;
    return {
      date: new Date(at).toISOString().slice(0, 10),
      paid: visits ? taken : 0,
      refunded,
      net: (visits ? taken : 0) - refunded,
      count: visits,
    };
  });
  const sum = (name: 'paid' | 'refunded' | 'net' | 'count') =>
    days.reduce((total, day) => total + day[name], 0);
  return {
    currency: 'aud',
    timeZone: 'Australia/Sydney',
    from: NOON - count * DAY,
    to: NOON,
    days,
    totals: { paid: sum('paid'), refunded: sum('refunded'), net: sum('net'), count: sum('count') },
    clinicians: [CLINICIAN, RUIZ],
  };
}

export function aRefund(change: Partial<Refund> = {}): Refund {
  return {
    id: 'rf_1',
    amount: 2000,
    reason: 'requested_by_customer',
    status: 'succeeded',
    stripeRefund: 're_1',
    requestedBy: ADMIN,
    createdAt: NOON + 30 * MINUTE,
    updatedAt: NOON + 30 * MINUTE,
    ...change,
  };
}

const STRIPE = { kind: 'stripe' } as const;
const by = (person: typeof ADMIN) => ({ kind: 'person', person }) as const;

/** How a payment went, up to the money. */
export function payingEvents(): PaymentEvent[] {
  const at = (minutes: number) => NOON + minutes * MINUTE;
  return [
    { kind: 'asked', at: at(0), by: by(CLINICIAN) },
    { kind: 'requested', at: at(0), by: STRIPE },
    { kind: 'seen', at: at(1), by: by(PATIENT) },
    { kind: 'put-off', at: at(2), by: by(PATIENT) },
    { kind: 'entering-details', at: at(4), by: by(PATIENT) },
    { kind: 'attempt-failed', at: at(5), by: STRIPE, code: 'card_declined' },
    { kind: 'authenticating', at: at(6), by: STRIPE },
    { kind: 'paid', at: at(7), by: STRIPE },
  ];
}

export function aRecord(change: Partial<PaymentRecord> = {}): PaymentRecord {
  const request = change.request ?? paid({ reference: 'visit-20431' });
  return {
    request,
    events: payingEvents(),
    refunds: [],
    refundable: request.status === 'paid' ? request.amount - request.amountRefunded : 0,
    dashboardUrl: 'http://localhost:4300/dashboard/acct_1/payments/pi_1',
    ...change,
  };
}

/** Partly given back, here and at Stripe; one was sent back by the bank. */
export function aRefundedRecord(): PaymentRecord {
  const at = (minutes: number) => NOON + minutes * MINUTE;
  return aRecord({
    request: paid({ amountRefunded: 3500, reference: 'visit-20431' }),
    refunds: [
      aRefund(),
      aRefund({
        id: 'rf_2',
        amount: 1500,
        reason: null,
        requestedBy: null,
        createdAt: at(60),
        stripeRefund: 're_2',
      }),
      aRefund({
        id: 'rf_3',
        amount: 5000,
        reason: 'duplicate',
        status: 'failed',
        detail: 'expired_or_canceled_card',
        createdAt: at(90),
      }),
    ],
    refundable: 5000,
    events: [
      ...payingEvents(),
      { kind: 'refund-asked', at: at(30), by: by(ADMIN), amount: 2000, refundId: 'rf_1' },
      { kind: 'refunded', at: at(30), by: STRIPE, amount: 2000, refundId: 'rf_1' },
      { kind: 'refunded', at: at(60), by: STRIPE, amount: 1500, refundId: 'rf_2' },
      { kind: 'refund-asked', at: at(90), by: by(ADMIN), amount: 5000, refundId: 'rf_3' },
      { kind: 'refunded', at: at(90), by: STRIPE, amount: 5000, refundId: 'rf_3' },
      { kind: 'refund-failed', at: at(120), by: STRIPE, amount: 5000, refundId: 'rf_3' },
    ],
  });
}

export function openedRecord(record: PaymentRecord, change: Partial<OpenRecord> = {}): OpenRecord {
  return {
    id: record.request.id,
    record: loaded(record),
    draft: null,
    refund: { status: 'idle' },
    ...change,
  };
}

export function recordsState(change: Partial<RecordsState> = {}): RecordsState {
  return {
    filters: USUAL_FILTERS,
    list: loaded({ items: someRequests(), page: 1, hasNext: true }),
    report: loaded(aReport()),
    open: null,
    export: { status: 'idle' },
    ...change,
  };
}
