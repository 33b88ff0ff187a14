import type { LitElement, ReactiveController, TemplateResult } from 'lit';

import { PaymentsError } from '../../errors.ts';
import { loadPayWords } from '../../localization/pay/load.ts';
import type { PayWords } from '../../localization/pay/messages.ts';
import type { RequestEntry } from '../../session/state.ts';
import { renderStatement } from '../shared/render-shell.ts';
import type { ReadyConnection, ScreenState, Screens } from '../shared/screens-loader.ts';
import type { SessionController } from '../shared/session-controller.ts';
import { explain } from '../shared/trouble.ts';
import { warn } from '../shared/warn.ts';
import { CardFormController } from './card-form-controller.ts';
import { RequestChooser, isOpen, openRequests } from './choose-request.ts';
import { isEmail } from './email.ts';
import { renderCheckout } from './render-checkout.ts';
import { renderOutcome } from './render-outcome.ts';
import { renderAsked } from './render-request.ts';

import { card } from '../shared/card.styles.ts';
import { field } from '../shared/field.styles.ts';
import { styles } from './pay-screens.styles.ts';

type State = ScreenState<PayWords>;

/** What the patient sees: what is asked, email and card, and how it ended. */
export class PayScreens implements Screens<PayWords>, ReactiveController {
  readonly styles = [field, card, styles];
  readonly loadWords = loadPayWords;

  readonly #host: LitElement & { readonly requestId: string };
  readonly #session: SessionController;
  readonly #cardForm: CardFormController;
  readonly #chooser = new RequestChooser();
  readonly #seen = new Set<string>();
  #entry: RequestEntry | null = null;
  /** *Don't pay this* was pressed for this request. */
  #confirmingId: string | null = null;
  #isEmailShownWrong = false;
  /** Why the card form of this request could not be opened by this element. */
  #obstacle: { readonly id: string; readonly error: PaymentsError } | null = null;
  #shownProblem: Element | null = null;
  /** The request whose wallet buttons are shown; they stay while it is being confirmed. */
  #walletsId: string | null = null;

  constructor(host: LitElement & { readonly requestId: string }, session: SessionController) {
    this.#host = host;
    this.#session = session;
    this.#cardForm = new CardFormController(host, session, {
      onResume: (id) => void this.#begin(id),
      typedEmail: () => {
        const email = session.store?.getEmail().trim() ?? '';
        return isEmail(email) ? email : null;
      },
    });
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#handleVisibility);
  }

  hostUpdated(): void {
    this.#markSeen();
    const problem = this.#host.renderRoot.querySelector('#problem');
    if (problem && problem !== this.#shownProblem) problem.scrollIntoView({ block: 'nearest' });
    this.#shownProblem = problem;
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#handleVisibility);
  }

  render(state: State, { session }: ReadyConnection): TemplateResult {
    const { requests, localization } = state;
    const { requestId } = this.#host;
    const entry = requestId
      ? (requests.find(({ request }) => request.id === requestId) ?? null)
      : this.#chooser.choose(requests);
    this.#entry = entry;
    const { nothing, nothingText, notEnabled } = localization.messages.pay;
    if (!entry || entry.request.status === 'creating') {
      const { common } = localization.messages;
      return session.payments.ready || session.payments.reason !== 'clinic_not_enabled'
        ? renderStatement('calm', 'card', nothing, nothingText)
        : renderStatement('calm', 'card', nothing, { reason: notEnabled, advice: common.otherWay });
    }
    if (!isOpen(entry)) return this.#renderOutcome(entry, state);
    return this.#isInCheckout(entry) ? this.#renderCheckout(entry, state) : this.#renderAsked(entry, state);
  }

  #renderOutcome({ request }: RequestEntry, { requests, localization }: State) {
    return renderOutcome({
      request,
      localization,
      email: this.#session.store?.getEmail() ?? '',
      more: !this.#host.requestId && openRequests(requests).length > 0,
      onNext: () => {
        this.#chooser.next();
        this.#host.requestUpdate();
      },
    });
  }

  #renderAsked(entry: RequestEntry, state: State) {
    const { id } = entry.request;
    const { store } = this.#session;
    return renderAsked({
      entry,
      localization: state.localization,
      position: this.#position(entry, state),
      confirming: this.#confirmingId === id,
      obstacle: this.#obstacleOf(entry, state),
      onPay: () => void this.#begin(id),
      onPutOff: () => store?.putOff(id),
      onRefuse: () => this.#confirm(id),
      onKeep: () => this.#confirm(null),
      onConfirm: () => {
        this.#confirm(null);
        void store?.refuseRequest(id);
      },
    });
  }

  #renderCheckout(entry: RequestEntry, state: State) {
    const { store } = this.#session;
    const email = store?.getEmail() ?? '';
    const { checkout, request } = entry;
    if (checkout.status === 'preparing') this.#walletsId = null;
    else if (checkout.status === 'details') this.#walletsId = checkout.wallets ? request.id : null;
    return renderCheckout({
      entry,
      localization: state.localization,
      position: this.#position(entry, state),
      email,
      emailError: this.#isEmailShownWrong ? this.#emailError(email, state) : '',
      onEmailInput: this.#handleEmailInput,
      onEmailBlur: () => {
        this.#isEmailShownWrong ||= email !== '';
        this.#host.requestUpdate();
      },
      onSubmit: (event) => this.#handleSubmit(event, entry),
      hasWallets: this.#walletsId === request.id,
      onBack: () => store?.leaveCheckout(request.id),
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

  #obstacleOf({ request, checkout }: RequestEntry, { localization: { messages } }: State) {
    if (this.#obstacle?.id === request.id) return explain(this.#obstacle.error, messages);
    if (checkout.status === 'unavailable') return explain(checkout.error, messages);
    return checkout.status === 'idle' || this.#cardForm.isFor(request.id) ? null : messages.pay.elsewhere;
  }

  #position(entry: RequestEntry, { requests, localization }: State): string {
    const open = openRequests(requests);
    return open.length > 1 && !this.#host.requestId
      ? localization.messages.pay.position(open.indexOf(entry) + 1, open.length)
      : '';
  }

  #emailError(email: string, { localization: { messages } }: State): string {
    if (email.trim() === '') return messages.pay.emailEmpty;
    return isEmail(email.trim()) ? '' : messages.pay.emailInvalid;
  }

  async #begin(id: string): Promise<void> {
    this.#obstacle = null;
    this.#isEmailShownWrong = false;
    try {
      await this.#cardForm.open(id);
    } catch (error) {
      if (!(error instanceof PaymentsError)) throw error;
      warn(this.#host, error.message);
      this.#obstacle = { id, error };
      this.#host.requestUpdate();
    }
  }

  #confirm(id: string | null): void {
    this.#confirmingId = id;
    this.#host.requestUpdate();
  }

  #markSeen(): void {
    const request = this.#entry?.request;
    if (request?.status !== 'requested' || request.activity || this.#seen.has(request.id)) return;
    // The session knows whether the panel is open; whether this tab is looked at, the document does.
    if (document.visibilityState === 'hidden') return;
    this.#seen.add(request.id);
    this.#session.store?.markSeen(request.id);
  }

  readonly #handleVisibility = (): void => this.#host.requestUpdate();

  readonly #handleEmailInput = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.#session.store?.setEmail(event.target.value);
    this.#host.requestUpdate();
  };

  #handleSubmit(event: SubmitEvent, { request, checkout }: RequestEntry): void {
    event.preventDefault();
    const { store } = this.#session;
    if (!store || checkout.status !== 'details') return;
    const email = store.getEmail().trim();
    this.#isEmailShownWrong = true;
    this.#host.requestUpdate();
    if (isEmail(email)) void store.pay(request.id, email);
    else this.#host.renderRoot.querySelector<HTMLElement>('#email')?.focus();
  }
}
