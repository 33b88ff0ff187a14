import type { Kysely, Selectable } from 'kysely';

import type { Clock } from '../clock.ts';
import { newId } from '../ids.ts';
import type { AuditTable, Tables } from './tables.ts';

export type AuditRow = Readonly<Selectable<AuditTable>>;

export interface AuditEntry {
  readonly hostId: string;
  readonly organisationId: string | null;
  readonly clinicId: string | null;
  /** As `AuditTable.actor`. */
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly before?: object | null;
  readonly after?: object | null;
}

/** What was done, by whom, from what to what. A row stands in the transaction of what it tells of. */
export class AuditStore {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;

  constructor(db: Kysely<Tables>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** `trx`: the transaction of the change itself; without one the row stands alone. */
  async record(entry: AuditEntry, trx: Kysely<Tables> = this.#db): Promise<void> {
    const { hostId, organisationId, clinicId, actor, act, subject, before = null, after = null } = entry;
    await trx
      .insertInto('audit')
      .values({
        id: newId('au'),
        host_id: hostId,
        organisation_id: organisationId,
        clinic_id: clinicId,
        actor,
        act,
        subject,
        before: before && JSON.stringify(before),
        after: after && JSON.stringify(after),
        at: this.#clock.now(),
      })
      .execute();
  }

  /** What was done to one thing, the oldest first. */
  async of(subject: string): Promise<AuditRow[]> {
    return this.#db
      .selectFrom('audit')
      .selectAll()
      .where('subject', '=', subject)
      .orderBy('at')
      .orderBy('id')
      .execute();
  }

  /** What was done in a clinic, the newest first. */
  async ofClinic(clinicId: string, limit: number): Promise<AuditRow[]> {
    return this.#db
      .selectFrom('audit')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
  }
}
