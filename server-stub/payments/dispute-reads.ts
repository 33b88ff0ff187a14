import type { PaymentParts } from './parts.ts';

/** How often Stripe is asked anew when a request has changed while it answered. */
const READ_TRIES = 3;

/** Makes what is known of a payment's dispute be as Stripe says. */
export class DisputeReads {
  readonly #parts: PaymentParts;

  constructor(parts: PaymentParts) {
    this.#parts = parts;
  }

  /** Rejects with `StripeFailure` when Stripe did not say. */
  async read(id: string, tries = READ_TRIES): Promise<void> {
    const { store, stripe } = this.#parts;
    const row = await store.requests.find(id);
    if (!row?.payment_intent) return;
    const status = await stripe.latestDispute(row.payment_intent, row.stripe_account);
    if (status === null) return;
    let isOutdated = false;
    await store.requests.change(
      id,
      ({ revision, dispute_status }) => {
        // Somebody else has heard from Stripe meanwhile, and perhaps later than this was said.
        isOutdated = revision !== row.revision && tries > 1;
        if (isOutdated || dispute_status === status) return null;
        return { set: { dispute_status: status }, cause: `dispute: ${status}`, actor: 'stripe' };
      },
      row,
    );
    if (isOutdated) await this.read(id, tries - 1);
  }
}
