import type { AccessRequestStatus } from '../../src/contract/access-request.ts';
import type {
  ClosingReason,
  PayerActivityKind,
  PaymentAttempt,
  PaymentRequestStatus,
} from '../../src/contract/payment-request.ts';
import type { RefundStatus } from '../../src/contract/records.ts';
import type { Role } from '../../src/contract/roles.ts';
import type {
  AccountHealth,
  LinkStrategy,
  TestPayment,
  VisitOutcome,
  WalletDomain,
} from '../../src/contract/stripe-account.ts';

/** 0 or 1: the one way to write a boolean that SQLite and PostgreSQL read alike. */
export type Flag = 0 | 1;

/** Who a row belongs to. Every tenant's row carries all three, so that no query has to guess. */
export interface Tenancy {
  host_id: string;
  organisation_id: string;
  clinic_id: string;
}

export interface HostsTable {
  id: string;
  name: string;
  created_at: number;
  updated_at: number;
}

export interface HostOriginsTable {
  host_id: string;
  kind: 'frame' | 'plugin';
  origin: string;
}

export interface ApiKeysTable {
  id: string;
  host_id: string;
  key_hash: string;
  created_at: number;
  revoked_at: number | null;
}

export interface SigningKeysTable {
  kid: string;
  /** JSON of a private JWK. */
  private_jwk: string;
  created_at: number;
  retired_at: number | null;
  /** The key that was the newest before; `none` for the first. Null for one from before this was kept. */
  follows: string | null;
}

export interface OrganisationsTable {
  id: string;
  host_id: string;
  /** The host's own name for it. */
  ref: string;
  name: string;
  created_at: number;
  updated_at: number;
}

export interface ClinicsTable {
  id: string;
  host_id: string;
  organisation_id: string;
  ref: string;
  name: string;
  currency: string;
  enabled: Flag;
  created_at: number;
  updated_at: number;
}

export interface StripeAccountsTable extends Tenancy {
  id: string;
  /** `acct_…` */
  stripe_account: string;
  livemode: Flag;
  /**
   * A link only parks an account; an admin of the same clinic activates it. One active account a clinic.
   * `removing` is active no more, and not let go of yet; `set_aside` was made here and may be taken up again.
   */
  state: 'parked' | 'active' | 'removing' | 'set_aside' | 'removed';
  /** What Stripe still says of it: whether it can take payments. */
  readiness: AccountHealth;
  origin: LinkStrategy | 'provisioned';
  name: string | null;
  country: string | null;
  requirements_due: number;
  deadline: number | null;
  /** When it could first take payments. */
  ready_at: number | null;
  /** When it became the clinic's; null for one that was only parked. */
  linked_at: number | null;
  /** When Stripe was last asked; 0 for never. */
  checked_at: number;
  removed_by: 'admin' | 'stripe' | 'operator' | null;
  /** As `AuditTable.actor`. */
  removed_actor: string | null;
  removed_at: number | null;
  /** When its removal goes on. */
  next_try_at: number | null;
  tries: number;
  created_at: number;
  updated_at: number;
}

/** Saved before Stripe is asked to make an account: its id is the idempotency key. */
export interface AccountCreationsTable extends Tenancy {
  id: string;
  display_name: string;
  country: string;
  contact_email: string | null;
  state: 'pending' | 'done' | 'rejected' | 'abandoned';
  created_at: number;
}

/** Somebody was sent to Stripe's pages. */
export interface StripeVisitsTable extends Tenancy {
  id: string;
  /** The admin who went. */
  participant_id: string;
  /** Of the secret that is in the addresses that Stripe leads back to. */
  secret_hash: string;
  purpose: 'link' | 'requirements';
  strategy: LinkStrategy;
  /** Null until it is known which one. */
  stripe_account: string | null;
  return_to: string | null;
  livemode: Flag;
  state: 'open' | 'ended';
  /** Null while it is not known, and when all went well. */
  outcome: VisitOutcome | null;
  /** How many account links were minted for it. */
  link_count: number;
  created_at: number;
  expires_at: number;
  ended_at: number | null;
}

export interface PaymentMethodDomainsTable extends Tenancy {
  id: string;
  stripe_account: string;
  domain: string;
  /** `pmd_…` */
  stripe_domain: string | null;
  state: WalletDomain['state'];
  problem: string | null;
  next_try_at: number | null;
  tries: number;
  created_at: number;
  updated_at: number;
}

export interface TestPaymentsTable extends Tenancy {
  /** Stripe's idempotency key as well. */
  id: string;
  stripe_account: string;
  /** The admin. */
  requested_by: string;
  amount: number;
  currency: string;
  status: TestPayment['status'];
  payment_intent: string | null;
  failure_code: string | null;
  next_try_at: number | null;
  tries: number;
  created_at: number;
  updated_at: number;
}

export interface ParticipantsTable extends Tenancy {
  call_id: string;
  participant_id: string;
  role: Role;
  display_name: string | null;
  first_seen_at: number;
  last_seen_at: number;
}

export interface PaymentRequestsTable extends Tenancy {
  id: string;
  call_id: string;
  requested_by: string;
  payer_id: string;
  amount: number;
  currency: string;
  description: string;
  reference: string | null;
  status: PaymentRequestStatus;
  closing_as: ClosingReason | null;
  activity: PayerActivityKind | null;
  activity_at: number | null;
  attempt_outcome: PaymentAttempt['outcome'] | null;
  attempt_code: string | null;
  attempt_decline_code: string | null;
  /** What tells two tries apart that failed alike. */
  attempt_ref: string | null;
  attempt_at: number | null;
  paid_at: number | null;
  method: string | null;
  card_brand: string | null;
  card_last4: string | null;
  receipt_url: string | null;
  charge_id: string | null;
  amount_refunded: number;
  dispute_status: string | null;
  stripe_account: string;
  livemode: Flag;
  payment_intent: string | null;
  /** Why its creation was refused for good: a problem code. */
  failure_code: string | null;
  /** The request that this one takes the place of. */
  replaces_id: string | null;
  idempotency_key: string;
  body_hash: string;
  revision: number;
  next_check_at: number | null;
  check_count: number;
  /** How often in a row Stripe has not answered about it. */
  failure_count: number;
  created_at: number;
  updated_at: number;
  expires_at: number;
}

export interface PaymentHistoryTable extends Tenancy {
  id: string;
  request_id: string;
  revision: number;
  /** `participant:…`, `stripe` or `gateway`. */
  actor: string;
  from_status: PaymentRequestStatus | null;
  to_status: PaymentRequestStatus;
  cause: string;
  /** Of a refund. */
  amount: number | null;
  refund_id: string | null;
  at: number;
}

/** `refund:` and the id of ours: a request may have several. */
export type StripeOperation = 'create' | 'cancel' | 'cancel-orphan' | `refund:${string}`;

export interface StripeOperationsTable {
  /** `<request>:<operation>:<attempt>`, Stripe's idempotency key, saved before the call. */
  key: string;
  request_id: string;
  operation: StripeOperation;
  attempt: number;
  first_tried_at: number;
  outcome: 'pending' | 'succeeded' | 'rejected' | 'abandoned';
}

export interface RefundsTable extends Tenancy {
  id: string;
  request_id: string;
  amount: number;
  status: RefundStatus;
  stripe_refund: string | null;
  /** A participant's id; empty for one that was made at Stripe, whose key then is its id there. */
  requested_by: string;
  idempotency_key: string;
  body_hash: string | null;
  /** As Stripe names it. */
  reason: string | null;
  /** Why it is pending or has failed: a problem code, or Stripe's word. */
  detail: string | null;
  /** How often Stripe was asked to make it. */
  tries: number;
  next_check_at: number | null;
  created_at: number;
  updated_at: number;
}

/** A row for each request, written with it: narrow, so that a search reads little. */
export interface PaymentSearchTable {
  request_id: string;
  clinic_id: string;
  created_at: number;
  words: string;
}

export interface TopicsTable {
  topic: string;
  seq: number;
  /** The highest sequence number that has been thrown away. */
  pruned_to: number;
}

export interface StreamEventsTable {
  topic: string;
  seq: number;
  request_id: string;
  kind: string;
  at: number;
}

export interface WebhookEventsTable {
  /** Stripe's event id: a second delivery is refused by the primary key. */
  id: string;
  type: string;
  stripe_account: string;
  /** The PaymentIntent that it is about; null for an event about the account itself. */
  payment_intent: string | null;
  dispute: string | null;
  request_id: string | null;
  state: 'pending' | 'done' | 'abandoned';
  tries: number;
  next_try_at: number | null;
  received_at: number;
}

/** Who did what on access, linking and refunds. Rows are only ever added. */
export interface AuditTable {
  id: string;
  host_id: string;
  organisation_id: string | null;
  clinic_id: string | null;
  /** `participant:…`, `operator`, `host`, `telehealth-manager:…`, `stripe` or `gateway`. */
  actor: string;
  /** What was done, in the past tense, e.g. `stripe-account.confirmed`. */
  act: string;
  /** Id of what it was done to. */
  subject: string;
  /** JSON of what changed, before and after; null where there was nothing. Never a secret. */
  before: string | null;
  after: string | null;
  at: number;
}

/** A request for the app: what the form said, where it stands, and the ticket at the service desk. */
export interface AccessRequestsTable {
  id: string;
  host_id: string;
  organisation_ref: string;
  /** The one clinic that the asker is an admin of; null when an organisation's admin asked. */
  clinic_ref: string | null;
  organisation_name: string;
  contact_name: string;
  contact_email: string;
  contact_phone: string | null;
  expected_use: string;
  /** Null: the asker is the telehealth manager. */
  manager_name: string | null;
  manager_email: string | null;
  status: AccessRequestStatus;
  revision: number;
  requested_by: string;
  idempotency_key: string;
  body_hash: string;
  /** Of the telehealth manager's link; null once it has ended. */
  link_hash: string | null;
  link_expires_at: number | null;
  not_for_me_at: number | null;
  raised_by: 'requester' | 'telehealth-manager' | null;
  raised_at: number | null;
  decided_at: number | null;
  decline_reason: string | null;
  /**
   * `opening`: to be opened. `unknown`: a call that opens it was made (or is about to be), and nobody knows what
   * came of it. Null: not raised.
   */
  ticket_state: 'opening' | 'unknown' | 'open' | null;
  ticket_key: string | null;
  ticket_url: string | null;
  ticket_problem: string | null;
  ticket_tried_at: number | null;
  /** When the service desk is to be asked or told next; null for never. */
  ticket_next_at: number | null;
  ticket_tries: number;
  created_at: number;
  updated_at: number;
}

export interface AccessRequestClinicsTable {
  request_id: string;
  ref: string;
  position: number;
  name: string;
  has_stripe_account: Flag;
}

/** Comments for a ticket, in the order in which they were written. */
export interface ServiceDeskMessagesTable {
  id: string;
  request_id: string;
  text: string;
  created_at: number;
  sent_at: number | null;
}

export interface Tables {
  access_requests: AccessRequestsTable;
  access_request_clinics: AccessRequestClinicsTable;
  service_desk_messages: ServiceDeskMessagesTable;
  audit: AuditTable;
  hosts: HostsTable;
  host_origins: HostOriginsTable;
  api_keys: ApiKeysTable;
  signing_keys: SigningKeysTable;
  organisations: OrganisationsTable;
  clinics: ClinicsTable;
  stripe_accounts: StripeAccountsTable;
  account_creations: AccountCreationsTable;
  stripe_visits: StripeVisitsTable;
  payment_method_domains: PaymentMethodDomainsTable;
  test_payments: TestPaymentsTable;
  participants: ParticipantsTable;
  payment_requests: PaymentRequestsTable;
  payment_history: PaymentHistoryTable;
  stripe_operations: StripeOperationsTable;
  refunds: RefundsTable;
  payment_search: PaymentSearchTable;
  topics: TopicsTable;
  stream_events: StreamEventsTable;
  webhook_events: WebhookEventsTable;
}
