import type { TemplateResult } from 'lit';

import type { Localization } from '../../localization/localization.ts';
import type { RequestWords } from '../../localization/request/messages.ts';
import type { Participant } from '../../session/host-port.ts';
import type { RequestDraft, SessionState } from '../../session/state.ts';
import type { ReadyConnection, ScreenState } from '../shared/screens-loader.ts';
import type { SessionController, SessionHost } from '../shared/session-controller.ts';
import { explain } from '../shared/trouble.ts';
import { DRAFT_FIELDS, checkDraft, refusedField } from './draft-form.ts';
import type { DraftErrors, DraftField } from './draft-form.ts';
import { localizeAmount, parsePresets } from './presets.ts';
import type { Preset } from './presets.ts';
import { renderForm } from './render-form.ts';

/** What the element's attributes bring into an empty form. */
export interface Prefill {
  readonly amount: string;
  readonly description: string;
  readonly reference: string;
  readonly presets: string;
}

export interface DraftOptions {
  onEdit(): void;
  onCreated(id: string): void;
}

/** The clinician's form: what is typed, what is wrong with it and when that is said, and the sending. */
export class DraftController {
  readonly #host: SessionHost & Prefill;
  readonly #session: SessionController;
  readonly #options: DraftOptions;
  /** Typed in: from then on the draft counts alone, not the attributes. */
  #isEdited = false;
  #shown: ReadonlySet<DraftField> = new Set();
  /** What was sent when the gateway refused: its words stand until that field changes. */
  #sent: RequestDraft | null = null;

  constructor(host: SessionHost & Prefill, session: SessionController, options: DraftOptions) {
    this.#host = host;
    this.#session = session;
    this.#options = options;
  }

  render(state: ScreenState<RequestWords>, connection: ReadyConnection): TemplateResult {
    const { localization, creation } = state;
    const { session } = connection;
    const draft = this.#current(state, connection);
    const error = creation.status === 'rejected' ? creation.error : null;
    const refused = error && refusedField(error, session, localization);
    return renderForm({
      session,
      localization,
      draft,
      creation,
      patients: patientsOf(connection),
      presets: parsePresets(this.#host, this.#host.presets),
      errors: this.#errors(state, connection, draft, refused),
      refusal: error && !refused ? explain(error, localization.messages) : null,
      onInput: (field, value) => this.#edit({ [field]: value }),
      onBlur: (field) => {
        if (this.#session.state.draft[field]) this.#reveal(field);
      },
      onPreset: this.#handlePreset,
      onSubmit: (event) => void this.#handleSubmit(event, localization),
    });
  }

  #current({ draft, localization }: SessionState, { session }: ReadyConnection): RequestDraft {
    if (this.#isEdited || draft.amount || draft.description) return draft;
    const { amount, description } = this.#host;
    return {
      ...draft,
      description,
      amount: localizeAmount(this.#host, amount, session.currency, localization.locale),
    };
  }

  #errors(
    { localization }: ScreenState<RequestWords>,
    connection: ReadyConnection,
    draft: RequestDraft,
    refused: ReturnType<typeof refusedField>,
  ): DraftErrors {
    const all = checkDraft(draft, patientsOf(connection), connection.session, localization).errors;
    const errors: Partial<Record<DraftField, string>> = {};
    if (refused && (!this.#sent || this.#sent[refused[0]] === draft[refused[0]]))
      errors[refused[0]] = refused[1];
    for (const field of this.#shown) if (all[field]) errors[field] = all[field];
    return errors;
  }

  #edit(change: Partial<RequestDraft>): void {
    const { state, store } = this.#session;
    if (!('session' in state.connection)) return;
    const draft = this.#current(state, state.connection);
    this.#isEdited = true;
    this.#options.onEdit();
    store?.setDraft({ ...draft, ...change });
  }

  #reveal(...fields: readonly DraftField[]): void {
    this.#shown = new Set([...this.#shown, ...fields]);
    this.#host.requestUpdate();
  }

  readonly #handlePreset = ({ amount, description }: Preset): void => {
    const { connection, localization } = this.#session.state;
    if (!('session' in connection)) return;
    const { currency } = connection.session;
    this.#edit({ description, amount: localizeAmount(this.#host, amount, currency, localization.locale) });
  };

  async #handleSubmit(event: SubmitEvent, localization: Localization<RequestWords>): Promise<void> {
    event.preventDefault();
    const { state, store } = this.#session;
    const { connection, creation } = state;
    if (!store || !('session' in connection)) return;
    if (creation.status === 'sending' || creation.status === 'checking') return;
    const draft = this.#current(state, connection);
    const { body, errors } = checkDraft(draft, patientsOf(connection), connection.session, localization);
    this.#options.onEdit();
    this.#reveal(...DRAFT_FIELDS);
    if (!body) return this.#focus(DRAFT_FIELDS.find((field) => errors[field]));
    this.#sent = draft;
    // The draft is what a reload brings back: also what the attributes had filled in.
    store.setDraft(draft);
    const { reference } = this.#host;
    const id = await store.createRequest({ ...body, ...(reference && { reference }) });
    if (id === null) return this.#focus(this.#refusedField(connection, localization));
    this.#isEdited = false;
    this.#shown = new Set();
    this.#sent = null;
    this.#options.onCreated(id);
  }

  #refusedField(
    { session }: ReadyConnection,
    localization: Localization<RequestWords>,
  ): DraftField | undefined {
    const { creation } = this.#session.state;
    return creation.status === 'rejected'
      ? refusedField(creation.error, session, localization)?.[0]
      : undefined;
  }

  async #focus(field: DraftField | undefined): Promise<void> {
    await this.#host.updateComplete;
    if (field) this.#host.shadowRoot?.querySelector<HTMLElement>(`#${field}`)?.focus();
  }
}

function patientsOf({ context }: ReadyConnection): readonly Participant[] {
  return context.participants.filter(({ role }) => role === 'patient');
}
