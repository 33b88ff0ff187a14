import { patiently } from '../../payments/parts.ts';
import { stripeUnreachable } from '../../payments/reads.ts';
import { ProblemError } from '../../problem.ts';
import type { StripeVisitRow } from '../../store/stripe-visits.ts';
import type { AccountCreationRow } from '../../store/account-creations.ts';
import { StripeFailure } from '../../stripe/stripe-port.ts';
import { tenancyOf } from '../admin-clinic.ts';
import { countryOfCurrency } from './currency-country.ts';
import type { LinkParts, LinkWay, LinkWish } from './link-strategy.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Stripe forgets the key of such a call after 30 days; one that old might make a second account. */
const KEY_LIFE = 29 * DAY;

/** *Make a new account*: Stripe makes one with its own dashboard, and asks the clinic for the rest on its pages. */
export class NewAccount implements LinkWay {
  readonly isThere = true;
  /** Stripe's questions may send somebody off to look for papers. */
  readonly lasts = DAY;
  readonly #parts: LinkParts;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  /** One that was begun is gone on with: nobody wants two. */
  async prepare(wish: LinkWish): Promise<string> {
    const { accounts, accountLinks } = this.#parts.store;
    const rows = await accounts.ofClinic(wish.clinic.id);
    const parked = rows.find(({ state, origin }) => state === 'parked' && origin === 'new');
    const wanted = wish.body.account ?? parked?.stripe_account;
    if (wanted === undefined) return this.#make(wish);
    const row = rows.find(
      ({ stripe_account, state, origin }) =>
        stripe_account === wanted && origin === 'new' && (state === 'parked' || state === 'set_aside'),
    );
    if (!row)
      throw new ProblemError(
        'account_not_parked',
        'This account was not made here for this clinic, or is in use.',
        'account',
      );
    if (row.state === 'set_aside')
      await accountLinks.park(row, { ...row, id: row.stripe_account }, 'new', wish.actor);
    return row.stripe_account;
  }

  async #make(wish: LinkWish): Promise<string> {
    const { clinic, body, actor } = wish;
    const { store } = this.#parts;
    const country = body.country ?? countryOfCurrency(clinic.currency);
    if (country === null)
      throw new ProblemError(
        'country_required',
        'Say in which country the clinic is: its currency does not.',
        'country',
      );
    const tenancy = tenancyOf(clinic);
    const creation = await this.#creation(tenancy, {
      display_name: clinic.name,
      country,
      contact_email: body.contactEmail ?? null,
    });
    if (!creation) return this.prepare(wish);
    const reading = await this.#ask(creation);
    // Parked from the start: whoever never comes back from Stripe finds it here, and no second one is made.
    await store.accountLinks.park(tenancy, reading, 'new', actor);
    await store.accountCreations.finish(creation.id, 'done');
    await store.accounts.noteReading(reading);
    return reading.id;
  }

  async #creation(
    tenancy: { host_id: string; organisation_id: string; clinic_id: string },
    wanted: Pick<AccountCreationRow, 'display_name' | 'country' | 'contact_email'>,
  ): Promise<AccountCreationRow | null> {
    const { accountCreations } = this.#parts.store;
    const creation = await accountCreations.current(tenancy, wanted);
    if (!creation || this.#parts.clock.now() - creation.created_at < KEY_LIFE) return creation;
    await accountCreations.finish(creation.id, 'abandoned');
    return accountCreations.current(tenancy, wanted);
  }

  async #ask(creation: AccountCreationRow) {
    const { stripe, store, log } = this.#parts;
    const { id, display_name, country, contact_email, host_id, clinic_id } = creation;
    try {
      const made = await patiently(
        this.#parts,
        'account',
        stripe.accounts.createAccount(
          {
            displayName: display_name,
            country,
            contactEmail: contact_email,
            metadata: { host_id, clinic_id },
          },
          id,
        ),
      );
      if (!made) throw stripeUnreachable();
      return made;
    } catch (failure) {
      if (!(failure instanceof StripeFailure)) throw failure;
      log.warn({ clinic: clinic_id, stripe: failure.kind, code: failure.code }, failure.message);
      if (failure.kind === 'unknown') {
        if (failure.replayed) await store.accountCreations.finish(id, 'abandoned');
        throw stripeUnreachable();
      }
      await store.accountCreations.finish(id, 'rejected');
      throw new ProblemError('stripe_rejected', 'Stripe refused to make an account.');
    }
  }

  /** A link opens once: each press, and each time that Stripe says that one is used up, mints another. */
  async address({ account, secret }: { account: string | null; secret: string }) {
    const { stripe, config } = this.#parts;
    if (account === null) throw new Error('There is no account to lead to.');
    const query = `visit=${encodeURIComponent(secret)}`;
    return asProblem(
      stripe.accounts.createAccountLink(account, {
        refreshUrl: `${config.url}/connect/refresh?${query}`,
        returnUrl: `${config.url}/connect/return?${query}`,
      }),
    );
  }

  /** That somebody is back says nothing: how the account stands does, and that is read. */
  async finish(visit: StripeVisitRow) {
    if (visit.stripe_account !== null) await this.#parts.health.tryRead(visit.stripe_account);
    return null;
  }
}

async function asProblem<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch (failure) {
    if (!(failure instanceof StripeFailure)) throw failure;
    if (failure.kind === 'unknown') throw stripeUnreachable();
    throw new ProblemError('stripe_rejected', 'Stripe refused to lead to its pages.');
  }
}
