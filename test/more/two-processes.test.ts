import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import { Client } from 'pg';

import type { PaymentRequest, PaymentRequestPage } from '../../src/contract/payment-request.ts';
import { Cluster } from '../chaos/cluster.ts';

/** Two real gateway processes behind one address, on one PostgreSQL. */
let cluster: Cluster;

before(async () => {
  cluster = await Cluster.start({ engine: 'postgres', gateways: 2 });
});
after(async () => {
  cluster.isClean = true;
  await cluster.stop();
});

const CLINICIAN = { role: 'clinician', participantId: 'clinician-1', displayName: 'Dr Lee' } as const;

async function tokenFor(callId: string): Promise<string> {
  return (await cluster.token({ ...CLINICIAN, callId })).token;
}

/** Asked until it is answered, with one key. */
async function create(callId: string): Promise<string> {
  const key = randomUUID();
  const token = await tokenFor(callId);
  for (;;) {
    const answer = await fetch(`${cluster.gatewayUrl}/v1/payment-requests`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify({ amount: 8500, description: 'Consultation', payerId: 'patient-1' }),
    }).catch(() => null);
    if (answer?.ok) return ((await answer.json()) as PaymentRequest).id;
    await answer?.body?.cancel();
    await sleep(50);
  }
}

interface Heard {
  readonly position: number;
  readonly requestId: string;
  /** When it came, `performance.now()`. */
  readonly at: number;
}

/** Reads a call's stream as a page does: from the list's position on, and after a break from the last one. */
class Reader {
  readonly heard: Heard[] = [];
  connections = 0;
  readonly #stopping = new AbortController();
  readonly #token: string;
  #position: string;
  #reading: Promise<void> = Promise.resolve();

  private constructor(token: string, position: string) {
    this.#token = token;
    this.#position = position;
  }

  static async open(callId: string): Promise<Reader> {
    const token = await tokenFor(callId);
    const list = await fetch(`${cluster.gatewayUrl}/v1/payment-requests`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { streamPosition } = (await list.json()) as PaymentRequestPage;
    const reader = new Reader(token, streamPosition);
    await reader.#connect();
    assert.equal(reader.connections, 1, 'the stream opens');
    void reader.#goOn();
    return reader;
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #goOn(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await this.#reading;
      await sleep(50);
      if (!this.#stopping.signal.aborted) await this.#connect();
    }
  }

  async #connect(): Promise<void> {
    // A process that is going away may take the call and never answer it: a page asks again, too.
    const silence = new AbortController();
    const patience = setTimeout(() => silence.abort(), 2_000);
    const response = await fetch(`${cluster.gatewayUrl}/v1/events`, {
      signal: AbortSignal.any([this.#stopping.signal, silence.signal]),
      headers: { authorization: `Bearer ${this.#token}`, 'last-event-id': this.#position },
    }).catch(() => null);
    clearTimeout(patience);
    if (!response?.ok || !response.body) return;
    this.connections += 1;
    const parser = createParser({
      onEvent: ({ event, id, data }) => {
        if (event === 'request')
          this.heard.push({
            position: Number.parseInt(id ?? '', 10),
            requestId: JSON.parse(data).id,
            at: performance.now(),
          });
        if (id !== undefined) this.#position = id;
      },
    });
    const chunks = response.body.pipeThrough(new TextDecoderStream());
    this.#reading = (async () => {
      for await (const chunk of chunks) parser.feed(chunk);
    })().catch(() => undefined);
  }
}

async function until(isSo: () => boolean, what: string, limit: number): Promise<void> {
  const end = performance.now() + limit;
  while (!isSo()) {
    assert.ok(performance.now() < end, what);
    await sleep(20);
  }
}

test('a rolling restart hands the streams over: nothing is missed, nothing comes twice', async () => {
  // One after the other, so that the balancer gives each process one.
  const readers = [await Reader.open('call-rolling'), await Reader.open('call-rolling')];
  const made: string[] = [];
  const over = new AbortController();
  const asking = (async () => {
    while (!over.signal.aborted) {
      made.push(await create('call-rolling'));
      // No faster than one person's calls are let through: who is refused hears nothing.
      await sleep(100);
    }
  })();
  try {
    for (const gateway of cluster.gateways) {
      await gateway.kill('SIGTERM');
      await gateway.start();
    }
    over.abort();
    await asking;

    assert.ok(made.length > 2, 'there was something to hear of');
    for (const reader of readers) {
      const hasAll = () => made.every((id) => reader.heard.some(({ requestId }) => requestId === id));
      await until(hasAll, 'every request is heard of', 10_000);
      const positions = reader.heard.map(({ position }) => position);
      assert.deepEqual(
        positions,
        [...new Set(positions)].toSorted((a, b) => a - b),
      );
      assert.ok(reader.connections > 1, 'its process went away under it');
    }
  } finally {
    over.abort();
    for (const reader of readers) reader.stop();
  }
});

test('with every notice between the processes lost, a change is heard within two seconds and a little', async () => {
  // One after the other, so that the balancer gives each process one.
  const readers = [await Reader.open('call-deaf'), await Reader.open('call-deaf')];
  const database = new Client({ connectionString: cluster.databaseUrl ?? '' });
  await database.connect();
  try {
    const hearing = new AbortController();
    const deafening = (async () => {
      while (!hearing.signal.aborted)
        await database.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query = 'listen payment_changes'",
        );
    })();
    await create('call-deaf');
    const madeAt = performance.now();
    await until(() => readers.every(({ heard }) => heard.length > 0), 'both have heard of it', 10_000);
    hearing.abort();
    await deafening;
    for (const { heard } of readers) {
      const [first] = heard;
      assert.ok(first && first.at - madeAt < 3_000, `it took ${Math.round((first?.at ?? 0) - madeAt)} ms`);
    }
  } finally {
    await database.end();
    for (const reader of readers) reader.stop();
  }
});
