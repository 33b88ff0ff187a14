import type { FormObject, FormValue } from '../http/form.ts';
import { isFormObject } from '../http/form.ts';

export type ShownParams = { readonly [name: string]: ShownValue };
export type ShownValue = string | readonly ShownValue[] | ShownParams;

/** What of an answer is told: never its message, which may repeat what was sent. */
export interface AnswerSummary {
  readonly id?: string;
  readonly object?: string;
  readonly status?: string;
  readonly error?: {
    readonly type: string;
    readonly code: string | null;
    readonly declineCode: string | null;
  };
}

const HIDDEN = '[hidden]';

/** Parameters known to be harmless, with all that is in them. Whatever is not listed is hidden. */
const SHOWN = new Set([
  'account',
  'allow_redisplay',
  'allowed_payment_method_types',
  'amount',
  'automatic_payment_methods',
  'cancellation_reason',
  'capture_method',
  'charge',
  'client_id',
  'confirm',
  'confirmation_method',
  'created',
  'currency',
  'dashboard',
  'defaults',
  'delivery_success',
  'description',
  'domain_name',
  'enabled',
  'ending_before',
  'error_on_requires_action',
  'expand',
  'grant_type',
  'include',
  'limit',
  'metadata',
  'off_session',
  'payment_intent',
  'payment_method',
  'payment_method_types',
  'reason',
  'setup_future_usage',
  'starting_after',
  'stripe_user_id',
  'submit',
  'type',
  'types',
]);
/** Of these, what is harmless inside. */
const OPENED = new Set(['payment_method_data']);

export function shownParams(form: FormObject): ShownParams {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]: [string, FormValue]) => [scrubbed(name), shown(name, value)]),
  );
}

function shown(name: string, value: FormValue): ShownValue {
  if (SHOWN.has(name)) return scrubbedValue(value);
  return OPENED.has(name) && isFormObject(value) ? shownParams(value) : HIDDEN;
}

function scrubbedValue(value: FormValue): ShownValue {
  if (typeof value === 'string') return scrubbed(value);
  if (!isFormObject(value)) return value.map(scrubbedValue);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, FormValue]) => [scrubbed(name), scrubbedValue(inner)]),
  );
}

/** Free text, and what a caller chose as an id or a key, may hold by mistake what must not be shown. */
export function scrubbed(text: string): string {
  return text
    .replaceAll(/[^\s@"'<>()]+@[^\s@"'<>()]+/g, '[email]')
    .replaceAll(/\w+_secret_\w+/g, '[secret]')
    .replaceAll(/\b(?:sk|rk|pk|ek|whsec)_\w+/g, '[key]')
    .replaceAll(/\d(?:[ -]?\d){11,18}/g, '[number]');
}

/** A path, whose parts are encoded. */
export function scrubbedPath(path: string): string {
  try {
    return scrubbed(decodeURIComponent(path));
  } catch {
    return HIDDEN;
  }
}

/** `body`: JSON as it was sent. */
export function answerSummary(body: string): AnswerSummary {
  const answer = record(JSON.parse(body));
  const oauthError = text(answer, 'error');
  if (oauthError !== null) return { error: { type: 'oauth_error', code: oauthError, declineCode: null } };
  const error = record(answer?.['error']);
  const subject = error ? record(error['payment_intent']) : answer;
  const [id, object, status] = [text(subject, 'id'), text(subject, 'object'), text(subject, 'status')];
  return {
    ...(id === null ? {} : { id }),
    ...(object === null ? {} : { object }),
    ...(status === null ? {} : { status }),
    ...(error
      ? {
          error: {
            type: text(error, 'type') ?? 'api_error',
            code: text(error, 'code'),
            declineCode: text(error, 'decline_code'),
          },
        }
      : {}),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? { ...value } : null;
}

function text(from: Readonly<Record<string, unknown>> | null, name: string): string | null {
  const value = from?.[name];
  return typeof value === 'string' ? value : null;
}
