import { html } from 'lit';
import type { TemplateResult } from 'lit';

import type { AccessRequest, AccessScope } from '../../contract/access-request.ts';
import { loadAccessWords } from '../../localization/access/load.ts';
import type { AccessWords } from '../../localization/access/messages.ts';
import type { AccessState } from '../../session/configure/access-state.ts';
import { explainToAdmin } from '../shared/render-for-admins.ts';
import { renderSkeleton, renderStatement, renderUnavailable } from '../shared/render-shell.ts';
import type { ReadyConnection, ScreenState, Screens } from '../shared/screens-loader.ts';
import type { StoreController } from '../shared/store-controller.ts';
import { FormController } from './form-controller.ts';
import type { PaymentsAccessRequest } from './payments-access-request.ts';
import { renderHelp } from './render-form.ts';
import { renderStanding } from './render-standing.ts';

import { card } from '../shared/card.styles.ts';
import { field } from '../shared/field.styles.ts';
import { styles } from './access-screens.styles.ts';

type Ready = Extract<AccessState, { readonly status: 'ready' }>;

/** The request form, or where the request stands. */
export class AccessScreens implements Screens<AccessWords> {
  readonly styles = [field, card, styles];
  readonly loadWords = loadAccessWords;

  readonly #host: PaymentsAccessRequest;
  readonly #access: StoreController<'access'>;
  readonly #form: FormController;
  /** `auto`: the newest request, or the form when there is none or it was withdrawn. */
  #mode: 'auto' | 'form' = 'auto';
  #selectedId: string | null = null;
  #isConfirming = false;
  #copied: 'no' | 'yes' | 'by-hand' = 'no';

  constructor(host: PaymentsAccessRequest, access: StoreController<'access'>) {
    this.#host = host;
    this.#access = access;
    this.#form = new FormController(host, access, {
      onDone: (id) => this.#open(id),
      onLeave: () => this.#open(this.#selectedId),
    });
  }

  render({ localization }: ScreenState<AccessWords>, _connection: ReadyConnection): TemplateResult {
    const { messages } = localization;
    const state = this.#access.store?.getState();
    const error = this.#access.error ?? (state?.status === 'unavailable' ? state.error : null);
    if (error)
      return renderUnavailable(messages, explainToAdmin(error, messages), () => {
        this.#access.retry();
        void this.#access.store?.refresh();
      });
    if (state?.status !== 'ready') return renderSkeleton(messages);
    const current = this.#current(state);
    if (this.#mode === 'auto' && !current && isEnabled(state.scope))
      return renderStatement(
        'good',
        'check',
        messages.access.alreadyEnabled,
        messages.access.nothingToAsk,
        renderHelp(this.#host.helpUrl, localization),
      );
    return html`${
      this.#mode === 'form' || !current
        ? this.#form.render(state, localization, { isFirst: current === null })
        : this.#renderStanding(current, state, localization)
    }`;
  }

  #renderStanding(
    request: AccessRequest,
    state: Ready,
    localization: ScreenState<AccessWords>['localization'],
  ) {
    const { store } = this.#access;
    return renderStanding({
      request,
      state,
      localization,
      host: this.#host,
      isConfirming: this.#isConfirming,
      copied: this.#copied,
      onCorrect: () => this.#write({ correct: request }, request.id),
      onAskAgain: () => this.#write({ again: request }, request.id),
      onAskMore: () => this.#write({}, request.id),
      onWithdraw: () => this.#confirm(true),
      onKeep: () => this.#confirm(false),
      onConfirm: () => {
        this.#confirm(false);
        void store?.withdraw(request.id);
      },
      onShare: () => {
        this.#copied = 'no';
        void store?.share(request.id);
      },
      onCopy: (event) => void this.#copy(event),
      onOpen: (id) => this.#open(id),
    });
  }

  #current({ requests }: Ready): AccessRequest | null {
    const current = requests.find(({ id }) => id === this.#selectedId) ?? requests[0];
    return current === undefined || current.status === 'withdrawn' ? null : current;
  }

  #write(what: { correct?: AccessRequest; again?: AccessRequest }, from: string): void {
    this.#selectedId = from;
    this.#mode = 'form';
    this.#isConfirming = false;
    this.#form.start(what);
    this.#host.requestUpdate();
  }

  #open(id: string | null): void {
    this.#selectedId = id;
    this.#mode = 'auto';
    this.#isConfirming = false;
    this.#copied = 'no';
    this.#host.requestUpdate();
  }

  #confirm(isConfirming: boolean): void {
    this.#isConfirming = isConfirming;
    this.#host.requestUpdate();
  }

  /** Where the clipboard is not ours to write, the link is selected for the person's own keys. */
  async #copy(event: Event): Promise<void> {
    const state = this.#access.store?.getState();
    const button = event.currentTarget;
    if (state?.status !== 'ready' || !state.link) return;
    try {
      await navigator.clipboard.writeText(state.link.url);
      this.#copied = 'yes';
    } catch {
      this.#copied = 'by-hand';
      if (button instanceof HTMLElement)
        button.parentElement?.querySelector<HTMLInputElement>('input')?.select();
    }
    this.#host.requestUpdate();
  }
}

/** Every clinic that its reader could ask for has payments. */
function isEnabled({ clinics, clinicRef }: AccessScope): boolean {
  const theirs = clinics.filter(({ ref }) => clinicRef === null || ref === clinicRef);
  return theirs.length > 0 && theirs.every(({ enabled }) => enabled);
}
