import type { Role } from '../../src/contract/roles.ts';

/** What a verified access token says: who, where. What they may do is decided from it, each time. */
export interface AccessClaims {
  readonly role: Role;
  readonly participantId: string;
  readonly hostId: string;
  /** Null: the gateway does not know the host's reference (yet). */
  readonly organisationId: string | null;
  readonly clinicId: string | null;
  /** What the host calls them: how access is asked for before they are known here. */
  readonly organisationRef: string | null;
  readonly clinicRef: string | null;
  readonly callId: string | null;
  /** UTC milliseconds. */
  readonly expiresAt: number;
}

/** Who reads payment requests: a person with a token, or a host's backend with its API key. */
export type Reader =
  ({ readonly kind: 'person' } & AccessClaims) | { readonly kind: 'host'; readonly hostId: string };
