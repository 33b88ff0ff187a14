import type { PaymentDetails, PaymentRequest } from '../../src/contract/payment-request.ts';
import type { Person } from '../../src/contract/roles.ts';
import type { Reader } from '../auth/claims.ts';
import type { RequestFilter, RequestRow } from '../store/request-rows.ts';

/** Which requests a reader may see at all; null for none. The same rule as `canSee`, for the database. */
export function visibleTo(reader: Reader): RequestFilter | null {
  if (reader.kind === 'host') return { hostId: reader.hostId };
  const { hostId, organisationId, clinicId, callId, participantId, role } = reader;
  if (role === 'organisation-admin') return organisationId === null ? null : { hostId, organisationId };
  if (clinicId === null) return null;
  if (role === 'clinic-admin') return { hostId, clinicId };
  if (callId === null) return null;
  if (role === 'clinician') return { hostId, clinicId, callId };
  if (role === 'patient') return { hostId, clinicId, callId, payerId: participantId };
  return null;
}

export function canSee(reader: Reader, row: RequestRow): boolean {
  const filter = visibleTo(reader);
  return (
    filter !== null &&
    row.host_id === filter.hostId &&
    (filter.organisationId === undefined || row.organisation_id === filter.organisationId) &&
    (filter.clinicId === undefined || row.clinic_id === filter.clinicId) &&
    (filter.callId === undefined || row.call_id === filter.callId) &&
    // A payer hears of a request once it can be paid.
    (filter.payerId === undefined || (row.payer_id === filter.payerId && row.payment_intent !== null))
  );
}

/** The request as this reader may see it; null when they may not. */
export function viewFor(reader: Reader, row: RequestRow): PaymentRequest | null {
  if (!canSee(reader, row)) return null;
  const isPayer = reader.kind === 'person' && reader.role === 'patient';
  const facts = {
    id: row.id,
    revision: row.revision,
    callId: row.call_id,
    clinic: { name: row.clinic_name },
    amount: row.amount,
    currency: row.currency,
    description: row.description,
    payer: person(row.payer_id, row.payer_name),
    requestedBy: person(row.requested_by, row.requested_by_name),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at,
    amountRefunded: row.amount_refunded,
    lastAttempt: lastAttempt(row, isPayer),
    ...(!isPayer && { disputeStatus: row.dispute_status }),
    ...(!isPayer && row.reference !== null && { reference: row.reference }),
  };
  switch (row.status) {
    case 'requested':
      return {
        ...facts,
        status: 'requested',
        closingAs: row.closing_as,
        activity:
          isPayer || row.activity === null
            ? null
            : { kind: row.activity, at: row.activity_at ?? row.updated_at },
      };
    case 'paid':
      return { ...facts, status: 'paid', payment: paymentDetails(row) };
    default:
      return { ...facts, status: row.status };
  }
}

export function person(id: string, displayName: string | null): Person {
  return displayName === null ? { id } : { id, displayName };
}

/** Why a bank refused a card is between it and the payer. */
function lastAttempt(row: RequestRow, isPayer: boolean): PaymentRequest['lastAttempt'] {
  if (row.attempt_outcome === null) return null;
  return {
    outcome: row.attempt_outcome,
    code: row.attempt_code ?? 'unknown',
    ...(isPayer && row.attempt_decline_code !== null && { declineCode: row.attempt_decline_code }),
    at: row.attempt_at ?? row.updated_at,
  };
}

function paymentDetails(row: RequestRow): PaymentDetails {
  return {
    paidAt: row.paid_at ?? row.updated_at,
    method: row.method ?? 'card',
    ...(row.card_brand !== null && { cardBrand: row.card_brand }),
    ...(row.card_last4 !== null && { cardLast4: row.card_last4 }),
    ...(row.receipt_url !== null && { receiptUrl: row.receipt_url }),
    ...(row.charge_id !== null && { chargeId: row.charge_id }),
  };
}
