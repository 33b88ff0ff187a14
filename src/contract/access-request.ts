/** A clinic that the app is asked for. */
export interface AccessClinic {
  /** The host's own reference, as tokens name it. */
  readonly ref: string;
  /** As patients will see it. */
  readonly name: string;
  /** Whether the clinic has its own Stripe account already: its admin links it once the app is enabled. */
  readonly hasStripeAccount: boolean;
}

/** Who answers questions about the request. */
export interface AccessContact {
  readonly name: string;
  readonly email: string;
  readonly phone?: string;
}

/**
 * Point 4 of the form: the organisation's authorised telehealth manager, who raises the service request ticket.
 * `isMe`: whoever fills in the form is that manager, and sending it raises the ticket.
 */
export type TelehealthManager =
  { readonly isMe: true } | { readonly isMe: false; readonly name: string; readonly email: string };

/** Body of `POST /v1/access-requests`, and of `PUT /v1/access-requests/{id}`, which takes the place of what was sent. */
export interface AccessRequestForm {
  readonly organisationName: string;
  readonly clinics: readonly AccessClinic[];
  readonly contact: AccessContact;
  /** In the asker's own words: what for, and about how many payments a month. */
  readonly expectedUse: string;
  readonly telehealthManager: TelehealthManager;
  /** Nothing is sent without it. */
  readonly agreesToTerms: true;
}

/**
 * - `waiting`: for the telehealth manager to raise the service request ticket.
 * - `sent`: the ticket is with the service desk.
 * - `approved`: the organisation and its clinics are enabled.
 * - `declined`: they are not, for a reason. A new request may be sent.
 * - `withdrawn`: by whoever may change it, before it was decided.
 */
export const ACCESS_REQUEST_STATUSES = ['waiting', 'sent', 'approved', 'declined', 'withdrawn'] as const;

export type AccessRequestStatus = (typeof ACCESS_REQUEST_STATUSES)[number];

/** The ticket at the service desk. */
export interface ServiceTicket {
  /** `opening`: the service desk has not confirmed it yet; the gateway goes on trying by itself. */
  readonly state: 'opening' | 'open';
  /** What the service desk calls it, e.g. `PAY-17`; null until it is open. */
  readonly key: string | null;
  /** The ticket's own page; null without one. */
  readonly url: string | null;
  /** UTC milliseconds. */
  readonly raisedAt: number;
  readonly raisedBy: 'requester' | 'telehealth-manager';
}

interface AccessRequestFacts extends Omit<AccessRequestForm, 'agreesToTerms'> {
  /** `ar_` and 128 random bits in hexadecimal. */
  readonly id: string;
  /** Rises with every change; a lower one that arrives late is out of date. */
  readonly revision: number;
  /** The host's own reference. */
  readonly organisationRef: string;
  /** The host's id for whoever sent the form. */
  readonly requestedBy: string;
  /** Whether the reader may correct and withdraw it while it is not decided. */
  readonly canChange: boolean;
  /** UTC milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** One request for the app, as its reader may see it. */
export type AccessRequest = AccessRequestFacts &
  (
    | {
        readonly status: 'waiting';
        /** Of the link that was made for the telehealth manager; null without one. The link itself is shown only once. */
        readonly linkExpiresAt: number | null;
        /** When whoever opened the link said that it is not for them, UTC milliseconds; null otherwise. */
        readonly notForMeAt: number | null;
      }
    | { readonly status: 'sent'; readonly ticket: ServiceTicket }
    | {
        readonly status: 'approved';
        readonly ticket: ServiceTicket;
        /** UTC milliseconds. */
        readonly decidedAt: number;
      }
    | {
        readonly status: 'declined';
        readonly ticket: ServiceTicket;
        readonly decidedAt: number;
        /** The service desk's own words. */
        readonly reason: string;
      }
    | { readonly status: 'withdrawn' }
  );

/** What the bearer of a token may ask for. */
export interface AccessScope {
  readonly organisation: {
    readonly ref: string;
    /** Null: the gateway does not know the organisation yet. */
    readonly name: string | null;
  };
  /** The one clinic that a clinic admin may ask for; null for an organisation admin, who may name any of theirs. */
  readonly clinicRef: string | null;
  /** Those that the gateway knows already. */
  readonly clinics: readonly { readonly ref: string; readonly name: string; readonly enabled: boolean }[];
}

/** Answer of `GET /v1/access-requests`. */
export interface AccessRequestPage {
  /** Newest first. */
  readonly items: readonly AccessRequest[];
  /** Pass as `cursor` for what is older; null at the end. */
  readonly nextCursor: string | null;
  readonly scope: AccessScope;
}

/** Answer of `POST /v1/access-requests/{id}/share`: for the telehealth manager's eyes, and shown this once. */
export interface AccessShare {
  /** The secret is in its fragment, which no server is sent. */
  readonly url: string;
  /** UTC milliseconds. A newer link, raising the ticket or withdrawing ends it before. */
  readonly expiresAt: number;
  readonly request: AccessRequest;
}

/** Body of the calls of a shared link's page. */
export interface SharedAccessSecret {
  readonly secret: string;
}

/** Body of `POST /v1/access-requests/shared/raise`. */
export interface RaiseSharedAccess extends SharedAccessSecret {
  /** The revision that was looked at: a form that was corrected meanwhile is not raised unseen. */
  readonly revision: number;
}

/** What the telehealth manager sees of a request: the filled form, and whether the ticket is still to be raised. */
export interface SharedAccessRequest {
  readonly revision: number;
  readonly organisationName: string;
  readonly clinics: readonly Omit<AccessClinic, 'ref'>[];
  readonly contact: AccessContact;
  readonly expectedUse: string;
  /** As the requester named them. */
  readonly managerName: string;
  readonly status: AccessRequestStatus;
  /** What the service desk calls the ticket, once it is raised and open. */
  readonly ticketKey: string | null;
  /** When the request was sent, UTC milliseconds. */
  readonly createdAt: number;
  /** When the link ends, UTC milliseconds. */
  readonly expiresAt: number;
}

/** Body of `POST /v1/access-requests/{id}/approve` (operator key). */
export interface ApproveAccessRequest {
  /** The revision that was looked at: one that was corrected meanwhile is not approved unseen. */
  readonly revision: number;
  /** What clinics that are made now charge in, lowercase ISO 4217; the gateway's own setting unless said. */
  readonly currency?: string;
  /** Who at the service desk decided, for the history. */
  readonly by?: string;
}

/** Body of `POST /v1/access-requests/{id}/decline` (operator key). */
export interface DeclineAccessRequest {
  readonly revision: number;
  /** For whoever asked, in words that they can act on. */
  readonly reason: string;
  readonly by?: string;
}

/** One line of a request's history. */
export interface AccessHistoryEntry {
  /** UTC milliseconds. */
  readonly at: number;
  /** `participant:…`, `telehealth-manager:…`, `operator`, `service-desk` or `gateway`. */
  readonly actor: string;
  /** Who that is, where somebody gave a name. */
  readonly name?: string;
  /** In the past tense, e.g. `access-request.sent`. */
  readonly act: string;
  /** A reason, or which fields were corrected. */
  readonly note?: string;
}

/** One request for the app, as the operator sees it. */
export interface OperatorAccessRequest {
  readonly request: AccessRequest;
  readonly host: { readonly id: string; readonly name: string };
  /** Why the ticket is not open yet, or not read; null when all is well. */
  readonly ticketProblem: string | null;
  /** Oldest first. */
  readonly history: readonly AccessHistoryEntry[];
}

/** Answer of `GET /v1/operator/access-requests`. */
export interface OperatorAccessRequestPage {
  /** Newest first. */
  readonly items: readonly Omit<OperatorAccessRequest, 'history'>[];
  readonly nextCursor: string | null;
}
