import type { GatewaySession } from '../contract/gateway-session.ts';
import type { PaymentRequest } from '../contract/payment-request.ts';
import type { Role } from '../contract/roles.ts';
import type { PaymentsErrorCode } from '../errors.ts';
import { loadLocalization } from '../localization/load.ts';
import { liveRegion } from './announcer.ts';
import type { Announcer } from './announcer.ts';
import { Pauses, systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { ConfigureStoreCache, ConfigureStores } from './configure/stores.ts';
import { Connection } from './connection.ts';
import { FactTeller } from './fact-teller.ts';
import { createGatewayClient } from './gateway-client.ts';
import type { GatewayClient } from './gateway-client.ts';
import type { HostPort } from './host-port.ts';
import { loadCode } from './load-code.ts';
import { browserPage } from './page.ts';
import type { Page } from './page.ts';
import { INITIAL_STATE } from './initial-state.ts';
import type { PayerSide, PayerSideOptions } from './payer-side.ts';
import { factsOf } from './payment-facts.ts';
import { ReceivedNotifications } from './received-notifications.ts';
import { actOnRequest } from './request-actions.ts';
import type { RequestActionsOptions } from './request-actions.ts';
import { RequestCreation } from './request-creation.ts';
import { isBeingPaid, isPayable, mergeRequests } from './request-list.ts';
import { EMPTY_DRAFT, SessionMemory, tabStorage } from './session-memory.ts';
import type { KeyValueStore, Remembered } from './session-memory.ts';
import { Listeners, StateCell } from './state-cell.ts';
import type {
  CardFormLooks,
  CardFormOptions,
  PaymentFact,
  RequestDraft,
  RequestEntry,
  SessionState,
  SessionStore,
} from './state.ts';
import { StreamSlots } from './stream-slots.ts';
import type { Locks } from './stream-slots.ts';
import type { StripeLoader } from './stripe-checkout.ts';

export interface PaymentSessionOptions {
  readonly port: HostPort;
  /** The gateway's address, e.g. `https://pay.example.com`, or a client for it. */
  readonly gateway: string | GatewayClient;
  /** Loads Stripe.js; `loadStripe` of `@stripe/stripe-js` unless given. */
  readonly stripe?: StripeLoader;
  /** Kept over a reload; the tab's `sessionStorage` unless given, nothing where that is refused. */
  readonly storage?: KeyValueStore | null;
  readonly clock?: Clock;
  readonly page?: Page;
  readonly announcer?: Announcer;
  /** `navigator.locks` unless given; null: every window may stream. */
  readonly locks?: Locks | null;
}

/** What several parts of a session are given alike. */
type SharedOptions = RequestActionsOptions &
  Pick<PayerSideOptions, 'memory' | 'port' | 'getRequest'> & { readonly gateway: GatewayClient };

/** Refusals that the form's sender can do nothing about: the clinic is not what it was when the page began. */
const ABOUT_THE_CLINIC = new Set<PaymentsErrorCode>(['account_not_ready', 'clinic_not_enabled']);

/** A bank's check is drawn over the whole frame, and needs about this much of it (CSS pixels). */
const PAYING_HEIGHT = 640;

/**
 * One person's payments in one call (or of one clinic): the store behind the elements. It starts with the first
 * subscription, connects by itself, and keeps up to date until `stop()`. The gateway owns the truth; a page, a
 * relay or Stripe's own answer only make it ask.
 */
export class PaymentSession implements SessionStore {
  readonly #options: PaymentSessionOptions;
  readonly #clock: Clock;
  readonly #pauses: Pauses;
  readonly #memory: SessionMemory;
  readonly #gateway: GatewayClient;
  readonly #stopping = new AbortController();
  readonly #cell = new StateCell<SessionState>(INITIAL_STATE);
  readonly #facts = new Listeners<PaymentFact>();
  readonly #notifications: ReceivedNotifications;
  readonly #teller: FactTeller;
  readonly #creation: RequestCreation;
  readonly #shared: SharedOptions;
  #payer: PayerSide | null = null;
  #configure: ConfigureStoreCache | null = null;
  #announcer: Announcer | null = null;
  #connection: Connection | null = null;
  #session: GatewaySession | null = null;
  #locale: string | null = null;
  #hasSnapshot = false;

  constructor(options: PaymentSessionOptions) {
    const { port, gateway, clock = systemClock, storage = tabStorage() } = options;
    this.#options = options;
    this.#clock = clock;
    this.#pauses = new Pauses(clock);
    this.#memory = new SessionMemory(storage);
    this.#gateway =
      typeof gateway === 'string'
        ? createGatewayClient({ baseUrl: gateway, getToken: (wish) => port.getToken(wish), clock })
        : gateway;
    this.#shared = {
      port,
      gateway: this.#gateway,
      memory: this.#memory,
      pauses: this.#pauses,
      signal: this.#stopping.signal,
      getEntry: (id) => this.#entry(id),
      getRequest: (id) => this.#entry(id)?.request,
      onEntry: (id, change) => this.#note(id, change),
      onRequest: (request) => this.#accept([request]),
      onOutcome: (request) => this.#hint(request),
    };
    this.#notifications = new ReceivedNotifications({
      onShow: (notifications) => this.#cell.patch({ notifications }),
      onHandOver: (notification) => port.notify(notification),
    });
    this.#teller = new FactTeller({
      port,
      notifications: this.#notifications,
      getLocalization: () => this.#cell.get().localization,
      getRole: () => this.#role,
      onFact: (fact) => this.#facts.call(fact),
      announce: (sentence) => this.#announcer?.announce(sentence),
    });
    this.#creation = new RequestCreation({
      ...this.#shared,
      onState: (creation) => {
        this.#cell.patch({ creation });
        if (creation.status === 'rejected' && ABOUT_THE_CLINIC.has(creation.error.code))
          void this.#connection?.lookAtClinic();
      },
      onDraft: (draft) => this.#cell.patch({ draft }),
      onCreated: (request) => this.#takeCreated(request),
    });
  }

  getState(): SessionState {
    return this.#cell.get();
  }

  subscribe(listener: (state: SessionState) => void): () => void {
    this.start();
    return this.#cell.listeners.add(listener);
  }

  subscribeFacts(listener: (fact: PaymentFact) => void): () => void {
    return this.#facts.add(listener);
  }

  /** Connects; a second call changes nothing. Needs a document: not to be called on a server. */
  start(): void {
    if (this.#connection || this.#stopping.signal.aborted) return;
    const { port, gateway, page = browserPage(), announcer, locks = browserLocks() } = this.#options;
    this.#announcer = announcer ?? liveRegion(this.#clock);
    this.#connection = new Connection({
      port,
      gateway: this.#gateway,
      clock: this.#clock,
      pauses: this.#pauses,
      page,
      slots: new StreamSlots(typeof gateway === 'string' ? gateway : '', locks),
      signal: this.#stopping.signal,
      isPaying: () => this.#isPaying,
      onState: (connection) => this.#cell.patch({ connection }),
      onLocale: (locale) => this.#localize(locale),
      onSession: (session) => this.#prepare(session),
      onPanelVisible: (visible) => {
        this.#notifications.setPanelVisible(visible);
        this.#payer?.attention.setPanelVisible(visible);
      },
      onSnapshot: (...snapshot) => this.#enter(...snapshot),
      onRequests: (requests) => this.#accept(requests),
      onMismatch: () => this.#forgetRequests(),
    });
    this.#connection.start();
  }

  /** Ends everything that this session holds: timers, listeners, the stream and its slot, card forms, the port. */
  stop(): void {
    if (this.#stopping.signal.aborted) return;
    this.#stopping.abort();
    this.#payer?.checkout.stop();
    this.#announcer?.close();
    this.#connection?.stop();
    this.#cell.listeners.clear();
    this.#facts.clear();
  }

  retry(): void {
    this.#connection?.retry();
    this.#payer?.checkout.retry();
    this.#pauses.wake();
  }

  setDraft(draft: Partial<RequestDraft>): void {
    this.#creation.setDraft(draft);
  }

  createRequest(body: Parameters<SessionStore['createRequest']>[0]): Promise<string | null> {
    return this.#creation.create(body);
  }

  cancelRequest(id: string): Promise<void> {
    return actOnRequest(id, 'cancelling', this.#shared);
  }

  refuseRequest(id: string): Promise<void> {
    return actOnRequest(id, 'refusing', this.#shared);
  }

  putOff(id: string): void {
    this.#payer?.attention.send(id, 'put-off');
  }

  markSeen(id: string): void {
    this.#payer?.attention.markSeen(id);
  }

  async beginCheckout(id: string, form: CardFormOptions): Promise<void> {
    await this.#payer?.checkout.begin(id, form);
  }

  updateCardForm(id: string, looks: CardFormLooks): void {
    this.#payer?.checkout.update(id, looks);
  }

  async pay(id: string, email: string): Promise<void> {
    await this.#payer?.checkout.pay(id, email);
  }

  leaveCheckout(id: string): void {
    this.#payer?.checkout.leave(id);
  }

  getEmail(): string {
    return this.#memory.value.email;
  }

  setEmail(email: string): void {
    this.#memory.set({ email });
  }

  async openStore<Name extends keyof ConfigureStores>(name: Name): Promise<ConfigureStores[Name]> {
    const { ConfigureStoreCache } = await loadCode(() => import('./configure/stores.ts'));
    this.#configure ??= new ConfigureStoreCache({
      ...this.#shared,
      clock: this.#clock,
      page: this.#options.page ?? browserPage(),
      getLocalization: () => this.#cell.get().localization,
      storage: this.#options.storage === undefined ? tabStorage() : this.#options.storage,
      announce: (sentence) => this.#announcer?.announce(sentence),
    });
    return this.#configure.open(name);
  }

  dismissNotification(id: string): void {
    this.#notifications.dismiss(id);
  }

  setNotificationOutlet(present: boolean): void {
    this.#notifications.setOutlet(present);
  }

  get #role(): Role {
    return this.#session?.role ?? 'observer';
  }

  get #isPaying(): boolean {
    const { requests } = this.#cell.get();
    return this.#payer?.checkout.isBusy || requests.some(({ request }) => isBeingPaid(request));
  }

  #entry(id: string): RequestEntry | undefined {
    return this.#cell.get().requests.find(({ request }) => request.id === id);
  }

  #note(id: string, change: Partial<Omit<RequestEntry, 'request'>>): void {
    const requests = this.#cell
      .get()
      .requests.map((entry) => (entry.request.id === id ? { ...entry, ...change } : entry));
    this.#cell.patch({ requests });
  }

  /** Before anything is shown: after a reload a payer's page has to know what is still being confirmed. */
  async #prepare({ role }: GatewaySession): Promise<void> {
    if (this.#payer || (role !== 'patient' && role !== 'link-payer')) return;
    const { PayerSide } = await loadCode(() => import('./payer-side.ts'));
    this.#payer ??= new PayerSide({
      ...this.#shared,
      clock: this.#clock,
      stripe: this.#options.stripe,
      getLanguage: () => this.#cell.get().localization.language,
      onCall: (request) => this.#teller.say({ name: 'payment-requested', request }),
      onCheckout: (id, checkout) => this.#note(id, { checkout }),
      onBusy: (busy) => this.#setBusy(busy),
    });
  }

  /** The first snapshot, and each after the connection had been given up. */
  #enter(session: GatewaySession, requests: readonly PaymentRequest[], enter: () => void): void {
    this.#session = session;
    this.#memory.open([session.callId ?? '', session.participantId]);
    const { draft, statuses } = this.#memory.value;
    this.#accept(requests);
    this.#cell.patch({ draft });
    enter();
    if (!this.#hasSnapshot) this.#tellPaidMeanwhile(statuses);
    this.#hasSnapshot = true;
    this.#payer?.resume();
    this.#creation.resume();
    this.#attend();
  }

  #accept(incoming: readonly PaymentRequest[]): void {
    // The answer to a question of somebody who is not at this page any more.
    if (!this.#session) return;
    const { entries, changes } = mergeRequests(this.#cell.get().requests, incoming);
    if (changes.length === 0) return;
    this.#cell.patch({ requests: entries });
    this.#memory.set({
      statuses: Object.fromEntries(entries.map(({ request }) => [request.id, request.status])),
    });
    for (const change of changes) {
      this.#payer?.checkout.follow(change.request);
      if (this.#hasSnapshot) for (const fact of factsOf(change)) this.#teller.tell(fact);
    }
    if (this.#hasSnapshot) this.#attend();
  }

  /** Paid while this page was being reloaded: the clinician is told now. */
  #tellPaidMeanwhile(statuses: Remembered['statuses']): void {
    for (const { request } of this.#cell.get().requests) {
      const before = statuses[request.id];
      if (before && before !== 'paid' && request.status === 'paid') this.#teller.received(request);
    }
  }

  #takeCreated(request: PaymentRequest): void {
    this.#accept([request]);
    // After a reload the first snapshot may have had it; the host has not heard of it then.
    if (request.status === 'requested') this.#teller.tell({ name: 'payment-requested', request });
    this.#hint(request);
  }

  #attend(): void {
    this.#connection?.attend();
    const isPayer = (request: PaymentRequest) =>
      this.#role === 'link-payer' ||
      (this.#role === 'patient' && request.payer.id === this.#session?.participantId);
    const mine = this.#cell.get().requests.map(({ request }) => request);
    this.#payer?.attention.attend(mine.filter((request) => isPayable(request) && isPayer(request)));
  }

  /** Something came of what was done here: the other side's page may want to ask the gateway now. */
  #hint({ id, payer, requestedBy }: PaymentRequest): void {
    const other = payer.id === this.#session?.participantId ? requestedBy : payer;
    this.#options.port.sendHint({ requestId: id }, other.id);
  }

  #setBusy(busy: boolean): void {
    this.#options.port.setBusy(busy);
    this.#options.port.setMinHeight(busy ? PAYING_HEIGHT : null);
    this.#connection?.attend();
  }

  #forgetRequests(): void {
    this.#hasSnapshot = false;
    this.#session = null;
    this.#memory.forget();
    this.#payer?.forget();
    this.#notifications.clear();
    this.#cell.patch({ requests: [], draft: EMPTY_DRAFT, creation: { status: 'idle' } });
  }

  async #localize(locale: string): Promise<void> {
    if (locale === this.#locale) return;
    this.#locale = locale;
    const localization = await loadLocalization(locale);
    if (locale === this.#locale) this.#cell.patch({ localization });
  }
}

function browserLocks(): Locks | null {
  // Absent in an insecure context, whatever the types say.
  const { locks } = navigator as { locks?: LockManager };
  return locks ?? null;
}
