import type { AccessToken } from '../contract/gateway-session.ts';
import { PaymentsError } from '../errors.ts';
import type { HostFact, PaymentNotification } from '../session/host-port.ts';
import { HostNotifications } from './host-notification.ts';
import type { ObservedMessage, Watch } from './host-watch.ts';
import { HostRelay, RELAY_MAX_BYTES } from './host-relay.ts';
import { isObject } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { once } from './once.ts';
import { readCount, readFact, readMinHeight, readNotification, readToken } from './payloads.ts';
import { isId } from './protocol.ts';
import type { RelayAdapter } from './relay/relay-adapter.ts';
import type { RpcHandler } from './rpc.ts';

/** The host's own drawer. Each may be left out; a promise is waited for. */
export interface HostPanel {
  /** Shows it; `focus` is false when the person did not ask. Return false when it may not open now. */
  open?(options: { readonly focus: boolean }): unknown;
  /** Hides it, and leaves the frame where it is. */
  close?(): unknown;
  /** Brings it to the person's attention, when it is open already. */
  focus?(): unknown;
}

/** What the host's developer gives for the frame's use. */
export interface HostOffers {
  /**
   * Asks your backend for an access token for this person in this call. `force`: the last one was refused, do
   * not answer from a cache.
   */
  getToken(options: { readonly force: boolean }): Promise<AccessToken>;
  /** The call's data channel. Without it the gateway's event stream does the same, a little later. */
  readonly relay?: RelayAdapter;
  /** Your own drawer that the frame is in: what it may ask of it. */
  readonly panel?: HostPanel;
  /**
   * Told of each message between this page and its frame, and over the relay, for a log or a diagnosis. Tokens
   * and secrets are taken out before; what it does with the rest, names of people included, is up to you.
   */
  observe?(message: ObservedMessage): void;
}

/** What the frame says, read and checked. */
export interface HostListener {
  /** The first state is shown (`null`), or cannot be, by a code. */
  onOutcome(code: string | null): unknown;
  onBusy(busy: boolean): unknown;
  onBadge(count: number): unknown;
  onFact(fact: HostFact): unknown;
  /** False when the pop-up is not to be drawn. */
  onNotification(notification: PaymentNotification): boolean;
}

/** What the page needs of the frame besides. */
export interface HostServicesListener extends HostListener {
  /** CSS pixels; 0 for no wish. */
  onMinHeight(height: number): void;
  /** A hint has come over the relay. */
  onRelayed(message: JsonObject): void;
  /** What to draw the pop-up in. */
  getColorScheme(): string;
}

const NOTIFICATIONS_REMEMBERED = 500;

/** What the host's page does for the frame: tokens, the panel, the relay, the pop-up. */
export class HostServices {
  /** For the welcome: what is supported, and its limits. */
  readonly caps: Record<string, JsonObject> = { token: {}, notify: {} };
  readonly handlers = new Map<string, RpcHandler>();
  readonly #offers: HostOffers;
  readonly #listener: HostServicesListener;
  readonly #notifications = new HostNotifications();
  readonly #isNewNotification = once(NOTIFICATIONS_REMEMBERED);
  readonly #fetching = new Map<boolean, Promise<AccessToken>>();
  readonly #relay: HostRelay | null = null;

  constructor(offers: HostOffers, watch: Watch | null, listener: HostServicesListener) {
    this.#offers = offers;
    this.#listener = listener;
    this.handlers.set('token.get', (params, signal) =>
      this.#getToken(isObject(params) && params.force === true, signal),
    );
    for (const name of ['open', 'close', 'focus'] as const) {
      if (!offers.panel?.[name]) continue;
      this.caps[`panel.${name}`] = {};
      this.handlers.set(`panel.${name}`, async (params) => {
        const focus = isObject(params) && params.focus === true;
        return { done: (await offers.panel?.[name]?.({ focus })) !== false };
      });
    }
    if (!offers.relay) return;
    const relay = new HostRelay(offers.relay, (message) => {
      watch?.relayed('in', message);
      listener.onRelayed(message);
    });
    this.#relay = relay;
    this.caps.relay = { maxBytes: RELAY_MAX_BYTES };
    this.handlers.set('relay.send', async (params) => {
      const answer = await relay.send(params);
      // Its form has just been checked.
      watch?.relayed('out', params as JsonObject);
      return answer;
    });
  }

  handleEvent(name: string, data: Json | undefined): void {
    if (!isObject(data)) return;
    const listener = this.#listener;
    if (name === 'outcome' && (data.code === null || isId(data.code))) listener.onOutcome(data.code);
    if (name === 'busy.changed') listener.onBusy(data.busy === true);
    if (name === 'notify.badge') listener.onBadge(readCount(data.count));
    if (name === 'panel.resize') listener.onMinHeight(readMinHeight(data.height));
    const fact = name === 'payment.fact' && readFact(data);
    if (fact) listener.onFact(fact);
    const notification = name === 'notify.toast' && readNotification(data);
    if (!notification || !this.#isNewNotification(notification.id)) return;
    if (listener.onNotification(notification))
      this.#notifications.show(notification, listener.getColorScheme());
  }

  /** Also those that are being fetched: they are for who was here before. */
  forgetTokens(): void {
    this.#fetching.clear();
  }

  close(): void {
    this.#notifications.close();
    this.#relay?.close();
  }

  #getToken(force: boolean, signal: AbortSignal): Promise<AccessToken> {
    const fetching = this.#fetching.get(force) ?? this.#askToken(force);
    const forget = (): void => {
      if (this.#fetching.get(force) === fetching) this.#fetching.delete(force);
    };
    this.#fetching.set(force, fetching);
    // Waited for long enough: a backend that hangs once is asked again, and not waited for by all who come.
    signal.addEventListener('abort', forget);
    return fetching.finally(forget);
  }

  async #askToken(force: boolean): Promise<AccessToken> {
    try {
      const token = readToken(await this.#offers.getToken({ force }));
      if (token) return token;
    } catch (error) {
      // It is the host's own: where the host looks for its errors, and not across the bridge.
      reportError(error);
    }
    throw new PaymentsError('TOKEN_UNAVAILABLE', 'The host page has no token.', { retryable: true });
  }
}
