import { PaymentsError } from '../errors.ts';

/**
 * A part of this package that is fetched only where it is needed.
 * @throws {PaymentsError} `GATEWAY_UNREACHABLE` when it did not arrive; the same call may work later.
 */
export async function loadCode<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    throw new PaymentsError('GATEWAY_UNREACHABLE', 'A part of the page did not load.', {
      cause,
      retryable: true,
    });
  }
}
