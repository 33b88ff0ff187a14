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
 * Lets the clinician ask a patient in the call for a payment, and follow it to its end.
 *
 * @tagname request-payment
 * @fires {PaymentRequestedEvent} payment-requested - a request of this call is there
 * @fires {PaymentRefusedEvent} payment-refused - the patient chose not to pay
 * @fires {PaymentCancelledEvent} payment-cancelled - a request was withdrawn
 * @fires {PaymentExpiredEvent} payment-expired - a request was not paid in time
 * @fires {AttemptFailedEvent} attempt-failed - a card was declined, or its bank's check not passed
 * @csspart base - everything
 * @csspart badge - the strip that says that no real money moves here
 * @csspart form - amount and description
 * @csspart submit - the button *Request payment*
 * @csspart preset - the button of one suggestion
 * @csspart amount - the amount of the request that is shown
 * @csspart details - the rows of facts about it
 * @csspart access-link - the way to the request form, while the clinic is not enabled
 * @csspart receipt-link - the link to Stripe's receipt, once it is paid
 */
export class RequestPayment extends LitElement {
  static override styles = [tokens, statement, button];

  /** The session to show; the document's default one unless set. */
  @property({ attribute: false }) session: SessionStore | undefined;
  /** Prefills the amount: digits, and a point for the decimals, e.g. `85.00`. */
  @property() amount = '';
  /** Prefills the description. */
  @property() description = '';
  /** The host's own record id for the request, at most 64 characters; never shown. */
  @property() reference = '';
  /** Where an administrator finds the request form, offered while the clinic is not enabled. */
  @property({ attribute: 'access-url' }) accessUrl = '';
  /** Suggestions, each a description and an amount: `Consultation fee:85.00|Gap payment:42.50`. */
  @property() presets = '';

  readonly #session = new SessionController(this, {
    facts: ['payment-requested', 'payment-refused', 'payment-cancelled', 'payment-expired', 'attempt-failed'],
  });
  readonly #screens = new ScreensLoader(this, async () => {
    const { RequestScreens } = await import('./request-screens.ts');
    return new RequestScreens(this, this.#session);
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
    const { messages } = state.localization;
    const { connection } = state;
    if (!('session' in connection))
      return renderConnection(connection, messages, () => this.#session.retry());
    if (connection.session.role !== 'clinician')
      return renderStatement('calm', 'lock', messages.common.unavailable, messages.common.notForYou);
    return this.#screens.render(state, connection);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'request-payment': RequestPayment;
  }
}
