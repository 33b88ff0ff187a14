import type { JsonObject } from '../../src/host-bridge/json.ts';

/** What is asked and comes back: about as much as a request for a token or a hint. */
export const PAYLOAD: JsonObject = { requestId: 'pr_01JH2V8QZ3', amount: 8500, labels: ['card', 'link'] };

export const CONTENDERS = ['postMessage', 'video-call-payments', 'penpal', 'comlink', 'postmate'] as const;
export type Contender = (typeof CONTENDERS)[number];

/** One end of a connection. */
export interface Peer {
  /** Asks the other end, which answers with the payload. Null where the library cannot ask from here. */
  readonly ask: ((payload: JsonObject) => Promise<unknown>) | null;
  close(): void;
}

/** Milliseconds of one round trip, of many one after the other: a page's clock is too coarse for one. */
export async function measure(ask: NonNullable<Peer['ask']>, warmUp: number, trips: number): Promise<number> {
  for (let trip = 0; trip < warmUp; trip += 1) await ask(PAYLOAD);
  const startedAt = performance.now();
  for (let trip = 0; trip < trips; trip += 1) await ask(PAYLOAD);
  const elapsed = performance.now() - startedAt;
  const answer = await ask(PAYLOAD);
  if (JSON.stringify(answer) !== JSON.stringify(PAYLOAD)) throw new Error('It was not the payload.');
  return elapsed / trips;
}

interface BareMessage {
  readonly bare: 'ask' | 'answer';
  readonly id: number;
  readonly payload: JsonObject;
}

/** What a careful page would write with nothing but postMessage: exact origin and window, and a number. */
export function barePeer(other: Window, origin: string): Peer {
  const pending = new Map<number, (payload: JsonObject) => void>();
  let asked = 0;
  const handleMessage = ({ data, source, origin: from }: MessageEvent<BareMessage | null>): void => {
    if (source !== other || from !== origin || !data) return;
    if (data.bare === 'ask') other.postMessage({ ...data, bare: 'answer' }, origin);
    if (data.bare !== 'answer') return;
    pending.get(data.id)?.(data.payload);
    pending.delete(data.id);
  };
  addEventListener('message', handleMessage);
  return {
    ask: (payload) =>
      new Promise((resolve) => {
        asked += 1;
        pending.set(asked, resolve);
        other.postMessage({ bare: 'ask', id: asked, payload } satisfies BareMessage, origin);
      }),
    close: () => removeEventListener('message', handleMessage),
  };
}
