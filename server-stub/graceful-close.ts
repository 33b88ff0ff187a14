import type { Socket } from 'node:net';

import type { Background } from './background.ts';
import { within } from './payments/single-flight.ts';
import { shuttingDown } from './problem.ts';
import type { App } from './routes/gateway.ts';
import type { StreamHub } from './streams/hub.ts';

/**
 * Once the app is closed it answers what it has begun, hands its streams over, and refuses the rest in words. `lastWait`:
 * milliseconds for work behind answers that still waits for Stripe.
 */
export function closeGracefully(app: App, hub: StreamHub, background: Background, lastWait: number): void {
  let deadline = Infinity;
  app.addHook('onRequest', async ({ routeOptions }, reply) => {
    if (!hub.isClosed) return;
    reply.header('connection', 'close');
    if (!routeOptions.config.tellsHealth) throw shuttingDown();
  });
  const unused = unusedConnections(app);
  app.addHook('preClose', async () => {
    deadline = performance.now() + lastWait;
    hub.close();
    for (const socket of unused) socket.destroy();
  });
  app.addHook('onClose', async () => {
    const isDone = background.idle().then(() => true);
    if (await within(Math.max(deadline - performance.now(), 0), isDone)) return;
    // Its keys are saved: the same calls are made again, by another process or by the next one here.
    app.log.warn({ unfinished: background.size }, 'ended before Stripe had answered');
  });
}

/** Browsers open connections before they need them, and node takes such for busy: an end would wait for them. */
function unusedConnections({ server }: App): ReadonlySet<Socket> {
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  return unused;
}
