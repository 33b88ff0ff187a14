import type { AccessRow } from '../store/access-requests.ts';
import type { NewTicket } from './service-desk.ts';

/** The filled form as the service desk reads it, in plain text. */
export function ticketFor(row: AccessRow): NewTicket {
  return {
    requestId: row.id,
    summary: `Payments in video calls: ${row.organisation_name}`,
    description: describeForm(row),
  };
}

export function describeForm(row: AccessRow): string {
  const manager = row.manager_name === null ? 'the requester' : `${row.manager_name}, ${row.manager_email}`;
  return [
    `${row.organisation_name} asks for payments in video calls.`,
    '',
    `Organisation: ${row.organisation_name} (${row.organisation_ref} at ${row.host_name})`,
    'Clinics:',
    ...row.clinics.map(
      ({ name, ref, has_stripe_account }) =>
        `- ${name} (${ref}), ${has_stripe_account === 1 ? 'has a Stripe account' : 'has no Stripe account yet'}`,
    ),
    `Contact: ${[row.contact_name, row.contact_email, row.contact_phone].filter(Boolean).join(', ')}`,
    `Telehealth manager: ${manager}`,
    'Expected use:',
    row.expected_use,
    '',
    `Request: ${row.id}`,
  ].join('\n');
}
