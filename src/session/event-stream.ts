import { createParser } from 'eventsource-parser';

import type { PaymentRequest } from '../contract/payment-request.ts';
import type { StreamEventName } from '../contract/stream.ts';
import type { PaymentsError } from '../errors.ts';
import type { Clock, Pauses } from './clock.ts';
import { isPassing, toPaymentsError } from './failure.ts';
import type { GatewayClient } from './gateway-client.ts';
import { isPaymentRequest } from './gateway-shapes.ts';

/** The gateway writes a comment every 15 to 25 s: longer silence means a dead connection. */
const SILENCE_LIMIT = 45_000;
const OPENING_LIMIT = 15_000;
/** A connection that lasted less counts as a failed try. */
const SHORT_LIFE = 5_000;
/** No event of the gateway comes near this: a stream that never ends a line must not fill the memory. */
const LARGEST_EVENT = 256 * 1024;

export interface EventStreamOptions {
  readonly gateway: Pick<GatewayClient, 'openEvents'>;
  readonly clock: Clock;
  readonly pauses: Pauses;
  /** The position to resume from. */
  readonly getPosition: () => string;
  readonly onPosition: (position: string) => void;
  readonly onRequest: (request: PaymentRequest) => void;
  /** The position is not known any more: read the list again; it brings a new position. */
  readonly onReset: () => Promise<void>;
  readonly onOpen: () => void;
  /** The gateway does not answer, or (not passing) will not: then the stream has ended. */
  readonly onTrouble: (error: PaymentsError) => void;
}

type Ending = 'closed' | Exclude<StreamEventName, 'request'>;

/** Reads the event stream until `signal` aborts or the gateway refuses for good; reconnects by itself. */
export async function followEvents(options: EventStreamOptions, signal: AbortSignal): Promise<void> {
  const { clock, pauses } = options;
  let shortLived = 0;
  let freshToken = false;
  while (!signal.aborted) {
    const startedAt = clock.now();
    let ending: Ending = 'closed';
    try {
      ending = await readOnce(options, signal, freshToken);
      if (ending === 'reset' && !signal.aborted) await options.onReset();
    } catch (cause) {
      if (signal.aborted) return;
      const error = toPaymentsError(cause);
      options.onTrouble(error);
      if (!isPassing(error)) return;
      ending = 'closed';
    }
    freshToken = ending === 'token-expired';
    if (clock.now() - startedAt > SHORT_LIFE) shortLived = 0;
    // A gateway that says "come back" at every try must not be asked in a tight loop.
    if (ending === 'closed' || shortLived > 0) await pauses.sleep(pauses.backoff(shortLived), signal);
    shortLived += 1;
  }
}

async function readOnce(
  options: EventStreamOptions,
  signal: AbortSignal,
  freshToken: boolean,
): Promise<Ending> {
  const { clock, gateway } = options;
  const connection = new AbortController();
  const abort = () => connection.abort();
  signal.addEventListener('abort', abort);
  let stopWatch = clock.after(OPENING_LIMIT, abort);
  try {
    const body = await gateway.openEvents(options.getPosition(), { signal: connection.signal, freshToken });
    const watch = () => {
      stopWatch();
      stopWatch = clock.after(SILENCE_LIMIT, abort);
    };
    watch();
    options.onOpen();
    const reader = body.getReader();
    const decoder = new TextDecoder();
    const seen: { ending: Ending | null } = { ending: null };
    const parser = createParser({
      maxBufferSize: LARGEST_EVENT,
      onEvent({ event, id, data }) {
        if (event === 'reset' || event === 'token-expired') seen.ending = event;
        if (event === 'request') deliver(data, options);
        // Only now: a position that runs ahead of what was taken in would lose an event.
        if (id) options.onPosition(id);
      },
    });
    while (seen.ending === null) {
      const chunk = await readQuietly(reader);
      if (!chunk) break;
      watch();
      parser.feed(decoder.decode(chunk, { stream: true }));
    }
    return seen.ending ?? 'closed';
  } finally {
    stopWatch();
    signal.removeEventListener('abort', abort);
    abort();
  }
}

/** A connection that breaks, or is given up as dead, is only closed: the next try says whether there is trouble. */
async function readQuietly(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch {
    return undefined;
  }
}

function deliver(data: string, { onRequest }: EventStreamOptions): void {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return; // Not the gateway's contract; the list, read at the next reset or poll, has the truth.
  }
  if (isPaymentRequest(value)) onRequest(value);
}
