import { loadStripe } from '@stripe/stripe-js/dist/pure.mjs';
import type {
  Appearance,
  Stripe,
  StripeElementLocale,
  StripeElements,
  StripeError,
  StripeExpressCheckoutElement,
  StripePaymentElement,
} from '@stripe/stripe-js';

import type { CheckoutCredentials } from '../contract/payment-request.ts';
import { PaymentsError } from '../errors.ts';
import type { Clock } from './clock.ts';
import type { CardFormLooks, CheckoutProblem } from './state.ts';
import { drawWalletButtons } from './wallet-buttons.ts';
import type { WalletRequest } from './wallet-buttons.ts';

/** What a confirmation came to. Only ever a hint: the gateway decides. */
export type Confirmation =
  /** Stripe took it. */
  | { readonly outcome: 'accepted' }
  /** Stripe did not say, or was not reached: it may have taken it. */
  | { readonly outcome: 'unknown' }
  /** Stripe says that this try did not go through. */
  | { readonly outcome: 'refused'; readonly problem: CheckoutProblem };

/** An open card form. The card stays inside Stripe's frames. */
export interface CardForm {
  /** Wallet buttons stand where they were asked for. */
  readonly hasWallets: boolean;
  /** Checks what was typed; the form itself shows what is missing. Null: it can be confirmed. */
  submit(): Promise<CheckoutProblem | null>;
  /** With what was typed, or the wallet that was just authorised. */
  confirm(receiptEmail: string | null): Promise<Confirmation>;
  update(looks: CardFormLooks): void;
  destroy(): void;
}

export interface CardFormRequest {
  readonly credentials: CheckoutCredentials;
  readonly mount: HTMLElement;
  readonly looks: CardFormLooks;
  /** One of our languages, e.g. `it`. */
  readonly language: string;
  /** The clinic's name. */
  readonly business: string;
  /** Null: no wallet buttons. */
  readonly wallets: Pick<WalletRequest, 'mount' | 'onApproved'> | null;
}

export interface CardForms {
  /** Resolves when the form is drawn; rejects with `STRIPE_UNAVAILABLE`, and may then be called again. */
  open(request: CardFormRequest): Promise<CardForm>;
}

export type StripeLoader = (
  publishableKey: string,
  options: { stripeAccount: string },
) => Promise<Stripe | null>;

const LOADING_LIMIT = 30_000;

/** Card forms by Stripe's Payment Element. One Stripe instance per account: it holds the account for life. */
export function stripeCardForms(clock: Clock, load: StripeLoader = loadStripe): CardForms {
  const instances = new Map<string, Promise<Stripe>>();

  function instance({ publishableKey, stripeAccount }: CheckoutCredentials): Promise<Stripe> {
    const key = `${publishableKey} ${stripeAccount}`;
    let stripe = instances.get(key);
    if (!stripe) {
      stripe = load(publishableKey, { stripeAccount }).then((loaded) => {
        if (!loaded) throw new Error('Stripe.js loads in a browser only.');
        return loaded;
      });
      instances.set(key, stripe);
      stripe.catch(() => instances.delete(key));
    }
    return stripe;
  }

  return {
    async open({ credentials, mount, looks, language, business, wallets }) {
      let element: StripePaymentElement | undefined;
      let buttons: Promise<StripeExpressCheckoutElement | null> | undefined;
      let stopLimit: (() => void) | undefined;
      const limit = new Promise<never>((_, reject) => {
        stopLimit = clock.after(LOADING_LIMIT, () => reject(new Error('It took too long.')));
      });
      try {
        const stripe = await Promise.race([instance(credentials), limit]);
        const elements = stripe.elements({
          clientSecret: credentials.clientSecret,
          appearance: toAppearance(looks),
          // Our languages are all Stripe's too; it falls back by itself for one that is not.
          locale: language as StripeElementLocale,
        });
        element = elements.create('payment', {
          business: { name: business },
          // It has a field of its own beside the form, and is passed on when the payment is confirmed.
          fields: { billingDetails: { email: 'never' } },
          // They have buttons of their own.
          wallets: { applePay: 'never', googlePay: 'never' },
        });
        buttons = wallets
          ? drawWalletButtons(elements, clock, { ...wallets, business, isDark: looks.theme === 'night' })
          : Promise.resolve(null);
        await Promise.race([drawn(element, mount), limit]);
        return cardForm(stripe, elements, element, await buttons);
      } catch (cause) {
        element?.destroy();
        void buttons?.then((drawnButtons) => drawnButtons?.destroy());
        throw new PaymentsError('STRIPE_UNAVAILABLE', "Stripe's card form could not be shown.", {
          cause,
          retryable: true,
        });
      } finally {
        stopLimit?.();
      }
    },
  };
}

function drawn(element: StripePaymentElement, mount: HTMLElement): Promise<void> {
  return new Promise((resolve, reject) => {
    element.once('ready', () => resolve());
    element.once('loaderror', ({ error }) => reject(new Error(error.message ?? error.type)));
    element.mount(mount);
  });
}

function cardForm(
  stripe: Stripe,
  elements: StripeElements,
  element: StripePaymentElement,
  buttons: StripeExpressCheckoutElement | null,
): CardForm {
  return {
    hasWallets: buttons !== null,
    async submit() {
      try {
        const { error } = await elements.submit();
        return error ? { ...toProblem(error), kind: 'incomplete' } : null;
      } catch {
        // Nothing has been sent at this point: the form can be used again.
        return { kind: 'error', code: 'card_form_failed' };
      }
    },
    async confirm(receiptEmail) {
      try {
        const result = await stripe.confirmPayment({
          elements,
          redirect: 'if_required',
          ...(receiptEmail !== null && {
            confirmParams: {
              receipt_email: receiptEmail,
              payment_method_data: { billing_details: { email: receiptEmail } },
            },
          }),
        });
        if (result.error) return toConfirmation(result.error);
        return { outcome: TAKEN.has(result.paymentIntent.status) ? 'accepted' : 'unknown' };
      } catch {
        // Stripe.js throws where it cannot go on; whether something was sent by then is not known.
        return { outcome: 'unknown' };
      }
    },
    update: (looks) => void elements.update({ appearance: toAppearance(looks) }),
    destroy() {
      element.destroy();
      buttons?.destroy();
    },
  };
}

function toAppearance({ theme, variables, rules }: CardFormLooks): Appearance {
  return { theme, variables, ...(rules && { rules }) };
}

const TAKEN = new Set<string>(['succeeded', 'processing', 'requires_capture']);
/** Errors after which Stripe may nevertheless have taken the payment, or had taken it before. */
const UNKNOWN_TYPES = new Set(['api_connection_error', 'api_error', 'idempotency_error', 'rate_limit_error']);
const UNEXPECTED_STATE = 'payment_intent_unexpected_state';
const AUTHENTICATION_FAILURE = 'payment_intent_authentication_failure';

function toConfirmation(error: StripeError): Confirmation {
  return UNKNOWN_TYPES.has(error.type) || error.code === UNEXPECTED_STATE
    ? { outcome: 'unknown' }
    : { outcome: 'refused', problem: toProblem(error) };
}

function toProblem({ type, code, decline_code }: StripeError): CheckoutProblem {
  const kind =
    code === AUTHENTICATION_FAILURE
      ? 'authentication_failed'
      : type === 'card_error'
        ? 'declined'
        : type === 'validation_error'
          ? 'incomplete'
          : 'error';
  return { kind, code: code ?? type, ...(decline_code !== undefined && { declineCode: decline_code }) };
}
