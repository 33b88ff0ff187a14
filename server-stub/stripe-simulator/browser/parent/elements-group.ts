import type { Appearance, StripeElements, StripeError } from '@stripe/stripe-js';

import { type ApiIdentity, retrieveIntent } from '../api-client.ts';
import { frameAppearance } from './appearance.ts';
import { checkClientSecret } from './client-secret.ts';
import { Emitter } from './emitter.ts';
import { IntegrationError } from './integration-error.ts';
import { PaymentElement } from './payment-element.ts';

/** What `stripe.elements()` takes, as far as the simulator looks at it. */
export interface ElementsGroupOptions {
  readonly clientSecret?: string;
  readonly mode?: string;
  readonly appearance?: Appearance;
  readonly locale?: string;
  readonly paymentMethodTypes?: unknown;
}

/** `stripe.elements(…)`. */
export class ElementsGroup implements Pick<StripeElements, 'submit' | 'fetchUpdates'> {
  readonly clientSecret: string | null;
  readonly #identity: ApiIdentity;
  readonly #mode: string | undefined;
  readonly #emitter = new Emitter();
  #appearance: Appearance | undefined;
  #locale: string;
  #payment: PaymentElement | null = null;

  constructor(identity: ApiIdentity, options: ElementsGroupOptions = {}) {
    if ('paymentMethodTypes' in options) {
      throw new IntegrationError(
        'Invalid value for elements(): `paymentMethodTypes` is no longer supported. Use `allowedPaymentMethodTypes` instead.',
      );
    }
    if (options.clientSecret !== undefined) checkClientSecret('elements()', options.clientSecret);
    this.#identity = identity;
    this.clientSecret = options.clientSecret ?? null;
    this.#mode = options.mode;
    this.#appearance = options.appearance;
    this.#locale = options.locale ?? identity.locale;
  }

  get locale(): string {
    return this.#locale;
  }

  /** The one that a confirmation takes the card from. */
  get payment(): PaymentElement | null {
    return this.#payment;
  }

  create(type: string, options: { readonly readOnly?: boolean } = {}): PaymentElement {
    if (type !== 'payment') {
      throw new IntegrationError(`elements.create('${type}') is not simulated; only 'payment' is.`);
    }
    if (this.clientSecret === null && this.#mode === undefined) {
      throw new IntegrationError(
        "In order to create a payment element, you must pass a clientSecret or mode when creating the Elements group.\n\ne.g. stripe.elements({clientSecret: '{{CLIENT_SECRET}}'})",
      );
    }
    if (this.#payment) {
      throw new IntegrationError('Can only create one Element of type payment through an Elements group.');
    }
    this.#payment = new PaymentElement({
      origin: this.#identity.origin,
      readOnly: options.readOnly ?? false,
      settings: () => ({
        publishableKey: this.#identity.publishableKey,
        stripeAccount: this.#identity.stripeAccount,
        clientSecret: this.clientSecret,
        locale: this.#locale,
        appearance: frameAppearance(this.#appearance),
      }),
      destroyed: () => {
        this.#payment = null;
      },
    });
    return this.#payment;
  }

  getElement(type: string): PaymentElement | null {
    return type === 'payment' ? this.#payment : null;
  }

  async submit(): Promise<
    | { error: StripeError; selectedPaymentMethod?: undefined }
    | { selectedPaymentMethod: string; error?: undefined }
  > {
    if (!this.#payment) {
      throw new IntegrationError('elements.submit() needs a mounted Payment Element.');
    }
    const answer = await this.#payment.link.validate();
    return 'error' in answer ? { error: answer.error } : { selectedPaymentMethod: 'card' };
  }

  async update(options: { readonly appearance?: Appearance; readonly locale?: string }): Promise<void> {
    if (options.appearance) this.#appearance = options.appearance;
    if (options.locale) this.#locale = options.locale;
    this.#payment?.refresh();
    await Promise.resolve();
    this.#emitter.emit('update-end', undefined);
  }

  on(type: 'update-end', handler: () => void): void {
    this.#emitter.add(type, handler);
  }

  async fetchUpdates(): Promise<{ error?: { message: string; status?: string } }> {
    if (this.clientSecret === null) return {};
    const { error } = await retrieveIntent(this.#identity, this.clientSecret);
    return error ? { error: { message: error.message ?? '' } } : {};
  }
}
