import { isIP } from 'node:net';

import { isLoopbackHost } from '../origins.ts';
import { retryDelay } from '../payments/schedule.ts';
import { SingleFlight } from '../payments/single-flight.ts';
import type { StripeAccountRow } from '../store/account-rows.ts';
import type { DomainRow } from '../store/payment-method-domains.ts';
import { StripeFailure } from '../stripe/stripe-port.ts';
import type { LinkParts } from './strategies/link-strategy.ts';

const LEASE = 60_000;
const BATCH = 10;
/** An inactive one may have come right meanwhile: the site's own people have to do something. */
const LOOK_AGAIN = 24 * 60 * 60 * 1000;

/**
 * Sites that Stripe shows Apple Pay, Google Pay and Link on have to be registered on each account that is paid
 * directly: the gateway's own, where the plugin page is, and the host's, around it.
 * Source: https://docs.stripe.com/payments/payment-methods/pmd-registration
 */
export class WalletDomains {
  readonly #parts: LinkParts;
  readonly #flights = new SingleFlight<void>();

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  /** Registers what is missing for the clinic's account. */
  async ensure(clinicId: string): Promise<void> {
    const { store } = this.#parts;
    const active = await store.accounts.active(clinicId);
    if (!active) return;
    await this.#want(active);
    for (const { id, state } of await store.domains.of(clinicId, active.stripe_account))
      if (state === 'pending') await this.#work(id);
  }

  /** The host's origins may have changed: behind the answer, and the timer registers what is new. */
  ensureHost(hostId: string): void {
    const { background, store } = this.#parts;
    background.run('domains', async () => {
      for (const active of await store.accounts.activeOfHost(hostId)) await this.#want(active, 0);
    });
  }

  async #want(active: StripeAccountRow, lease = LEASE): Promise<void> {
    const domains = await this.#wanted(active.host_id);
    if (domains.length > 0)
      await this.#parts.store.domains.want(active, active.stripe_account, domains, lease);
  }

  async #wanted(hostId: string): Promise<string[]> {
    const { store, config } = this.#parts;
    const sites = [config.url, ...(await store.tenants.origins(hostId))];
    const names = new Set(sites.map((site) => new URL(site).hostname));
    return [...names].filter(
      (name) =>
        isIP(name.replaceAll(/[[\]]/g, '')) === 0 &&
        // Only the simulator knows names of this machine.
        (config.stripe.environment === 'simulated' || !isLoopbackHost(name)),
    );
  }

  /** Asks about those that are not active. */
  async lookAgain(clinicId: string): Promise<void> {
    const { store } = this.#parts;
    await this.ensure(clinicId);
    const active = await store.accounts.active(clinicId);
    if (!active) return;
    for (const { id, state } of await store.domains.of(clinicId, active.stripe_account))
      if (state === 'inactive') await this.#work(id);
  }

  async tick(): Promise<void> {
    for (const { id } of await this.#parts.store.domains.claimDue(BATCH, LEASE))
      this.#parts.background.run('domains', () => this.#work(id));
  }

  #work(id: string): Promise<void> {
    return this.#flights.run(id, async () => {
      const row = await this.#parts.store.domains.find(id);
      if (row) await this.#ask(row);
    });
  }

  async #ask(row: DomainRow): Promise<void> {
    const { store, stripe, clock, log } = this.#parts;
    const { id, stripe_account: account, domain, stripe_domain } = row;
    try {
      const facts =
        stripe_domain === null
          ? await stripe.accounts.registerDomain(account, domain, `${id}:${row.updated_at}`)
          : await stripe.accounts.validateDomain(account, stripe_domain);
      await store.domains.settle(
        id,
        { state: facts.state, problem: facts.problem, stripe_domain: facts.id ?? stripe_domain },
        facts.state === 'active' ? null : clock.now() + LOOK_AGAIN,
      );
    } catch (failure) {
      if (!(failure instanceof StripeFailure)) throw failure;
      log.warn({ account, domain, stripe: failure.kind, code: failure.code }, failure.message);
      if (failure.kind === 'unknown')
        return store.domains.retryAt(id, clock.now() + retryDelay(row.tries), row.tries + 1);
      // The object is gone, or the account: what there is to say about that is said elsewhere.
      await store.domains.settle(
        id,
        { state: 'inactive', problem: null, stripe_domain: null },
        clock.now() + LOOK_AGAIN,
      );
    }
  }
}
