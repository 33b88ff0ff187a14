import type { MockLedger, MockPerson } from './mock-ledger.ts';

/** The event stream of one person, from `Last-Event-ID` on. */
export function openStream(request: Request, ledger: MockLedger, who: MockPerson): Response {
  const asked = request.headers.get('last-event-id');
  let position = asked === null ? ledger.position : Number(asked);
  const isKnown = Number.isSafeInteger(position) && position >= 0 && position <= ledger.position;
  let close = (): void => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string): void => controller.enqueue(new TextEncoder().encode(text));
      write(': open\n\n');
      if (!isKnown) {
        write('event: reset\ndata: {}\n\n');
        controller.close();
        return;
      }
      const tell = (): void => {
        for (const [next, id] of ledger.changesAfter(position)) {
          position = next;
          const view = ledger.view(id, who);
          if (view) write(`id: ${position}\nevent: request\ndata: ${JSON.stringify(view)}\n\n`);
        }
      };
      close = ledger.onChange(tell);
      request.signal.addEventListener('abort', () => {
        close();
        controller.error(request.signal.reason);
      });
      tell();
    },
    cancel: () => close(),
  });
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  });
}
