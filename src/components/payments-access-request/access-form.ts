import type { AccessRequest, AccessRequestForm, AccessScope } from '../../contract/access-request.ts';
import type { AccessProblem } from '../../localization/access/messages.ts';
import type { AccessDraft, ClinicDraft } from '../../session/configure/access-state.ts';

/** What the element's attributes bring into an empty form. */
export interface AccessPrefill {
  readonly organisation: string;
  readonly clinics: string;
  readonly contactName: string;
  readonly contactEmail: string;
}

/** By the id of the field; a clinic's are `clinic-<n>-name` and the like. */
export type AccessErrors = Readonly<Record<string, AccessProblem>>;

export interface CheckedAccess {
  readonly errors: AccessErrors;
  /** Null while anything is wrong. */
  readonly form: AccessRequestForm | null;
}

const EMAIL = /^[^\s@,;<>()[\]]+@[^\s@,;<>()[\]]+\.[^\s@,;<>()[\]]{2,}$/;
const LONGEST_USE = 2000;
const LONGEST_LINE = 200;

/** What is there before anybody has typed: what the host and the gateway know. */
export function emptyDraft(prefill: AccessPrefill, scope: AccessScope): AccessDraft {
  return {
    organisationName: scope.organisation.name ?? prefill.organisation,
    clinics: offeredClinics(prefill.clinics, scope),
    contactName: prefill.contactName,
    contactEmail: prefill.contactEmail,
    contactPhone: '',
    expectedUse: '',
    manager: null,
    managerName: '',
    managerEmail: '',
    agrees: false,
  };
}

/** What was sent, to be corrected or to ask again. */
export function draftOf(request: AccessRequest, prefill: AccessPrefill, scope: AccessScope): AccessDraft {
  const { clinics, contact, telehealthManager: manager } = request;
  const sent = clinics.map((clinic) => ({ ...clinic, isChosen: true }));
  const others = offeredClinics(prefill.clinics, scope).filter(
    ({ ref }) => ref !== '' && !sent.some((clinic) => clinic.ref === ref),
  );
  return {
    organisationName: request.organisationName,
    clinics: [...sent, ...others.map((clinic) => ({ ...clinic, isChosen: false }))],
    contactName: contact.name,
    contactEmail: contact.email,
    contactPhone: contact.phone ?? '',
    expectedUse: request.expectedUse,
    manager: manager.isMe ? 'me' : 'other',
    managerName: manager.isMe ? '' : manager.name,
    managerEmail: manager.isMe ? '' : manager.email,
    agrees: false,
  };
}

export const NEW_CLINIC: ClinicDraft = { ref: '', name: '', isChosen: true, hasStripeAccount: null };

/** What the host lists and what the gateway knows; without either, one to be typed. */
function offeredClinics(listed: string, { clinics: known, clinicRef }: AccessScope): ClinicDraft[] {
  const names = new Map(known.map(({ ref, name }) => [ref, name]));
  for (const { ref, name } of parseClinics(listed)) if (!names.has(ref)) names.set(ref, name);
  const refs = clinicRef === null ? [...names.keys()] : [clinicRef];
  const isOnly = refs.length === 1;
  const offered = refs.map((ref) => ({ ...NEW_CLINIC, ref, name: names.get(ref) ?? '', isChosen: isOnly }));
  return offered.length > 0 ? offered : [NEW_CLINIC];
}

/** A name may hold colons; the reference stands after the last. */
export function parseClinics(listed: string): { ref: string; name: string }[] {
  return listed
    .split('|')
    .map((entry) => /^\s*(.+):\s*(\S(?:.*\S)?)\s*$/.exec(entry))
    .flatMap((match) => (match?.[1] && match[2] ? [{ name: match[1].trim(), ref: match[2] }] : []));
}

/** What the gateway would say of a draft, in words, before it is asked. */
export function checkAccess(draft: AccessDraft, enabled: readonly string[]): CheckedAccess {
  const errors: Record<string, AccessProblem> = {};
  const line = (field: string, text: string, missing: AccessProblem) => {
    if (!text.trim()) errors[field] = missing;
    else if (text.trim().length > LONGEST_LINE) errors[field] = 'tooLong';
  };
  const address = (field: string, text: string, missing: AccessProblem) => {
    line(field, text, missing);
    if (!errors[field] && !EMAIL.test(text.trim())) errors[field] = 'emailWrong';
  };
  line('organisation', draft.organisationName, 'organisationMissing');
  const chosen = draft.clinics.filter(({ ref, isChosen }) => isChosen && !enabled.includes(ref));
  if (chosen.length === 0) errors['clinics'] = 'clinicsMissing';
  for (const [index, clinic] of draft.clinics.entries()) {
    if (!chosen.includes(clinic)) continue;
    line(`clinic-${index}-name`, clinic.name, 'clinicNameMissing');
    line(`clinic-${index}-ref`, clinic.ref, 'clinicRefMissing');
    if (chosen.some((other) => other !== clinic && other.ref.trim() === clinic.ref.trim() && clinic.ref))
      errors[`clinic-${index}-ref`] = 'clinicTwice';
    if (clinic.hasStripeAccount === null) errors[`clinic-${index}-stripe`] = 'stripeMissing';
  }
  line('contact-name', draft.contactName, 'nameMissing');
  address('contact-email', draft.contactEmail, 'emailMissing');
  if (draft.contactPhone.trim().length > 50) errors['contact-phone'] = 'tooLong';
  if (!draft.expectedUse.trim()) errors['use'] = 'useMissing';
  else if (draft.expectedUse.trim().length > LONGEST_USE) errors['use'] = 'tooLong';
  if (draft.manager === null) errors['manager'] = 'managerMissing';
  if (draft.manager === 'other') {
    line('manager-name', draft.managerName, 'managerNameMissing');
    address('manager-email', draft.managerEmail, 'managerEmailMissing');
  }
  if (!draft.agrees) errors['agree'] = 'termsMissing';
  return { errors, form: Object.keys(errors).length > 0 ? null : toForm(draft, chosen) };
}

function toForm(draft: AccessDraft, chosen: readonly ClinicDraft[]): AccessRequestForm {
  const phone = draft.contactPhone.trim();
  return {
    organisationName: draft.organisationName.trim(),
    clinics: chosen.map(({ ref, name, hasStripeAccount }) => ({
      ref: ref.trim(),
      name: name.trim(),
      hasStripeAccount: hasStripeAccount === true,
    })),
    contact: {
      name: draft.contactName.trim(),
      email: draft.contactEmail.trim(),
      ...(phone !== '' && { phone }),
    },
    expectedUse: draft.expectedUse.trim(),
    telehealthManager:
      draft.manager === 'me'
        ? { isMe: true }
        : { isMe: false, name: draft.managerName.trim(), email: draft.managerEmail.trim() },
    agreesToTerms: true,
  };
}

const FIELDS: readonly [RegExp, (match: RegExpExecArray) => string][] = [
  [/^organisationName/, () => 'organisation'],
  [/^clinics/, () => 'clinics'],
  [/^contact\.(name|email|phone)/, ([, name]) => `contact-${name}`],
  [/^expectedUse/, () => 'use'],
  [/^telehealthManager\.(name|email)/, ([, name]) => `manager-${name}`],
  [/^telehealthManager/, () => 'manager'],
  [/^agreesToTerms/, () => 'agree'],
];

/** The field of the form that the gateway's `field` means; null for none. */
export function fieldOf(path: string | undefined): string | null {
  for (const [pattern, name] of FIELDS) {
    const match = pattern.exec(path ?? '');
    if (match) return name(match);
  }
  return null;
}
