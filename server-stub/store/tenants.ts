import type { Kysely, Selectable } from 'kysely';

import type { TokenRequest } from '../../src/contract/hosts.ts';
import type { Role } from '../../src/contract/roles.ts';
import type { Clock } from '../clock.ts';
import { newId } from '../ids.ts';
import type { AuditStore } from './audit.ts';
import { renameInSearch } from './records.ts';
import type { ClinicsTable, Tables, Tenancy } from './tables.ts';
import { transact } from './transact.ts';

export type ClinicRow = Readonly<Selectable<ClinicsTable>>;

/** Where a host's references lead; what is not known here is null. */
export interface ResolvedTenancy {
  readonly organisationId: string | null;
  readonly clinicId: string | null;
}

/** The `call_id` of admins, who are in none: it keeps their names. */
export const OUTSIDE_CALLS = '';

/** Hosts, what they own, and who has been seen in their calls. */
export class TenantStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;
  readonly #audit: AuditStore;

  constructor(db: Kysely<Tables>, clock: Clock, audit: AuditStore) {
    this.#db = db;
    this.#clock = clock;
    this.#audit = audit;
  }

  async hostExists(hostId: string): Promise<boolean> {
    const row = await this.#db.selectFrom('hosts').select('id').where('id', '=', hostId).executeTakeFirst();
    return row !== undefined;
  }

  /** The sites of a host: those that frame the plugin page, and those that serve one of their own. */
  async origins(hostId: string): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('host_origins')
      .select('origin')
      .distinct()
      .where('host_id', '=', hostId)
      .orderBy('origin')
      .execute();
    return rows.map(({ origin }) => origin);
  }

  async frameOrigins(hostId: string): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('host_origins')
      .select('origin')
      .where('host_id', '=', hostId)
      .where('kind', '=', 'frame')
      .orderBy('origin')
      .execute();
    return rows.map(({ origin }) => origin);
  }

  /** Of all hosts. */
  async pluginOrigins(): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('host_origins')
      .select('origin')
      .distinct()
      .where('kind', '=', 'plugin')
      .execute();
    return rows.map(({ origin }) => origin);
  }

  async addApiKey(hostId: string, keyHash: string): Promise<string> {
    const id = newId('key');
    await transact(this.#db, async (trx) => {
      await trx
        .insertInto('api_keys')
        .values({ id, host_id: hostId, key_hash: keyHash, created_at: this.#clock.now(), revoked_at: null })
        .execute();
      const nobody = { organisationId: null, clinicId: null };
      await this.#audit.record(
        { hostId, ...nobody, actor: 'operator', act: 'api-key.issued', subject: id, after: { key: id } },
        trx,
      );
    });
    return id;
  }

  async hostOfApiKey(keyHash: string): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('api_keys')
      .select('host_id')
      .where('key_hash', '=', keyHash)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return row?.host_id;
  }

  async resolve(hostId: string, organisationRef: string, clinicRef?: string): Promise<ResolvedTenancy> {
    const organisation = await this.#db
      .selectFrom('organisations')
      .select('id')
      .where('host_id', '=', hostId)
      .where('ref', '=', organisationRef)
      .executeTakeFirst();
    if (!organisation) return { organisationId: null, clinicId: null };
    if (clinicRef === undefined) return { organisationId: organisation.id, clinicId: null };
    const clinic = await this.#db
      .selectFrom('clinics')
      .select('id')
      .where('organisation_id', '=', organisation.id)
      .where('ref', '=', clinicRef)
      .executeTakeFirst();
    return { organisationId: organisation.id, clinicId: clinic?.id ?? null };
  }

  /** By the host's own references. */
  async findClinic(
    of: { organisationId: string } | { hostId: string; organisationRef: string },
    ref: string,
  ): Promise<ClinicRow | undefined> {
    const { organisationId } = 'hostId' in of ? await this.resolve(of.hostId, of.organisationRef) : of;
    if (organisationId === null) return undefined;
    return this.#db
      .selectFrom('clinics')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .where('ref', '=', ref)
      .executeTakeFirst();
  }

  async organisation(id: string): Promise<{ name: string; clinics: ClinicRow[] } | undefined> {
    const row = await this.#db
      .selectFrom('organisations')
      .select('name')
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) return undefined;
    const clinics = await this.#db
      .selectFrom('clinics')
      .selectAll()
      .where('organisation_id', '=', id)
      .orderBy('name')
      .orderBy('id')
      .execute();
    return { name: row.name, clinics };
  }

  async clinic(id: string): Promise<ClinicRow | undefined> {
    return this.#db.selectFrom('clinics').selectAll().where('id', '=', id).executeTakeFirst();
  }

  /** A person got a token for a call: from now on they can be named, and addressed. */
  async seeParticipant(
    tenancy: Tenancy,
    person: Pick<TokenRequest, 'participantId' | 'displayName' | 'role'> & { callId: string },
  ): Promise<void> {
    const { clinic_id: clinicId } = tenancy;
    const { callId, participantId, role, displayName } = person;
    const seen = { role, last_seen_at: this.#clock.now() };
    const before = await this.#db
      .updateTable('participants')
      .set(seen)
      .where('clinic_id', '=', clinicId)
      .where('call_id', '=', callId)
      .where('participant_id', '=', participantId)
      .returning('display_name')
      .executeTakeFirst();
    if (before && (displayName === undefined || displayName === before.display_name)) return;
    const named = displayName === undefined ? {} : { display_name: displayName };
    await transact(this.#db, async (trx) => {
      await trx
        .insertInto('participants')
        .values({
          ...tenancy,
          call_id: callId,
          participant_id: participantId,
          display_name: null,
          first_seen_at: seen.last_seen_at,
          ...seen,
          ...named,
        })
        .onConflict((conflict) =>
          conflict.columns(['clinic_id', 'call_id', 'participant_id']).doUpdateSet({ ...seen, ...named }),
        )
        .execute();
      // Whoever gives them another name meanwhile waits until the payments are found by this one.
      if (displayName !== undefined) await renameInSearch(trx, { clinicId, callId, participantId });
    });
  }

  /** Of those who have been seen in one of the calls. */
  async names(
    clinicId: string,
    callIds: readonly string[],
    participantIds: readonly string[],
  ): Promise<Map<string, string>> {
    if (participantIds.length === 0) return new Map();
    const rows = await this.#db
      .selectFrom('participants')
      .select(['participant_id', 'display_name'])
      .where('clinic_id', '=', clinicId)
      .where('call_id', 'in', callIds)
      .where('participant_id', 'in', participantIds)
      .execute();
    return new Map(
      rows.flatMap(({ participant_id, display_name }) =>
        display_name === null ? [] : [[participant_id, display_name] as const],
      ),
    );
  }

  async patients(clinicId: string, callId: string): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('participants')
      .select('participant_id')
      .where('clinic_id', '=', clinicId)
      .where('call_id', '=', callId)
      .where('role', '=', 'patient')
      .execute();
    return rows.map(({ participant_id }) => participant_id);
  }

  async roleOf(clinicId: string, callId: string, participantId: string): Promise<Role | undefined> {
    const row = await this.#db
      .selectFrom('participants')
      .select('role')
      .where('clinic_id', '=', clinicId)
      .where('call_id', '=', callId)
      .where('participant_id', '=', participantId)
      .executeTakeFirst();
    return row?.role;
  }
}
