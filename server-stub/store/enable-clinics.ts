import type { Transaction } from 'kysely';

import { newId } from '../ids.ts';
import type { Tables, Tenancy } from './tables.ts';

export interface ClinicsToEnable {
  readonly hostId: string;
  readonly organisation: { readonly ref: string; readonly name: string };
  readonly clinics: readonly { readonly ref: string; readonly name: string }[];
  /** Of clinics that are made now. */
  readonly currency: string;
}

export interface EnabledClinic extends Tenancy {
  readonly ref: string;
  readonly was: 'enabled' | 'disabled' | 'unknown';
}

/**
 * Makes what is missing under the host's own references, and enables the clinics. What is there already keeps its
 * name and its currency: those are the host's to say.
 */
export async function enableClinics(
  trx: Transaction<Tables>,
  now: number,
  { hostId, organisation, clinics, currency }: ClinicsToEnable,
): Promise<EnabledClinic[]> {
  const stamps = { created_at: now, updated_at: now };
  const { id: organisationId } = await trx
    .insertInto('organisations')
    .values({ id: newId('org'), host_id: hostId, ...organisation, ...stamps })
    .onConflict((conflict) =>
      conflict
        .columns(['host_id', 'ref'])
        .doUpdateSet({ updated_at: (eb) => eb.ref('organisations.updated_at') }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  const enabled: EnabledClinic[] = [];
  for (const { ref, name } of clinics) {
    const before = await standingOf(trx, organisationId, ref);
    const { id } = await trx
      .insertInto('clinics')
      .values({
        id: newId('cl'),
        host_id: hostId,
        organisation_id: organisationId,
        ref,
        name,
        currency,
        enabled: 1,
        ...stamps,
      })
      .onConflict((conflict) =>
        conflict.columns(['organisation_id', 'ref']).doUpdateSet({ enabled: 1, updated_at: now }),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    const was = before === undefined ? 'unknown' : before.enabled === 1 ? 'enabled' : 'disabled';
    enabled.push({ host_id: hostId, organisation_id: organisationId, clinic_id: id, ref, was });
  }
  return enabled;
}

/** Undefined: the organisation has no such clinic yet. */
export function standingOf(
  trx: Transaction<Tables>,
  organisationId: string,
  ref: string,
): Promise<{ readonly enabled: 0 | 1 } | undefined> {
  return trx
    .selectFrom('clinics')
    .select('enabled')
    .where('organisation_id', '=', organisationId)
    .where('ref', '=', ref)
    .executeTakeFirst();
}
