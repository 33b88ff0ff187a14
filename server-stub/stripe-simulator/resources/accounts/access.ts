import { ApiError } from '../../http/api-error.ts';
import type { World } from '../../world.ts';
import { PLATFORM_ACCOUNT } from './platform.ts';

/** Whether the platform may act for the account: its own, or one that is connected to it. */
export function isPlatforms(
  { objects, connections }: Pick<World, 'objects' | 'connections'>,
  account: string,
): boolean {
  if (account === PLATFORM_ACCOUNT) return true;
  return connections.isOurs(account) && objects.find('account', account) !== null;
}

/** Stripe says the same of an account that is not there and of one that is not yours. */
export function noAccess(account: string): ApiError {
  return new ApiError(403, {
    type: 'invalid_request_error',
    code: 'account_invalid',
    message: `The provided key 'sk_test_sim_****' does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
  });
}
