import type { World } from '../../world.ts';
import { chargeIntent, failAuthentication } from './charge-intent.ts';
import type { Challenge } from './challenge-store.ts';

/**
 * The payer's answer to the bank. A challenge that is over (answered, cancelled, or overtaken by another
 * attempt) changes nothing; the caller reads the PaymentIntent to see where it stands.
 */
export function completeChallenge(world: World, challenge: Challenge, passed: boolean): void {
  if (challenge.state !== 'open') return;
  world.challenges.close(challenge.paymentIntent);
  const intent = world.objects.get('payment_intent', challenge.account, challenge.paymentIntent);
  const method = world.objects.get('payment_method', challenge.account, challenge.paymentMethod);
  const card = world.cards.of(challenge.paymentMethod);
  if (intent?.status !== 'requires_action' || !method || !card) return;
  const origin = { account: challenge.account };
  if (passed) chargeIntent(world, origin, { intent, method, card, authenticated: true });
  else failAuthentication(world, origin, intent, method);
}
