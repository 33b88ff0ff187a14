import { PaymentsError } from '../../../src/errors.ts';
import { HostConnection } from '../../../src/host-bridge/host-connection.ts';
import { PaymentsHost } from '../../../src/host-bridge/host.ts';
import type { CallContext, PaymentsHostOptions } from '../../../src/host-bridge/host.ts';
import { memoryRelay } from '../../../src/host-bridge/relay/memory.ts';
import type { RpcHandler } from '../../../src/host-bridge/rpc.ts';

const context: CallContext = {
  callId: 'call-1',
  role: 'clinician',
  self: { id: 'dr-lee', displayName: 'Dr Lee' },
  participants: [{ id: 'pat', role: 'patient', displayName: 'Pat' }],
};

export interface HostLog {
  readonly events: { readonly type: string; readonly [field: string]: unknown }[];
  readonly tokens: boolean[];
}

const WATCHED = [
  'payment-requested',
  'payment-received',
  'notification',
  'busy-changed',
  'badge-changed',
  'connection-failed',
  'ready',
];

const relay = memoryRelay();
const log: HostLog = { events: [], tokens: [] };

/** Handlers as a host's developer may write them. */
const HANDLERS: Record<string, RpcHandler> = {
  throws() {
    throw new Error('patient Pat Doe');
  },
  rejects: () => Promise.reject(new Error('patient Pat Doe')),
  function: () => () => 1,
  cycle() {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    return cycle;
  },
  instance: () => new Map([['name', 'Pat Doe']]),
  coded: () => Promise.reject(new PaymentsError('FORBIDDEN', 'Not now.')),
  slow: (_, signal) =>
    new Promise(() => {
      signal.addEventListener('abort', () => (kit.aborted += 1));
    }),
};

const kit = {
  context,
  relay,
  log,
  connection: null as HostConnection | null,
  /** Why that connection has ended. */
  rawFailure: null as string | null,
  /** How many of the slow questions were called off. */
  aborted: 0,
  /** All that went over the call. */
  relayed: [] as string[],
  panelCalls: [] as unknown[],
  /** A second host's page in the same call, on the same channel. */
  other: relay.join('pat'),
  hosts: [] as PaymentsHost[],
  create(hostId: string, gateway: string, options: Partial<PaymentsHostOptions> = {}): PaymentsHost {
    const host = new PaymentsHost({
      gateway,
      hostId,
      context,
      getToken({ force }) {
        log.tokens.push(force);
        const token = `secret-token-${log.tokens.length}`;
        return Promise.resolve({ token, expiresAt: Date.now() + 900_000 });
      },
      relay: relay.join('dr-lee'),
      panel: { open: (how) => kit.panelCalls.push(how) },
      ...options,
    });
    for (const type of WATCHED) {
      host.addEventListener(type, (event: Event) => {
        const { code, busy, count, requestId } = event as unknown as Record<string, unknown>;
        const fields = Object.entries({ code, busy, count, requestId });
        log.events.push({ type, ...Object.fromEntries(fields.filter(([, value]) => value !== undefined)) });
      });
    }
    kit.hosts.push(host);
    return host;
  },
  /** A backend's own words, that are for its own people. */
  denyToken: (): Promise<never> => Promise.reject(new Error('backend says: patient Pat Doe')),
  /** A host page that offers nothing beyond what it must. */
  mountBare(hostId: string, gateway: string): Promise<void> {
    const getToken = (): Promise<{ token: string; expiresAt: number }> =>
      Promise.resolve({ token: 'bare', expiresAt: Date.now() + 900_000 });
    return new PaymentsHost({ gateway, hostId, context, getToken }).mount(kit.container());
  },
  /** The connection alone. */
  connectRaw(url: string): void {
    kit.connection = new HostConnection({
      url: new URL(url),
      timeout: 30_000,
      handlers: new Map(Object.entries(HANDLERS)),
      placeFrame: (frame) => kit.container().append(frame),
      welcome: () => ({ caps: {}, context: {} }),
      onConnected: () => {},
      onEvent: () => {},
      onFailed: ({ code }) => (kit.rawFailure = code),
    });
  },
  container(): HTMLElement {
    const container = document.createElement('section');
    container.style.cssText = 'height:400px';
    document.querySelector('main')?.append(container);
    return container;
  },
  /** Makes and mounts one; resolves with the code it failed with, or null. */
  async mount(
    hostId: string,
    gateway: string,
    options?: Partial<PaymentsHostOptions>,
  ): Promise<string | null> {
    try {
      await kit.create(hostId, gateway, options).mount(kit.container());
      return null;
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error);
    }
  },
};

declare global {
  interface Window {
    kit: typeof kit;
  }
}
window.kit = kit;
relay.join('somebody-else').subscribe((text) => void kit.relayed.push(text));
