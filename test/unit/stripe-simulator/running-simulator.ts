import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

import { Stripe } from 'stripe';

import { buildSimulator, type Simulator } from '../../../server-stub/stripe-simulator/app.ts';
import { OUR_APPLICATION } from '../../../server-stub/stripe-simulator/connect/applications.ts';
import type { SimulatorOptions } from '../../../server-stub/stripe-simulator/options.ts';
import { SIMULATED } from '../../../server-stub/stripe/simulated.ts';

export const CLINIC = SIMULATED.accounts.harbourStreet;
export const OTHER_CLINIC = SIMULATED.accounts.riverside;

export interface RunningSimulator extends Simulator {
  /** E.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  /** stripe-node, as the gateway uses it. */
  readonly stripe: Stripe;
}

/** A simulator that listens on a port of its own until the test is over; both clinics are connected. */
export async function startSimulator(
  t: TestContext,
  options: SimulatorOptions = {},
): Promise<RunningSimulator> {
  const simulator = await startFreshSimulator(t, options);
  const { connections, now } = simulator.world;
  connections.connect({ account: OTHER_CLINIC, application: OUR_APPLICATION.id, by: 'oauth', since: now() });
  return simulator;
}

/** As one finds it: `OTHER_CLINIC` is not connected to the platform. */
export async function startFreshSimulator(
  t: TestContext,
  options: SimulatorOptions = {},
): Promise<RunningSimulator> {
  const simulator = buildSimulator(options);
  const url = await simulator.app.listen({ port: 0, host: '127.0.0.1' });
  t.after(() => simulator.app.close());
  return { ...simulator, url, stripe: stripeFor(url) };
}

export function stripeFor(url: string, key: string = SIMULATED.secretKey): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

/** What the gateway asks for. */
export function aRequest(
  changes: Partial<Stripe.PaymentIntentCreateParams> = {},
): Stripe.PaymentIntentCreateParams {
  return {
    amount: 8500,
    currency: 'aud',
    description: 'Consultation',
    allowed_payment_method_types: ['card', 'link'],
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    metadata: { request_id: 'pr_1' },
    ...changes,
  };
}

/** The error that stripe-node throws; fails when it throws none. */
export async function stripeError(
  call: Promise<unknown>,
): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('expected Stripe to refuse');
}

export interface ReceivedWebhook {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly received: ReceivedWebhook[];
  /** What it answers, one after the other; 200 when there is none left. */
  readonly answers: number[];
  /** Resolves with the first `count` webhooks; rejects when they do not come. */
  wait(count: number): Promise<readonly ReceivedWebhook[]>;
}

export async function startReceiver(t: TestContext, port = 0): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const answers: number[] = [];
  let check = () => {};
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      received.push({ body, headers: request.headers });
      response.writeHead(answers.shift() ?? 200, { location: '/elsewhere' }).end();
      check();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a TCP address');
  return {
    url: `http://127.0.0.1:${address.port}/webhooks/stripe`,
    received,
    answers,
    wait: (count) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`Only ${received.length} of ${count} webhooks came.`)),
          30_000,
        );
        check = () => {
          if (received.length < count) return;
          clearTimeout(late);
          resolve(received.slice(0, count));
        };
        check();
      }),
  };
}

export interface CardAnswer {
  readonly status: number;
  readonly body: {
    readonly id?: string;
    readonly status?: string;
    readonly next_action?: { readonly use_stripe_sdk?: { readonly stripe_js?: string } } | null;
    readonly last_payment_error?: { readonly code?: string } | null;
    readonly metadata?: unknown;
    readonly latest_charge?: unknown;
    readonly error?: {
      readonly code?: string;
      readonly message?: string;
      readonly param?: string;
      readonly decline_code?: string;
      readonly payment_intent?: Record<string, unknown>;
    };
  };
}

/** Confirms as the card frame does: a browser on the simulator's own origin. */
export async function payWithCard(
  simulator: Pick<RunningSimulator, 'url'>,
  intent: Pick<Stripe.PaymentIntent, 'id' | 'client_secret'>,
  card: { readonly number: string; readonly origin?: string; readonly account?: string },
  more: Readonly<Record<string, string>> = {},
): Promise<CardAnswer> {
  const response = await fetch(`${simulator.url}/v1/payment_intents/${intent.id}/confirm`, {
    method: 'POST',
    headers: { origin: card.origin ?? simulator.url },
    body: new URLSearchParams({
      key: SIMULATED.publishableKey,
      _stripe_account: card.account ?? CLINIC,
      client_secret: intent.client_secret ?? '',
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': card.number,
      'payment_method_data[card][exp_month]': '12',
      'payment_method_data[card][exp_year]': '34',
      'payment_method_data[card][cvc]': '123',
      ...more,
    }),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

/** Answers the bank's question on the challenge page of an answer to `payWithCard`. */
export async function answerChallenge(
  simulator: Pick<RunningSimulator, 'url'>,
  answer: CardAnswer,
  result: 'complete' | 'fail',
): Promise<Response> {
  const page = new URL(answer.body.next_action?.use_stripe_sdk?.stripe_js ?? '');
  return fetch(`${simulator.url}${page.pathname}/complete`, {
    method: 'POST',
    headers: { origin: simulator.url },
    body: new URLSearchParams({ client_secret: page.searchParams.get('client_secret') ?? '', result }),
  });
}
