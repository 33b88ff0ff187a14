import { html, nothing } from 'lit';
import type { LitElement, TemplateResult } from 'lit';

import type { NotReadyReason } from '../../contract/gateway-session.ts';
import type { ClinicStanding } from '../../contract/stripe-account.ts';
import { AccessFormChosenEvent } from '../../events.ts';
import { loadRecordsWords } from '../../localization/records/load.ts';
import type { RecordsWords } from '../../localization/records/messages.ts';
import type { RecordsStore } from '../../session/configure/records-state.ts';
import { isPassing } from '../../session/failure.ts';
import { explainToAdmin } from '../shared/render-for-admins.ts';
import { renderNote, renderSkeleton, renderStatement, renderUnavailable } from '../shared/render-shell.ts';
import type { ReadyConnection, ScreenState, Screens } from '../shared/screens-loader.ts';
import type { SessionController } from '../shared/session-controller.ts';
import type { StoreController } from '../shared/store-controller.ts';
import { ChartController } from './chart-controller.ts';
import { ClinicChoice } from './clinic-choice.ts';
import { RefundController } from './refund-controller.ts';
import { renderOverview } from './render-overview.ts';
import { renderRecord } from './render-record.ts';
import { saveFile } from './save-file.ts';

import { card } from '../shared/card.styles.ts';
import { field } from '../shared/field.styles.ts';
import { chart } from './chart.styles.ts';
import { record } from './record.styles.ts';
import { styles } from './records.styles.ts';

type Host = LitElement & { readonly clinic: string; readonly accessUrl: string };

/** What a clinic lacks before anybody can be asked for a payment there. */
type Missing = Extract<NotReadyReason, 'clinic_not_enabled' | 'account_not_linked'>;

/** What an admin sees: the payments of a period, or one payment's story. */
export class RecordsScreens implements Screens<RecordsWords> {
  readonly styles = [field, card, styles, chart, record];
  readonly loadWords = loadRecordsWords;

  readonly #host: Host;
  readonly #session: SessionController;
  readonly #records: StoreController<'records'>;
  readonly #choice: ClinicChoice;
  readonly #chart: ChartController;
  readonly #refund: RefundController;

  constructor(
    host: Host,
    session: SessionController,
    records: StoreController<'records'>,
    clinics: StoreController<'clinics'>,
  ) {
    this.#host = host;
    this.#session = session;
    this.#records = records;
    this.#choice = new ClinicChoice(host, clinics);
    this.#chart = new ChartController(host);
    this.#refund = new RefundController(host, records);
  }

  render(state: ScreenState<RecordsWords>, { session }: ReadyConnection): TemplateResult {
    const { messages } = state.localization;
    const { role, participantId } = session;
    const { store, error } = this.#records;
    if (error)
      return renderUnavailable(messages, explainToAdmin(error, messages), () => this.#records.retry());
    if (!store) return renderSkeleton(messages);
    if (role === 'organisation-admin') return this.#renderChosen(store, state, participantId);
    // The gateway has never heard of it: there is nothing to ask for.
    if (session.clinic === null) return this.#renderNotEnabled(messages);
    store.show({ participantId, clinic: this.#host.clinic || null });
    return this.#renderStore(store, state, session.payments.ready ? null : missing(session.payments.reason));
  }

  #renderChosen(store: RecordsStore, state: ScreenState<RecordsWords>, participantId: string) {
    const { messages } = state.localization;
    const choice = this.#choice.read(store.lastClinic(participantId));
    switch (choice.status) {
      case 'loading':
        return renderSkeleton(messages);
      case 'unavailable':
        return renderUnavailable(messages, explainToAdmin(choice.error, messages), choice.retry);
      case 'none':
        return this.#renderNotEnabled(messages);
      case 'chosen':
        store.show({ participantId, clinic: choice.ref });
        return this.#renderStore(store, state, choice.clinic && missingOf(choice.clinic), choice);
    }
  }

  #renderNotEnabled({ records }: RecordsWords): TemplateResult {
    const { reason, advice } = records.missing.clinic_not_enabled;
    return renderStatement('calm', 'lock', reason, advice, this.#renderAccessLink(records));
  }

  #renderAccessLink({ openForm }: RecordsWords['records']): unknown {
    const { accessUrl } = this.#host;
    return accessUrl
      ? html`<a class="button" part="access-link" href=${accessUrl} @click=${this.#handleAccessForm}
          >${openForm}</a
        >`
      : nothing;
  }

  readonly #handleAccessForm = (event: Event): void => {
    if (!this.#host.dispatchEvent(new AccessFormChosenEvent())) event.preventDefault();
  };

  #renderStore(
    store: RecordsStore,
    { localization }: ScreenState<RecordsWords>,
    lacks: Missing | null,
    choice: { readonly ref: string; readonly among: readonly ClinicStanding[] } | null = null,
  ) {
    const { messages } = localization;
    const records = store.getState();
    const mayRefund = choice === null;
    if (records.open)
      return renderRecord({
        open: records.open,
        localization,
        refund: mayRefund ? this.#refund : null,
        onBack: () => this.#back(store),
        onRetry: () => void store.refresh(),
      });
    if (records.list.status === 'unavailable')
      return renderUnavailable(
        messages,
        explainToAdmin(records.list.error, messages),
        () => {
          void store.refresh();
          this.#session.retry();
        },
        ...(isPassing(records.list.error) ? [messages.common.tryingByItself] : []),
      );
    return renderOverview({
      records,
      localization,
      notice: lacks && this.#renderMissing(lacks, messages),
      clinics: choice && {
        chosen: choice.ref,
        among: choice.among,
        onChoose: (ref) => this.#choice.choose(ref),
      },
      chart: this.#chart,
      onFilters: (change) => store.setFilters(change),
      onOpen: (id) => store.openRecord(id),
      onNext: () => store.nextPage(),
      onPrevious: () => store.previousPage(),
      onExport: () => void this.#export(store),
    });
  }

  #renderMissing(lacks: Missing, { records }: RecordsWords): TemplateResult {
    const isOff = lacks === 'clinic_not_enabled';
    return html`<div class="stack">
      ${renderNote('warn', isOff ? 'lock' : 'alert', records.missing[lacks])}
      ${isOff ? this.#renderAccessLink(records) : nothing}
    </div>`;
  }

  /** Back to where one came from, and not to the top of the list. */
  #back(store: RecordsStore): void {
    const id = store.getState().open?.id;
    store.closeRecord();
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>(`[data-open="${CSS.escape(id ?? '')}"]`)?.focus(),
    );
  }

  async #export(store: RecordsStore): Promise<void> {
    const file = await store.exportCsv();
    if (file) saveFile(file, `payments-${new Date().toISOString().slice(0, 10)}.csv`);
  }
}

function missing(reason: NotReadyReason): Missing | null {
  return reason === 'clinic_not_enabled' || reason === 'account_not_linked' ? reason : null;
}

function missingOf({ enabled, health }: ClinicStanding): Missing | null {
  if (!enabled) return 'clinic_not_enabled';
  return health === null ? 'account_not_linked' : null;
}
