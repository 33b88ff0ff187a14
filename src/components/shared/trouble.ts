import type { PaymentsError, PaymentsErrorCode } from '../../errors.ts';
import type { Explanation, Messages, Trouble } from '../../localization/messages.ts';
import type { NotReadyReason } from '../../contract/gateway-session.ts';

const TROUBLE: Readonly<Partial<Record<PaymentsErrorCode, Trouble>>> = {
  NOT_EMBEDDED: 'notEmbedded',
  ORIGIN_NOT_ALLOWED: 'originRefused',
  origin_not_allowed: 'originRefused',
  CONNECT_TIMEOUT: 'hostSilent',
  TIMEOUT: 'hostSilent',
  PLUGIN_RELOADED: 'hostSilent',
  HOST_GONE: 'closed',
  DESTROYED: 'closed',
  CANCELLED: 'closed',
  VERSION_UNSUPPORTED: 'outdated',
  NOT_SUPPORTED: 'outdated',
  METHOD_NOT_FOUND: 'outdated',
  GATEWAY_UNEXPECTED: 'outdated',
  TOKEN_UNAVAILABLE: 'signIn',
  token_missing: 'signIn',
  token_invalid: 'signIn',
  token_expired: 'signIn',
  CONTEXT_MISMATCH: 'mismatch',
  FORBIDDEN: 'mismatch',
  not_allowed: 'mismatch',
  not_found: 'mismatch',
  GATEWAY_UNREACHABLE: 'unreachable',
  shutting_down: 'unreachable',
  stripe_unreachable: 'unreachable',
  NOT_CONFIGURED: 'notSetUp',
  INVALID_CONFIGURATION: 'notSetUp',
  PLUGIN_UNKNOWN: 'notSetUp',
  api_key_invalid: 'notSetUp',
  RATE_LIMITED: 'tooMany',
  too_many_requests: 'tooMany',
  STRIPE_UNAVAILABLE: 'cardForm',
  CARD_FORM_MISPLACED: 'cardForm',
  request_not_open: 'ended',
  already_paid: 'ended',
  stripe_rejected: 'rejected',
};

const NOT_READY: Readonly<Partial<Record<PaymentsErrorCode, NotReadyReason>>> = {
  clinic_not_enabled: 'clinic_not_enabled',
  account_not_ready: 'account_not_linked',
};

/** What an error means to a person, and what they can do. */
export function explain(error: PaymentsError, messages: Messages): Explanation {
  const notReady = NOT_READY[error.code];
  return notReady ? messages.notReady[notReady] : messages.trouble[TROUBLE[error.code] ?? 'unknown'];
}
