import type { ClinicList, ClinicStanding } from '../../src/contract/stripe-account.ts';
import type { AccessClaims } from '../auth/claims.ts';
import { notAllowed } from '../problem.ts';
import type { Store } from '../store/store.ts';
import type { ClinicRow } from '../store/tenants.ts';

/** For an organisation's admin all its clinics, for a clinic's admin the one. */
export async function listClinics(store: Store, who: AccessClaims): Promise<ClinicList> {
  const { role, organisationId, clinicId } = who;
  if (role === 'organisation-admin') {
    if (organisationId === null) return { items: [] };
    const accounts = await store.accounts.activeOfOrganisation(organisationId);
    const { clinics = [] } = (await store.tenants.organisation(organisationId)) ?? {};
    return {
      items: clinics.map((clinic) =>
        standing(clinic, accounts.find(({ clinic_id }) => clinic_id === clinic.id)?.readiness),
      ),
    };
  }
  if (role !== 'clinic-admin') throw notAllowed();
  const clinic = clinicId === null ? undefined : await store.tenants.clinic(clinicId);
  if (!clinic) return { items: [] };
  return { items: [standing(clinic, (await store.accounts.active(clinic.id))?.readiness)] };
}

function standing(
  { ref, name, enabled }: ClinicRow,
  health: ClinicStanding['health'] | undefined,
): ClinicStanding {
  return { ref, name, enabled: enabled === 1, health: health ?? null };
}
