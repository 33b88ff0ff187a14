import type { IncomingHttpHeaders } from 'node:http';

import type { ApiKey } from './api-call.ts';
import { ApiError } from './api-error.ts';

export interface GivenKey {
  readonly authorization: string | undefined;
  /** The `key` parameter, which Stripe.js sends in place of the header. */
  readonly parameter: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** Of the tokens that OAuth gives out: with a key's form, but of one account. */
export const ACCESS_TOKEN_PREFIX = 'sk_test_simoauth';

/** Any test key opens the simulator; a live key must never be typed into it. */
export function authenticate(given: GivenKey): ApiKey {
  const key = keyOf(given);
  if (key === undefined || key === '') {
    throw unauthorised(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    );
  }
  if (key.startsWith(ACCESS_TOKEN_PREFIX)) {
    throw unauthorised(
      'This simulator does not take the access token of an account: use your own secret key, with Stripe-Account.',
    );
  }
  if (/^(sk|rk)_test_\w+$/.test(key)) return { kind: 'secret' };
  if (/^pk_test_\w+$/.test(key)) return { kind: 'publishable', ownFrame: isOwnFrame(given.headers) };
  throw unauthorised(`Invalid API Key provided: ${masked(key)}`);
}

export function secretKeyRequired(): ApiError {
  return new ApiError(401, {
    type: 'invalid_request_error',
    code: 'secret_key_required',
    message:
      'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
  });
}

function keyOf({ authorization, parameter }: GivenKey): string | undefined {
  const [scheme, value] = authorization?.split(' ') ?? [];
  if (scheme?.toLowerCase() === 'bearer') return value?.trim();
  if (scheme?.toLowerCase() === 'basic' && value) {
    return Buffer.from(value, 'base64').toString('utf8').split(':')[0];
  }
  return parameter;
}

/** A browser sets `Origin` itself; only a page that the simulator serves has the simulator's own. */
function isOwnFrame(headers: IncomingHttpHeaders): boolean {
  return headers.host !== undefined && headers.origin === `http://${headers.host}`;
}

function unauthorised(message: string): ApiError {
  return new ApiError(401, { type: 'invalid_request_error', message });
}

/** As Stripe shows a wrong key: its prefix and its last four characters. */
function masked(key: string): string {
  const prefix = /^[a-z]{2}_(test|live)_/.exec(key)?.[0] ?? '';
  const hidden = key.slice(prefix.length);
  return hidden.length <= 8
    ? `${prefix}****`
    : `${prefix}${'*'.repeat(hidden.length - 4)}${hidden.slice(-4)}`;
}
