import type { Role } from '../../src/contract/roles.ts';
import type { PaymentRequest, PaymentRequestStatus } from '../../src/contract/payment-request.ts';
import { PaymentSession } from '../../src/session/payment-session.ts';
import type { HostPort } from '../../src/session/host-port.ts';
import { directPort } from '../../src/session/direct-port.ts';
import { cardPayer, type StripeAnswer } from './card.ts';
import type { Cluster } from './cluster.ts';

export interface BrowserOptions {
  readonly cluster: Cluster;
  readonly callId: string;
  readonly role: Extract<Role, 'clinician' | 'patient'>;
  readonly personId: string;
  readonly chooseCard?: () => string;
}

const ENDED: readonly PaymentRequestStatus[] = ['paid', 'cancelled', 'refused', 'expired', 'failed'];

/** One person's page, without its looks: the SDK's own session, client and event stream over real HTTP. */
export class Browser {
  readonly options: BrowserOptions;
  /** What Stripe told this page. */
  readonly answers: StripeAnswer[] = [];
  /** What it could have paid with. */
  readonly secrets = new Set<string>();
  /** The requests that this person withdrew, or refused, and was answered yes. */
  readonly withdrawn: string[] = [];
  /** The statuses that each request was shown in. */
  readonly reached = new Map<string, Set<PaymentRequestStatus>>();
  /** What this person was shown that was not so, or was taken back later: there must be nothing. */
  readonly untruths: string[] = [];

  readonly #lastShown = new Map<string, PaymentRequest>();
  #session: PaymentSession;

  constructor(options: BrowserOptions) {
    this.options = options;
    this.#session = this.#open();
  }

  get session(): PaymentSession {
    return this.#session;
  }

  #open(): PaymentSession {
    const { options } = this;
    const { cluster, chooseCard = () => 'pm_card_visa' } = options;
    const session = new PaymentSession({
      port: hostPort(options),
      gateway: cluster.gatewayUrl,
      stripe: cardPayer(
        cluster.simulatorUrl,
        chooseCard,
        (secret) => this.secrets.add(secret),
        (answer) => this.answers.push(answer),
      ),
      storage: null,
      locks: null,
      page: {
        isHidden: () => false,
        onVisibility: () => () => undefined,
        onFocus: () => () => undefined,
        onOnline: () => () => undefined,
      },
      announcer: { announce: () => undefined, close: () => undefined },
    });
    session.subscribe(() => this.#watch(session));
    session.start();
    return session;
  }

  /**
   * Who was told that it is over, or being withdrawn, or what was later, is never told otherwise: not by another process
   * or window either.
   */
  #watch(session: PaymentSession): void {
    for (const { request } of session.getState().requests) {
      const before = this.#lastShown.get(request.id);
      this.#lastShown.set(request.id, request);
      if (before?.revision === request.revision) continue;
      this.#noteReached(request);
      if (!before) continue;
      const said = `as ${before.status} (${before.revision}) and then as ${request.status} (${request.revision})`;
      const isReopened = ENDED.includes(before.status) && request.status !== before.status;
      const isForgotten = isClosing(before) && request.status === 'requested' && !isClosing(request);
      if (isReopened || isForgotten || request.revision < before.revision)
        this.untruths.push(`${request.id} ${isForgotten ? 'being withdrawn, and then not: ' : ''}${said}`);
    }
  }

  #noteReached({ id, status }: PaymentRequest): void {
    const reached = this.reached.get(id) ?? new Set();
    this.reached.set(id, reached.add(status));
    if (status === 'unreachable')
      this.untruths.push(`${id} as unreachable, though nobody took the account away`);
  }

  /** The page is loaded again, and knows nothing of what it was doing. */
  reload(): void {
    this.#session.stop();
    this.#session = this.#open();
  }

  /** What this person was last shown. */
  shown(): readonly PaymentRequest[] {
    return this.session.getState().requests.map(({ request }) => request);
  }

  statusOf(id: string): PaymentRequest['status'] | undefined {
    return this.shown().find((request) => request.id === id)?.status;
  }

  /** Resolves with the first state that fits; undefined after `patience` milliseconds. */
  async until<Found>(
    find: (browser: Browser) => Found | undefined,
    patience: number,
  ): Promise<Found | undefined> {
    const found = find(this);
    if (found !== undefined) return found;
    return new Promise((resolve) => {
      const end = (value: Found | undefined) => {
        clearTimeout(timer);
        stop();
        resolve(value);
      };
      const timer = setTimeout(() => end(undefined), patience);
      const stop = this.session.subscribe(() => {
        const value = find(this);
        if (value !== undefined) end(value);
      });
    });
  }

  async isReady(patience: number): Promise<boolean> {
    const ready = await this.until(
      ({ session }) => (session.getState().connection.status === 'ready' ? true : undefined),
      patience,
    );
    return ready ?? false;
  }

  /** Opens the card form of a request and pays: as often as it is asked to. */
  async pay(id: string): Promise<void> {
    const { session } = this;
    const form = {
      mount: { isConnected: true } as HTMLElement,
      looks: { theme: 'stripe', variables: {} } as const,
    };
    await session.beginCheckout(id, form);
    const isDrawn = await this.until(() => {
      if (checkoutOf(session, id) === 'details') return true;
      const request = this.shown().find((each) => each.id === id);
      // None is drawn for what is withdrawn or paid meanwhile.
      return request?.status === 'requested' && !isClosing(request) ? undefined : false;
    }, 10_000);
    if (isDrawn) await session.pay(id, 'patient@example.com');
    session.leaveCheckout(id);
  }

  /** Withdraws as a clinician, refuses as a payer. Who is answered yes sees it done, or being done. */
  async withdraw(id: string): Promise<void> {
    const { session } = this;
    await (this.options.role === 'clinician' ? session.cancelRequest(id) : session.refuseRequest(id));
    const entry = session.getState().requests.find(({ request }) => request.id === id);
    // Refused, or cut off by a reload.
    if (!entry || entry.actionError || entry.pending) return;
    this.withdrawn.push(id);
    if (entry.request.status === 'requested' && !isClosing(entry.request))
      this.untruths.push(`that ${id} is withdrawn, and it is not`);
  }

  /** "Stripe said something, look": asked once, however it goes. */
  async look(id: string): Promise<void> {
    const { cluster } = this.options;
    const { token } = await cluster.token(tokenRequest(this.options));
    const url = `${cluster.gatewayUrl}/v1/payment-requests/${id}/settle`;
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(url, { method: 'POST', headers }).catch(() => null);
    await answer?.body?.cancel().catch(() => undefined);
  }

  close(): void {
    this.session.stop();
  }
}

function checkoutOf(session: PaymentSession, id: string): string | undefined {
  return session.getState().requests.find(({ request }) => request.id === id)?.checkout.status;
}

/** A host page that only says who is in the call, and fetches tokens. */
function hostPort(options: BrowserOptions): HostPort {
  const { cluster, callId, role, personId } = options;
  const port = directPort({ getToken: () => cluster.token(tokenRequest(options)), locale: 'en-AU' });
  return {
    ...port,
    connect: async (signal) => ({ ...(await port.connect(signal)), callId, role, self: { id: personId } }),
  };
}

function tokenRequest({ callId, role, personId }: BrowserOptions) {
  return { callId, role, participantId: personId, displayName: personId };
}

function isClosing(request: PaymentRequest): boolean {
  return request.status === 'requested' && request.closingAs !== null;
}
