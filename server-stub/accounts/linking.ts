import { randomBytes } from 'node:crypto';

import type {
  ConfirmStripeAccount,
  LinkStrategy,
  LinkStripeAccount,
  OpenRequirements,
  StripeAccountStanding,
  StripeVisit,
} from '../../src/contract/stripe-account.ts';
import type { AccessClaims } from '../auth/claims.ts';
import { newId, sha256 } from '../ids.ts';
import { isFailure, stripeUnreachable } from '../payments/reads.ts';
import { patiently } from '../payments/parts.ts';
import { ProblemError } from '../problem.ts';
import type { StripeAccountRow } from '../store/account-rows.ts';
import type { ClinicRow } from '../store/tenants.ts';
import { accountDashboard } from '../stripe/account-urls.ts';
import { actorOf, clinicOfAdmin, enabledClinicOfAdmin, tenancyOf } from './admin-clinic.ts';
import type { WalletDomains } from './domains.ts';
import { describeStanding } from './standing.ts';
import { ExistingAccount } from './strategies/existing-account.ts';
import type { LinkParts, LinkWay } from './strategies/link-strategy.ts';
import { NewAccount } from './strategies/new-account.ts';

const HOUR = 60 * 60 * 1000;

/** What an admin of a clinic may do with its Stripe account: each checks who asks, does one thing, answers the standing. */
export class Linking {
  readonly ways: Readonly<Record<LinkStrategy, LinkWay>>;
  readonly #parts: LinkParts;
  readonly #domains: WalletDomains;

  constructor(parts: LinkParts, domains: WalletDomains) {
    this.#parts = parts;
    this.#domains = domains;
    this.ways = { existing: new ExistingAccount(parts), new: new NewAccount(parts) };
  }

  async standing(who: AccessClaims): Promise<StripeAccountStanding> {
    const clinic = await clinicOfAdmin(this.#parts.store, who);
    for (const row of await this.#parts.store.accounts.ofClinic(clinic.id))
      if (row.state === 'active' || row.state === 'parked') this.#parts.health.refreshBehind(row);
    return this.describe(clinic);
  }

  describe(clinic: ClinicRow): Promise<StripeAccountStanding> {
    const { existing, new: made } = this.ways;
    return describeStanding(this.#parts, clinic, { existing: existing.isThere, new: made.isThere });
  }

  /** *Go to Stripe*. */
  async link(who: AccessClaims, body: LinkStripeAccount): Promise<StripeVisit> {
    const clinic = await enabledClinicOfAdmin(this.#parts.store, who);
    await this.#checkReturn(clinic, body.returnTo);
    const way = this.ways[body.strategy];
    if (!way.isThere)
      throw new ProblemError(
        'strategy_unavailable',
        'Accounts that exist already cannot be linked here: STRIPE_CONNECT_CLIENT_ID is not set.',
        'strategy',
      );
    checkUnlinked(await this.#parts.store.accounts.ofClinic(clinic.id));
    const account = await way.prepare({ clinic, actor: actorOf(who), body });
    const { strategy, returnTo = null } = body;
    return this.#send(who, clinic, way, { purpose: 'link', strategy, account, returnTo });
  }

  /** Only to where the host's own pages are: nobody is led elsewhere by our address. */
  async #checkReturn(clinic: ClinicRow, returnTo: string | undefined): Promise<void> {
    if (returnTo === undefined) return;
    const url = URL.parse(returnTo);
    if (!url || url.username || url.password)
      throw new ProblemError('invalid_request', 'returnTo is not a full address.', 'returnTo');
    if (!(await this.#parts.store.tenants.origins(clinic.host_id)).includes(url.origin))
      throw new ProblemError(
        'origin_not_allowed',
        'returnTo is on a site that is not among the host’s frameOrigins or pluginOrigins.',
        'returnTo',
      );
  }

  async #send(
    who: AccessClaims,
    clinic: ClinicRow,
    way: LinkWay,
    visit: {
      purpose: 'link' | 'requirements';
      strategy: LinkStrategy;
      account: string | null;
      returnTo: string | null;
    },
  ): Promise<StripeVisit> {
    const { clock, store, settings } = this.#parts;
    const secret = randomBytes(32).toString('base64url');
    const expiresAt = clock.now() + way.lasts;
    await store.stripeVisits.begin({
      id: newId('sv'),
      ...tenancyOf(clinic),
      participant_id: who.participantId,
      secret_hash: sha256(secret),
      purpose: visit.purpose,
      strategy: visit.strategy,
      stripe_account: visit.account,
      return_to: visit.returnTo,
      livemode: settings.livemode ? 1 : 0,
      expires_at: expiresAt,
    });
    return way.address({ account: visit.account, secret, expiresAt });
  }

  /** *Use this account*. The same press twice is one. */
  async confirm(who: AccessClaims, { account }: ConfirmStripeAccount): Promise<StripeAccountStanding> {
    const { store, health, background } = this.#parts;
    const clinic = await enabledClinicOfAdmin(this.#parts.store, who);
    const rows = await store.accounts.ofClinic(clinic.id);
    const isIt = ({ state, stripe_account }: StripeAccountRow) =>
      state === 'active' && stripe_account === account;
    if (rows.some(isIt)) return this.describe(clinic);
    checkUnlinked(rows);
    const row = rows.find(({ state, stripe_account }) => state === 'parked' && stripe_account === account);
    const outcome = row ? await store.accountLinks.confirm(row, actorOf(who)) : 'not-parked';
    // The other press was quicker.
    if (outcome === 'not-parked' && (await store.accounts.ofClinic(clinic.id)).some(isIt))
      return this.describe(clinic);
    if (outcome === 'elsewhere')
      throw new ProblemError('account_in_use', 'Another organisation is paid on this Stripe account.');
    if (outcome === 'not-parked')
      throw new ProblemError('account_not_parked', 'This account does not wait to be used.', 'account');
    await store.requests.checkUnreachable(account);
    background.run('account', () => health.tryRead(account));
    background.run('domains', () => this.#domains.ensure(clinic.id));
    return this.describe(clinic);
  }

  /** Drops what is parked. */
  async discard(who: AccessClaims): Promise<StripeAccountStanding> {
    const { store } = this.#parts;
    const clinic = await clinicOfAdmin(this.#parts.store, who);
    const rows = await store.accounts.ofClinic(clinic.id);
    const parked = rows.find(({ state }) => state === 'parked');
    if (parked) await store.accountLinks.discard(parked, actorOf(who));
    return this.describe(clinic);
  }

  /** Reads from Stripe now. */
  async refresh(who: AccessClaims): Promise<StripeAccountStanding> {
    const { store, health } = this.#parts;
    const clinic = await clinicOfAdmin(this.#parts.store, who);
    const rows = await store.accounts.ofClinic(clinic.id);
    const shown = rows.filter(({ state }) => state === 'active' || state === 'parked');
    const read = Promise.all(shown.map(({ stripe_account }) => health.read(stripe_account)));
    try {
      if (!(await patiently(this.#parts, 'account', read))) throw stripeUnreachable();
    } catch (error) {
      if (isFailure(error, 'unknown')) throw stripeUnreachable();
      if (isFailure(error, 'rejected'))
        throw new ProblemError('stripe_rejected', 'Stripe does not say how the account stands.');
      throw error;
    }
    await patiently(this.#parts, 'domains', this.#domains.lookAgain(clinic.id));
    return this.describe(clinic);
  }

  /** Where what Stripe still requires is given: its own pages for an account made here, or else the dashboard. */
  async requirements(who: AccessClaims, { returnTo }: OpenRequirements): Promise<StripeVisit> {
    const { store, config, clock } = this.#parts;
    const clinic = await clinicOfAdmin(this.#parts.store, who);
    await this.#checkReturn(clinic, returnTo);
    const active = await store.accounts.active(clinic.id);
    if (!active)
      throw new ProblemError('account_not_ready', 'The clinic has no Stripe account. Link one first.');
    const { stripe_account, origin } = active;
    if (origin !== 'new')
      return { url: accountDashboard(config.stripe, stripe_account), expiresAt: clock.now() + HOUR };
    return this.#send(who, clinic, this.ways.new, {
      purpose: 'requirements',
      strategy: 'new',
      account: stripe_account,
      returnTo: returnTo ?? null,
    });
  }
}

function checkUnlinked(rows: readonly StripeAccountRow[]): void {
  const inTheWay = rows.find(
    ({ state, linked_at }) => state === 'active' || (state === 'removing' && linked_at !== null),
  );
  if (inTheWay?.state === 'active')
    throw new ProblemError('account_linked', 'The clinic has a Stripe account. Remove it first.');
  if (inTheWay)
    throw new ProblemError('account_linked', 'The clinic’s Stripe account is still being removed.');
}
