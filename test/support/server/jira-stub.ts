import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stub was asked: for what a test has to say of it. */
export interface JiraCall {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface StubIssue {
  readonly issueId: string;
  readonly issueKey: string;
  readonly summary: string;
  readonly description: string;
  status: string;
  readonly comments: { readonly body: string; readonly public: boolean }[];
  /** Search does not show it yet. */
  isHidden: boolean;
}

/** How the next call goes wrong. `isDone`: what was asked is carried out all the same. */
export interface JiraFault {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Does not answer: for ever, or until the connection breaks at once. */
  readonly isSilent?: 'for ever' | 'broken';
  readonly isDone?: true;
  readonly method?: string;
}

export const JIRA = {
  user: 'gateway@health.example',
  token: 'jira-token-000000000000',
  project: '10',
  requestType: '25',
  webhookSecret: 'jira-webhook-secret',
} as const;

/**
 * Jira Service Management as its reference documents it, as far as the gateway asks: checks path, method, headers
 * and body, and answers in the documented shapes.
 * https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-request/
 */
export class JiraStub {
  readonly calls: JiraCall[] = [];
  readonly issues: StubIssue[] = [];
  /** Whether search shows what was just made. */
  isSearchBehind = false;
  #faults: JiraFault[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(): Promise<JiraStub> {
    const stub = new JiraStub();
    await new Promise<void>((resolve) => stub.#server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://localhost:${port}`;
  }

  fail(...faults: JiraFault[]): void {
    this.#faults.push(...faults);
  }

  count(method: string, path: RegExp): number {
    return this.calls.filter((call) => call.method === method && path.test(call.path)).length;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://jira');
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const method = request.method ?? '';
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    this.calls.push({ method, path: pathname, query: Object.fromEntries(searchParams), body });
    const index = this.#faults.findIndex((fault) => (fault.method ?? method) === method);
    const fault = index < 0 ? undefined : this.#faults.splice(index, 1)[0];

    if (fault && !fault.isDone) return this.#fault(response, fault);
    const answer = this.#answer(request, method, pathname, searchParams, body);
    if (fault) return this.#fault(response, fault);
    response.writeHead(answer.status, { 'content-type': 'application/json;charset=UTF-8' });
    response.end(JSON.stringify(answer.body));
  }

  #fault(response: ServerResponse, { status, headers, isSilent }: JiraFault): void {
    if (isSilent === 'broken') response.destroy();
    if (isSilent) return;
    response.writeHead(status ?? 500, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(problem('Something went wrong.')));
  }

  #answer(
    { headers }: IncomingMessage,
    method: string,
    path: string,
    query: URLSearchParams,
    body: unknown,
  ): { status: number; body: unknown } {
    const basic = `Basic ${Buffer.from(`${JIRA.user}:${JIRA.token}`).toString('base64')}`;
    if (headers.authorization !== basic)
      return { status: 401, body: problem('Client must be authenticated.') };
    if (headers.accept !== 'application/json') return { status: 406, body: problem('Not acceptable.') };
    if (method === 'POST' && headers['content-type'] !== 'application/json')
      return { status: 415, body: problem('Unsupported media type.') };
    const [, key = '', rest = ''] = /^\/rest\/servicedeskapi\/request(?:\/([^/]+)(\/comment)?)?$/.exec(
      path,
    ) ?? ['', '', 'unknown'];
    if (rest === 'unknown') return { status: 404, body: problem('There is nothing here.') };
    if (key === '') return method === 'POST' ? this.#create(body) : this.#search(query);
    const issue = this.issues.find(({ issueKey }) => issueKey === key);
    if (!issue) return { status: 404, body: problem('The request does not exist.') };
    if (rest === '') return { status: 200, body: this.#render(issue) };
    return method === 'POST' ? this.#comment(issue, body) : this.#comments(issue, query);
  }

  #create(body: unknown): { status: number; body: unknown } {
    const { serviceDeskId, requestTypeId, requestFieldValues, ...rest } = body as Record<string, unknown>;
    const { summary, description, ...fields } = (requestFieldValues ?? {}) as Record<string, unknown>;
    const isAsDocumented =
      serviceDeskId === JIRA.project &&
      requestTypeId === JIRA.requestType &&
      typeof summary === 'string' &&
      summary.length <= 255 &&
      !summary.includes('\n') &&
      typeof description === 'string' &&
      Object.keys({ ...rest, ...fields }).length === 0;
    if (!isAsDocumented) return { status: 400, body: problem('Your request could not be created.') };
    const number = this.issues.length + 1;
    const issue: StubIssue = {
      issueId: String(10_000 + number),
      issueKey: `PAY-${number}`,
      summary,
      description,
      status: 'Waiting for support',
      comments: [],
      isHidden: this.isSearchBehind,
    };
    this.issues.push(issue);
    return { status: 201, body: this.#render(issue) };
  }

  /** “Filters customer requests where the request summary matches the searchTerm.” */
  #search(query: URLSearchParams): { status: number; body: unknown } {
    const term = (query.get('searchTerm') ?? '').slice(0, 10);
    const values = this.issues.filter(({ summary, isHidden }) => !isHidden && summary.includes(term));
    return { status: 200, body: page(values.map((issue) => this.#render(issue))) };
  }

  #comment(issue: StubIssue, body: unknown): { status: number; body: unknown } {
    const { body: text, public: isPublic, ...rest } = body as Record<string, unknown>;
    if (typeof text !== 'string' || typeof isPublic !== 'boolean' || Object.keys(rest).length > 0)
      return { status: 400, body: problem('The comment could not be created.') };
    issue.comments.push({ body: text, public: isPublic });
    return { status: 201, body: { id: '1', body: text, public: isPublic } };
  }

  #comments(issue: StubIssue, query: URLSearchParams): { status: number; body: unknown } {
    const start = Number(query.get('start') ?? 0);
    const all = issue.comments.filter((comment) => comment.public || query.get('internal') !== 'false');
    const values = all
      .slice(start, start + 2)
      .map((comment, index) => ({ id: String(start + index), ...comment }));
    return { status: 200, body: { ...page(values), start, limit: 2, isLastPage: start + 2 >= all.length } };
  }

  #render({ issueId, issueKey, summary, description, status }: StubIssue): object {
    const date = {
      iso8601: '2026-11-23T09:00:00+0000',
      jira: '2026-11-23T09:00:00.000+0000',
      friendly: 'Today 9:00 AM',
      epochMillis: 1_795_424_400_000,
    };
    return {
      _expands: ['participant', 'status', 'sla', 'requestType', 'serviceDesk'],
      issueId,
      issueKey,
      requestTypeId: JIRA.requestType,
      serviceDeskId: JIRA.project,
      createdDate: date,
      reporter: { accountId: 'qm:1', displayName: 'Payments gateway', active: true },
      requestFieldValues: [
        { fieldId: 'summary', label: 'What do you need?', value: summary },
        { fieldId: 'description', label: 'Details', value: description },
      ],
      currentStatus: { status, statusCategory: 'INDETERMINATE', statusDate: date },
      _links: {
        jiraRest: `${this.url}/rest/api/2/issue/${issueId}`,
        web: `${this.url}/servicedesk/customer/portal/${JIRA.project}/${issueKey}`,
        self: `${this.url}/rest/servicedeskapi/request/${issueId}`,
      },
    };
  }
}

function page(values: readonly unknown[]): object {
  return { _expands: [], size: values.length, start: 0, limit: 50, isLastPage: true, _links: {}, values };
}

function problem(errorMessage: string): object {
  return { errorMessage, i18nErrorMessage: { i18nKey: 'sd.error', parameters: [] } };
}
