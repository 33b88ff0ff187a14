import type { PaymentsErrorCode } from '../errors.ts';
import {
  BadgeChangedEvent,
  BusyChangedEvent,
  ConnectionFailedEvent,
  PaymentNotificationEvent,
  PaymentReceivedEvent,
  PaymentRequestedEvent,
  ReadyEvent,
} from '../host-bridge/host-events.ts';
import type { PaymentsHostEventMap } from '../host-bridge/host-events.ts';
import type { PaymentsHost, PaymentsHostOptions } from '../host-bridge/host.ts';
import { PaymentsError } from '../errors.ts';
import type { AccessToken } from '../contract/gateway-session.ts';
import type { PaymentNotification } from '../session/host-port.ts';

/** What a host's page uses of a `PaymentsHost`: type your own code by this to pass either. */
export type PaymentsHostLike = Pick<PaymentsHost, keyof PaymentsHost>;

/**
 * In place of `PaymentsHost`, for tests of the page that embeds it: no gateway, no frame, no bridge. It takes the
 * same options, and the test says what the frame would: `act`.
 */
export class MockPaymentsHost extends EventTarget implements PaymentsHostLike {
  readonly options: PaymentsHostOptions;
  /** Where it is mounted. */
  container: HTMLElement | null = null;
  /** Everything that `updateContext` was called with. */
  readonly updates: Parameters<PaymentsHost['updateContext']>[0][] = [];
  /** The code that the next `mount` rejects with. */
  failsWith: PaymentsErrorCode | null = null;
  #busy = false;
  #leaving: (() => void)[] = [];

  constructor(options: PaymentsHostOptions) {
    super();
    this.options = options;
  }

  get busy(): boolean {
    return this.#busy;
  }

  async mount(container: HTMLElement): Promise<void> {
    this.container = container;
    const code = this.failsWith;
    this.failsWith = null;
    // As the real one, never at once.
    await Promise.resolve();
    this.dispatchEvent(code ? new ConnectionFailedEvent(code) : new ReadyEvent());
    if (code) throw new PaymentsError(code, 'The mock was told to fail.');
  }

  updateContext(patch: Parameters<PaymentsHost['updateContext']>[0]): void {
    this.updates.push(patch);
  }

  canClose(): Promise<boolean> {
    return Promise.resolve(!this.#busy);
  }

  /** There is no frame to ask. */
  diagnoseFrame(): Promise<unknown> {
    return Promise.resolve();
  }

  unmount({ force = false }: { readonly force?: boolean } = {}): Promise<void> {
    if (!this.container) return Promise.resolve();
    if (this.#busy && !force) return new Promise((resolve) => void this.#leaving.push(resolve));
    this.container = null;
    this.#setBusy(false);
    return Promise.resolve();
  }

  override addEventListener<K extends keyof PaymentsHostEventMap>(
    type: K,
    listener: ((event: PaymentsHostEventMap[K]) => void) | null,
    options?: AddEventListenerOptions | boolean,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: AddEventListenerOptions | boolean,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: AddEventListenerOptions | boolean,
  ): void {
    super.addEventListener(type, listener, options);
  }

  /** What the frame would do. */
  readonly act = {
    /** Asks the page for a token, as the frame does before anything else. */
    getToken: (force = false): Promise<AccessToken> => this.options.getToken({ force }),
    /** Asks for the drawer: what your `panel.open` answers, false where there is none. */
    openPanel: async (): Promise<boolean> =>
      this.options.panel?.open ? (await this.options.panel.open({ focus: false })) !== false : false,
    requestPayment: (requestId = 'pr_mock_1'): unknown =>
      this.dispatchEvent(new PaymentRequestedEvent(requestId)),
    receivePayment: (requestId = 'pr_mock_1'): unknown =>
      this.dispatchEvent(new PaymentReceivedEvent(requestId)),
    setBusy: (busy: boolean): void => this.#setBusy(busy),
    setBadge: (count: number): unknown => this.dispatchEvent(new BadgeChangedEvent(count)),
    /** False when the page draws the pop-up itself. */
    notify: (notification: PaymentNotification): boolean =>
      this.dispatchEvent(new PaymentNotificationEvent(notification)),
    lose: (code: PaymentsErrorCode): unknown => this.dispatchEvent(new ConnectionFailedEvent(code)),
  };

  #setBusy(busy: boolean): void {
    if (busy === this.#busy) return;
    this.#busy = busy;
    this.dispatchEvent(new BusyChangedEvent(busy));
    if (busy || this.#leaving.length === 0) return;
    this.container = null;
    for (const resolve of this.#leaving.splice(0)) resolve();
  }
}
