import { html } from 'lit';

import type { NotReadyReason } from '../../contract/gateway-session.ts';
import { loadRequestWords } from '../../localization/request/load.ts';
import type { RequestWords } from '../../localization/request/messages.ts';
import type { RequestEntry, SessionState } from '../../session/state.ts';
import { renderStatement, renderUnavailable } from '../shared/render-shell.ts';
import type { ReadyConnection, ScreenState, Screens } from '../shared/screens-loader.ts';
import type { SessionController, SessionHost } from '../shared/session-controller.ts';
import { DraftController } from './draft-controller.ts';
import type { Prefill } from './draft-controller.ts';
import { renderHistory } from './render-history.ts';
import { renderRequest } from './render-request.ts';

import { card } from '../shared/card.styles.ts';
import { field } from '../shared/field.styles.ts';
import { styles } from './request-screens.styles.ts';

/** Where the request form is, if the host says. */
interface AccessWay {
  readonly accessUrl: string;
}

/** What the clinician sees: the form, one request's life, and the other requests of the call. */
export class RequestScreens implements Screens<RequestWords> {
  readonly styles = [field, card, styles];
  readonly loadWords = loadRequestWords;

  readonly #host: SessionHost & Prefill & AccessWay;
  readonly #session: SessionController;
  readonly #draft: DraftController;
  /** `auto`: the form if something is typed or nothing was asked yet, else the newest request. */
  #mode: 'auto' | 'form' | 'card' = 'auto';
  #selectedId: string | null = null;
  /** The request whose cancelling is asked about once more. */
  #askedId: string | null = null;

  constructor(host: SessionHost & Prefill & AccessWay, session: SessionController) {
    this.#host = host;
    this.#session = session;
    this.#draft = new DraftController(host, session, {
      onEdit: () => (this.#mode = 'form'),
      onCreated: (id) => this.#open(id),
    });
  }

  render(state: ScreenState<RequestWords>, connection: ReadyConnection) {
    const { localization, requests } = state;
    const { payments } = connection.session;
    const current = this.#isComposing(state) ? null : this.#selected(requests);
    return html`${
      current
        ? this.#renderRequest(current, state, connection)
        : payments.ready
          ? this.#draft.render(state, connection)
          : this.#renderNotReady(payments.reason, localization)
    }
    ${renderHistory(
      requests.filter((entry) => entry !== current),
      localization,
      (id) => this.#open(id),
    )}`;
  }

  /** The request form is the next step for a clinic that is not enabled, and an administrator's to fill in. */
  #renderNotReady(reason: NotReadyReason, { messages }: ScreenState<RequestWords>['localization']) {
    const { accessUrl } = this.#host;
    if (reason !== 'clinic_not_enabled' || !accessUrl)
      return renderUnavailable(messages, messages.notReady[reason], () => this.#session.retry());
    return renderStatement(
      'warn',
      'alert',
      messages.common.unavailable,
      messages.notReady[reason],
      html`<a class="button" part="access-link" href=${accessUrl} target="_blank" rel="noopener"
          >${messages.request.accessForm}<span class="sr"> ${messages.common.opensInNewTab}</span></a
        >
        <button class="button quiet" type="button" @click=${() => this.#session.retry()}>
          ${messages.common.tryAgain}
        </button>`,
    );
  }

  #renderRequest(
    entry: RequestEntry,
    { localization }: ScreenState<RequestWords>,
    { context }: ReadyConnection,
  ) {
    const { id, payer } = entry.request;
    const known = context.participants.find((person) => person.id === payer.id);
    return renderRequest({
      entry,
      localization,
      payer: payer.displayName ?? known?.displayName ?? localization.messages.common.somebody,
      // What has been paid meanwhile, or asked after, is another matter.
      confirming: id === this.#askedId && isCancellable(entry),
      onCancel: () => this.#handleCancel(entry),
      onConfirm: () => this.#cancel(entry),
      onKeep: () => this.#show(),
      onAnother: () => this.#show({ mode: 'form' }),
    });
  }

  #isComposing({ requests, draft, creation }: SessionState): boolean {
    if (requests.length === 0 || creation.status === 'sending' || creation.status === 'checking') return true;
    if (this.#mode !== 'auto') return this.#mode === 'form';
    return Boolean(draft.amount || draft.description);
  }

  #selected(requests: readonly RequestEntry[]): RequestEntry | null {
    return requests.find(({ request }) => request.id === this.#selectedId) ?? requests[0] ?? null;
  }

  #open(id: string): void {
    this.#selectedId = id;
    this.#show({ mode: 'card' });
  }

  #show({
    mode = this.#mode,
    asked = null,
  }: { mode?: 'form' | 'card' | 'auto'; asked?: string | null } = {}): void {
    this.#mode = mode;
    this.#askedId = asked;
    this.#host.requestUpdate();
  }

  #handleCancel(entry: RequestEntry): void {
    if (entry.pending) return;
    const activity = entry.request.status === 'requested' ? entry.request.activity?.kind : null;
    if (activity === 'entering-details' || activity === 'authenticating')
      this.#show({ asked: entry.request.id });
    else this.#cancel(entry);
  }

  #cancel({ request }: RequestEntry): void {
    this.#show();
    void this.#session.store?.cancelRequest(request.id);
  }
}

function isCancellable({ request }: RequestEntry): boolean {
  return request.status === 'requested' && !request.closingAs;
}
