/** A mistake in how the page uses Stripe.js: thrown, as Stripe.js does, and never shown to a payer. */
export class IntegrationError extends Error {
  override readonly name = 'IntegrationError';
}
