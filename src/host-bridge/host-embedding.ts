import { PaymentsError } from '../errors.ts';
import { isObject } from './json.ts';
import { readTrustworthyUrl } from './origins.ts';

/**
 * Asks the gateway whether this page may frame its plugin page, and where that is: a refusal has to become
 * words, and not the browser's own error page in a frame.
 *
 * Rejects with `ORIGIN_NOT_ALLOWED`, `GATEWAY_UNREACHABLE` (retryable) or `GATEWAY_UNEXPECTED`.
 */
export async function findPluginPage(gateway: URL, hostId: string, signal: AbortSignal): Promise<URL> {
  // The gateway may live under a path of its own.
  const base = gateway.href.replace(/\/*$/, '');
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(`${base}/v1/hosts/${encodeURIComponent(hostId)}/embedding`, {
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal,
    });
    if (response.status >= 500) throw new Error(`Status ${response.status}`);
    answer = await response.json();
  } catch (cause) {
    throw new PaymentsError('GATEWAY_UNREACHABLE', `${base} does not answer.`, { cause, retryable: true });
  }
  if (isObject(answer) && (answer.reason === 'origin_not_allowed' || answer.code === 'origin_not_allowed')) {
    throw new PaymentsError(
      'ORIGIN_NOT_ALLOWED',
      `${location.origin} is not among the frame origins of the host.`,
    );
  }
  const page = isObject(answer) && answer.allowed === true ? readTrustworthyUrl(answer.pluginUrl) : null;
  if (page?.origin === gateway.origin) return page;
  throw new PaymentsError(
    'GATEWAY_UNEXPECTED',
    `${base} answered ${response.status}, with no page of its own.`,
  );
}
