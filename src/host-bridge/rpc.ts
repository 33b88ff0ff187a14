import type { PaymentsErrorCode } from '../errors.ts';
import { PaymentsError } from '../errors.ts';
import { copyJson } from './json.ts';
import type { Json } from './json.ts';
import { fromWireError, REQUEST_TIMEOUT, toWireError } from './protocol.ts';
import type { Address, Envelope, Message } from './protocol.ts';
import { rateLimit } from './rate-limit.ts';
import { SYSTEM_TIMERS } from './timers.ts';
import type { Timers } from './timers.ts';

/** Answers a request. `signal` aborts when the asking side has given up. */
export type RpcHandler = (params: Json | undefined, signal: AbortSignal) => unknown;

export interface RpcOptions {
  /** Who talks to whom; envelopes with another address are dropped. */
  readonly address: Address;
  /** False when nobody is there. */
  readonly send: (envelope: Envelope) => boolean;
  readonly handlers: ReadonlyMap<string, RpcHandler>;
  readonly onEvent: (name: string, data: Json | undefined) => void;
  readonly timers?: Timers;
}

export interface RequestOptions {
  /** Milliseconds; 10 s unless said. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** Requests and events that one peer may send: in a second, and at once; no more than that are answered at a time. */
const RATE = 100;
const BURST = 200;

/**
 * One end of a conversation between one host and one load of one plugin document. Every request ends: with a
 * value, a coded error, a timeout, or the code that `close` was given.
 */
export class RpcEndpoint {
  readonly #options: RpcOptions;
  readonly #timers: Timers;
  readonly #admit: () => boolean;
  readonly #pending = new Map<string, (error: PaymentsError | null, result?: Json) => void>();
  readonly #running = new Map<string, AbortController>();
  #requests = 0;
  #closedAs: PaymentsErrorCode | null = null;

  constructor(options: RpcOptions) {
    this.#options = options;
    this.#timers = options.timers ?? SYSTEM_TIMERS;
    this.#admit = rateLimit(RATE, BURST, this.#timers.now);
  }

  /** How many requests wait for their answer. */
  get pendingCount(): number {
    return this.#pending.size;
  }

  request(
    method: string,
    params?: unknown,
    { timeout = REQUEST_TIMEOUT, signal }: RequestOptions = {},
  ): Promise<Json | undefined> {
    return new Promise((resolve, reject) => {
      const request: Message = {
        k: 'req',
        id: `${(this.#requests += 1)}`,
        method,
        ...withJson('params', params),
      };
      const { id } = request;
      const giveUp = (code: PaymentsErrorCode): void => {
        this.#send({ k: 'cancel', id });
        settle(new PaymentsError(code, `${method}: no answer.`, { retryable: code === 'TIMEOUT' }));
      };
      const onAbort = (): void => giveUp('CANCELLED');
      const settle = (error: PaymentsError | null, result?: Json): void => {
        stopTimer();
        signal?.removeEventListener('abort', onAbort);
        this.#pending.delete(id);
        if (error) reject(error);
        else resolve(result);
      };
      const stopTimer = this.#timers.after(timeout, () => giveUp('TIMEOUT'));
      this.#pending.set(id, settle);
      signal?.addEventListener('abort', onAbort);
      if (this.#closedAs) giveUp(this.#closedAs);
      else if (signal?.aborted) onAbort();
      else if (!this.#send(request)) giveUp('HOST_GONE');
    });
  }

  /** Tells the other side of a fact. Lost when nobody is there. */
  emit(name: string, data?: unknown): void {
    this.#send({ k: 'evt', name, ...withJson('data', data) });
  }

  receive(envelope: Envelope): void {
    const { iid, sid } = this.#options.address;
    if (this.#closedAs || envelope.iid !== iid || envelope.sid !== sid) return;
    if (envelope.k === 'req') void this.#answer(envelope.id, envelope.method, envelope.params);
    if (envelope.k === 'cancel') this.#stop(envelope.id);
    if (envelope.k === 'res') this.#pending.get(envelope.id)?.(null, envelope.result);
    if (envelope.k === 'err') this.#pending.get(envelope.id)?.(fromWireError(envelope.error));
    if (envelope.k === 'evt' && this.#admit()) this.#options.onEvent(envelope.name, envelope.data);
  }

  /** Ends what is pending with `code`, and everything asked for later. */
  close(code: PaymentsErrorCode): void {
    this.#closedAs ??= code;
    for (const settle of this.#pending.values())
      settle(new PaymentsError(this.#closedAs, 'Connection closed.'));
    for (const id of this.#running.keys()) this.#stop(id);
  }

  async #answer(id: string, method: string, params: Json | undefined): Promise<void> {
    if (this.#running.has(id)) return;
    const abort = new AbortController();
    let answer: Message;
    try {
      const isRoom = this.#running.size < BURST;
      this.#running.set(id, abort);
      if (!this.#admit() || !isRoom)
        throw new PaymentsError('RATE_LIMITED', 'Too many at once.', { retryable: true });
      const handler = this.#options.handlers.get(method);
      if (!handler) throw new PaymentsError('METHOD_NOT_FOUND', 'Unknown method.');
      answer = { k: 'res', id, ...withJson('result', await handler(params, abort.signal)) };
    } catch (error) {
      answer = { k: 'err', id, error: toWireError(error) };
    }
    if (abort.signal.aborted) return;
    this.#running.delete(id);
    this.#send(answer);
  }

  /** A handler that never ends must not be kept for ever by who has given up on it. */
  #stop(id: string): void {
    this.#running.get(id)?.abort();
    this.#running.delete(id);
  }

  #send(message: Message): boolean {
    return !this.#closedAs && this.#options.send({ ...this.#options.address, ...message });
  }
}

/** Undefined stays away: the wire knows only absence. */
function withJson<K extends string>(name: K, value: unknown): { readonly [P in K]?: Json } {
  // A computed key makes TypeScript forget which one it was.
  return value === undefined ? {} : ({ [name]: copyJson(value) } as { readonly [P in K]?: Json });
}
