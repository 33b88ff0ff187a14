import { createServer, type Server } from 'node:http';

import type { FrameLocator, Locator, Page } from '@playwright/test';
import type { Stripe, StripeElements, StripeElementsOptionsMode } from '@stripe/stripe-js';
import { Stripe as StripeApi } from 'stripe';

import { SIMULATED } from '../../../server-stub/stripe/simulated.ts';
import type { Stack } from './stack.ts';

interface Bare {
  readonly stripe: Stripe;
  elements: StripeElements;
  /** What was heard, and what came of it. */
  readonly log: unknown[];
}

declare global {
  interface Window {
    bare: Bare;
  }
}

const ACCOUNT = { stripeAccount: SIMULATED.accounts.harbourStreet };

/** A page that has nothing but the simulator's `stripe.js`, on an origin of its own. */
export class BarePage {
  readonly page: Page;
  readonly api: StripeApi;
  readonly card: FrameLocator;
  readonly express: FrameLocator;
  readonly email: FrameLocator;
  readonly sheet: FrameLocator;
  readonly challenge: FrameLocator;
  readonly pay: Locator;
  /** Console warnings. */
  readonly warnings: string[] = [];
  #server: Server | null = null;

  constructor(page: Page, stack: Stack) {
    this.page = page;
    const { hostname, port } = new URL(stack.simulator);
    this.api = new StripeApi(SIMULATED.secretKey, {
      host: hostname,
      port,
      protocol: 'http',
      telemetry: false,
    });
    this.card = page.frameLocator('iframe[title="Secure payment input frame"]');
    this.express = page.frameLocator('iframe[title="Secure express checkout frame"]');
    this.email = page.frameLocator('iframe[title="Secure email input frame"]');
    this.sheet = page.frameLocator('iframe[title="Simulated payment sheet"]');
    this.challenge = page.frameLocator('iframe[title="3-D Secure authentication"]');
    this.pay = page.getByRole('button', { name: 'Pay', exact: true });
    page.on('console', (message) => message.type() === 'warning' && this.warnings.push(message.text()));
  }

  async open(stack: Stack): Promise<void> {
    const script = `http://localhost:${new URL(stack.simulator).port}/stripe.js`;
    // Served, not fulfilled: to the browser a page from nowhere is no page of this machine, and may not ask it.
    this.#server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(html(script));
    });
    await new Promise<void>((resolve) => {
      this.#server?.listen(Number(new URL(stack.otherHost).port), '127.0.0.1', resolve);
    });
    await this.page.goto(`${stack.otherHost}/`);
    await this.page.evaluate(
      ([key, stripeAccount]) => {
        const stripe = window.Stripe?.(key, { stripeAccount });
        if (!stripe) throw new Error('stripe.js is not there');
        window.bare = { stripe, elements: stripe.elements(), log: [] };
        document.querySelector('#pay')?.addEventListener('click', async () => {
          const { elements, log } = window.bare;
          const { error } = await elements.submit();
          if (error) return log.push(error.code);
          const result = await stripe.confirmPayment({ elements, redirect: 'if_required' });
          return log.push(result.error?.code ?? result.paymentIntent?.status);
        });
      },
      [SIMULATED.publishableKey, ACCOUNT.stripeAccount] as const,
    );
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  async intent(changes: Partial<StripeApi.PaymentIntentCreateParams> = {}): Promise<StripeApi.PaymentIntent> {
    return this.api.paymentIntents.create(
      {
        amount: 8500,
        currency: 'aud',
        allowed_payment_method_types: ['card', 'link'],
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        ...changes,
      },
      ACCOUNT,
    );
  }

  /** How it was paid. */
  async method(id: string): Promise<StripeApi.PaymentMethod | null> {
    const { payment_method: method } = await this.api.paymentIntents.retrieve(
      id,
      { expand: ['payment_method'] },
      ACCOUNT,
    );
    return typeof method === 'object' ? method : null;
  }

  /** `stripe.elements(…)`. */
  async group(clientSecret: string | StripeElementsOptionsMode, theme?: 'stripe' | 'night'): Promise<void> {
    await this.page.evaluate(
      ([given, look]) => {
        const appearance = { theme: look };
        window.bare.elements =
          typeof given === 'string'
            ? window.bare.stripe.elements({ clientSecret: given, appearance, locale: 'en' })
            : window.bare.stripe.elements({ ...given, appearance, locale: 'en' });
      },
      [clientSecret, theme ?? 'stripe'] as const,
    );
  }

  log(): Promise<unknown[]> {
    return this.page.evaluate(() => window.bare.log);
  }
}

function html(script: string): string {
  return `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Bare</title>
    <script src="${script}"></script>
    <body><main><h1>Bare</h1><div id="email"></div><div id="express"></div><div id="payment"></div>
    <button id="pay">Pay</button></main></body></html>`;
}
