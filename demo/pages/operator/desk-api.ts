import type {
  AccessRequestStatus,
  OperatorAccessRequest,
  OperatorAccessRequestPage,
} from '../../../src/contract/access-request.ts';

/** The backend answered with something else than 2xx; `code` is the gateway's own. */
export class DeskRefusal extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`The demo answered ${code}.`);
    this.code = code;
  }
}

export function readQueue(
  status: AccessRequestStatus | null,
  cursor?: string,
): Promise<OperatorAccessRequestPage> {
  const query = new URLSearchParams({ ...(status && { status }), ...(cursor !== undefined && { cursor }) });
  return call(`?${query}`);
}

export function readRequest(id: string): Promise<OperatorAccessRequest> {
  return call(`/${encodeURIComponent(id)}`);
}

export function approve(id: string, revision: number): Promise<unknown> {
  return call(`/${encodeURIComponent(id)}/approve`, { revision });
}

export function decline(id: string, revision: number, reason: string): Promise<unknown> {
  return call(`/${encodeURIComponent(id)}/decline`, { revision, reason });
}

async function call<Answer>(path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`/api/operator/requests${path}`, {
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  // Our own backend's answer, from the same release.
  const value = (await answer.json()) as Answer & { readonly code?: string };
  if (!answer.ok) throw new DeskRefusal(value.code ?? String(answer.status));
  return value;
}
