import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { GatewaySession } from '../../contract/gateway-session.ts';
import type { Participant } from '../../session/host-port.ts';
import type { RequestDraft, RequestEntry, SessionState, SessionStore } from '../../session/state.ts';
import { FocusController } from '../shared/focus-controller.ts';
import { renderConnection, renderShell, renderStatement } from '../shared/render-shell.ts';
import type { Content } from '../shared/render-shell.ts';
import { SessionController } from '../shared/session-controller.ts';
import { explain } from '../shared/trouble.ts';
import { DRAFT_FIELDS, checkDraft, refusedField } from './draft-form.ts';
import type { DraftErrors, DraftField } from './draft-form.ts';
import { localizeAmount, parsePresets } from './presets.ts';
import type { Preset } from './presets.ts';
import { renderForm } from './render-form.ts';
import { renderHistory } from './render-history.ts';
import { renderRequest } from './render-request.ts';

import { card } from '../shared/card.styles.ts';
import { controls } from '../shared/controls.styles.ts';
import { tokens } from '../shared/tokens.styles.ts';
import { styles } from './request-payment.styles.ts';

/** A session that is up, with what it knows. */
type Up = Extract<SessionState['connection'], { readonly session: GatewaySession }>;

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
 * @csspart badge - the strip that names a test environment
 * @csspart form - the request's form
 * @csspart submit - its button
 * @csspart preset - one suggestion
 * @csspart amount - the amount of a request
 * @csspart details - the rows of a request
 * @csspart receipt-link - the link to Stripe's receipt
 */
export class RequestPayment extends LitElement {
  static override styles = [tokens, controls, card, styles];

  /** The session to show; the document's default one unless set. */
  @property({ attribute: false }) session: SessionStore | undefined;
  /** Prefills the amount: digits, and a point for the decimals, e.g. `85.00`. */
  @property() amount = '';
  /** Prefills the description. */
  @property() description = '';
  /** The host's own record id for the request, at most 64 characters; never shown. */
  @property() reference = '';
  /** Suggestions: `Consultation fee:85.00|Gap payment:42.50`. */
  @property() presets = '';

  /** `auto`: the form if something is typed or nothing was asked yet, else the newest request. */
  @state() private mode: 'auto' | 'form' | 'card' = 'auto';
  @state() private selectedId: string | null = null;
  @state() private confirming = false;
  /** The draft has been typed in: from then on it counts alone, not the attributes. */
  @state() private edited = false;
  @state() private shown: ReadonlySet<DraftField> = new Set();
  /** What was sent when the gateway refused: its words stand until that field changes. */
  @state() private sent: RequestDraft | null = null;

  readonly #session = new SessionController(this, {
    facts: ['payment-requested', 'payment-refused', 'payment-cancelled', 'payment-expired', 'attempt-failed'],
  });

  constructor() {
    super();
    new FocusController(this);
  }

  override render() {
    const { state } = this.#session;
    return renderShell(state, this.#renderContent(state));
  }

  #renderContent(state: SessionState): Content {
    const { connection, localization, requests } = state;
    if (!('session' in connection)) return renderConnection(state, () => this.#session.retry()) ?? nothing;
    const { session } = connection;
    const { messages } = localization;
    if (session.role !== 'clinician')
      return renderStatement('calm', 'lock', messages.common.unavailable, messages.common.notForYou);

    const current = this.#isComposing(state) ? null : this.#selected(requests);
    const others = requests.filter((entry) => entry !== current);
    return html`${
      current
        ? this.#renderRequest(current, state, connection)
        : session.payments.ready
          ? this.#renderForm(state, connection)
          : this.#renderNotReady(session.payments.reason, state)
    }
    ${renderHistory(others, localization, this.#handleOpen)}`;
  }

  #renderNotReady(reason: keyof SessionState['localization']['messages']['notReady'], state: SessionState) {
    const { common, notReady } = state.localization.messages;
    return renderStatement(
      'warn',
      'alert',
      common.unavailable,
      notReady[reason],
      html`<button class="button" type="button" @click=${() => this.#session.retry()}>
        ${common.tryAgain}
      </button>`,
    );
  }

  #renderForm(state: SessionState, connection: Up) {
    const { localization, creation } = state;
    const draft = this.#draft(state, connection);
    const patients = patientsOf(connection);
    const error = creation.status === 'rejected' ? creation.error : null;
    const refused = error && refusedField(error, connection.session, localization);
    return renderForm({
      session: connection.session,
      localization,
      draft,
      patients,
      presets: parsePresets(this.presets),
      errors: this.#errors(state, connection, draft),
      creation,
      refusal: error && !refused ? explain(error, localization.messages) : null,
      onInput: this.#handleInput,
      onBlur: this.#handleBlur,
      onPreset: this.#handlePreset,
      onSubmit: this.#handleSubmit,
    });
  }

  #renderRequest(entry: RequestEntry, { localization }: SessionState, connection: Up) {
    const { payer } = entry.request;
    const known = connection.context.participants.find(({ id }) => id === payer.id);
    return renderRequest({
      entry,
      localization,
      payer: payer.displayName ?? known?.displayName ?? localization.messages.common.somebody,
      confirming: this.confirming,
      onCancel: () => this.#handleCancel(entry),
      onConfirm: () => this.#cancel(entry),
      onKeep: () => (this.confirming = false),
      onAnother: this.#handleAnother,
    });
  }

  #isComposing({ requests, draft, creation }: SessionState): boolean {
    if (requests.length === 0 || creation.status === 'sending' || creation.status === 'checking') return true;
    if (this.mode !== 'auto') return this.mode === 'form';
    return Boolean(draft.amount || draft.description);
  }

  #selected(requests: readonly RequestEntry[]): RequestEntry | null {
    return requests.find(({ request }) => request.id === this.selectedId) ?? requests[0] ?? null;
  }

  #draft({ draft, localization }: SessionState, { session }: Up): RequestDraft {
    if (this.edited || draft.amount || draft.description) return draft;
    return {
      ...draft,
      amount: localizeAmount(this.amount, session.currency, localization.locale),
      description: this.description,
    };
  }

  #errors(state: SessionState, connection: Up, draft: RequestDraft): DraftErrors {
    const { localization, creation } = state;
    const all = checkDraft(draft, patientsOf(connection), connection.session, localization).errors;
    const errors = Object.fromEntries(
      DRAFT_FIELDS.filter((field) => this.shown.has(field)).map((field) => [field, all[field]]),
    );
    if (creation.status !== 'rejected') return errors;
    const refused = refusedField(creation.error, connection.session, localization);
    if (!refused) return errors;
    const [field, words] = refused;
    const unchanged = !this.sent || this.sent[field] === draft[field];
    return unchanged ? { [field]: words, ...errors } : errors;
  }

  readonly #handleInput = (field: DraftField, value: string): void => {
    this.#edit({ [field]: value });
  };

  #edit(change: Partial<RequestDraft>): void {
    const { state, store } = this.#session;
    if (!store || !('session' in state.connection)) return;
    const draft = this.#draft(state, state.connection);
    this.edited = true;
    this.mode = 'form';
    store.setDraft({ ...draft, ...change });
  }

  readonly #handleBlur = (field: DraftField): void => {
    const { draft } = this.#session.state;
    if (draft[field]) this.shown = new Set([...this.shown, field]);
  };

  readonly #handlePreset = ({ amount, description }: Preset): void => {
    const { connection, localization } = this.#session.state;
    if (!('session' in connection)) return;
    const { currency } = connection.session;
    this.#edit({ description, amount: localizeAmount(amount, currency, localization.locale) });
  };

  readonly #handleSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { state, store } = this.#session;
    const { connection, creation } = state;
    if (!store || !('session' in connection)) return;
    if (creation.status === 'sending' || creation.status === 'checking') return;
    const draft = this.#draft(state, connection);
    const { session } = connection;
    const { body, errors } = checkDraft(draft, patientsOf(connection), session, state.localization);
    this.shown = new Set(DRAFT_FIELDS);
    this.mode = 'form';
    if (!body) {
      await this.#focusField(DRAFT_FIELDS.find((field) => errors[field]));
      return;
    }
    this.sent = draft;
    // The draft is what a reload brings back: also what the attributes had filled in.
    store.setDraft(draft);
    const id = await store.createRequest({
      ...body,
      ...(this.reference && { reference: this.reference }),
    });
    if (id !== null) this.#open(id);
    else await this.#focusField(this.#refusedField());
  };

  #refusedField(): DraftField | undefined {
    const { connection, creation, localization } = this.#session.state;
    if (creation.status !== 'rejected' || !('session' in connection)) return undefined;
    return refusedField(creation.error, connection.session, localization)?.[0];
  }

  async #focusField(field: DraftField | undefined): Promise<void> {
    await this.updateComplete;
    if (field) this.renderRoot.querySelector<HTMLElement>(`#${field}`)?.focus();
  }

  #open(id: string): void {
    this.mode = 'card';
    this.selectedId = id;
    this.confirming = false;
    this.edited = false;
    this.shown = new Set();
    this.sent = null;
  }

  readonly #handleOpen = (id: string): void => this.#open(id);

  readonly #handleAnother = (): void => {
    this.mode = 'form';
    this.confirming = false;
  };

  #handleCancel(entry: RequestEntry): void {
    if (entry.pending) return;
    const activity = entry.request.status === 'requested' ? entry.request.activity?.kind : null;
    if (activity === 'entering-details' || activity === 'authenticating') this.confirming = true;
    else this.#cancel(entry);
  }

  #cancel({ request }: RequestEntry): void {
    this.confirming = false;
    void this.#session.store?.cancelRequest(request.id);
  }
}

function patientsOf({ context }: Up): readonly Participant[] {
  return context.participants.filter(({ role }) => role === 'patient');
}

declare global {
  interface HTMLElementTagNameMap {
    'request-payment': RequestPayment;
  }
}
