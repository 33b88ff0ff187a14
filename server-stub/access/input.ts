import type { AccessRequestForm } from '../../src/contract/access-request.ts';
import type { AccessClaims } from '../auth/claims.ts';
import { notAllowed, ProblemError } from '../problem.ts';
import type { AccessClinicRow } from '../store/access-requests.ts';
import type { AccessRequestsTable } from '../store/tables.ts';

/** Who may ask for the app, and for what. */
export interface Asker {
  readonly hostId: string;
  readonly organisationRef: string;
  /** The one clinic of a clinic admin; null for an organisation's admin. */
  readonly clinicRef: string | null;
  readonly participantId: string;
}

export type FormColumns = Pick<
  AccessRequestsTable,
  | 'organisation_name'
  | 'contact_name'
  | 'contact_email'
  | 'contact_phone'
  | 'expected_use'
  | 'manager_name'
  | 'manager_email'
>;

export interface CheckedForm {
  readonly columns: FormColumns;
  readonly clinics: readonly AccessClinicRow[];
}

const VISIBLE = /[^\p{C}\p{Z}]/u;
/** What people write there; whether somebody reads it only a message can tell. */
const EMAIL = /^[^\s@,;<>()[\]]+@[^\s@,;<>()[\]]+\.[^\s@,;<>()[\]]{2,}$/;

/** @throws ProblemError for a role that may not ask. */
export function askerOf(claims: AccessClaims): Asker {
  return adminOf(claims) ?? refuse();
}

/** Null for a role that may not ask. */
export function adminOf(claims: AccessClaims): Asker | null {
  const { role, hostId, organisationRef, clinicRef, participantId } = claims;
  if (role !== 'organisation-admin' && role !== 'clinic-admin') return null;
  if (organisationRef === null || (role === 'clinic-admin' && clinicRef === null))
    throw new ProblemError(
      'token_invalid',
      'This token does not say which organisation it is for: mint a new one.',
    );
  return {
    hostId,
    organisationRef,
    clinicRef: role === 'clinic-admin' ? clinicRef : null,
    participantId,
  };
}

function refuse(): never {
  throw notAllowed();
}

/** Checks what the schema cannot; answers the form as it is kept. */
export function checkForm(form: AccessRequestForm, { clinicRef }: Asker): CheckedForm {
  const { contact, telehealthManager: manager } = form;
  const clinics = form.clinics.map(({ ref, name, hasStripeAccount }, index) => ({
    ref,
    name: visible(name, `clinics.${index}.name`),
    has_stripe_account: hasStripeAccount ? (1 as const) : (0 as const),
  }));
  if (new Set(clinics.map(({ ref }) => ref)).size < clinics.length)
    throw wrong('Each clinic is named once.', 'clinics');
  if (clinicRef !== null && clinics.some(({ ref }) => ref !== clinicRef))
    throw new ProblemError('not_allowed', 'A clinic’s admin asks for that clinic alone.', 'clinics');
  return {
    clinics,
    columns: {
      organisation_name: visible(form.organisationName, 'organisationName'),
      contact_name: visible(contact.name, 'contact.name'),
      contact_email: email(contact.email, 'contact.email'),
      contact_phone: contact.phone?.trim() || null,
      expected_use: visible(form.expectedUse, 'expectedUse'),
      manager_name: manager.isMe ? null : visible(manager.name, 'telehealthManager.name'),
      manager_email: manager.isMe ? null : email(manager.email, 'telehealthManager.email'),
    },
  };
}

export function visible(text: string, field: string): string {
  const trimmed = text.trim();
  if (!VISIBLE.test(trimmed)) throw wrong('This must not be empty.', field);
  return trimmed;
}

function email(text: string, field: string): string {
  const trimmed = text.trim();
  if (!EMAIL.test(trimmed)) throw new ProblemError('email_invalid', 'This is not an email address.', field);
  return trimmed;
}

function wrong(detail: string, field: string): ProblemError {
  return new ProblemError('invalid_request', detail, field);
}
