/**
 * What an access token says of its bearer. The gateway decides from it what they may do;
 * in a page it only chooses what to show.
 *
 * - `observer`: an interpreter or carer, who sees nothing of payments.
 * - `link-payer`: came from a pay link, and may pay that one request.
 */
export const ROLES = [
  'clinician',
  'patient',
  'observer',
  'clinic-admin',
  'organisation-admin',
  'link-payer',
] as const;

export type Role = (typeof ROLES)[number];

/** Somebody in a call, by the host's own stable id for them. */
export interface Person {
  readonly id: string;
  readonly displayName?: string;
}
