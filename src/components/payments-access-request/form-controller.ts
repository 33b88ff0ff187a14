import type { TemplateResult } from 'lit';

import type { AccessRequest } from '../../contract/access-request.ts';
import type { PaymentsError } from '../../errors.ts';
import type { AccessProblem, AccessWords } from '../../localization/access/messages.ts';
import type { Localization } from '../../localization/localization.ts';
import type { AccessDraft, AccessState } from '../../session/configure/access-state.ts';
import type { StoreController } from '../shared/store-controller.ts';
import { explain } from '../shared/trouble.ts';
import { checkAccess, draftOf, emptyDraft, fieldOf, type AccessErrors } from './access-form.ts';
import type { PaymentsAccessRequest } from './payments-access-request.ts';
import { renderForm, type FormProblem } from './render-form.ts';

export interface FormOptions {
  onDone(id: string): void;
  onLeave(): void;
}

type Ready = Extract<AccessState, { readonly status: 'ready' }>;

/** The request form: what is typed, what is wrong with it and when that is said, and the sending. */
export class FormController {
  readonly #host: PaymentsAccessRequest;
  readonly #access: StoreController<'access'>;
  readonly #options: FormOptions;
  #correcting: AccessRequest | null = null;
  #again: AccessRequest | null = null;
  /** A correction is not kept over a reload: what was sent is there to start from. */
  #own: AccessDraft | null = null;
  #shown = new Set<string>();
  #isRevealed = false;

  constructor(host: PaymentsAccessRequest, access: StoreController<'access'>, options: FormOptions) {
    this.#host = host;
    this.#access = access;
    this.#options = options;
  }

  /** From what was sent, to correct it or to ask again; or from the beginning. */
  start({ correct, again }: { correct?: AccessRequest; again?: AccessRequest }): void {
    this.#correcting = correct ?? null;
    this.#again = again ?? null;
    this.#own = null;
    this.#shown = new Set();
    this.#isRevealed = false;
    this.#access.store?.dismissFailure();
    if (again) this.#access.store?.setDraft(null);
  }

  render(
    state: Ready,
    localization: Localization<AccessWords>,
    { isFirst }: { isFirst: boolean },
  ): TemplateResult {
    const { task, scope } = state;
    const draft = this.#draft(state);
    const enabled = this.#enabled(state);
    const name = this.#correcting ? 'correcting' : 'sending';
    const error = task.status === 'failed' && task.name === name ? task.error : null;
    const errors = this.#errors(checkAccess(draft, enabled).errors, error);
    const problem = error && !fieldOf(error.field) ? this.#problem(error, localization) : null;
    return renderForm({
      draft,
      errors,
      enabled,
      localization,
      host: this.#host,
      isBusy: (task.status === 'pending' || task.status === 'checking') && task.name === name,
      isChecking: task.status === 'checking' && task.name === name,
      isCorrecting: this.#correcting !== null,
      isManagerLocked: this.#correcting?.status === 'sent',
      isOneClinic: scope.clinicRef !== null,
      isListed:
        draft.clinics.every(({ ref }) => scope.clinics.some((known) => known.ref === ref)) ||
        Boolean(this.#host.clinics),
      canLeave: !isFirst,
      wasWithdrawn: isFirst && state.requests[0]?.status === 'withdrawn',
      problem,
      countShown: this.#isRevealed ? Object.keys(errors).length : 0,
      onEdit: (change) => this.#edit(state, change),
      onBlur: (field) => this.#reveal(field),
      onSubmit: (event) => void this.#submit(event, state),
      onLeave: () => this.#options.onLeave(),
    });
  }

  #draft(state: Ready): AccessDraft {
    if (this.#correcting) return this.#own ?? draftOf(this.#correcting, this.#host, state.scope);
    if (state.draft) return state.draft;
    return this.#again ? draftOf(this.#again, this.#host, state.scope) : emptyDraft(this.#host, state.scope);
  }

  /** Payments are on for these, or somebody has asked: both the gateway knows better, but no one need try. */
  #enabled({ scope }: Ready): string[] {
    return scope.clinics.filter(({ enabled }) => enabled).map(({ ref }) => ref);
  }

  #errors(all: AccessErrors, error: PaymentsError | null): AccessErrors {
    const errors: Record<string, AccessProblem> = {};
    for (const [field, problem] of Object.entries(all))
      if (this.#isRevealed || this.#shown.has(field)) errors[field] = problem;
    const refused = fieldOf(error?.field);
    if (error?.code === 'email_invalid' && refused) errors[refused] = 'emailWrong';
    return errors;
  }

  #problem(error: PaymentsError, { messages }: Localization<AccessWords>): FormProblem {
    const words = messages.access;
    if (error.code === 'access_already_requested') return words.alreadyRequested;
    if (error.code === 'access_request_closed') return words.decidedMeanwhile;
    if (error.code === 'service_desk_unreachable') return words.deskUnreachable;
    return explain(error, messages);
  }

  #edit(state: Ready, change: Partial<AccessDraft>): void {
    const draft = { ...this.#draft(state), ...change };
    if (this.#correcting) {
      this.#own = draft;
      this.#host.requestUpdate();
    } else this.#access.store?.setDraft(draft);
  }

  #reveal(field: string): void {
    this.#shown.add(field);
    this.#host.requestUpdate();
  }

  async #submit(event: SubmitEvent, state: Ready): Promise<void> {
    event.preventDefault();
    const { store } = this.#access;
    if (!store || state.task.status === 'pending' || state.task.status === 'checking') return;
    const { form } = checkAccess(this.#draft(state), this.#enabled(state));
    if (!form) {
      this.#isRevealed = true;
      this.#host.requestUpdate();
      await this.#host.updateComplete;
      this.#host.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    const correcting = this.#correcting;
    const id = correcting
      ? (await store.correct(correcting.id, form)) && correcting.id
      : await store.send(form);
    if (!id) return;
    this.start({});
    this.#options.onDone(id);
  }
}
