import { ApiError } from '../../http/api-error.ts';

/** Stripe says the same of an account that is not there and of one that is not yours. */
export function noAccess(account: string): ApiError {
  return new ApiError(403, {
    type: 'invalid_request_error',
    code: 'account_invalid',
    message: `The provided key 'sk_test_sim_****' does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
  });
}
