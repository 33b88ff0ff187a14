import { applicationOf } from '../../connect/applications.ts';
import type { World } from '../../world.ts';
import type { Origin } from '../events/emit.ts';

/**
 * Ends what a platform may do for an account, and tells the platform so as long as it can be told. False when
 * the two were not connected.
 */
export function disconnect(world: World, origin: Origin, account: string, applicationId: string): boolean {
  const application = applicationOf(applicationId);
  const connected = world.connections
    .of(account)
    .some((connection) => connection.application === applicationId);
  if (!application || !connected) return false;
  world.emit({ ...origin, account }, 'account.application.deauthorized', application);
  return world.connections.disconnect(account, applicationId);
}
