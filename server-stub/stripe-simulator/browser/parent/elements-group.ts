import type {
  StripeElements,
  StripeElementsUpdateOptions,
  StripeExpressCheckoutElementOptions,
  StripeLinkAuthenticationElementOptions,
  StripePaymentElementOptions,
} from '@stripe/stripe-js';

import { type ApiIdentity, retrieveIntent } from '../api-client.ts';
import type { Choice, PaymentFacts } from '../protocol.ts';
import { frameAppearance } from './appearance.ts';
import type { ElementContext } from './element.ts';
import { checkGroupOptions, checkGroupUpdate, type GroupOptions, paymentFacts } from './elements-options.ts';
import { Emitter } from './emitter.ts';
import { ExpressCheckoutElement } from './express-checkout-element.ts';
import { IntegrationError } from './integration-error.ts';
import { LinkAuthenticationElement } from './link-authentication-element.ts';
import { PaymentElement } from './payment-element.ts';
import { Sheet } from './sheet-overlay.ts';
import { tellDeveloper } from './tell-developer.ts';

interface Created {
  payment?: PaymentElement;
  expressCheckout?: ExpressCheckoutElement;
  linkAuthentication?: LinkAuthenticationElement;
}

type Submitted = Awaited<ReturnType<StripeElements['submit']>>;

/** `stripe.elements(…)`. */
export class ElementsGroup implements Pick<StripeElements, 'submit' | 'fetchUpdates' | 'update' | 'on'> {
  readonly #identity: ApiIdentity;
  readonly #emitter = new Emitter();
  #options: GroupOptions;
  #created: Created = {};
  /** What a wallet of the Payment Element was asked to pay with, by its sheet. */
  #chosen: Choice | null = null;
  #isSubmitted = false;

  constructor(identity: ApiIdentity, options: GroupOptions = {}) {
    checkGroupOptions(options);
    this.#identity = identity;
    this.#options = options;
  }

  get locale(): string {
    return this.#options.locale ?? this.#identity.locale;
  }

  get clientSecret(): string | null {
    return this.#options.clientSecret ?? null;
  }

  get payment(): PaymentFacts {
    return paymentFacts(this.#options);
  }

  /** The amount is given by the page, and the PaymentIntent comes later. */
  get isDeferred(): boolean {
    return this.#options.mode !== undefined;
  }

  get isSubmitted(): boolean {
    return this.#isSubmitted;
  }

  get paymentElement(): PaymentElement | null {
    return this.#created.payment ?? null;
  }

  get expressElement(): ExpressCheckoutElement | null {
    return this.#created.expressCheckout ?? null;
  }

  /** Taken once: a confirmation uses it up. */
  takeChosen(): Choice | null {
    const chosen = this.#chosen;
    this.#chosen = null;
    return chosen;
  }

  create(type: 'payment', options?: StripePaymentElementOptions): PaymentElement;
  create(type: 'expressCheckout', options?: StripeExpressCheckoutElementOptions): ExpressCheckoutElement;
  create(
    type: 'linkAuthentication',
    options?: StripeLinkAuthenticationElementOptions,
  ): LinkAuthenticationElement;
  create(
    type: string,
    options: object = {},
  ): PaymentElement | ExpressCheckoutElement | LinkAuthenticationElement {
    if (type !== 'payment' && type !== 'expressCheckout' && type !== 'linkAuthentication') {
      throw new IntegrationError(
        `elements.create('${type}') is not simulated; 'payment', 'expressCheckout' and 'linkAuthentication' are.`,
      );
    }
    if (type !== 'linkAuthentication' && this.clientSecret === null && !this.isDeferred) {
      throw new IntegrationError(
        `In order to create a ${type === 'payment' ? 'payment' : 'express checkout'} element, you must pass a clientSecret or mode when creating the Elements group.\n\ne.g. stripe.elements({clientSecret: '{{CLIENT_SECRET}}'})`,
      );
    }
    if (this.#created[type]) {
      throw new IntegrationError(`Can only create one Element of type ${type} through an Elements group.`);
    }
    const context = this.#context(type);
    switch (type) {
      case 'payment':
        return (this.#created.payment = new PaymentElement(context, options));
      case 'expressCheckout':
        return (this.#created.expressCheckout = new ExpressCheckoutElement(context, options));
      case 'linkAuthentication':
        return (this.#created.linkAuthentication = new LinkAuthenticationElement(
          context,
          options,
          (email) => {
            if (this.paymentElement?.isMounted) this.paymentElement.link.send({ type: 'email', email });
          },
        ));
    }
  }

  getElement(type: 'payment'): PaymentElement | null;
  getElement(type: 'expressCheckout'): ExpressCheckoutElement | null;
  getElement(type: 'linkAuthentication'): LinkAuthenticationElement | null;
  getElement(type: string): PaymentElement | ExpressCheckoutElement | LinkAuthenticationElement | null {
    return Object.entries(this.#created).find(([name]) => name === type)?.[1] ?? null;
  }

  async submit(): Promise<Submitted> {
    const { expressCheckout, linkAuthentication, payment } = this.#created;
    if (expressCheckout?.approved) {
      this.#isSubmitted = true;
      return { selectedPaymentMethod: expressCheckout.approved.type };
    }
    if (!payment) {
      throw new IntegrationError('elements.submit() needs a mounted Payment Element.');
    }
    if (linkAuthentication?.isMounted) {
      const email = await linkAuthentication.link.validate();
      if ('error' in email) return { error: email.error };
    }
    const answer = await payment.link.validate();
    if ('error' in answer) return { error: answer.error };
    const method = 'method' in answer ? answer.method : 'card';
    if (method === 'google_pay' || method === 'apple_pay') this.#chosen = await this.#ask(payment, method);
    this.#isSubmitted = true;
    return { selectedPaymentMethod: method };
  }

  async update(options: StripeElementsUpdateOptions): Promise<void> {
    checkGroupUpdate(options);
    this.#options = { ...this.#options, ...options };
    this.#created.payment?.refresh();
    this.#created.expressCheckout?.refresh();
    this.#created.linkAuthentication?.refresh();
    await Promise.resolve();
    this.#emitter.emit('update-end', undefined);
  }

  on(type: 'update-end', handler: () => void): void {
    this.#emitter.add(type, handler);
  }

  async fetchUpdates(): Promise<{ error?: { message: string; status?: string } }> {
    if (this.clientSecret === null) return {};
    const { error, paymentIntent } = await retrieveIntent(this.#identity, this.clientSecret);
    if (error) return { error: { message: error.message ?? '' } };
    const { status } = paymentIntent;
    if (status !== 'succeeded' && status !== 'canceled') return {};
    return { error: { message: `This PaymentIntent is in a terminal state (${status}).`, status } };
  }

  /**
   * The wallet's sheet over the page. Where it is dismissed, Stripe.js has been seen to leave `submit()`
   * pending for good (joshnuss/svelte-stripe issue 112), so a page must not count on an answer, and gets none.
   */
  #ask(payment: PaymentElement, method: 'google_pay' | 'apple_pay'): Promise<Choice> {
    return new Promise((resolve) => {
      const settings = {
        method,
        frame: payment.frameSettings,
        businessName: payment.businessName,
      };
      const sheet: Sheet = new Sheet(this.#identity.origin, settings, {
        approved: (choice) => {
          sheet.close();
          resolve(choice);
        },
        cancelled: () => {
          tellDeveloper(
            '[Stripe simulator] The wallet was dismissed: this elements.submit() stays pending. The Express Checkout Element has a `cancel` event.',
          );
        },
      });
    });
  }

  #context(type: keyof Created): ElementContext {
    return {
      origin: this.#identity.origin,
      settings: () => ({
        publishableKey: this.#identity.publishableKey,
        stripeAccount: this.#identity.stripeAccount,
        payment: this.payment,
        locale: this.locale,
        appearance: frameAppearance(this.#options.appearance),
      }),
      destroyed: () => {
        const { [type]: _, ...left } = this.#created;
        this.#created = left;
      },
    };
  }
}
