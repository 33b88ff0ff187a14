import type {
  AvailablePaymentMethods,
  StripeError,
  StripeExpressCheckoutElement,
  StripeExpressCheckoutElementAvailablePaymentMethodsChangeEvent,
  StripeExpressCheckoutElementClickEvent,
  StripeExpressCheckoutElementConfirmEvent,
  StripeExpressCheckoutElementOptions,
  StripeExpressCheckoutElementReadyEvent,
  StripeExpressCheckoutElementShippingAddressChangeEvent,
  StripeExpressCheckoutElementShippingRateChangeEvent,
  StripeExpressCheckoutElementUpdateOptions,
} from '@stripe/stripe-js';

import type { Choice, FrameSettings, FromFrame, MethodType, PayerDetails, WalletType } from '../protocol.ts';
import { type ElementContext, SimulatedElement } from './element.ts';
import { checkExpressOptions, expressSettings } from './express-options.ts';
import { Sheet } from './sheet-overlay.ts';
import { tellDeveloper } from './tell-developer.ts';

const KIND = {
  type: 'expressCheckout',
  page: 'express',
  title: 'Secure express checkout frame',
  events: [
    'ready',
    'click',
    'focus',
    'blur',
    'escape',
    'loaderror',
    'confirm',
    'cancel',
    'shippingaddresschange',
    'shippingratechange',
    'availablepaymentmethodschange',
  ],
} as const;

/** Within this the page has to answer a click; milliseconds. */
const CLICK_LIMIT = 1000;

interface Plain {
  elementType: 'expressCheckout';
}

interface Events {
  ready: StripeExpressCheckoutElementReadyEvent;
  click: StripeExpressCheckoutElementClickEvent;
  focus: Plain;
  blur: Plain;
  escape: Plain;
  loaderror: Plain & { error: StripeError };
  confirm: StripeExpressCheckoutElementConfirmEvent;
  cancel: Plain;
  shippingaddresschange: StripeExpressCheckoutElementShippingAddressChangeEvent;
  shippingratechange: StripeExpressCheckoutElementShippingRateChangeEvent;
  availablepaymentmethodschange: StripeExpressCheckoutElementAvailablePaymentMethodsChangeEvent;
}

type ExpressMethod = 'link' | WalletType;

/** `elements.create('expressCheckout')`: wallet buttons, and the simulated sheets behind them. */
export class ExpressCheckoutElement extends SimulatedElement<Events> implements StripeExpressCheckoutElement {
  readonly #origin: string;
  #options: StripeExpressCheckoutElementOptions;
  #sheet: Sheet | null = null;
  #approved: Choice | null = null;

  constructor(context: ElementContext, options: StripeExpressCheckoutElementOptions = {}) {
    super(KIND, context);
    checkExpressOptions('create()', options);
    this.#origin = context.origin;
    this.#options = options;
  }

  /** What was approved in the sheet and waits to be confirmed. */
  get approved(): Choice | null {
    return this.#approved;
  }

  /** Stripe has answered. As with the real ones, the page says how it went; the sheet is gone by then. */
  finish(): void {
    this.#closeSheet();
  }

  update(options: StripeExpressCheckoutElementUpdateOptions): this {
    checkExpressOptions('update()', options);
    this.#options = { ...this.#options, ...options };
    this.refresh();
    return this;
  }

  override unmount(): void {
    this.#closeSheet();
    super.unmount();
  }

  protected override elementSettings(): FrameSettings['element'] {
    return expressSettings(this.#options);
  }

  protected override received(message: FromFrame): void {
    if (message.type === 'ready') {
      const event: Omit<StripeExpressCheckoutElementReadyEvent, 'elementType'> = {
        availablePaymentMethods: available(message.methods),
      };
      return this.emit('ready', event);
    }
    if (message.type === 'pressed') this.#click(message.method);
  }

  #click(method: ExpressMethod): void {
    if (this.#sheet) return;
    if (!this.hears('click')) return this.#openSheet(method);
    let isAnswered = false;
    const answer = (then: () => void) => {
      if (isAnswered) return;
      isAnswered = true;
      clearTimeout(limit);
      then();
    };
    const limit = setTimeout(() => {
      answer(() => {
        tellDeveloper(
          '[Stripe simulator] The Express Checkout Element’s `click` event was answered neither by resolve() nor by reject() within 1 second.',
        );
      });
    }, CLICK_LIMIT);
    const event: Omit<StripeExpressCheckoutElementClickEvent, 'elementType'> = {
      expressPaymentType: method,
      resolve: (details) => {
        checkExpressOptions('click event.resolve()', details ?? {});
        answer(() => this.#openSheet(method, details?.business?.name));
      },
      reject: () => answer(() => {}),
    };
    this.emit('click', event);
  }

  #openSheet(method: ExpressMethod, business = this.#options.business?.name): void {
    const settings = {
      method,
      frame: this.frameSettings,
      businessName: business ?? null,
    };
    this.#sheet = new Sheet(this.#origin, settings, {
      approved: (choice, payer) => this.#confirm(method, choice, payer),
      cancelled: () => {
        this.#sheet = null;
        this.emit('cancel', {});
      },
    });
  }

  #confirm(method: ExpressMethod, choice: Choice, payer: PayerDetails): void {
    this.#approved = choice;
    const { billingAddressRequired, emailRequired } = this.#options;
    const event: StripeExpressCheckoutElementConfirmEvent = {
      expressPaymentType: method,
      paymentFailed: (payload) => {
        this.#approved = null;
        this.#sheet?.fail(payload?.message ?? '');
      },
      billingDetails: {
        name: payer.name,
        ...(emailRequired ? { email: payer.email } : {}),
        address: {
          city: billingAddressRequired ? 'Sydney' : '',
          country: payer.country,
          line1: billingAddressRequired ? '1 Test Street' : '',
          line2: null,
          postal_code: billingAddressRequired ? '2000' : '',
          state: billingAddressRequired ? 'NSW' : '',
        },
      },
    };
    this.emit('confirm', event);
  }

  #closeSheet(): void {
    this.#sheet?.close();
    this.#sheet = null;
    this.#approved = null;
  }
}

function available(methods: readonly MethodType[]): AvailablePaymentMethods | undefined {
  if (methods.length === 0) return undefined;
  return {
    amazonPay: false,
    applePay: methods.includes('apple_pay'),
    googlePay: methods.includes('google_pay'),
    klarna: false,
    link: methods.includes('link'),
    paypal: false,
  };
}
