import assert from 'node:assert/strict';

import type { PaymentIntentFacts } from '../../../../server-stub/stripe/stripe-port.ts';
import type { GatewayFixture } from '../gateway-fixture.ts';
import type { Known } from './known.ts';

export type Outcome = 'succeeds' | 'declines' | 'settles later' | 'fails later' | 'asks who they are';

/** All PaymentIntents that Stripe made for a request, those too that nobody can pay. */
export function intentsOf({ stripe }: GatewayFixture, { id }: Known): PaymentIntentFacts[] {
  return [...stripe.intents.values()].map(({ facts }) => facts).filter(({ requestId }) => requestId === id);
}

/** Those that the payer was ever let at. */
export function payableOf(gateway: GatewayFixture, known: Known): PaymentIntentFacts[] {
  return intentsOf(gateway, known).filter(({ id }) => known.payable.has(id));
}

export const isOpen = ({ status }: PaymentIntentFacts) => status.startsWith('requires_');
export const isLive = ({ status }: PaymentIntentFacts) => status !== 'canceled';

/** The payer and their bank, with every client secret that they were ever handed; Stripe is never in the way. */
export function payWithAll(gateway: GatewayFixture, known: Known, outcome: Outcome): void {
  const { stripe } = gateway;
  for (const intent of payableOf(gateway, known)) {
    const { id, status } = intent;
    const isSettling = status === 'processing';
    if (outcome === 'succeeds' && (isOpen(intent) || isSettling)) stripe.pay(id);
    if (outcome === 'declines' && isOpen(intent)) stripe.decline(id);
    if (outcome === 'settles later' && isOpen(intent)) stripe.change(id, { status: 'processing' });
    if (outcome === 'fails later' && isSettling) stripe.decline(id);
    if (outcome === 'asks who they are' && isOpen(intent)) stripe.change(id, { status: 'requires_action' });
  }
}

/** The clinic, in its own dashboard. */
export function cancelInDashboard(gateway: GatewayFixture, known: Known): void {
  for (const intent of intentsOf(gateway, known).filter(isOpen)) {
    gateway.stripe.change(intent.id, { status: 'canceled' });
    known.asked.add('cancelled');
  }
}

export function refundInDashboard(gateway: GatewayFixture, known: Known, amount: number): void {
  for (const { id, charge } of intentsOf(gateway, known)) {
    if (!charge || charge.amountRefunded + amount > known.amount) continue;
    gateway.stripe.refund(id, { amount });
    known.givenBackAtStripe += amount;
  }
}

let events = 0;

/** How every PaymentIntent of the request stands, orphans too, told as often as Stripe likes. */
export async function tellAll(gateway: GatewayFixture, known: Known, times = 1): Promise<void> {
  for (const { id, charge } of intentsOf(gateway, known)) {
    const news = { paymentIntent: id, requestId: known.id };
    const types = ['payment_intent.updated', ...(charge?.amountRefunded ? ['charge.refunded'] : [])];
    for (const type of types) {
      events += 1;
      const event = { ...news, id: `evt_told_${events}`, type };
      for (let time = 0; time < times; time += 1) assert.equal((await gateway.webhook(event)).status, 200);
    }
  }
}
