import type { ServerResponse } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';

import type { Reader } from '../auth/claims.ts';
import type { Clock } from '../clock.ts';
import { topicOf } from '../payments/payments.ts';
import { ProblemError, shuttingDown } from '../problem.ts';
import type { Store } from '../store/store.ts';
import { every } from '../timers.ts';
import { StreamConnection } from './connection.ts';
import { readPosition, writePosition } from './position.ts';

const HEARTBEAT = 20_000;
/** Finds what the bus did not tell of. */
const POLL = 2_000;
/** Topics in one query: a database takes only so many parameters. */
const POLL_BATCH = 1_000;
const RETRY = 2_000;
const MOST_PER_PERSON = 50;
/** Node fires a longer timer at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

export interface StreamHubParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
}

/** All open event streams of this process. */
export class StreamHub {
  readonly #parts: StreamHubParts;
  readonly #connections = new Set<StreamConnection>();
  readonly #openPerPerson = new Map<string, number>();
  readonly #stops: (() => unknown)[] = [];
  #isClosed = false;

  constructor(parts: StreamHubParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#connections.size;
  }

  /** The process is ending. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  start(): void {
    this.#parts.store.bus.start((error) =>
      this.#parts.log.warn({ err: error }, 'changes of other processes are only found by polling'),
    );
    const heartbeat = async () => this.#connections.forEach((connection) => connection.heartbeat());
    this.#stops.push(
      every(HEARTBEAT, heartbeat, this.#parts.log),
      // A database that is slow is not asked again before it has answered.
      every(POLL, () => this.poll(), this.#parts.log),
    );
  }

  /** Wakes every stream whose topic has got further than it knows. */
  async poll(): Promise<void> {
    const { topics, bus } = this.#parts.store;
    const listened = bus.topics();
    for (let start = 0; start < listened.length; start += POLL_BATCH) {
      const batch = listened.slice(start, start + POLL_BATCH);
      for (const { topic, seq } of await topics.positions(batch)) bus.wake(topic, seq);
    }
  }

  /**
   * Answers with a stream that goes on from `lastEventId`; without one from now, which it says as an `id`.
   * @throws ProblemError when this person has too many open.
   */
  async open(
    response: ServerResponse,
    headers: Readonly<Record<string, string | number | string[] | undefined>>,
    reader: Reader & { kind: 'person' },
    lastEventId: string | undefined,
  ): Promise<void> {
    const { store, clock, log } = this.#parts;
    const topic = topicOf(reader);
    const owner = `${reader.hostId} ${topic} ${reader.participantId}`;
    if (response.destroyed) return;
    if ((this.#openPerPerson.get(owner) ?? 0) >= MOST_PER_PERSON)
      throw new ProblemError('too_many_requests', 'Too many event streams are open for this person.');
    // Before anything is waited for, or those who come at once would all find room. The response, not the request: that
    // one is closed as soon as it is read. A refusal closes it as well.
    this.#count(owner, 1);
    response.on('close', () => this.#count(owner, -1));

    const position =
      lastEventId === undefined ? await store.topics.position(topic) : readPosition(lastEventId);

    if (response.destroyed) return;
    if (this.#isClosed) throw shuttingDown();
    startStream(response, headers);
    // Whoever is cut off before the first change resumes from here, and not from when they are back.
    const start = lastEventId === undefined ? `id: ${writePosition(position)}\n` : '';
    response.write(`${start}retry: ${RETRY}\n\n`);
    const connection = new StreamConnection(response, { store, reader, topic, position, log });
    const advance = (work: Promise<void>) =>
      void work.catch((error: unknown) => {
        this.#report(error);
        connection.end();
      });
    this.#connections.add(connection);
    const left = Math.min(Math.max(reader.expiresAt - clock.now(), 0), LONGEST_TIMER);
    const expiry = setTimeout(() => connection.end('token-expired'), left);
    const stopListening =
      topic === null
        ? () => undefined
        : store.bus.subscribe(topic, (seq) => advance(connection.advanceTo(seq)));
    response.on('close', () => {
      this.#connections.delete(connection);
      clearTimeout(expiry);
      stopListening();
    });
    advance(connection.catchUp());
  }

  #count(owner: string, by: 1 | -1): void {
    const open = (this.#openPerPerson.get(owner) ?? 0) + by;
    if (open > 0) this.#openPerPerson.set(owner, open);
    else this.#openPerPerson.delete(owner);
  }

  #report(error: unknown): void {
    this.#parts.log.error({ err: error }, 'an event stream failed');
  }

  /** Ends every stream: their readers come back, to another process or to the next one here. */
  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops.splice(0)) stop();
    this.#connections.forEach((connection) => connection.end());
  }
}

/**
 * Sends the head of the answer, and lets go of what it was made of: node keeps headers, in and out, as long as a
 * stream is open, which is a sixth of what ten thousand of them hold.
 */
function startStream(
  response: ServerResponse,
  headers: Readonly<Record<string, string | number | string[] | undefined>>,
): void {
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'x-accel-buffering': 'no',
  });
  // By itself: what node keeps of the head is then one text, and not the fifty that it was put together from.
  response.flushHeaders();
  response.req.rawHeaders = [];
  response.req.headers = {};
}
