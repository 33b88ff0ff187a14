import type { GatewaySession } from '../../../src/contract/gateway-session.ts';
import type { PaymentRequest } from '../../../src/contract/payment-request.ts';
import { defaultLocalization } from '../../../src/localization/load.ts';
import type { HostContext } from '../../../src/session/host-port.ts';
import type { CheckoutState, RequestEntry, SessionState } from '../../../src/session/state.ts';

/** What sessions may hold, ready made: the gallery's states and the component tests start from these. */
export const CLINICIAN = { id: 'clinician-1', displayName: 'Dr Mei Chen' };
export const PATIENT = { id: 'patient-1', displayName: 'Alex Nguyen' };
/** When everything happens: noon in Sydney. */
export const NOON = Date.UTC(2026, 10, 23, 1, 0);

export function aGatewaySession(change: Partial<GatewaySession> = {}): GatewaySession {
  return {
    role: 'clinician',
    participantId: CLINICIAN.id,
    callId: 'call-1',
    clinic: { name: 'Harbour Street Clinic' },
    payments: { ready: true },
    currency: 'aud',
    limits: { minimum: 50, maximum: 1_000_000 },
    publishableKey: 'pk_test_sim_0',
    stripeAccount: 'acct_1',
    environment: 'simulated',
    now: NOON,
    ...change,
  };
}

export function aContext(change: Partial<HostContext> = {}): HostContext {
  return {
    callId: 'call-1',
    callState: 'active',
    role: 'clinician',
    self: CLINICIAN,
    participants: [
      { ...CLINICIAN, role: 'clinician' },
      { ...PATIENT, role: 'patient' },
    ],
    locale: 'en-AU',
    theme: { mode: 'light', tokens: {} },
    panel: { visible: true },
    ...change,
  };
}

const FACTS = {
  id: 'pr_1',
  revision: 1,
  callId: 'call-1',
  clinic: { name: 'Harbour Street Clinic' },
  amount: 8500,
  currency: 'aud',
  description: 'Consultation fee',
  payer: PATIENT,
  requestedBy: CLINICIAN,
  createdAt: NOON,
  updatedAt: NOON,
  expiresAt: NOON + 3_600_000,
  amountRefunded: 0,
  lastAttempt: null,
} as const;

type Change = Partial<Omit<PaymentRequest, 'status'>>;

export function requested(
  change: Change & Partial<Pick<PaymentRequest & { status: 'requested' }, 'activity' | 'closingAs'>> = {},
): PaymentRequest {
  return { ...FACTS, status: 'requested', closingAs: null, activity: null, ...change };
}

export function paid(change: Change = {}): PaymentRequest {
  return {
    ...FACTS,
    status: 'paid',
    updatedAt: NOON + 60_000,
    payment: {
      paidAt: NOON + 60_000,
      method: 'card',
      cardBrand: 'visa',
      cardLast4: '4242',
      receiptUrl: 'https://pay.stripe.com/receipts/1',
      chargeId: 'ch_3SimHarbour',
    },
    ...change,
  };
}

export function ended(
  status: Exclude<PaymentRequest['status'], 'requested' | 'paid'>,
  change: Change = {},
): PaymentRequest {
  return { ...FACTS, status, ...change };
}

export function anEntry(
  request: PaymentRequest,
  checkout: CheckoutState = { status: 'idle' },
  change: Partial<RequestEntry> = {},
): RequestEntry {
  return { request, checkout, pending: null, actionError: null, ...change };
}

export function aReadyState(change: Partial<SessionState> = {}): SessionState {
  return {
    connection: { status: 'ready', session: aGatewaySession(), context: aContext() },
    localization: defaultLocalization,
    requests: [],
    creation: { status: 'idle' },
    draft: { amount: '', description: '', payerId: null },
    notifications: [],
    ...change,
  };
}

export function aPatientState(
  change: Partial<SessionState> = {},
  mode: HostContext['theme']['mode'] = 'light',
) {
  return aReadyState({
    connection: {
      status: 'ready',
      session: aGatewaySession({ role: 'patient', participantId: PATIENT.id }),
      context: aContext({ role: 'patient', self: PATIENT, theme: { mode, tokens: {} } }),
    },
    ...change,
  });
}
