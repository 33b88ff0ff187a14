import type { PaymentIntent } from '@stripe/stripe-js';

import { type ApiIdentity, retrieveIntent } from '../api-client.ts';
import { type FromChallenge, open } from '../protocol.ts';

/** As Stripe's: above all that is not in the browser's top layer. */
const ABOVE_ALL = '2147483647';
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
  const focused = document.activeElement;
  const overlay = document.createElement('div');
  const iframe = document.createElement('iframe');
  iframe.src = address;
  iframe.title = '3-D Secure authentication';
  Object.assign(overlay.style, {
    alignItems: 'center',
    background: 'rgba(10, 16, 30, 0.6)',
    display: 'flex',
    inset: '0',
    justifyContent: 'center',
    overflow: 'auto',
    position: 'fixed',
    zIndex: ABOVE_ALL,
  });
  Object.assign(iframe.style, {
    background: '#fff',
    border: '0',
    borderRadius: '8px',
    boxShadow: '0 16px 48px rgba(0, 0, 0, 0.35)',
    colorScheme: 'light only',
    height: '500px',
    margin: 'auto',
    minHeight: '500px',
    width: 'min(400px, 100%)',
  });
  overlay.setAttribute('role', 'dialog');
  overlay.setAttribute('aria-modal', 'true');
  overlay.setAttribute('aria-label', '3-D Secure');
  overlay.append(iframe);

  return new Promise((resolve) => {
    const finish = () => {
      window.removeEventListener('message', handleMessage);
      clearInterval(watch);
      overlay.remove();
      if (focused instanceof HTMLElement) focused.focus();
      resolve(true);
    };
    const handleMessage = (event: MessageEvent<unknown>) => {
      if (event.origin !== identity.origin || event.source !== iframe.contentWindow) return;
      if (open<FromChallenge>(event.data, ['challenge-done'])) finish();
    };
    const look = async () => {
      const { paymentIntent } = await retrieveIntent(identity, clientSecret);
      if (paymentIntent && paymentIntent.status !== 'requires_action' && overlay.isConnected) finish();
    };
    const watch = setInterval(() => void look(), LOOK_EVERY_MS);
    window.addEventListener('message', handleMessage);
    iframe.addEventListener('load', () => iframe.focus());
    document.body.append(overlay);
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
