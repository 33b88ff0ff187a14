import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';

import type { AccessRequestStatus } from '../../src/contract/access-request.ts';
import type { Clock } from '../clock.ts';
import { newId } from '../ids.ts';
import type { AuditStore } from './audit.ts';
import { enableClinics, type EnabledClinic } from './enable-clinics.ts';
import { lockHost } from './lock-host.ts';
import type { AccessRequestClinicsTable, AccessRequestsTable, Tables } from './tables.ts';
import { transact } from './transact.ts';

export type AccessClinicRow = Pick<
  Readonly<Selectable<AccessRequestClinicsTable>>,
  'ref' | 'name' | 'has_stripe_account'
>;

/** A request for access with its clinics, in the asker's order. */
export type AccessRow = Readonly<Selectable<AccessRequestsTable>> & {
  readonly host_name: string;
  readonly clinics: readonly AccessClinicRow[];
};

export type NewAccessRequest = Omit<
  Insertable<AccessRequestsTable>,
  'revision' | 'created_at' | 'updated_at' | 'ticket_tries'
>;

/** A change that its readers are shown: a new revision, with its line in the audit. */
export interface AccessChange {
  readonly set: Partial<Omit<AccessRequestsTable, 'id' | 'host_id' | 'organisation_ref' | 'revision'>>;
  /** The statuses that it is good for. */
  readonly from: readonly AccessRequestStatus[];
  readonly clinics?: readonly AccessClinicRow[];
  /** Enables the clinics in the same transaction; those that are made charge in this currency. */
  readonly enableWith?: { readonly currency: string };
  /** For the ticket, once it is open. */
  readonly message?: string;
  readonly actor: string;
  readonly act: string;
  /** For the audit; nothing that a contact has written. */
  readonly note?: Readonly<Record<string, unknown>>;
}

export interface AccessFilter {
  readonly hostId?: string;
  readonly organisationRef?: string;
  readonly clinicRef?: string;
  readonly status?: AccessRequestStatus;
}

export class AccessRequestStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;
  readonly #audit: AuditStore;

  constructor(db: Kysely<Tables>, clock: Clock, audit: AuditStore) {
    this.#db = db;
    this.#clock = clock;
    this.#audit = audit;
  }

  async find(id: string): Promise<AccessRow | undefined> {
    return this.#one(this.#rows().where('r.id', '=', id));
  }

  async findByIdempotencyKey(
    hostId: string,
    organisationRef: string,
    by: string,
    key: string,
  ): Promise<AccessRow | undefined> {
    return this.#one(
      this.#rows()
        .where('r.host_id', '=', hostId)
        .where('r.organisation_ref', '=', organisationRef)
        .where('r.requested_by', '=', by)
        .where('r.idempotency_key', '=', key),
    );
  }

  async findByLink(hash: string): Promise<AccessRow | undefined> {
    return this.#one(this.#rows().where('r.link_hash', '=', hash));
  }

  /** Newest first, after the cursor. */
  async list(
    { hostId, organisationRef, clinicRef, status }: AccessFilter,
    limit: number,
    after?: { readonly createdAt: number; readonly id: string },
  ): Promise<AccessRow[]> {
    let query = this.#rows();
    if (hostId !== undefined) query = query.where('r.host_id', '=', hostId);
    if (organisationRef !== undefined) query = query.where('r.organisation_ref', '=', organisationRef);
    if (status !== undefined) query = query.where('r.status', '=', status);
    if (clinicRef !== undefined)
      query = query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('access_request_clinics as c')
            .select('c.ref')
            .whereRef('c.request_id', '=', 'r.id')
            .where('c.ref', '=', clinicRef),
        ),
      );
    if (after)
      query = query.where((eb) =>
        eb.or([
          eb('r.created_at', '<', after.createdAt),
          eb.and([eb('r.created_at', '=', after.createdAt), eb('r.id', '<', after.id)]),
        ]),
      );
    const rows = await query.orderBy('r.created_at', 'desc').orderBy('r.id', 'desc').limit(limit).execute();
    return this.#withClinics(rows);
  }

  /** Clinics of the organisation that a request is open for, but for the one named. */
  async openClinics(
    hostId: string,
    organisationRef: string,
    butFor: string | null,
    db: Kysely<Tables> = this.#db,
  ): Promise<string[]> {
    let query = db
      .selectFrom('access_requests as r')
      .innerJoin('access_request_clinics as c', 'c.request_id', 'r.id')
      .select('c.ref')
      .where('r.host_id', '=', hostId)
      .where('r.organisation_ref', '=', organisationRef)
      .where('r.status', 'in', ['waiting', 'sent']);
    if (butFor !== null) query = query.where('r.id', '!=', butFor);
    return (await query.execute()).map(({ ref }) => ref);
  }

  /**
   * `known` when the same person's idempotency key is there already, `taken` when another request is open for one
   * of the clinics: then nothing was saved.
   */
  async insert(
    request: NewAccessRequest,
    clinics: readonly AccessClinicRow[],
    actor: string,
  ): Promise<'saved' | 'known' | 'taken'> {
    const now = this.#clock.now();
    return transact(this.#db, async (trx) => {
      if (await this.#isTaken(trx, request, clinics, null)) return 'taken';
      const row = await trx
        .insertInto('access_requests')
        .values({ ...request, revision: 1, ticket_tries: 0, created_at: now, updated_at: now })
        .onConflict((conflict) =>
          conflict.columns(['host_id', 'organisation_ref', 'requested_by', 'idempotency_key']).doNothing(),
        )
        .returningAll()
        .executeTakeFirst();
      if (!row) return 'known';
      await this.#putClinics(trx, row.id, clinics);
      await this.#record(trx, row, null, { actor, act: 'access-request.asked' });
      return 'saved';
    });
  }

  /** Two admins who ask for one clinic at once take turns. The organisation need not be known yet, but its host is. */
  async #isTaken(
    trx: Transaction<Tables>,
    { host_id, organisation_ref }: Pick<NewAccessRequest, 'host_id' | 'organisation_ref'>,
    clinics: readonly AccessClinicRow[],
    butFor: string | null,
  ): Promise<boolean> {
    await lockHost(trx, host_id);
    const open = await this.openClinics(host_id, organisation_ref, butFor, trx);
    return clinics.some(({ ref }) => open.includes(ref));
  }

  /**
   * Makes a change to the request as it was read. Null when it is no longer so, or when another request is open for
   * one of its new clinics: then nothing was changed, and it has to be read again.
   */
  async change(before: AccessRow, change: AccessChange): Promise<AccessRow | null> {
    const now = this.#clock.now();
    const changed = await transact(this.#db, async (trx) => {
      if (change.clinics && (await this.#isTaken(trx, before, change.clinics, before.id))) return false;
      const row = await trx
        .updateTable('access_requests')
        .set({ ...change.set, revision: before.revision + 1, updated_at: now })
        .where('id', '=', before.id)
        .where('revision', '=', before.revision)
        .where('status', 'in', change.from)
        // Whether the ticket has to be told hangs on it, and its opening makes no revision.
        .where('ticket_state', before.ticket_state === null ? 'is' : '=', before.ticket_state)
        .returningAll()
        .executeTakeFirst();
      if (!row) return false;
      if (change.clinics) {
        await trx.deleteFrom('access_request_clinics').where('request_id', '=', row.id).execute();
        await this.#putClinics(trx, row.id, change.clinics);
      }
      if (change.message !== undefined) {
        const message = { id: newId('sm'), request_id: row.id, text: change.message, created_at: now };
        await trx.insertInto('service_desk_messages').values(message).execute();
      }
      const clinics = change.clinics && refsOf(change.clinics);
      const were = refsOf(before.clinics);
      const areOthers = clinics !== undefined && clinics.join() !== were.join();
      await this.#record(
        trx,
        row,
        { status: before.status, ...(areOthers && { clinics: were }) },
        {
          ...change,
          note: { ...change.note, ...(areOthers && { clinics }) },
        },
      );
      if (change.enableWith) await this.#enable(trx, before, change.enableWith.currency, change.actor);
      return true;
    });
    if (!changed) return null;
    return (await this.find(before.id)) ?? null;
  }

  async #enable(trx: Transaction<Tables>, row: AccessRow, currency: string, actor: string): Promise<void> {
    const enabled = await enableClinics(trx, this.#clock.now(), {
      hostId: row.host_id,
      organisation: { ref: row.organisation_ref, name: row.organisation_name },
      clinics: row.clinics.map(({ ref, name }) => ({ ref, name })),
      currency,
    });
    for (const clinic of enabled) await this.#recordEnabled(trx, row, clinic, actor);
  }

  async #recordEnabled(trx: Transaction<Tables>, row: AccessRow, clinic: EnabledClinic, actor: string) {
    if (clinic.was === 'enabled') return;
    await this.#audit.record(
      {
        hostId: clinic.host_id,
        organisationId: clinic.organisation_id,
        clinicId: clinic.clinic_id,
        actor,
        act: 'clinic.enabled',
        subject: clinic.clinic_id,
        before: { enabled: false, known: clinic.was !== 'unknown' },
        after: { enabled: true, accessRequest: row.id },
      },
      trx,
    );
  }

  async #record(
    trx: Transaction<Tables>,
    row: Pick<AccessRow, 'id' | 'host_id' | 'status' | 'revision'>,
    before: { readonly status: AccessRequestStatus; readonly clinics?: readonly string[] } | null,
    { actor, act, note }: Pick<AccessChange, 'actor' | 'act' | 'note'>,
  ): Promise<void> {
    await this.#audit.record(
      {
        hostId: row.host_id,
        organisationId: null,
        clinicId: null,
        actor,
        act,
        subject: row.id,
        before,
        after: { status: row.status, revision: row.revision, ...note },
      },
      trx,
    );
  }

  async #putClinics(trx: Transaction<Tables>, id: string, clinics: readonly AccessClinicRow[]) {
    const rows = clinics.map((clinic, position) => ({ request_id: id, position, ...clinic }));
    await trx.insertInto('access_request_clinics').values(rows).execute();
  }

  async #one(query: { execute(): Promise<Omit<AccessRow, 'clinics'>[]> }): Promise<AccessRow | undefined> {
    return (await this.#withClinics(await query.execute()))[0];
  }

  async #withClinics(rows: readonly Omit<AccessRow, 'clinics'>[]): Promise<AccessRow[]> {
    if (rows.length === 0) return [];
    const clinics = await this.#db
      .selectFrom('access_request_clinics')
      .select(['request_id', 'ref', 'name', 'has_stripe_account'])
      .where(
        'request_id',
        'in',
        rows.map(({ id }) => id),
      )
      .orderBy('position')
      .execute();
    const byRequest = Map.groupBy(clinics, ({ request_id }) => request_id);
    return rows.map((row) => ({ ...row, clinics: byRequest.get(row.id) ?? [] }));
  }

  #rows() {
    return this.#db
      .selectFrom('access_requests as r')
      .innerJoin('hosts as h', 'h.id', 'r.host_id')
      .selectAll('r')
      .select('h.name as host_name');
  }
}

function refsOf(clinics: readonly AccessClinicRow[]): string[] {
  return clinics.map(({ ref }) => ref);
}
