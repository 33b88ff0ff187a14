import type { AccessClaims } from '../auth/claims.ts';
import { notAllowed, ProblemError } from '../problem.ts';
import type { Store } from '../store/store.ts';
import type { ClinicRow } from '../store/tenants.ts';

/** The clinic of its admin, and nobody else's. */
export async function clinicOfAdmin(store: Store, { role, clinicId }: AccessClaims): Promise<ClinicRow> {
  if (role !== 'clinic-admin') throw notAllowed();
  const clinic = clinicId === null ? undefined : await store.tenants.clinic(clinicId);
  if (!clinic) throw clinicNotEnabled();
  return clinic;
}

export async function enabledClinicOfAdmin(store: Store, who: AccessClaims): Promise<ClinicRow> {
  const clinic = await clinicOfAdmin(store, who);
  if (clinic.enabled === 0) throw clinicNotEnabled();
  return clinic;
}

function clinicNotEnabled(): ProblemError {
  return new ProblemError('clinic_not_enabled', 'Payments are not enabled for this clinic.');
}

/** As `AuditTable.actor`. */
export function actorOf({ participantId }: AccessClaims): string {
  return `participant:${participantId}`;
}

export function tenancyOf({ host_id, organisation_id, id }: ClinicRow) {
  return { host_id, organisation_id, clinic_id: id };
}
