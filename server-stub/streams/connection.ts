import type { ServerResponse } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';

import type { StreamEventName } from '../../src/contract/stream.ts';
import type { Reader } from '../auth/claims.ts';
import { whose } from '../logging.ts';
import { viewFor } from '../payments/view.ts';
import type { Store } from '../store/store.ts';
import { writePosition, type Position } from './position.ts';

/** Milliseconds. A reader who takes nothing for so long is cut off: they come back, and resume. */
const LONGEST_STALL = 5_000;
const BATCH = 200;

export interface StreamOptions {
  readonly store: Store;
  readonly reader: Reader;
  /** Null has nothing to tell, and only keeps the connection. */
  readonly topic: string | null;
  readonly position: Position;
  readonly log: FastifyBaseLogger;
}

/** One reader's stream: from its position on, each change is rendered and authorised as it is sent. */
export class StreamConnection {
  readonly #response: ServerResponse;
  readonly #options: StreamOptions;
  #position: Position;
  #isSending = false;
  #isBehind = false;
  #resume: () => void = () => undefined;

  constructor(response: ServerResponse, options: StreamOptions) {
    this.#response = response;
    this.#options = options;
    this.#position = options.position;
    const { log, reader, position } = options;
    log.debug({ ...whose(reader), position: position.seq }, 'an event stream is open');
    const resume = () => this.#resume();
    response.on('drain', resume).on('close', resume);
  }

  get isOpen(): boolean {
    return !this.#response.writableEnded && !this.#response.destroyed;
  }

  /**
   * The topic was just seen there. Behind what was sent: it may have been seen a moment ago, or its database is one
   * that was put back.
   */
  async advanceTo(seq: number): Promise<void> {
    if (seq !== this.#position.seq) await this.catchUp();
  }

  /** Sends what is new. A call while it does so makes it look once more. */
  async catchUp(): Promise<void> {
    this.#isBehind = true;
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      while (this.#isBehind && this.isOpen) {
        this.#isBehind = false;
        await this.#sendBatch();
      }
    } finally {
      this.#isSending = false;
    }
  }

  async #sendBatch(): Promise<void> {
    const { store, topic } = this.#options;
    if (topic === null) return;
    const backlog = await store.topics.since(topic, this.#position, BATCH);
    if (!backlog.known) return this.end('reset');
    const { entries } = backlog;
    // Each request is shown as it is now, so of its several changes only the last is worth sending.
    const last = new Map(entries.map(({ requestId, seq }) => [requestId, seq]));
    for (const { requestId, seq, at } of entries) {
      if (!this.isOpen) return;
      if (last.get(requestId) === seq) await this.#sendRequest(requestId, { seq, at });
      this.#position = { seq, at };
    }
    if (entries.length === BATCH) this.#isBehind = true;
  }

  async #sendRequest(id: string, position: Position): Promise<void> {
    const { store, reader, log } = this.#options;
    const row = await store.requests.find(id);
    const view = row && viewFor(reader, row);
    if (!view) return;
    this.#send('request', view, position);
    const { status } = view;
    const activity = status === 'requested' ? view.activity?.kind : undefined;
    log.debug({ ...whose(reader), seq: position.seq, requestId: id, status, activity }, 'an event was sent');
    if (this.#response.writableNeedDrain) await this.#drained();
  }

  /** What a slow reader is still to be told stays in the store meanwhile, not in memory. */
  async #drained(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#resume = resolve;
    const cutOff = this.#cutOffLater();
    await promise;
    clearTimeout(cutOff);
  }

  #cutOffLater(): NodeJS.Timeout {
    return setTimeout(() => this.#response.destroy(), LONGEST_STALL).unref();
  }

  /** Ends the stream with a word on why; without one the reader just comes back. */
  end(event?: Exclude<StreamEventName, 'request'>): void {
    if (!this.isOpen) return;
    if (event) this.#send(event, {}, this.#position);
    this.#response.end();
    this.#cutOffLater();
  }

  heartbeat(): void {
    this.#write(':\n\n');
  }

  #send(event: StreamEventName, data: object, position: Position): void {
    const id = event === 'reset' ? '' : `id: ${writePosition(position)}\n`;
    this.#write(`${id}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  #write(text: string): void {
    if (this.isOpen) this.#response.write(text);
  }
}
