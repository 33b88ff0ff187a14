import type {
  StripeError,
  StripePaymentElement,
  StripePaymentElementAvailablePaymentMethodsChangeEvent,
  StripePaymentElementCardDetailsChangeEvent,
  StripePaymentElementChangeEvent,
  StripePaymentElementOptions,
  StripePaymentElementSavedPaymentMethodRemoveEvent,
  StripePaymentElementSavedPaymentMethodUpdateEvent,
} from '@stripe/stripe-js';

import type { FrameChange, FrameSettings, FromFrame } from '../protocol.ts';
import { type ElementContext, SimulatedElement } from './element.ts';
import { checkPaymentOptions, paymentSettings, withheldDetails } from './payment-options.ts';

const KIND = {
  type: 'payment',
  page: 'card',
  title: 'Secure payment input frame',
  events: [
    'ready',
    'change',
    'focus',
    'blur',
    'escape',
    'loaderror',
    'loaderstart',
    'carddetailschange',
    'savedpaymentmethodupdate',
    'savedpaymentmethodremove',
    'availablepaymentmethodschange',
  ],
} as const;

interface Plain {
  elementType: 'payment';
}

interface Events {
  ready: Plain;
  change: StripePaymentElementChangeEvent;
  focus: Plain;
  blur: Plain;
  escape: Plain;
  loaderror: Plain & { error: StripeError };
  loaderstart: Plain;
  carddetailschange: StripePaymentElementCardDetailsChangeEvent;
  savedpaymentmethodupdate: StripePaymentElementSavedPaymentMethodUpdateEvent;
  savedpaymentmethodremove: StripePaymentElementSavedPaymentMethodRemoveEvent;
  availablepaymentmethodschange: StripePaymentElementAvailablePaymentMethodsChangeEvent;
}

/** `elements.create('payment')`. */
export class PaymentElement extends SimulatedElement<Events> implements StripePaymentElement {
  #options: StripePaymentElementOptions;
  #brand: string | null = null;

  constructor(context: ElementContext, options: StripePaymentElementOptions = {}) {
    super(KIND, context);
    checkPaymentOptions('create()', options);
    this.#options = options;
  }

  /** Billing details that the page keeps out of the form: it has to give them when it confirms. */
  get withheld(): readonly string[] {
    return withheldDetails(this.#options);
  }

  get businessName(): string | null {
    return this.#options.business?.name ?? null;
  }

  update(options: Partial<StripePaymentElementOptions> = {}): this {
    checkPaymentOptions('update()', options);
    this.#options = { ...this.#options, ...options };
    this.refresh();
    return this;
  }

  collapse(): this {
    if (this.isMounted) this.link.send({ type: 'collapse' });
    return this;
  }

  protected override elementSettings(): FrameSettings['element'] {
    return paymentSettings(this.#options);
  }

  protected override received(message: FromFrame): void {
    if (message.type === 'ready') return this.emit('ready', {});
    if (message.type !== 'change') return;
    this.emit('change', changeEvent(message));
    if (message.brand === this.#brand) return;
    this.#brand = message.brand;
    this.emit('carddetailschange', cardDetails(message));
  }
}

function changeEvent(message: FrameChange): Omit<StripePaymentElementChangeEvent, 'elementType'> {
  const { collapsed, complete, country, empty, method, postalCode } = message;
  return {
    empty,
    complete,
    collapsed,
    value: {
      type: method ?? '',
      ...(country === null ? {} : { billingDetails: { address: { country, postalCode } } }),
    },
  };
}

function cardDetails({
  brand,
}: FrameChange): Omit<StripePaymentElementCardDetailsChangeEvent, 'elementType'> {
  const brands = (['visa', 'mastercard', 'amex', 'unknown'] as const).filter((name) => name === brand);
  return { loading: false, ...(brand === null ? {} : { details: { brands, funding: null } }) };
}
