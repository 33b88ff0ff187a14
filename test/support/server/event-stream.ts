import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** An event stream over real HTTP, read as a page would. */
export interface Stream {
  readonly events: EventSourceMessage[];
  readonly status: number;
  readonly headers: Headers;
  /** Resolves with the first event that fits, seen or still to come. */
  next(fits: (event: EventSourceMessage) => boolean): Promise<EventSourceMessage>;
  ended: Promise<void>;
  close(): void;
}

export async function openStream(
  context: TestContext,
  url: string,
  token: string,
  lastEventId?: string,
): Promise<Stream> {
  const abort = new AbortController();
  context.after(() => abort.abort());
  const response = await fetch(`${url}/v1/events`, {
    signal: abort.signal,
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
  });
  const events: EventSourceMessage[] = [];
  const arrived = new EventTarget();
  const parser = createParser({
    onEvent(event) {
      events.push(event);
      arrived.dispatchEvent(new Event('event'));
    },
  });
  const read = async () => {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) parser.feed(chunk);
  };
  return {
    events,
    status: response.status,
    headers: response.headers,
    ended: read().catch(() => undefined),
    close: () => abort.abort(),
    async next(fits) {
      for (;;) {
        const found = events.find(fits);
        if (found) return found;
        await once(arrived, 'event', { signal: AbortSignal.timeout(30_000) });
      }
    },
  };
}
