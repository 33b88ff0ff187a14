import { confirmIntent } from '../../server-stub/stripe-simulator/browser/api-client.ts';
import type { StripeLoader } from '../../src/session/stripe-checkout.ts';

type Loaded = Exclude<Awaited<ReturnType<StripeLoader>>, null>;

/** What Stripe itself told the payer, which nothing may contradict later. */
export interface StripeAnswer {
  readonly clientSecret: string;
  readonly status: string;
}

/**
 * Stripe.js without a browser: no form is drawn, but the card is confirmed at Stripe by the same call, over the
 * same unsure line. `chooseCard` says with which of Stripe's test cards (`pm_card_…`) each try is made.
 */
export function cardPayer(
  simulatorUrl: string,
  chooseCard: () => string,
  onSecret: (clientSecret: string) => void,
  onAnswer: (answer: StripeAnswer) => void,
): StripeLoader {
  return async (publishableKey, { stripeAccount }) => {
    const identity = { origin: simulatorUrl, publishableKey, stripeAccount, locale: 'en' };
    const stripe = {
      elements({ clientSecret }: { clientSecret: string }) {
        onSecret(clientSecret);
        return {
          clientSecret,
          create: element,
          submit: async () => ({ selectedPaymentMethod: 'card' }),
          update: () => undefined,
        };
      },
      async confirmPayment({ elements }: { elements: { clientSecret: string } }) {
        const { clientSecret } = elements;
        const result = await confirmIntent(identity, clientSecret, [['payment_method', chooseCard()]]);
        if (result.paymentIntent) onAnswer({ clientSecret, status: result.paymentIntent.status });
        return result;
      },
    };
    // Only the calls that our session makes are there.
    return stripe as unknown as Loaded;
  };
}

function element() {
  const handlers = new Map<string, (event: unknown) => void>();
  return {
    once: (name: string, handler: (event: unknown) => void) => handlers.set(name, handler),
    mount: () => queueMicrotask(() => handlers.get('ready')?.({})),
    destroy: () => undefined,
  };
}
