import type { Role } from './roles.ts';

/** `simulated` never moves money; `test` is Stripe's test mode. */
export type GatewayEnvironment = 'live' | 'test' | 'simulated';

/** Why a clinic cannot take payments now. */
export type NotReadyReason =
  /** The app is not enabled for this clinic. */
  | 'clinic_not_enabled'
  /** No Stripe account is linked. */
  | 'account_not_linked'
  /** Stripe still needs something from the clinic. */
  | 'account_incomplete'
  /** Stripe is looking at what the clinic sent. */
  | 'account_in_review'
  /** Stripe has restricted the account. */
  | 'account_restricted';

/** Answer of `GET /v1/session`: who the token's bearer is here, and what is possible. */
export interface GatewaySession {
  readonly role: Role;
  readonly participantId: string;
  readonly callId: string | null;
  readonly clinic: { readonly name: string } | null;
  readonly payments: { readonly ready: true } | { readonly ready: false; readonly reason: NotReadyReason };
  /** Lowercase ISO 4217: what this clinic charges in. */
  readonly currency: string;
  /** In Stripe's units of the currency. */
  readonly limits: { readonly minimum: number; readonly maximum: number };
  readonly publishableKey: string;
  /** Null until an account is linked. */
  readonly stripeAccount: string | null;
  readonly environment: GatewayEnvironment;
  /** The server's clock, UTC milliseconds. */
  readonly now: number;
}

/** Answer of `POST /v1/tokens`. */
export interface AccessToken {
  readonly token: string;
  /** UTC milliseconds. */
  readonly expiresAt: number;
}

/** Answer of `GET /v1/hosts/{hostId}/embedding`, asked by the host's page before it makes a frame. */
export type EmbeddingAnswer =
  | { readonly allowed: true; readonly pluginUrl: string }
  | { readonly allowed: false; readonly reason: 'origin_not_allowed' };
