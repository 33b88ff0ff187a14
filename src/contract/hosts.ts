import type { Role } from './roles.ts';

/** Body of `PUT /v1/hosts/{hostId}` (operator key): what a host is and owns. Declarative: the same body twice changes nothing. */
export interface HostProvision {
  readonly name: string;
  /** Origins whose pages may frame the plugin page, e.g. `https://call.example.com`. */
  readonly frameOrigins: readonly string[];
  /** Origins of plugin pages that the host serves itself (CORS). */
  readonly pluginOrigins: readonly string[];
  readonly organisations: readonly {
    readonly ref: string;
    readonly name: string;
    readonly clinics: readonly {
      readonly ref: string;
      readonly name: string;
      /** Lowercase ISO 4217. */
      readonly currency: string;
      /** Whether the app is enabled for it; left out: as it was, and not for a new one, which may ask for access. */
      readonly enabled?: boolean;
      /** `acct_…`, already checked by the operator; left out: none, or as it was. */
      readonly stripeAccount?: string;
    }[];
  }[];
}

/** Answer of `POST /v1/hosts/{hostId}/api-keys` (operator key). The key is shown this once, and stored hashed. */
export interface ApiKeyIssued {
  readonly id: string;
  readonly apiKey: string;
}

/** Body of `POST /v1/tokens` (API key). Organisations and clinics go by the host's own references. */
export interface TokenRequest {
  readonly organisationRef: string;
  readonly clinicRef?: string;
  /** One visit, never reused. Required for clinician, patient and observer. */
  readonly callId?: string;
  /** The host's stable id for this person in this call. */
  readonly participantId: string;
  readonly displayName?: string;
  readonly role: Exclude<Role, 'link-payer'>;
  /** Seconds, 60 to 3600; 900 unless said. */
  readonly expiresIn?: number;
}
