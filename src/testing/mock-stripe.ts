import type { Stripe } from '@stripe/stripe-js';

import type { StripeLoader } from '../session/stripe-checkout.ts';

/** How the next card goes. `unknown`: Stripe does not say, and has not taken it. */
export type MockCard =
  | 'accepted'
  | 'unknown'
  | { readonly code: 'card_declined' | 'expired_card' | 'incorrect_cvc'; readonly declineCode?: string };

/**
 * Stands in for Stripe.js: a card form that needs no typing, and no wallet. `pay` is asked how the card goes,
 * and has told the gateway when it answers.
 */
export function mockStripe(pay: (requestId: string) => MockCard): StripeLoader {
  const elements = ({ clientSecret = '' }: { clientSecret?: string }) => ({
    requestId: clientSecret.replace(/_secret_mock$/, ''),
    create: (type: string) => mockElement(type),
    submit: () => Promise.resolve({ selectedPaymentMethod: 'card' }),
    update: () => {},
  });
  const stripe = {
    elements,
    confirmPayment: ({ elements: { requestId } }: { elements: { requestId: string } }) => {
      const card = pay(requestId);
      if (card === 'accepted') return Promise.resolve({ paymentIntent: { status: 'succeeded' } });
      const error =
        card === 'unknown'
          ? { type: 'api_connection_error' }
          : { type: 'card_error', code: card.code, decline_code: card.declineCode };
      return Promise.resolve({ error });
    },
  };
  // Only what our code calls is there.
  return () => Promise.resolve(stripe as unknown as Stripe);
}

function mockElement(type: string) {
  const handlers = new Map<string, (event: unknown) => void>();
  const drawn = document.createElement('p');
  drawn.textContent = 'Card details (mock)';
  const note = (name: string, handler: (event: unknown) => void): void => void handlers.set(name, handler);
  return {
    on: note,
    once: note,
    mount: (place: HTMLElement) => {
      if (type === 'payment') place.append(drawn);
      queueMicrotask(() => handlers.get('ready')?.({}));
    },
    destroy: () => drawn.remove(),
  };
}
