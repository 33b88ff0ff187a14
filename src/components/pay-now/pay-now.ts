import { LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';

import { PaymentsError } from '../../errors.ts';
import type { RequestEntry, SessionState, SessionStore } from '../../session/state.ts';
import { FocusController } from '../shared/focus-controller.ts';
import { renderConnection, renderShell, renderStatement } from '../shared/render-shell.ts';
import type { Content } from '../shared/render-shell.ts';
import { SessionController } from '../shared/session-controller.ts';
import { explain } from '../shared/trouble.ts';
import { CardFormController } from './card-form-controller.ts';
import { RequestChooser, isOpen, openRequests } from './choose-request.ts';
import { isEmail } from './email.ts';
import { renderCheckout } from './render-checkout.ts';
import { renderOutcome } from './render-outcome.ts';
import { renderAsked } from './render-request.ts';

import { card } from '../shared/card.styles.ts';
import { controls } from '../shared/controls.styles.ts';
import { tokens } from '../shared/tokens.styles.ts';
import { styles } from './pay-now.styles.ts';

/**
 * Shows the patient what they are asked to pay, and takes the payment.
 *
 * @tagname pay-now
 * @slot card-form - filled by the element itself: Stripe's card form has to stand in the document
 * @fires {PaymentRequestedEvent} payment-requested - a payment is asked of this person
 * @fires {PaymentReceivedEvent} payment-received - they paid it
 * @fires {PaymentRefusedEvent} payment-refused - they chose not to pay
 * @fires {PaymentCancelledEvent} payment-cancelled - the clinic withdrew the request
 * @fires {PaymentExpiredEvent} payment-expired - it was not paid in time
 * @fires {AttemptFailedEvent} attempt-failed - a card was declined, or its bank's check not passed
 * @csspart base - everything
 * @csspart badge - the strip that names a test environment
 * @csspart pay-now - the button that opens the card form
 * @csspart form - email and card
 * @csspart pay - the button that pays
 * @csspart amount - the amount
 * @csspart details - the rows of the confirmation
 * @csspart receipt-link - the link to Stripe's receipt
 */
export class PayNow extends LitElement {
  static override styles = [tokens, controls, card, styles];

  /** The session to show; the document's default one unless set. */
  @property({ attribute: false }) session: SessionStore | undefined;
  /** Shows this request only; the oldest open one unless set. */
  @property({ attribute: 'request-id' }) requestId = '';

  /** *Don't pay this* was pressed for this request. */
  @state() private confirmingId: string | null = null;
  @state() private isEmailShownWrong = false;
  /** Why the card form of this request could not be opened by this element. */
  @state() private obstacle: { readonly id: string; readonly error: PaymentsError } | null = null;

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
  readonly #cardForm = new CardFormController(this, this.#session);
  readonly #chooser = new RequestChooser();
  readonly #seen = new Set<string>();
  #entry: RequestEntry | null = null;
  #shownProblem: unknown = null;

  constructor() {
    super();
    new FocusController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#handleVisibility);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#handleVisibility);
  }

  override render() {
    const { state } = this.#session;
    // Not in willUpdate: that runs before the controllers, which find the session.
    this.#entry = this.requestId
      ? (state.requests.find(({ request }) => request.id === this.requestId) ?? null)
      : this.#chooser.choose(state.requests);
    return renderShell(state, this.#renderContent(state));
  }

  override updated(): void {
    this.#markSeen();
    const problem = this.renderRoot.querySelector('#problem');
    if (problem && problem !== this.#shownProblem) problem.scrollIntoView({ block: 'nearest' });
    this.#shownProblem = problem;
  }

  #renderContent(state: SessionState): Content {
    const { connection, localization } = state;
    const { common, pay: words } = localization.messages;
    if (!('session' in connection))
      return renderConnection(state, () => this.#session.retry(), words.otherWay) ?? nothing;
    if (connection.session.role !== 'patient' && connection.session.role !== 'link-payer')
      return renderStatement('calm', 'lock', common.unavailable, common.notForYou);
    const entry = this.#entry;
    if (!entry || entry.request.status === 'creating')
      return renderStatement('calm', 'card', words.nothing, words.nothingText);
    if (!isOpen(entry)) return this.#renderOutcome(entry, state);
    return this.#isInCheckout(entry) ? this.#renderCheckout(entry, state) : this.#renderAsked(entry, state);
  }

  #renderOutcome({ request }: RequestEntry, { requests, localization }: SessionState) {
    return renderOutcome({
      request,
      localization,
      email: this.#session.store?.getEmail() ?? '',
      more: !this.requestId && openRequests(requests).length > 0,
      onNext: () => {
        this.#chooser.next();
        this.requestUpdate();
      },
    });
  }

  #renderAsked(entry: RequestEntry, state: SessionState) {
    const { id } = entry.request;
    const { store } = this.#session;
    return renderAsked({
      entry,
      localization: state.localization,
      position: this.#position(entry, state),
      confirming: this.confirmingId === id,
      obstacle: this.#obstacleOf(entry, state),
      onPay: () => void this.#begin(id),
      onPutOff: () => store?.putOff(id),
      onRefuse: () => (this.confirmingId = id),
      onKeep: () => (this.confirmingId = null),
      onConfirm: () => {
        this.confirmingId = null;
        void store?.refuseRequest(id);
      },
    });
  }

  #renderCheckout(entry: RequestEntry, state: SessionState) {
    const { store } = this.#session;
    const email = store?.getEmail() ?? '';
    return renderCheckout({
      entry,
      localization: state.localization,
      position: this.#position(entry, state),
      email,
      emailError: this.isEmailShownWrong ? this.#emailError(email, state) : '',
      onEmailInput: this.#handleEmailInput,
      onEmailBlur: () => (this.isEmailShownWrong ||= email !== ''),
      onSubmit: (event) => this.#handleSubmit(event, entry),
      onBack: () => store?.leaveCheckout(entry.request.id),
    });
  }

  /** Whether email and card, or what comes after them, are shown: not where another element has the form. */
  #isInCheckout({ request, checkout }: RequestEntry): boolean {
    if (request.status === 'processing') return true;
    const waiting = checkout.status === 'confirming' || checkout.status === 'checking';
    const withdrawn = request.status === 'requested' && request.closingAs !== null;
    const entering = checkout.status === 'preparing' || checkout.status === 'details';
    return waiting || (entering && !withdrawn && this.#cardForm.isFor(request.id));
  }

  #obstacleOf({ request, checkout }: RequestEntry, { localization: { messages } }: SessionState) {
    if (this.obstacle?.id === request.id) return explain(this.obstacle.error, messages);
    if (checkout.status === 'unavailable') return explain(checkout.error, messages);
    return checkout.status === 'idle' || this.#cardForm.isFor(request.id) ? null : messages.pay.elsewhere;
  }

  #position(entry: RequestEntry, { requests, localization }: SessionState): string {
    const open = openRequests(requests);
    return open.length > 1 && !this.requestId
      ? localization.messages.pay.position(open.indexOf(entry) + 1, open.length)
      : '';
  }

  #emailError(email: string, { localization: { messages } }: SessionState): string {
    if (email.trim() === '') return messages.pay.emailEmpty;
    return isEmail(email.trim()) ? '' : messages.pay.emailInvalid;
  }

  async #begin(id: string): Promise<void> {
    this.obstacle = null;
    this.isEmailShownWrong = false;
    try {
      await this.#cardForm.open(id);
    } catch (error) {
      if (!(error instanceof PaymentsError)) throw error;
      console.warn(`<pay-now>: ${error.message}`);
      this.obstacle = { id, error };
    }
  }

  #markSeen(): void {
    const request = this.#entry?.request;
    if (request?.status !== 'requested' || request.activity || this.#seen.has(request.id)) return;
    // The session knows whether the panel is open; whether this tab is looked at, the document does.
    if (document.visibilityState === 'hidden') return;
    this.#seen.add(request.id);
    this.#session.store?.markSeen(request.id);
  }

  readonly #handleVisibility = (): void => this.requestUpdate();

  readonly #handleEmailInput = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.#session.store?.setEmail(event.target.value);
    this.requestUpdate();
  };

  #handleSubmit(event: SubmitEvent, { request, checkout }: RequestEntry): void {
    event.preventDefault();
    const { state, store } = this.#session;
    if (!store || checkout.status !== 'details') return;
    const email = store.getEmail();
    this.isEmailShownWrong = true;
    if (this.#emailError(email, state)) this.renderRoot.querySelector<HTMLElement>('#email')?.focus();
    else void store.pay(request.id, email.trim());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pay-now': PayNow;
  }
}
