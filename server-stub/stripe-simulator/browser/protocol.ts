import type { PaymentIntent, StripeError } from '@stripe/stripe-js';

/** What passes between the page's Stripe.js and its frames. Card numbers never do. */

const MARK = 'stripe-simulator';

export type WalletType = 'apple_pay' | 'google_pay';
/** How somebody can pay here; the names are the Payment Element's. */
export type MethodType = 'card' | 'link' | WalletType;

export interface FrameSettings {
  readonly publishableKey: string;
  readonly stripeAccount: string | null;
  readonly payment: PaymentFacts;
  /** BCP 47, or `auto`. */
  readonly locale: string;
  readonly appearance: FrameAppearance;
  readonly element: ElementSettings;
}

/** The PaymentIntent, or what it will be. */
export type PaymentFacts =
  | { readonly clientSecret: string }
  | {
      readonly clientSecret: null;
      readonly amount: number;
      readonly currency: string;
      readonly types: string[];
    }
  /** Nothing is known of it: an email can be asked for, a payment cannot. */
  | null;

export type ElementSettings = PaymentSettings | ExpressSettings | EmailSettings;

export interface PaymentSettings {
  readonly type: 'payment';
  readonly readOnly: boolean;
  readonly layout: 'tabs' | 'accordion';
  readonly collapsed: boolean;
  readonly radios: boolean;
  readonly spaced: boolean;
  readonly wallets: WalletChoices;
  readonly order: readonly string[];
  readonly showCountry: boolean;
  readonly showPostalCode: boolean;
  /** Says that the card may be charged again. */
  readonly showTerms: boolean;
  readonly businessName: string | null;
  readonly defaults: BillingDefaults;
}

export interface BillingDefaults {
  readonly email: string | null;
  readonly country: string | null;
  readonly postalCode: string | null;
}

export interface ExpressSettings {
  readonly type: 'expressCheckout';
  readonly wallets: WalletChoices;
  readonly order: readonly string[];
  /** Pixels. */
  readonly buttonHeight: number;
  readonly buttonThemes: Readonly<Partial<Record<WalletType, string>>>;
  readonly buttonTypes: Readonly<Partial<Record<WalletType, string>>>;
  readonly maxColumns: number;
}

export interface EmailSettings {
  readonly type: 'linkAuthentication';
  readonly email: string | null;
}

/** `always`: also where the browser has no such wallet of its own. */
export type WalletChoices = Readonly<Record<'link' | WalletType, 'auto' | 'never' | 'always'>>;

/** The part of Stripe's Appearance that the frames understand. */
export interface FrameAppearance {
  readonly theme: 'stripe' | 'night' | 'flat';
  readonly variables: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a wallet or a Link account was asked to pay with: a test card by its name, never by its number. */
export type Choice =
  | { readonly type: WalletType; readonly card: string }
  | { readonly type: 'link'; readonly card: string; readonly email: string };

export interface PayerDetails {
  readonly name: string;
  readonly email: string;
  readonly country: string;
}

export interface ConfirmParams {
  readonly clientSecret: string;
  readonly returnUrl: string | null;
  readonly receiptEmail: string | null;
  /** Bracket notation below `payment_method_data[billing_details]`. */
  readonly billing: readonly (readonly [string, string])[];
  /** From a sheet; null for what the frame itself holds. */
  readonly choice: Choice | null;
}

export type ToFrame =
  | { readonly type: 'init'; readonly settings: FrameSettings }
  | { readonly type: 'update'; readonly settings: FrameSettings }
  | { readonly type: 'validate'; readonly id: number }
  | { readonly type: 'confirm'; readonly id: number; readonly params: ConfirmParams }
  /** The payer's address, typed in another element of the page. */
  | { readonly type: 'email'; readonly email: string }
  | { readonly type: 'focus' | 'blur' | 'clear' | 'collapse' };

export type FrameAnswer =
  | { readonly error: StripeError }
  | { readonly paymentIntent: PaymentIntent }
  | { readonly valid: true; readonly method: MethodType };

export interface FrameChange {
  readonly type: 'change';
  readonly empty: boolean;
  readonly complete: boolean;
  readonly collapsed: boolean;
  /** Null while nothing is chosen. */
  readonly method: MethodType | null;
  readonly brand: string | null;
  readonly country: string | null;
  readonly postalCode: string | null;
  /** Of the email element. */
  readonly email: string;
}

export type FromFrame =
  | { readonly type: 'hello' | 'focus' | 'blur' | 'escape' }
  | { readonly type: 'ready'; readonly methods: readonly MethodType[] }
  | { readonly type: 'pressed'; readonly method: 'link' | WalletType }
  | { readonly type: 'loaderror'; readonly error: StripeError }
  | { readonly type: 'height'; readonly height: number }
  | FrameChange
  | { readonly type: 'answer'; readonly id: number; readonly answer: FrameAnswer };

export interface SheetSettings {
  readonly method: 'link' | WalletType;
  readonly frame: FrameSettings;
  readonly businessName: string | null;
}

export type ToSheet =
  | { readonly type: 'sheet-init'; readonly settings: SheetSettings }
  /** The payment was refused; the sheet says why, and closes when that was read. */
  | { readonly type: 'sheet-failed'; readonly message: string };

export type FromSheet =
  | { readonly type: 'sheet-hello' | 'sheet-cancel' }
  | { readonly type: 'sheet-approve'; readonly choice: Choice; readonly payer: PayerDetails };

export type FromChallenge = { readonly type: 'challenge-done' };

type Message = ToFrame | FromFrame | ToSheet | FromSheet | FromChallenge;
type Envelope<T> = { readonly from: typeof MARK } & T;

export function seal<T extends Message>(message: T): Envelope<T> {
  return { from: MARK, ...message };
}

/**
 * Reads a message of the other side. Its origin and source have been checked, and both sides are one
 * build of the simulator, so the mark and the type are enough; anything else on the page is not ours.
 */
export function open<T extends Message>(data: unknown, types: readonly T['type'][]): T | null {
  if (typeof data !== 'object' || data === null) return null;
  if (!('from' in data) || data.from !== MARK || !('type' in data)) return null;
  // The one place where a checked message gets its type.
  return types.some((type) => type === data.type) ? (data as unknown as T) : null;
}
