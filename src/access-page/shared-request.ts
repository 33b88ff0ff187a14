import type {
  RaiseSharedAccess,
  SharedAccessRequest,
  SharedAccessSecret,
} from '../contract/access-request.ts';
import { isObject } from '../host-bridge/json.ts';

export type SharedAction = 'look' | 'raise' | 'refuse';

/**
 * `ended`: the link is good for nothing any more. `closed`: what the link is for was done, or is over. `corrected`: the
 * form is not what it was when it was looked at.
 */
export type SharedAnswer =
  | { readonly outcome: 'request'; readonly request: SharedAccessRequest }
  | { readonly outcome: 'ended' | 'closed' | 'corrected' | 'failed' };

const PATHS: Readonly<Record<SharedAction, string>> = { look: '', raise: '/raise', refuse: '/refuse' };
const PATIENCE = 20_000;

/** Calls the gateway that the page came from, with the link's secret in the body. Never rejects. */
export async function callShared(
  action: SharedAction,
  body: SharedAccessSecret | RaiseSharedAccess,
): Promise<SharedAnswer> {
  try {
    const answer = await fetch(`/v1/access-requests/shared${PATHS[action]}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    const value: unknown = await answer.json();
    if (answer.ok && isShared(value)) return { outcome: 'request', request: value };
    if (answer.status === 409)
      return { outcome: isObject(value) && value['code'] === 'revision_outdated' ? 'corrected' : 'closed' };
    // A fragment that is no secret at all is refused by its shape.
    return { outcome: answer.status === 410 || answer.status === 400 ? 'ended' : 'failed' };
  } catch {
    return { outcome: 'failed' };
  }
}

function isShared(value: unknown): value is SharedAccessRequest {
  return (
    isObject(value) &&
    typeof value['revision'] === 'number' &&
    typeof value['organisationName'] === 'string' &&
    typeof value['managerName'] === 'string' &&
    typeof value['status'] === 'string' &&
    isObject(value['contact']) &&
    Array.isArray(value['clinics'])
  );
}
