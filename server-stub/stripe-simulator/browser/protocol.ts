import type { PaymentIntent, StripeError } from '@stripe/stripe-js';

/** What passes between the page's Stripe.js and the card frame. Card details never do. */

const MARK = 'stripe-simulator';

export interface FrameSettings {
  readonly publishableKey: string;
  readonly stripeAccount: string | null;
  /** Null while the payment does not exist yet. */
  readonly clientSecret: string | null;
  /** BCP 47, or `auto`. */
  readonly locale: string;
  readonly appearance: FrameAppearance;
  readonly readOnly: boolean;
}

/** The part of Stripe's Appearance that the frame understands. */
export interface FrameAppearance {
  readonly theme: 'stripe' | 'night' | 'flat';
  readonly variables: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface ConfirmParams {
  readonly clientSecret: string;
  readonly returnUrl: string | null;
  readonly receiptEmail: string | null;
  /** Bracket notation below `payment_method_data[billing_details]`. */
  readonly billing: readonly (readonly [string, string])[];
}

export type ToFrame =
  | { readonly type: 'init'; readonly settings: FrameSettings }
  | { readonly type: 'update'; readonly settings: FrameSettings }
  | { readonly type: 'validate'; readonly id: number }
  | { readonly type: 'confirm'; readonly id: number; readonly params: ConfirmParams }
  | { readonly type: 'focus' | 'blur' | 'clear' };

export type FrameAnswer =
  { readonly error: StripeError } | { readonly paymentIntent: PaymentIntent } | { readonly valid: true };

export type FromFrame =
  | { readonly type: 'hello' | 'ready' | 'focus' | 'blur' | 'escape' }
  | { readonly type: 'loaderror'; readonly error: StripeError }
  | { readonly type: 'height'; readonly height: number }
  | { readonly type: 'change'; readonly empty: boolean; readonly complete: boolean }
  | { readonly type: 'answer'; readonly id: number; readonly answer: FrameAnswer };

export type FromChallenge = { readonly type: 'challenge-done' };

type Envelope<T> = { readonly from: typeof MARK } & T;

export function seal<T extends ToFrame | FromFrame | FromChallenge>(message: T): Envelope<T> {
  return { from: MARK, ...message };
}

/**
 * Reads a message of the other side. Its origin and source have been checked, and both sides are one
 * build of the simulator, so the mark and the type are enough; anything else on the page is not ours.
 */
export function open<T extends ToFrame | FromFrame | FromChallenge>(
  data: unknown,
  types: readonly T['type'][],
): T | null {
  if (typeof data !== 'object' || data === null) return null;
  if (!('from' in data) || data.from !== MARK || !('type' in data)) return null;
  // The one place where a checked message gets its type.
  return types.some((type) => type === data.type) ? (data as unknown as T) : null;
}
