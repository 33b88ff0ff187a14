import type { PayerActivityKind, PaymentRequest } from '../contract/payment-request.ts';
import type { GatewayClient } from './gateway-client.ts';
import type { HostPort } from './host-port.ts';

export interface PayerAttentionOptions {
  readonly gateway: Pick<GatewayClient, 'sendActivity'>;
  readonly port: Pick<HostPort, 'openPanel' | 'setBadge'>;
  readonly getRequest: (id: string) => PaymentRequest | undefined;
  /** A request is waiting that this page has not called for before. */
  readonly onCall: (request: PaymentRequest) => void;
}

/** Brings open requests to the payer's eyes, and tells the clinician what the payer does about them. */
export class PayerAttention {
  readonly #options: PayerAttentionOptions;
  readonly #called = new Set<string>();
  readonly #seen = new Set<string>();
  /** Drawn while the panel could not be seen. */
  readonly #drawn = new Set<string>();
  #badge = 0;
  #panelVisible = false;
  #sending: Promise<void> = Promise.resolve();

  constructor(options: PayerAttentionOptions) {
    this.#options = options;
  }

  /** `waiting`: the requests that this person can pay now. */
  attend(waiting: readonly PaymentRequest[]): void {
    const { port, onCall } = this.#options;
    if (waiting.length !== this.#badge) {
      this.#badge = waiting.length;
      port.setBadge(this.#badge);
    }
    for (const request of waiting) {
      if (this.#called.has(request.id)) continue;
      this.#called.add(request.id);
      // After a reload: "not now" still holds.
      if (request.status === 'requested' && request.activity?.kind === 'put-off') continue;
      void port.openPanel().catch(() => false);
      onCall(request);
    }
  }

  setPanelVisible(visible: boolean): void {
    this.#panelVisible = visible;
    if (!visible) return;
    for (const id of this.#drawn) this.markSeen(id);
    this.#drawn.clear();
  }

  markSeen(id: string): void {
    if (this.#seen.has(id)) return;
    if (!this.#panelVisible) {
      this.#drawn.add(id);
      return;
    }
    this.#seen.add(id);
    const request = this.#options.getRequest(id);
    // What the payer did before a reload says more than "seen".
    if (request?.status === 'requested' && !request.activity) this.send(id, 'seen');
  }

  /** In order, one at a time; best effort: it is news for the clinician, and changes nothing. */
  send(id: string, kind: PayerActivityKind): void {
    this.#sending = this.#sending.then(() => this.#options.gateway.sendActivity(id, kind)).catch(() => {});
  }
}
