import type { Socket } from 'node:net';

import type { FastifyReply, FastifyRequest } from 'fastify';

import type { ActivityLog } from '../activity/activity-log.ts';
import { answerSummary, scrubbed, scrubbedPath, shownParams } from '../activity/redact.ts';
import { API_VERSION, isApiVersion } from '../api-version.ts';
import { newRequestId } from '../ids.ts';
import type { ConnectionStore } from '../connect/connection-store.ts';
import { isPlatforms, noAccess } from '../resources/accounts/access.ts';
import { PLATFORM_ACCOUNT } from '../resources/accounts/platform.ts';
import type { Database } from '../store/database.ts';
import type { KeptAnswer } from '../store/idempotency-store.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { ApiCall, ApiReply, ApiRoute } from './api-call.ts';
import { ApiError, errorBody, invalidRequest } from './api-error.ts';
import { authenticate, secretKeyRequired } from './authentication.ts';
import { dialectOf } from './dialect.ts';
import { expand } from './expand.ts';
import { type Faults, NoAnswer } from './faults.ts';
import type { FormObject } from './form.ts';
import { fingerprint, type Idempotency, type KeyedRequest } from './idempotency.ts';
import { Params } from './params.ts';
import { publicView } from './public-view.ts';
import { header, pathId, textOf } from './request-facts.ts';
import { requestLogUrl } from './request-log-url.ts';
import { retryAdvice } from './retry-advice.ts';

export interface PipelineParts {
  readonly database: Database;
  readonly objects: ObjectStore;
  readonly connections: ConnectionStore;
  readonly idempotency: Idempotency;
  /** Of the v2 API, which keeps successes only, and longer. */
  readonly idempotencyV2: Idempotency;
  readonly activity: ActivityLog;
  readonly faults: Faults;
  readonly publicUrl: string;
  /** What Stripe would say that it is; UTC milliseconds. */
  readonly now: () => number;
  /** Called after each commit: there may be events to deliver. */
  readonly committed: () => void;
}

/** Parameters of Stripe.js that say who asks, not what. */
const ENVELOPE = ['key', '_stripe_account', '_stripe_version'];

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What all endpoints of the REST API share, from the key to the answer. */
export class ApiPipeline {
  readonly #parts: PipelineParts;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
  }

  async serve(
    route: ApiRoute,
    request: FastifyRequest,
    reply: FastifyReply,
    form: FormObject,
  ): Promise<void> {
    const requestId = newRequestId();
    const idempotencyKey = header(request, 'idempotency-key') ?? null;
    const version = header(request, 'stripe-version') ?? textOf(form['_stripe_version']) ?? null;
    const account =
      header(request, 'stripe-account') ??
      header(request, 'stripe-context') ??
      textOf(form['_stripe_account']) ??
      null;
    const dialect = dialectOf(route.path);
    const path = request.url.split('?')[0] ?? '';
    const startedAt = performance.now();
    const values: FormObject = Object.fromEntries(
      Object.entries(form).filter(([name]) => !ENVELOPE.includes(name)),
    );
    let secret = false;
    let call: ApiCall | null = null;
    let answer: Answer | NoAnswer;
    try {
      const key = authenticate({
        authorization: request.headers.authorization,
        parameter: textOf(form['key']) ?? (dialect === 'oauth' ? textOf(form['client_secret']) : undefined),
        headers: request.headers,
      });
      secret = key.kind === 'secret';
      if (!secret && !route.publishable) throw secretKeyRequired();
      if (version !== null && !isApiVersion(version)) {
        throw invalidRequest(`Invalid Stripe API version: ${version}`);
      }
      if (account !== null && !isPlatforms(this.#parts, account)) throw noAccess(account);
      call = {
        requestId,
        account: account ?? PLATFORM_ACCOUNT,
        key,
        apiVersion: version,
        // OAuth knows no keys: a code that is used is used.
        idempotencyKey: route.method === 'POST' && dialect !== 'oauth' ? idempotencyKey : null,
        params: new Params(values),
        id: pathId(request.params),
      };
      answer = await this.#carryOut(route, call, path, values);
    } catch (error) {
      answer = error instanceof NoAnswer ? error : this.#errorAnswer(error, requestId, secret, route);
    }
    this.#parts.activity.add({
      kind: 'request',
      requestId,
      caller: call && (secret ? 'platform' : 'browser'),
      method: request.method,
      path: scrubbedPath(path),
      route: `${route.method} ${route.path}`,
      account: account && scrubbed(account),
      status: answer instanceof NoAnswer ? null : answer.status,
      durationMs: Math.round(performance.now() - startedAt),
      idempotencyKey: idempotencyKey && scrubbed(idempotencyKey),
      replayed: !(answer instanceof NoAnswer) && 'idempotent-replayed' in answer.headers,
      fault: call && this.#parts.faults.struck(call),
      params: shownParams(values),
      answer: answer instanceof NoAnswer ? null : answerSummary(answer.body),
    });
    if (answer instanceof NoAnswer) {
      reply.hijack();
      cutAfter(request.raw.socket, answer.holdMs);
      return;
    }
    await reply
      .code(answer.status)
      .headers({
        'content-type': 'application/json',
        'cache-control': 'no-cache, no-store',
        'request-id': requestId,
        'stripe-version': version !== null && isApiVersion(version) ? version : API_VERSION,
        ...(account !== null ? { 'stripe-account': account } : {}),
        ...(idempotencyKey !== null ? { 'idempotency-key': idempotencyKey } : {}),
        ...answer.headers,
      })
      .send(answer.body);
  }

  async #carryOut(route: ApiRoute, call: ApiCall, path: string, values: FormObject): Promise<Answer> {
    this.#parts.faults.arrive(call, route);
    if (call.idempotencyKey === null || call.key.kind === 'publishable')
      return this.#execute(route, call, null);
    const keyed: KeyedRequest = {
      account: call.account,
      key: call.idempotencyKey,
      method: route.method,
      path,
      fingerprint: fingerprint(values),
    };
    const isV2 = dialectOf(route.path) === 'v2';
    const idempotency = isV2 ? this.#parts.idempotencyV2 : this.#parts.idempotency;
    const kept = idempotency.begin(keyed);
    if (kept && isV2) return this.#again(route, call, kept);
    if (kept) {
      const headers = { 'idempotent-replayed': 'true', 'original-request': kept.requestId };
      await this.#parts.faults.beforeCommit(call, route);
      return this.#letGo(route, call, {
        status: kept.status,
        body: kept.body,
        headers: { ...headers, ...retryAdvice(kept.status) },
      });
    }
    try {
      return await this.#execute(route, call, keyed);
    } finally {
      idempotency.end(keyed);
    }
  }

  /** Source: https://docs.stripe.com/api-v2-overview#idempotency */
  async #again(route: ApiRoute, call: ApiCall, kept: KeptAnswer): Promise<Answer> {
    await this.#parts.faults.beforeCommit(call, route);
    const answered: unknown = JSON.parse(kept.body);
    const reply = route.again?.(call, answered);
    return this.#letGo(route, call, {
      status: reply?.status ?? kept.status,
      body: reply ? JSON.stringify(reply.body) : kept.body,
      headers: {},
    });
  }

  async #execute(route: ApiRoute, call: ApiCall, keyed: KeyedRequest | null): Promise<Answer> {
    const { database, faults, idempotencyV2 } = this.#parts;
    const isV2 = dialectOf(route.path) === 'v2';
    const idempotency = isV2 ? idempotencyV2 : this.#parts.idempotency;
    await faults.beforeCommit(call, route);
    let answer: Answer;
    try {
      answer = database.transaction(() => {
        const done = this.#expanded(call, route.handle(call));
        const reply = faults.seal(call, route, done);
        const body = JSON.stringify(call.key.kind === 'secret' ? reply.body : publicView(reply.body));
        // What v2 has done is done, whatever became of its answer.
        if (keyed && isV2) idempotency.keep(keyed, done.status, JSON.stringify(done.body), call.requestId);
        else if (keyed) idempotency.keep(keyed, reply.status, body, call.requestId);
        return { status: reply.status, body, headers: retryAdvice(reply.status, isV2) };
      });
    } catch (error) {
      answer = this.#errorAnswer(error, call.requestId, call.key.kind === 'secret', route);
      if (keyed && !isV2 && (!(error instanceof ApiError) || error.executed)) {
        idempotency.keep(keyed, answer.status, answer.body, call.requestId);
      }
    }
    this.#parts.committed();
    return this.#letGo(route, call, answer);
  }

  async #letGo(route: ApiRoute, call: ApiCall, answer: Answer): Promise<Answer> {
    if ((await this.#parts.faults.afterCommit(call, route)) === 'cut') throw new NoAnswer(0);
    return answer;
  }

  #expanded(call: ApiCall, reply: ApiReply): ApiReply {
    const paths = call.params.texts('expand');
    if (!paths || reply.error) return reply;
    return { ...reply, body: expand(this.#parts, call.account, reply.body, paths) };
  }

  #errorAnswer(error: unknown, requestId: string, secret: boolean, route: ApiRoute): Answer {
    const dialect = dialectOf(route.path);
    const known =
      error instanceof ApiError
        ? error
        : new ApiError(500, {
            type: 'api_error',
            message: `The simulator has failed: ${error instanceof Error ? error.message : String(error)}`,
          });
    const body = errorBody(known.fields, requestLogUrl(this.#parts.publicUrl, requestId), dialect);
    return {
      status: known.status,
      body: JSON.stringify(secret ? body : publicView(body)),
      headers: { ...retryAdvice(known.status, dialect === 'v2'), ...known.headers },
    };
  }
}

/** Unless whoever waits has gone before. */
function cutAfter(socket: Socket, holdMs: number): void {
  const timer = setTimeout(() => socket.destroy(), holdMs);
  socket.once('close', () => clearTimeout(timer));
}
