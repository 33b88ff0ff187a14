import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';

import { createBus, type Bus } from '../streams/bus.ts';

const CHANNEL = 'payment_changes';
/** Milliseconds for which changes are gathered: one NOTIFY takes a lock that every commit with one waits for. */
const GATHER = 5;
/** PostgreSQL takes less than 8,000 bytes. */
const LARGEST_NOTICE = 7_000;
const LONGEST_RECONNECT_DELAY = 5_000;

export interface PostgresBusOptions {
  readonly query: (sql: string, values: unknown[]) => Promise<unknown>;
  /** A connection of its own, not yet connected. */
  readonly connect: () => Client;
}

/**
 * Tells the other gateway processes by LISTEN and NOTIFY, after the commit and outside of it: a notice that is
 * lost costs its readers the time until their next poll, and nothing else.
 */
export class PostgresBus implements Bus {
  readonly #options: PostgresBusOptions;
  readonly #local = createBus();
  readonly #self = randomUUID();
  readonly #closing = new AbortController();
  #waiting = new Map<string, number>();
  #flushing: Promise<void> | null = null;
  #listening: Promise<void> | null = null;
  #onProblem: (error: unknown) => void = () => undefined;

  constructor(options: PostgresBusOptions) {
    this.#options = options;
  }

  publish(topic: string, seq: number): void {
    this.#local.wake(topic, seq);
    if (this.#closing.signal.aborted) return;
    this.#waiting.set(topic, Math.max(seq, this.#waiting.get(topic) ?? 0));
    this.#flushing ??= this.#flush();
  }

  wake(topic: string, seq: number): void {
    this.#local.wake(topic, seq);
  }

  subscribe(topic: string, listener: (seq: number) => void): () => void {
    return this.#local.subscribe(topic, listener);
  }

  topics(): readonly string[] {
    return this.#local.topics();
  }

  start(onProblem: (error: unknown) => void): void {
    this.#onProblem = onProblem;
    this.#listening ??= this.#listen();
  }

  /** Sends what waits, and hears nothing any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#flushing;
    await this.#listening;
  }

  async #flush(): Promise<void> {
    await sleep(GATHER, undefined, { signal: this.#closing.signal }).catch(() => undefined);
    const changes = this.#waiting;
    this.#waiting = new Map();
    this.#flushing = null;
    try {
      for (const notice of toNotices(this.#self, changes))
        await this.#options.query('select pg_notify($1, $2)', [CHANNEL, notice]);
    } catch (error) {
      this.#onProblem(error);
    }
  }

  async #listen(): Promise<void> {
    const { signal } = this.#closing;
    for (let failures = 0; !signal.aborted; failures += 1) {
      const client = this.#options.connect();
      const { promise: broken, resolve } = Promise.withResolvers<unknown>();
      const close = () => resolve(null);
      client.on('error', resolve);
      client.on('end', () => resolve(new Error('The connection that listens for changes ended.')));
      signal.addEventListener('abort', close);
      client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
      try {
        await client.connect();
        await client.query(`listen ${CHANNEL}`);
        failures = 0;
        const problem = await broken;
        if (problem !== null) this.#onProblem(problem);
      } catch (error) {
        this.#onProblem(error);
      } finally {
        signal.removeEventListener('abort', close);
        await client.end().catch(() => undefined);
      }
      const delay = Math.min(100 * 2 ** failures, LONGEST_RECONNECT_DELAY);
      await sleep(delay, undefined, { signal }).catch(() => undefined);
    }
  }

  #hear(notice: string): void {
    const { from, changes } = readNotice(notice);
    if (from === this.#self) return;
    for (const [topic, seq] of changes) this.#local.wake(topic, seq);
  }
}

type Changes = readonly (readonly [topic: string, seq: number])[];

function toNotices(from: string, changes: ReadonlyMap<string, number>): string[] {
  const notices: string[] = [];
  let part: [string, number][] = [];
  let size = 0;
  for (const change of changes) {
    const bytes = Buffer.byteLength(JSON.stringify(change)) + 1;
    if (size + bytes > LARGEST_NOTICE && part.length > 0) {
      notices.push(JSON.stringify({ from, changes: part }));
      part = [];
      size = 0;
    }
    part.push(change);
    size += bytes;
  }
  if (part.length > 0) notices.push(JSON.stringify({ from, changes: part }));
  return notices;
}

/** Whoever may use the database may send a notice: one that is not ours tells of nothing. */
function readNotice(text: string): { readonly from: unknown; readonly changes: Changes } {
  try {
    const notice: unknown = JSON.parse(text);
    if (typeof notice === 'object' && notice !== null && 'changes' in notice && 'from' in notice) {
      const { from, changes } = notice;
      if (Array.isArray(changes)) return { from, changes: changes.filter(isChange) };
    }
  } catch {
    // Not JSON, so not ours.
  }
  return { from: null, changes: [] };
}

function isChange(value: unknown): value is [string, number] {
  return Array.isArray(value) && typeof value[0] === 'string' && Number.isSafeInteger(value[1]);
}
