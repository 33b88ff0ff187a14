import type { Kysely, Transaction } from 'kysely';

import type { HostProvision } from '../../src/contract/hosts.ts';
import type { Clock } from '../clock.ts';
import { newId } from '../ids.ts';
import type { AuditStore } from './audit.ts';
import { standingOf } from './enable-clinics.ts';
import { lockHost } from './lock-host.ts';
import type { ProvisionedAccounts } from './provisioned-accounts.ts';
import type { Tables, Tenancy } from './tables.ts';
import { transact } from './transact.ts';

type Organisation = HostProvision['organisations'][number];
type Clinic = Organisation['clinics'][number];

/** Hosts and what they own, as an operator describes them. */
export class ProvisionedHosts {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;
  readonly #audit: AuditStore;
  readonly #accounts: ProvisionedAccounts;

  constructor(db: Kysely<Tables>, clock: Clock, audit: AuditStore, accounts: ProvisionedAccounts) {
    this.#db = db;
    this.#clock = clock;
    this.#audit = audit;
    this.#accounts = accounts;
  }

  /**
   * Makes the host be as described. Origins are replaced; an organisation or clinic that is not named stays
   * as it is, for its payments hang on it. Answers the Stripe accounts that came into use.
   */
  async provision(hostId: string, host: HostProvision): Promise<string[]> {
    return transact(this.#db, async (trx) => {
      const now = this.#clock.now();
      const made = await trx
        .insertInto('hosts')
        .values({ id: hostId, name: host.name, created_at: now, updated_at: now })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!made) await lockHost(trx, hostId);
      const before = made ? null : await describedHost(trx, hostId);
      await trx
        .updateTable('hosts')
        .set({ name: host.name, updated_at: now })
        .where('id', '=', hostId)
        .execute();
      await trx.deleteFrom('host_origins').where('host_id', '=', hostId).execute();
      const origins = [
        ...new Set(host.frameOrigins.map((origin) => `frame ${origin}`)),
        ...new Set(host.pluginOrigins.map((origin) => `plugin ${origin}`)),
      ].map((entry) => {
        const [kind, origin = ''] = entry.split(' ');
        return { host_id: hostId, kind: kind === 'frame' ? ('frame' as const) : ('plugin' as const), origin };
      });
      if (origins.length > 0) await trx.insertInto('host_origins').values(origins).execute();
      await this.#noteHost(trx, hostId, before, await describedHost(trx, hostId));
      const named: { tenancy: Tenancy; account: string }[] = [];
      for (const organisation of host.organisations) {
        const organisationId = await this.#putOrganisation(trx, hostId, organisation);
        for (const clinic of organisation.clinics) {
          const tenancy = await this.#putClinic(trx, hostId, organisationId, clinic);
          if (clinic.stripeAccount) named.push({ tenancy, account: clinic.stripeAccount });
        }
      }
      // Only now: whoever locks an account has its clinic already, and would wait in a circle.
      const activated: string[] = [];
      for (const { tenancy, account } of named)
        if (await this.#accounts.activate(trx, tenancy, account)) activated.push(account);
      return activated;
    });
  }

  async #putOrganisation(trx: Transaction<Tables>, hostId: string, { ref, name }: Organisation) {
    const now = this.#clock.now();
    const { id } = await trx
      .insertInto('organisations')
      .values({ id: newId('org'), host_id: hostId, ref, name, created_at: now, updated_at: now })
      .onConflict((conflict) => conflict.columns(['host_id', 'ref']).doUpdateSet({ name, updated_at: now }))
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  async #putClinic(
    trx: Transaction<Tables>,
    hostId: string,
    organisationId: string,
    { ref, name, currency, enabled }: Clinic,
  ): Promise<Tenancy> {
    const now = this.#clock.now();
    const facts = {
      name,
      currency,
      ...(enabled !== undefined && { enabled: enabled ? (1 as const) : (0 as const) }),
      updated_at: now,
    };
    const before = await standingOf(trx, organisationId, ref);
    const { id, enabled: after } = await trx
      .insertInto('clinics')
      .values({
        id: newId('cl'),
        host_id: hostId,
        organisation_id: organisationId,
        ref,
        created_at: now,
        enabled: 0,
        ...facts,
      })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'ref']).doUpdateSet(facts))
      .returning(['id', 'enabled'])
      .executeTakeFirstOrThrow();
    const tenancy = { host_id: hostId, organisation_id: organisationId, clinic_id: id };
    if (after !== (before?.enabled ?? 0))
      await this.#noteEnabled(trx, tenancy, before !== undefined, after === 1);
    return tenancy;
  }

  async #noteHost(
    trx: Transaction<Tables>,
    hostId: string,
    before: DescribedHost | null,
    after: DescribedHost | null,
  ): Promise<void> {
    // The same description is sent at every start.
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    const nobody = { organisationId: null, clinicId: null };
    await this.#audit.record(
      { hostId, ...nobody, actor: 'operator', act: 'host.described', subject: hostId, before, after },
      trx,
    );
  }

  async #noteEnabled(
    trx: Transaction<Tables>,
    { host_id, organisation_id, clinic_id }: Tenancy,
    isKnown: boolean,
    enabled: boolean,
  ): Promise<void> {
    await this.#audit.record(
      {
        hostId: host_id,
        organisationId: organisation_id,
        clinicId: clinic_id,
        actor: 'operator',
        act: enabled ? 'clinic.enabled' : 'clinic.disabled',
        subject: clinic_id,
        before: { enabled: !enabled, known: isKnown },
        after: { enabled },
      },
      trx,
    );
  }
}

interface DescribedHost {
  readonly name: string;
  readonly origins: readonly string[];
}

async function describedHost(trx: Transaction<Tables>, id: string): Promise<DescribedHost | null> {
  const host = await trx.selectFrom('hosts').select('name').where('id', '=', id).executeTakeFirst();
  if (!host) return null;
  const origins = await trx
    .selectFrom('host_origins')
    .select(['kind', 'origin'])
    .where('host_id', '=', id)
    .execute();
  return { name: host.name, origins: origins.map(({ kind, origin }) => `${kind} ${origin}`).toSorted() };
}
