import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { PaymentReport } from '../../contract/records.ts';
import type { ClinicStanding } from '../../contract/stripe-account.ts';
import type { Localization } from '../../localization/localization.ts';
import { formatMoney } from '../../localization/money.ts';
import type { RecordsWords } from '../../localization/records/messages.ts';
import type { Loaded, RecordFilters, RecordsState } from '../../session/configure/records-state.ts';
import { renderBars, renderNote } from '../shared/render-shell.ts';
import type { ChartController } from './chart-controller.ts';
import { renderChart } from './render-chart.ts';
import { renderClinic, renderFilters } from './render-filters.ts';
import { renderTable } from './render-table.ts';

export interface OverviewView {
  readonly records: RecordsState;
  readonly localization: Localization<RecordsWords>;
  readonly chart: ChartController;
  /** What is to be said of the clinic before its payments. */
  readonly notice: TemplateResult | null;
  /** For who may look at several; `among` is empty where the page has said which. */
  readonly clinics: {
    readonly chosen: string;
    readonly among: readonly ClinicStanding[];
    onChoose(ref: string): void;
  } | null;
  onFilters(change: Partial<RecordFilters>): void;
  onOpen(id: string): void;
  onNext(): void;
  onPrevious(): void;
  onExport(): void;
}

/** The payments of a period: what they come to, and each of them. */
export function renderOverview(view: OverviewView): TemplateResult {
  const { records, localization } = view;
  const words = localization.messages.records;
  const trouble = [records.list, records.report].some((part) => part.status === 'ready' && part.trouble);
  return html`<div class="wide">
    <div class="head">
      <h2 tabindex="-1" data-focus>${words.title}</h2>
      ${renderExport(view)}
    </div>
    ${records.export.status === 'failed' ? renderNote('bad', 'alert', words.downloadFailed) : nothing}
    ${trouble ? renderNote('warn', 'alert', words.outOfDate) : nothing} ${renderClinic(view)} ${view.notice}
    ${renderFilters(view)} ${renderReport(records.report, view)} ${renderTable(view)}
  </div>`;
}

function renderExport({ records, localization, onExport }: OverviewView): TemplateResult {
  const words = localization.messages.records;
  const busy = records.export.status === 'working';
  return html`<button
    class="button small"
    type="button"
    part="export"
    aria-disabled=${busy}
    @click=${onExport}
  >
    ${busy ? html`<span class="spinner"></span> ${words.downloading}` : words.download}
  </button>`;
}

function renderReport(report: Loaded<PaymentReport>, { localization, chart }: OverviewView): unknown {
  if (report.status === 'loading') return html`<div class="stack" aria-busy="true">${renderBars()}</div>`;
  // The list says why.
  if (report.status === 'unavailable') return nothing;
  const { totals, currency } = report.value;
  const { locale, messages } = localization;
  const words = messages.records;
  const money = (amount: number) => formatMoney({ amount, currency }, locale);
  const sums = [
    [words.taken, money(totals.paid)],
    [words.givenBack, money(totals.refunded)],
    [words.net, money(totals.net)],
    [words.payments, new Intl.NumberFormat(locale).format(totals.count)],
  ];
  return html`<section class="report" aria-label=${words.chart} ?data-dim=${report.refreshing}>
    <dl class="totals" part="totals">
      ${sums.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd><bdi>${value}</bdi></dd>
          </div>`,
      )}
    </dl>
    ${
      totals.count === 0 && totals.refunded === 0
        ? html`<p class="muted">${words.noPayments}</p>`
        : renderChart(report.value, localization, chart)
    }
  </section>`;
}
