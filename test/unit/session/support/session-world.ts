import type { HostContext } from '../../../../src/session/host-port.ts';
import type { Page } from '../../../../src/session/page.ts';
import { PaymentSession } from '../../../../src/session/payment-session.ts';
import type { KeyValueStore } from '../../../../src/session/session-memory.ts';
import type { ConnectionState, PaymentFact, RequestEntry } from '../../../../src/session/state.ts';
import type { Locks } from '../../../../src/session/stream-slots.ts';
import { FakeClock, settled, until } from './fake-clock.ts';
import { FakeGateway } from './fake-gateway.ts';
import { FakePort } from './fake-port.ts';
import { FakeStripe } from './fake-stripe.ts';
import { PATIENT } from './payment-request.ts';

// Fetched by pages on demand; loaded here beforehand, so that turns of the event loop can be counted.
await Promise.all([
  import('../../../../src/session/event-stream.ts'),
  import('../../../../src/session/payer-side.ts'),
  import('../../../../src/session/readiness-watch.ts'),
]);

export class FakePage implements Page {
  hidden = false;
  readonly #visibility = new Set<() => void>();
  readonly #focus = new Set<() => void>();
  readonly #online = new Set<() => void>();

  get listeners(): number {
    return this.#visibility.size + this.#focus.size + this.#online.size;
  }

  isHidden(): boolean {
    return this.hidden;
  }

  setHidden(hidden: boolean): void {
    this.hidden = hidden;
    for (const listener of this.#visibility) listener();
  }

  takeFocus(): void {
    for (const listener of this.#focus) listener();
  }

  comeOnline(): void {
    for (const listener of this.#online) listener();
  }

  onVisibility(listener: () => void): () => void {
    this.#visibility.add(listener);
    return () => this.#visibility.delete(listener);
  }

  onFocus(listener: () => void): () => void {
    this.#focus.add(listener);
    return () => this.#focus.delete(listener);
  }

  onOnline(listener: () => void): () => void {
    this.#online.add(listener);
    return () => this.#online.delete(listener);
  }
}

export class MemoryStorage implements KeyValueStore {
  readonly items = new Map<string, string>();

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }
}

/** The tab's storage as one document sees it: nothing comes from it after it is gone. */
class DocumentStorage implements KeyValueStore {
  readonly #tab: KeyValueStore;
  isGone = false;

  constructor(tab: KeyValueStore) {
    this.#tab = tab;
  }

  getItem(key: string): string | null {
    return this.#tab.getItem(key);
  }

  setItem(key: string, value: string): void {
    if (!this.isGone) this.#tab.setItem(key, value);
  }
}

/** Named locks of one browser profile. */
export class FakeLocks implements Locks {
  readonly held = new Set<string>();

  async request(name: string, _options: unknown, callback: (lock: unknown) => Promise<void>): Promise<void> {
    if (this.held.has(name)) return callback(null);
    this.held.add(name);
    await callback({ name });
    this.held.delete(name);
  }
}

export interface World {
  readonly clock: FakeClock;
  readonly gateway: FakeGateway;
  readonly stripe: FakeStripe;
  readonly storage: KeyValueStore | null;
  readonly locks: Locks | null;
}

export function world(changes: Partial<World> = {}): World {
  return {
    clock: new FakeClock(),
    gateway: new FakeGateway(),
    stripe: new FakeStripe(),
    storage: new MemoryStorage(),
    locks: null,
    ...changes,
  };
}

/** A page with a session, and what it said and showed. */
export class SessionPage {
  readonly world: World;
  readonly port: FakePort;
  readonly page = new FakePage();
  readonly spoken: string[] = [];
  readonly facts: PaymentFact[] = [];
  readonly session: PaymentSession;
  readonly #storage: DocumentStorage | null;

  constructor(parts: World, context: Partial<HostContext> = {}, connectError: Error | null = null) {
    const { gateway, clock, storage, locks, stripe } = parts;
    this.world = parts;
    this.port = new FakePort(context);
    this.port.connectError = connectError;
    this.#storage = storage && new DocumentStorage(storage);
    this.session = new PaymentSession({
      port: this.port,
      gateway,
      clock,
      storage: this.#storage,
      locks,
      page: this.page,
      stripe: stripe.load,
      announcer: { announce: (sentence) => this.spoken.push(sentence), close: () => {} },
    });
    this.session.subscribeFacts((fact) => this.facts.push(fact));
    this.session.start();
  }

  /** The document is gone: whatever still comes back finds nobody. */
  unload(): void {
    if (this.#storage) this.#storage.isGone = true;
    this.session.stop();
  }

  get connection(): ConnectionState {
    return this.session.getState().connection;
  }

  get entries(): readonly RequestEntry[] {
    return this.session.getState().requests;
  }

  entry(id = 'pr_1'): RequestEntry {
    const entry = this.entries.find(({ request }) => request.id === id);
    if (!entry) throw new Error(`${id} is not shown`);
    return entry;
  }

  factNames(): string[] {
    return this.facts.map(({ name }) => name);
  }
}

export async function clinicianPage(parts: World, context: Partial<HostContext> = {}): Promise<SessionPage> {
  const page = new SessionPage(parts, context);
  await until(() => page.connection.status === 'ready', 'the session is ready');
  await settled();
  return page;
}

export async function patientPage(
  parts: World,
  requests: readonly Parameters<FakeGateway['set']>[0][] = [],
  context: Partial<HostContext> = {},
): Promise<SessionPage> {
  parts.gateway.session = { ...parts.gateway.session, role: 'patient', participantId: PATIENT.id };
  for (const request of requests) parts.gateway.set(request);
  return clinicianPage(parts, { role: 'patient', self: PATIENT, ...context });
}

/** The same person's page, loaded again: what was in memory is gone, the tab's storage is not. */
export async function reload(before: SessionPage): Promise<SessionPage> {
  const { port, world: parts } = before;
  before.unload();
  return clinicianPage({ ...parts, clock: new FakeClock() }, port.context);
}

export function mountNode(): HTMLElement {
  // All that is asked of the node without a browser.
  return { isConnected: true } as HTMLElement;
}

export const LOOKS = { theme: 'stripe', variables: {} } as const;

/** The card form of `id`, open and ready to be typed in. */
export async function openCardForm(page: SessionPage, id = 'pr_1'): Promise<void> {
  await page.session.beginCheckout(id, { mount: mountNode(), looks: LOOKS });
  await until(() => page.entry(id).checkout.status === 'details', 'the card form is open');
  await settled();
}
