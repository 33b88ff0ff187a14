import { CheckoutFlow } from './checkout-flow.ts';
import type { CheckoutFlowOptions } from './checkout-flow.ts';
import { PayerAttention } from './payer-attention.ts';
import type { PayerAttentionOptions } from './payer-attention.ts';

export type PayerSideOptions = PayerAttentionOptions & Omit<CheckoutFlowOptions, 'onActivity'>;

/** What a session does for somebody who pays: a module of its own, which other people's pages never fetch. */
export class PayerSide {
  readonly attention: PayerAttention;
  readonly checkout: CheckoutFlow;
  readonly #port: PayerSideOptions['port'];

  constructor(options: PayerSideOptions) {
    this.#port = options.port;
    this.attention = new PayerAttention(options);
    this.checkout = new CheckoutFlow({
      ...options,
      onActivity: (id, kind) => this.attention.send(id, kind),
    });
  }

  /** Who has pressed Pay, and finds another page, wants to see what came of it. */
  resume(): void {
    if (this.checkout.resume()) void this.#port.openPanel().catch(() => false);
  }

  /** Somebody else is at this page now. */
  forget(): void {
    this.checkout.abandon();
    this.attention.attend([]);
  }
}
