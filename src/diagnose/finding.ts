/** What is looked at, in the order in which one depends on another. */
export const CHECKS = [
  'embedded',
  'origin',
  'payment-permission',
  'sandbox',
  'content-policy',
  'gateway',
  'token',
  'clinic',
  'account',
  'stripe',
] as const;
export type Check = (typeof CHECKS)[number];

export type Outcome = 'ok' | 'problem' | 'unknown';

/** What one check came to, in plain words. */
export interface Finding {
  readonly check: Check;
  /** `unknown`: this page cannot see it, or something before it failed. */
  readonly outcome: Outcome;
  /** One sentence. */
  readonly message: string;
  /** What to do, and who; empty where there is nothing to do. */
  readonly help: string;
}
