import type {
  AccessHistoryEntry,
  AccessRequest,
  OperatorAccessRequest,
  ServiceTicket,
  SharedAccessRequest,
} from '../../src/contract/access-request.ts';
import type { AccessRow } from '../store/access-requests.ts';
import type { AuditRow } from '../store/audit.ts';
import type { Asker } from './input.ts';

/** Null for a reader who may not see it. */
export function viewForAsker(asker: Asker, row: AccessRow): AccessRequest | null {
  if (row.host_id !== asker.hostId || row.organisation_ref !== asker.organisationRef) return null;
  const { clinicRef } = asker;
  if (clinicRef === null) return toView(row, true);
  const own = row.clinics.filter(({ ref }) => ref === clinicRef);
  // What an organisation's admin asks for several clinics, the admin of one may look at, as far as it is theirs.
  return own.length === 0 ? null : toView({ ...row, clinics: own }, own.length === row.clinics.length);
}

export function toView(row: AccessRow, canChange: boolean): AccessRequest {
  const { manager_name: name, manager_email: email, contact_phone: phone } = row;
  const facts = {
    id: row.id,
    revision: row.revision,
    organisationRef: row.organisation_ref,
    organisationName: row.organisation_name,
    clinics: row.clinics.map(({ ref, name, has_stripe_account }) => ({
      ref,
      name,
      hasStripeAccount: has_stripe_account === 1,
    })),
    contact: { name: row.contact_name, email: row.contact_email, ...(phone !== null && { phone }) },
    expectedUse: row.expected_use,
    telehealthManager:
      name === null || email === null ? { isMe: true as const } : { isMe: false as const, name, email },
    requestedBy: row.requested_by,
    canChange,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
  const { status } = row;
  switch (status) {
    case 'waiting':
      return {
        ...facts,
        status,
        linkExpiresAt: row.link_hash === null ? null : row.link_expires_at,
        notForMeAt: row.not_for_me_at,
      };
    case 'sent':
      return { ...facts, status, ticket: ticketOf(row) };
    case 'approved':
      return { ...facts, status, ticket: ticketOf(row), decidedAt: row.decided_at ?? row.updated_at };
    case 'declined':
      return {
        ...facts,
        status,
        ticket: ticketOf(row),
        decidedAt: row.decided_at ?? row.updated_at,
        reason: row.decline_reason ?? '',
      };
    case 'withdrawn':
      return { ...facts, status };
  }
}

function ticketOf(row: AccessRow): ServiceTicket {
  return {
    state: row.ticket_state === 'open' ? 'open' : 'opening',
    key: row.ticket_key,
    url: row.ticket_url,
    raisedAt: row.raised_at ?? row.created_at,
    raisedBy: row.raised_by ?? 'requester',
  };
}

export function viewForManager(row: AccessRow): SharedAccessRequest {
  const { revision, organisationName, clinics, contact, expectedUse, createdAt } = toView(row, false);
  return {
    revision,
    organisationName,
    clinics: clinics.map(({ name, hasStripeAccount }) => ({ name, hasStripeAccount })),
    contact,
    expectedUse,
    managerName: row.manager_name ?? row.contact_name,
    status: row.status,
    ticketKey: row.ticket_key,
    createdAt,
    expiresAt: row.link_expires_at ?? row.updated_at,
  };
}

export function viewForOperator(row: AccessRow): Omit<OperatorAccessRequest, 'history'> {
  return {
    request: toView(row, false),
    host: { id: row.host_id, name: row.host_name },
    ticketProblem: row.ticket_problem,
  };
}

/** In the order of the revisions: what happens within one millisecond has an order, too. */
export function toHistory(rows: readonly AuditRow[]): AccessHistoryEntry[] {
  const lines = rows.map((row) => ({ ...row, details: readDetails(row) }));
  return lines
    .toSorted((a, b) => a.at - b.at || a.details.revision - b.details.revision)
    .map(({ at, actor, act, details: { by, note } }) => ({
      at,
      actor,
      act,
      ...(by !== undefined && { name: by }),
      ...(note !== undefined && { note }),
    }));
}

function readDetails({ after }: AuditRow): { revision: number; by?: string; note?: string } {
  return after === null ? { revision: 0 } : JSON.parse(after);
}
