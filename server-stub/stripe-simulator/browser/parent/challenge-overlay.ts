import type { PaymentIntent } from '@stripe/stripe-js';

import { type ApiIdentity, retrieveIntent } from '../api-client.ts';
import { type FromChallenge, open } from '../protocol.ts';
import { openOverlay } from './overlay.ts';

const LOOK_EVERY_MS = 2500;

/**
 * Shows the bank's challenge over the whole page until the payer has answered, or until the payment
 * needs no answer any more (it may be withdrawn meanwhile). False when there is nothing to show.
 */
export function showChallenge(
  identity: ApiIdentity,
  intent: PaymentIntent,
  clientSecret: string,
): Promise<boolean> {
  const address = challengeAddress(identity.origin, intent);
  if (!address) return Promise.resolve(false);
  const overlay = openOverlay({
    address,
    title: '3-D Secure authentication',
    label: '3-D Secure',
    height: 500,
  });
  let isOver = false;
  return new Promise((resolve) => {
    const finish = () => {
      window.removeEventListener('message', handleMessage);
      clearInterval(watch);
      isOver = true;
      overlay.close();
      resolve(true);
    };
    const handleMessage = (event: MessageEvent<unknown>) => {
      if (event.origin !== identity.origin || event.source !== overlay.iframe.contentWindow) return;
      if (open<FromChallenge>(event.data, ['challenge-done'])) finish();
    };
    const look = async () => {
      const { paymentIntent } = await retrieveIntent(identity, clientSecret);
      if (paymentIntent && paymentIntent.status !== 'requires_action' && !isOver) finish();
    };
    const watch = setInterval(() => void look(), LOOK_EVERY_MS);
    window.addEventListener('message', handleMessage);
  });
}

/** The API knows the simulator by its public address; the page may have reached it by another name. */
function challengeAddress(origin: string, intent: PaymentIntent): string | null {
  const action: object = intent.next_action?.use_stripe_sdk ?? {};
  if (!('stripe_js' in action) || typeof action.stripe_js !== 'string') return null;
  const { pathname, searchParams } = new URL(action.stripe_js);
  searchParams.set('parent', location.origin);
  return `${origin}${pathname}?${searchParams}`;
}
