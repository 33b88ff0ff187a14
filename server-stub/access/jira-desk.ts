import type { ServiceDeskConfig } from '../config.ts';
import {
  ServiceDeskFailure,
  type NewTicket,
  type ServiceDesk,
  type TicketFacts,
  type TicketVerdict,
} from './service-desk.ts';

export interface JiraOptions {
  readonly fetch?: typeof fetch;
  /** Milliseconds that Jira may take. */
  readonly timeout?: number;
}

const TIMEOUT = 8_000;
const SECOND = 1000;
const LONGEST_PAUSE = 24 * 60 * 60 * SECOND;
/** What our own comments begin with, so that one of them is never taken for the reason of a refusal. */
const OURS = 'Payments: ';

/**
 * Jira Service Management, by its customer request API, which Cloud and Data Center have alike:
 * https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-request/
 */
export class JiraDesk implements ServiceDesk {
  readonly kind = 'outside';
  readonly #config: ServiceDeskConfig;
  readonly #fetch: typeof fetch;
  readonly #timeout: number;

  constructor(config: ServiceDeskConfig, { fetch: send = fetch, timeout = TIMEOUT }: JiraOptions = {}) {
    this.#config = config;
    this.#fetch = send;
    this.#timeout = timeout;
  }

  async open({ requestId, summary, description }: NewTicket): Promise<TicketFacts> {
    const { project, requestType } = this.#config;
    const answer = await this.#call('POST', '', {
      serviceDeskId: project,
      requestTypeId: requestType,
      requestFieldValues: { summary: `${summary} [${requestId}]`, description },
    });
    return toFacts(answer) ?? unexpected();
  }

  /** Its search looks at summaries, by words that may match more than was meant. */
  async find(requestId: string): Promise<TicketFacts | null> {
    const query = new URLSearchParams({
      searchTerm: requestId,
      requestStatus: 'ALL_REQUESTS',
      serviceDeskId: this.#config.project,
      limit: '50',
    });
    const answer = await this.#call('GET', `?${query}`);
    const values = field(answer, 'values');
    if (!Array.isArray(values)) return unexpected();
    const found = values.filter((value) => summaryOf(value).includes(`[${requestId}]`));
    return found.map(toFacts).find((facts) => facts !== null) ?? null;
  }

  async read(key: string): Promise<TicketVerdict> {
    const { approvedStatus, declinedStatuses } = this.#config;
    const answer = await this.#call('GET', `/${encodeURIComponent(key)}`);
    const status = field(field(answer, 'currentStatus'), 'status');
    if (typeof status !== 'string') return unexpected();
    if (isSame(status, approvedStatus)) return { verdict: 'approved' };
    if (!declinedStatuses.some((declined) => isSame(status, declined))) return { verdict: 'undecided' };
    return { verdict: 'declined', reason: await this.#lastComment(key) };
  }

  async comment(key: string, text: string): Promise<void> {
    const body = { body: OURS + text, public: true };
    await this.#call('POST', `/${encodeURIComponent(key)}/comment`, body);
  }

  /** What the service desk wrote to the customer last. Pages run from the oldest on. */
  async #lastComment(key: string): Promise<string | null> {
    let last: string | null = null;
    for (let start = 0; ;) {
      const query = new URLSearchParams({ public: 'true', internal: 'false', start: String(start) });
      const page = await this.#call('GET', `/${encodeURIComponent(key)}/comment?${query}`);
      const values = field(page, 'values');
      if (!Array.isArray(values)) return last;
      const bodies = values.map((value) => field(value, 'body')).filter((body) => typeof body === 'string');
      last = bodies.findLast((body) => !body.startsWith(OURS)) ?? last;
      if (field(page, 'isLastPage') !== false || values.length === 0) return last;
      start += values.length;
    }
  }

  async #call(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const { url, user, token } = this.#config;
    let response: Response;
    try {
      response = await this.#fetch(`${url}/rest/servicedeskapi/request${path}`, {
        method,
        headers: {
          accept: 'application/json',
          authorization:
            user === null ? `Bearer ${token}` : `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        // A login page is not an answer.
        redirect: 'error',
        signal: AbortSignal.timeout(this.#timeout),
      });
    } catch (cause) {
      throw new ServiceDeskFailure(
        wasNeverSent(cause) ? 'refused' : 'unknown',
        'The service desk did not answer.',
        { cause },
      );
    }
    if (!response.ok) throw await toFailure(response);
    try {
      return await response.json();
    } catch (cause) {
      throw new ServiceDeskFailure('unknown', 'The service desk’s answer could not be read.', { cause });
    }
  }
}

/** Without a connection nothing can have been done. */
function wasNeverSent(cause: unknown): boolean {
  const code = field(field(cause, 'cause'), 'code');
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
}

/** Seconds, or a date (RFC 9110, 10.2.3); no longer than a day, whatever it says. */
function readRetryAfter(text: string | null): number | null {
  if (text === null) return null;
  const wanted = /^\s*\d+\s*$/.test(text) ? Number(text) * SECOND : Date.parse(text) - Date.now();
  return wanted >= 0 ? Math.min(wanted, LONGEST_PAUSE) : null;
}

async function toFailure(response: Response): Promise<ServiceDeskFailure> {
  const { status } = response;
  await response.body?.cancel();
  const options = { retryAfter: readRetryAfter(response.headers.get('retry-after')) };
  const failed = (kind: ServiceDeskFailure['kind'], why: string) =>
    new ServiceDeskFailure(kind, `The service desk answered ${status}: ${why}`, options);
  if (status === 401 || status === 403)
    return failed('refused', 'SERVICE_DESK_TOKEN (with SERVICE_DESK_USER) does not let the gateway in.');
  if (status === 404) return failed('gone', 'there is no such ticket, or SERVICE_DESK_URL is wrong.');
  if (status === 429) return failed('refused', 'the gateway called too often.');
  if (status < 500)
    return failed(
      'refused',
      'it does not take the ticket. Check SERVICE_DESK_PROJECT and SERVICE_DESK_REQUEST_TYPE, whose required fields may be no more than the summary and the description.',
    );
  return failed('unknown', 'it failed.');
}

function toFacts(value: unknown): TicketFacts | null {
  const key = field(value, 'issueKey');
  const url = field(field(value, '_links'), 'web');
  if (typeof key !== 'string' || key === '') return null;
  // It becomes a link in a page: nothing but the web's own addresses.
  return { key, url: typeof url === 'string' && /^https?:\/\//.test(url) ? url : null };
}

function summaryOf(value: unknown): string {
  const fields = field(value, 'requestFieldValues');
  const summary = Array.isArray(fields) && fields.find((each) => field(each, 'fieldId') === 'summary');
  const text = field(summary, 'value');
  return typeof text === 'string' ? text : '';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function isSame(status: string, configured: string): boolean {
  return status.trim().toLowerCase() === configured.trim().toLowerCase();
}

function unexpected(): never {
  throw new ServiceDeskFailure('unknown', 'The service desk’s answer was not as documented.');
}
