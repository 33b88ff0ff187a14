import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';

import type { SessionStore } from '../../session/state.ts';
import { FocusController } from '../shared/focus-controller.ts';
import { renderForAdmins } from '../shared/render-for-admins.ts';
import { ScreensLoader } from '../shared/screens-loader.ts';
import { SessionController } from '../shared/session-controller.ts';
import { StoreController } from '../shared/store-controller.ts';
import { dispatchAccountFact } from './account-facts.ts';

import { button } from '../shared/button.styles.ts';
import { statement } from '../shared/statement.styles.ts';
import { tokens } from '../shared/tokens.styles.ts';

/**
 * Where a clinic's administrator links the clinic's Stripe account, sees how it stands, edits it and removes it:
 * *Configure > Client Payments*. To an organisation's administrator it shows how each of the clinics stands.
 *
 * @tagname client-payments
 * @fires {StripeAccountReturnedEvent} stripe-account-returned - an account came back from Stripe, and waits for *Use this account*
 * @fires {StripeAccountLinkedEvent} stripe-account-linked - the clinic is paid on this account from now on
 * @fires {StripeAccountChangedEvent} stripe-account-changed - Stripe has another word on the linked account
 * @fires {StripeAccountRemovedEvent} stripe-account-removed - the clinic has no account any more
 * @fires {AccessFormChosenEvent} access-form-chosen - the person pressed the way to the request form
 * @csspart base - everything
 * @csspart badge - the strip that says that no real money moves here
 * @csspart access-link - the way to the request form, where payments are not enabled
 * @csspart help-link - *Contact us*
 * @csspart way - one of the ways to link
 * @csspart go-to-stripe - the button or link *Go to Stripe*
 * @csspart account - the card of the account, linked or waiting to be
 * @csspart status - the account's state in a word or two
 * @csspart details - the rows of facts about the account
 * @csspart use-account - the button *Use this account*
 * @csspart finish - the button that leads to what Stripe still requires
 * @csspart edit - the link to the account's own dashboard
 * @csspart remove - the button *Remove*
 * @csspart removal - what removing means, and the field for the clinic's name
 * @csspart wallets - the sites that wallets are shown on
 * @csspart test-payment - the test payment and what came of it
 * @csspart clinics - the list of an organisation's clinics
 */
export class ClientPayments extends LitElement {
  static override styles = [tokens, statement, button];

  /** The session to show; the document's default one unless set. */
  @property({ attribute: false }) session: SessionStore | undefined;
  /** Where the request form is, for a clinic that is not enabled. */
  @property({ attribute: 'access-url' }) accessUrl = '';
  /** Where *Contact us* leads. */
  @property({ attribute: 'help-url' }) helpUrl = '';
  /** `_blank` opens Stripe in a new tab, `_self` in this one. Inside a frame it is always a new tab. */
  @property() target: '_blank' | '_self' = '_blank';
  /**
   * Where Stripe leads back to, on one of the host's origins. Unless set: to this page when `target` is `_self`,
   * else to a page that says to go back to this tab.
   */
  @property({ attribute: 'return-url' }) returnUrl = '';

  readonly #session = new SessionController(this, { facts: [] });
  readonly #account = new StoreController(this, this.#session, 'account', (store) =>
    store.subscribeFacts((fact) => dispatchAccountFact(this, fact)),
  );
  readonly #clinics = new StoreController(this, this.#session, 'clinics');
  readonly #screens = new ScreensLoader(this, async () => {
    const { AccountScreens } = await import('./account-screens.ts');
    return new AccountScreens(this, this.#account, this.#clinics);
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
    'client-payments': ClientPayments;
  }
}
