import type { LitElement, TemplateResult } from 'lit';

import { loadRecordsWords } from '../../localization/records/load.ts';
import type { RecordsWords } from '../../localization/records/messages.ts';
import type { RecordsStore } from '../../session/configure/records-state.ts';
import { renderSkeleton, renderStatement, renderUnavailable } from '../shared/render-shell.ts';
import type { ReadyConnection, ScreenState, Screens } from '../shared/screens-loader.ts';
import type { SessionController } from '../shared/session-controller.ts';
import type { StoreController } from '../shared/store-controller.ts';
import { explain } from '../shared/trouble.ts';
import { ChartController } from './chart-controller.ts';
import { RefundController } from './refund-controller.ts';
import { renderOverview } from './render-overview.ts';
import { renderRecord } from './render-record.ts';
import { saveFile } from './save-file.ts';

import { card } from '../shared/card.styles.ts';
import { field } from '../shared/field.styles.ts';
import { chart } from './chart.styles.ts';
import { record } from './record.styles.ts';
import { styles } from './records.styles.ts';

type Host = LitElement & { readonly clinic: string };

/** What an admin sees: the payments of a period, or one payment's story. */
export class RecordsScreens implements Screens<RecordsWords> {
  readonly styles = [field, card, styles, chart, record];
  readonly loadWords = loadRecordsWords;

  readonly #host: Host;
  readonly #session: SessionController;
  readonly #records: StoreController<'records'>;
  readonly #chart: ChartController;
  readonly #refund: RefundController;

  constructor(host: Host, session: SessionController, records: StoreController<'records'>) {
    this.#host = host;
    this.#session = session;
    this.#records = records;
    this.#chart = new ChartController(host);
    this.#refund = new RefundController(host, records);
  }

  render(state: ScreenState<RecordsWords>, { session }: ReadyConnection): TemplateResult {
    const { messages } = state.localization;
    const { role, participantId } = session;
    const isAdmin = role === 'clinic-admin' || role === 'organisation-admin';
    if (!isAdmin)
      return renderStatement('calm', 'lock', messages.common.unavailable, messages.records.notForYou);
    if (role === 'organisation-admin' && !this.#host.clinic)
      return renderStatement('calm', 'card', messages.records.title, messages.records.noClinic);
    const { store, error } = this.#records;
    if (error) return renderUnavailable(messages, explain(error, messages), () => this.#records.retry());
    if (!store) return renderSkeleton(messages);
    store.show({ participantId, clinic: this.#host.clinic || null });
    store.note(state.requests.map(({ request }) => request));
    return this.#renderStore(store, state, role === 'clinic-admin');
  }

  #renderStore(store: RecordsStore, { localization }: ScreenState<RecordsWords>, mayRefund: boolean) {
    const { messages } = localization;
    const records = store.getState();
    if (records.open)
      return renderRecord({
        open: records.open,
        localization,
        refund: mayRefund ? this.#refund : null,
        onBack: () => this.#back(store),
        onRetry: () => void store.refresh(),
      });
    if (records.list.status === 'unavailable')
      return renderUnavailable(messages, explain(records.list.error, messages), () => {
        void store.refresh();
        this.#session.retry();
      });
    return renderOverview({
      records,
      localization,
      chart: this.#chart,
      onFilters: (change) => store.setFilters(change),
      onOpen: (id) => store.openRecord(id),
      onNext: () => store.nextPage(),
      onPrevious: () => store.previousPage(),
      onExport: () => void this.#export(store),
    });
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
