import type { StripeAccountStanding } from '../../src/contract/stripe-account.ts';
import { minimumAmount } from '../../src/localization/money.ts';
import type { AccessClaims } from '../auth/claims.ts';
import { patiently } from '../payments/parts.ts';
import { retryDelay } from '../payments/schedule.ts';
import { SingleFlight } from '../payments/single-flight.ts';
import { ProblemError } from '../problem.ts';
import { StripeFailure } from '../stripe/stripe-port.ts';
import { clinicOfAdmin, tenancyOf } from './admin-clinic.ts';
import type { Linking } from './linking.ts';
import type { LinkParts } from './strategies/link-strategy.ts';

const LEASE = 30_000;
const BATCH = 10;
/** Stripe forgets a key after 24 hours; one that old might pay twice. */
const KEY_LIFE = 23 * 60 * 60 * 1000;

/** The smallest payment that there is, with Stripe's own test card, to see that an account works. Never real money. */
export class TestPayments {
  readonly #parts: LinkParts;
  readonly #linking: Linking;
  readonly #flights = new SingleFlight<void>();

  constructor(parts: LinkParts, linking: Linking) {
    this.#parts = parts;
    this.#linking = linking;
  }

  /** One that Stripe has not answered is gone on with, and said as pending until it has. */
  async pay(who: AccessClaims): Promise<StripeAccountStanding> {
    const { store, settings } = this.#parts;
    const clinic = await clinicOfAdmin(store, who);
    if (settings.livemode)
      throw new ProblemError('not_in_live_mode', 'Real money is never taken for a test.');
    const active = await store.accounts.active(clinic.id);
    if (active?.readiness !== 'ready')
      throw new ProblemError('account_not_ready', 'The clinic’s Stripe account cannot take payments yet.');
    const payment = await store.testPayments.begin(
      {
        ...tenancyOf(clinic),
        stripe_account: active.stripe_account,
        requested_by: who.participantId,
        amount: minimumAmount(clinic.currency),
        currency: clinic.currency,
      },
      LEASE,
    );
    await patiently(this.#parts, 'test payment', this.finish(payment.id));
    return this.#linking.describe(clinic);
  }

  async tick(): Promise<void> {
    for (const { id } of await this.#parts.store.testPayments.claimDue(BATCH, LEASE))
      this.#parts.background.run('test payment', () => this.finish(id));
  }

  finish(id: string): Promise<void> {
    return this.#flights.run(id, () => this.#finish(id));
  }

  async #finish(id: string): Promise<void> {
    const { store, stripe, clock, log } = this.#parts;
    const row = await store.testPayments.find(id);
    if (row?.status !== 'pending') return;
    const { amount, currency, stripe_account: account, host_id, clinic_id } = row;
    const failed = (code: string) =>
      store.testPayments.settle(id, { status: 'failed', paymentIntent: null, code });
    if (clock.now() - row.created_at > KEY_LIFE) return failed('stripe_unreachable');
    try {
      const metadata = { test_payment_id: id, host_id, clinic_id };
      const facts = await stripe.accounts.payTest({ account, amount, currency, metadata }, id);
      await store.testPayments.settle(id, facts);
    } catch (failure) {
      if (!(failure instanceof StripeFailure)) throw failure;
      log.warn({ testPayment: id, stripe: failure.kind, code: failure.code }, failure.message);
      // The key would bring the same 500 for ever.
      if (failure.kind !== 'unknown' || failure.replayed) return failed(failure.code ?? failure.kind);
      await store.testPayments.retryAt(id, clock.now() + retryDelay(row.tries), row.tries + 1);
    }
  }
}
