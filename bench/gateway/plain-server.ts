import Fastify from 'fastify';

import { SIMULATED } from '../../server-stub/stripe/simulated.ts';
import { createStripeClient } from '../../server-stub/stripe/stripe-client.ts';

/*
 * What Stripe's samples do: one process, no store, nobody is asked who they are, and each press makes a PaymentIntent.
 * The point of reference for what the gateway's promises cost.
 *   PLAIN_PORT, SIMULATOR_URL
 */
const stripe = createStripeClient(SIMULATED.secretKey, new URL(process.env['SIMULATOR_URL'] ?? ''));
const app = Fastify();
app.post<{ Body: { amount: number } }>('/create-payment-intent', async ({ body: { amount } }) => {
  const intent = await stripe.paymentIntents.create({ amount, currency: 'aud' });
  return { clientSecret: intent.client_secret };
});
await app.listen({ port: Number(process.env['PLAIN_PORT']), host: '127.0.0.1' });
