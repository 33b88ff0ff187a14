import type { PaymentDetails, PaymentRequest } from '../../../../src/contract/payment-request.ts';

export const CLINICIAN = { id: 'dr-1', displayName: 'Dr Lee' };
export const PATIENT = { id: 'pat-1', displayName: 'Sam Doe' };
export const CALL = 'call-1';

export const PAYMENT: PaymentDetails = {
  paidAt: Date.UTC(2026, 10, 23, 9, 5),
  method: 'card',
  cardBrand: 'visa',
  cardLast4: '4242',
};

type Changes = { [Name in keyof PaymentRequest]?: PaymentRequest[Name] } & {
  readonly closingAs?: 'cancelled' | 'refused' | 'expired' | null;
  readonly activity?: {
    readonly kind: 'seen' | 'put-off' | 'entering-details' | 'authenticating';
    readonly at: number;
  };
};

/** An open request of $85.00 to the patient, with what the test says of it. */
export function paymentRequest(changes: Changes = {}): PaymentRequest {
  const facts = {
    id: 'pr_1',
    revision: 1,
    callId: CALL,
    clinic: { name: 'Harbour Street Clinic' },
    amount: 8500,
    currency: 'aud',
    description: 'Consultation',
    payer: PATIENT,
    requestedBy: CLINICIAN,
    createdAt: 1_000,
    updatedAt: 1_000,
    expiresAt: Date.UTC(2026, 10, 23, 21),
    amountRefunded: 0,
    lastAttempt: null,
    closingAs: null,
    activity: null,
    status: 'requested' as const,
  };
  const whole = { ...facts, ...changes };
  // The spread of a union's parts is not the union for the compiler; `paid` brings its own details.
  return (whole.status === 'paid' ? { ...whole, payment: PAYMENT } : whole) as PaymentRequest;
}
