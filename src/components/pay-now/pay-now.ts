import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';

import type { SessionStore } from '../../session/state.ts';
import { FocusController } from '../shared/focus-controller.ts';
import { renderConnection, renderShell, renderStatement } from '../shared/render-shell.ts';
import { ScreensLoader } from '../shared/screens-loader.ts';
import { SessionController } from '../shared/session-controller.ts';

import { button } from '../shared/button.styles.ts';
import { statement } from '../shared/statement.styles.ts';
import { tokens } from '../shared/tokens.styles.ts';

/**
 * Shows the patient what they are asked to pay, and takes the payment.
 *
 * @tagname pay-now
 * @slot card-form - filled by the element itself: Stripe's card form has to stand in the document
 * @slot wallets - filled by the element itself: Google Pay and Apple Pay, where the device has them
 * @fires {PaymentRequestedEvent} payment-requested - a payment is asked of this person
 * @fires {PaymentReceivedEvent} payment-received - they paid it
 * @fires {PaymentRefusedEvent} payment-refused - they chose not to pay
 * @fires {PaymentCancelledEvent} payment-cancelled - the clinic withdrew the request
 * @fires {PaymentExpiredEvent} payment-expired - it was not paid in time
 * @fires {AttemptFailedEvent} attempt-failed - a card was declined, or its bank's check not passed
 * @csspart base - everything
 * @csspart badge - the strip that says that no real money moves here
 * @csspart pay-now - the button *Pay Now*, which opens the card form
 * @csspart form - email and card
 * @csspart pay - the button that pays, with the amount on it
 * @csspart amount - the amount
 * @csspart details - the rows of the confirmation: clinic, description, date, card, receipt
 * @csspart receipt-link - the link to Stripe's receipt, once it is paid
 */
export class PayNow extends LitElement {
  static override styles = [tokens, statement, button];

  /** The session to show; the document's default one unless set. */
  @property({ attribute: false }) session: SessionStore | undefined;
  /** Shows this request only; the oldest open one unless set. */
  @property({ attribute: 'request-id' }) requestId = '';

  readonly #session = new SessionController(this, {
    facts: [
      'payment-requested',
      'payment-received',
      'payment-refused',
      'payment-cancelled',
      'payment-expired',
      'attempt-failed',
    ],
  });
  readonly #screens = new ScreensLoader(this, async () => {
    const { PayScreens } = await import('./pay-screens.ts');
    return new PayScreens(this, this.#session);
  });

  constructor() {
    super();
    this.addController(new FocusController(this));
  }

  override render() {
    const { state } = this.#session;
    return renderShell(state, this.#renderContent());
  }

  #renderContent() {
    const { state } = this.#session;
    const { common } = state.localization.messages;
    const { connection } = state;
    if (!('session' in connection)) {
      const retry = () => this.#session.retry();
      return renderConnection(connection, state.localization.messages, retry, common.otherWay);
    }
    const { role } = connection.session;
    if (role !== 'patient' && role !== 'link-payer')
      return renderStatement('calm', 'lock', common.unavailable, common.notForYou);
    return this.#screens.render(state, connection);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pay-now': PayNow;
  }
}
