import type { AccessChange, AccessClinicRow, AccessRow } from '../store/access-requests.ts';
import { ProblemError } from '../problem.ts';
import type { Asker, CheckedForm } from './input.ts';
import { closed, raised, type AccessParts } from './parts.ts';
import { describeForm } from './ticket-text.ts';

/** What a corrected form changes; null when it says what was there. */
export function correctionOf(
  parts: AccessParts,
  asker: Asker,
  row: AccessRow,
  { columns, clinics }: CheckedForm,
): AccessChange | null {
  if (row.status !== 'waiting' && row.status !== 'sent') throw closed(row);
  const fields = changedFields(row, columns, clinics);
  if (fields.length === 0) return null;
  const isNowMe = columns.manager_name === null;
  const changesManager = fields.includes('telehealthManager');
  if (row.status === 'sent' && changesManager)
    throw new ProblemError(
      'access_request_closed',
      'The ticket is raised: who raises it can no longer be changed.',
      'telehealthManager',
    );
  const corrected = { ...row, ...columns, clinics };
  return {
    ...told(
      parts,
      row,
      `The requester has corrected this request. It now says:\n\n${describeForm(corrected)}`,
    ),
    from: [row.status],
    clinics,
    set: {
      ...columns,
      // A link that was made for somebody else ends.
      ...(changesManager && { link_hash: null, not_for_me_at: null }),
      ...(row.status === 'waiting' && isNowMe ? raised(parts.clock.now(), 'requester') : dueNow(parts, row)),
    },
    actor: `participant:${asker.participantId}`,
    act: 'access-request.corrected',
    note: { note: fields.join(', ') },
  };
}

/** For the ticket. One that is still to be opened says it all by itself. */
export function told({ desk }: AccessParts, row: AccessRow, message: string): { message?: string } {
  const isTold = desk.kind === 'outside' && row.ticket_state !== null && row.ticket_state !== 'opening';
  return isTold ? { message } : {};
}

/** The service desk is told at once, not at its next turn. */
export function dueNow({ clock, desk }: AccessParts, row: AccessRow): { ticket_next_at?: number } {
  return desk.kind === 'outside' && row.ticket_state !== null ? { ticket_next_at: clock.now() } : {};
}

function changedFields(
  row: AccessRow,
  columns: CheckedForm['columns'],
  clinics: readonly AccessClinicRow[],
): string[] {
  const differs = (...names: (keyof CheckedForm['columns'])[]) =>
    names.some((name) => row[name] !== columns[name]);
  return [
    differs('organisation_name') && 'organisationName',
    JSON.stringify(row.clinics.map(toPlain)) !== JSON.stringify(clinics.map(toPlain)) && 'clinics',
    differs('contact_name', 'contact_email', 'contact_phone') && 'contact',
    differs('expected_use') && 'expectedUse',
    differs('manager_name', 'manager_email') && 'telehealthManager',
  ].filter((field) => field !== false);
}

function toPlain({ ref, name, has_stripe_account }: AccessClinicRow): unknown[] {
  return [ref, name, has_stripe_account];
}
