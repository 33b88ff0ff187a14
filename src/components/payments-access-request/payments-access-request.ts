import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';

import type { SessionStore } from '../../session/state.ts';
import { FocusController } from '../shared/focus-controller.ts';
import { renderForAdmins } from '../shared/render-for-admins.ts';
import { ScreensLoader } from '../shared/screens-loader.ts';
import { SessionController } from '../shared/session-controller.ts';
import { StoreController } from '../shared/store-controller.ts';
import { dispatchAccessFact } from './dispatch-access-fact.ts';

import { button } from '../shared/button.styles.ts';
import { statement } from '../shared/statement.styles.ts';
import { tokens } from '../shared/tokens.styles.ts';

/**
 * The request form, with which an organisation's or a clinic's administrator asks for payments to be enabled, and
 * where that request stands: with the telehealth manager, with the service desk, approved or declined.
 *
 * @tagname payments-access-request
 * @fires {AccessRequestedEvent} access-requested - the form was sent
 * @fires {AccessRaisedEvent} access-raised - the telehealth manager raised the service request ticket
 * @fires {AccessCorrectedEvent} access-corrected - what was sent was corrected
 * @fires {AccessApprovedEvent} access-approved - payments are enabled for the clinics of the request
 * @fires {AccessDeclinedEvent} access-declined - the service desk said no, with a reason
 * @fires {AccessWithdrawnEvent} access-withdrawn - the request was withdrawn
 * @csspart base - everything
 * @csspart badge - the strip that says that no real money moves here
 * @csspart form - the request form
 * @csspart point - one of its five points
 * @csspart submit - the button that sends it
 * @csspart status - where the request stands, in a word or two
 * @csspart share - the link for the telehealth manager
 * @csspart copy - the button that copies it
 * @csspart details - the rows of what was sent
 * @csspart help-link - *Contact us*
 * @csspart terms-link - *Read the terms*
 * @csspart next-link - the way to *Client Payments*, once it is approved
 */
export class PaymentsAccessRequest extends LitElement {
  static override styles = [tokens, statement, button];

  /** The session to show; the document's default one unless set. */
  @property({ attribute: false }) session: SessionStore | undefined;
  /** Prefills the organisation's name. */
  @property() organisation = '';
  /** The clinics to choose from, each a name and the host's own reference: `Riverside Clinic:riverside|Bay Clinic:bay`. */
  @property() clinics = '';
  /** Prefills the contact person's name. */
  @property({ attribute: 'contact-name' }) contactName = '';
  /** Prefills the contact person's email address. */
  @property({ attribute: 'contact-email' }) contactEmail = '';
  /** Where *Contact us* leads. */
  @property({ attribute: 'help-url' }) helpUrl = '';
  /** Where the terms of use are. */
  @property({ attribute: 'terms-url' }) termsUrl = '';
  /** Where *Client Payments* is, for the next step once the request is approved. */
  @property({ attribute: 'next-url' }) nextUrl = '';

  readonly #session = new SessionController(this, { facts: [] });
  readonly #access = new StoreController(this, this.#session, 'access', (store) =>
    store.subscribeFacts((fact) => dispatchAccessFact(this, fact)),
  );
  readonly #screens = new ScreensLoader(this, async () => {
    const { AccessScreens } = await import('./access-screens.ts');
    return new AccessScreens(this, this.#access);
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
    'payments-access-request': PaymentsAccessRequest;
  }
}
