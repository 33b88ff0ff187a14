import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';

import type { SessionStore } from '../../session/state.ts';
import { FocusController } from '../shared/focus-controller.ts';
import { renderForAdmins } from '../shared/render-for-admins.ts';
import { ScreensLoader } from '../shared/screens-loader.ts';
import { SessionController } from '../shared/session-controller.ts';
import { StoreController } from '../shared/store-controller.ts';

import { button } from '../shared/button.styles.ts';
import { statement } from '../shared/statement.styles.ts';
import { tokens } from '../shared/tokens.styles.ts';

/**
 * A clinic's payments, for its admins: search and filters, totals by day, CSV, one payment's whole story, refunds.
 *
 * @tagname payment-records
 * @fires {AccessFormChosenEvent} access-form-chosen - the person pressed the way to the request form
 * @csspart base - everything
 * @csspart badge - the strip that says that no real money moves here
 * @csspart access-link - the way to the request form, where payments are not enabled
 * @csspart clinic - the field in which an organisation's admin chooses a clinic
 * @csspart filters - search, period, status and who asked
 * @csspart totals - the four sums of the period
 * @csspart chart - what was taken, by day
 * @csspart table - the payments
 * @csspart status - a payment's state in a word
 * @csspart pages - what turns the pages
 * @csspart export - the button *Download CSV*
 * @csspart amount - the amount of the payment whose story is shown
 * @csspart details - the rows of facts about it
 * @csspart timeline - what happened to it
 * @csspart refund - the form that gives it back
 * @csspart dashboard-link - the link to it in the clinic's Stripe dashboard
 * @csspart receipt-link - the link to Stripe's receipt
 */
export class PaymentRecords extends LitElement {
  static override styles = [tokens, statement, button];

  /** The session to show; the document's default one unless set. */
  @property({ attribute: false }) session: SessionStore | undefined;
  /** Whose payments, by the host's reference. Unless set, an organisation's admin chooses; a clinic's admin has one. */
  @property() clinic = '';
  /** Where the request form is, for a clinic that is not enabled. */
  @property({ attribute: 'access-url' }) accessUrl = '';

  readonly #session = new SessionController(this, { facts: [] });
  readonly #records = new StoreController(this, this.#session, 'records');
  readonly #clinics = new StoreController(this, this.#session, 'clinics');
  readonly #screens = new ScreensLoader(this, async () => {
    const { RecordsScreens } = await import('./records-screens.ts');
    return new RecordsScreens(this, this.#session, this.#records, this.#clinics);
  });

  constructor() {
    super();
    this.addController(new FocusController(this));
  }

  override render() {
    const { state } = this.#session;
    return renderForAdmins(
      state,
      () => this.#session.retry(),
      (connection) => this.#screens.render(state, connection),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'payment-records': PaymentRecords;
  }
}
