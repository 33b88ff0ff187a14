import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { PaymentReport } from '../../contract/records.ts';
import type { Localization } from '../../localization/localization.ts';
import { formatMoney, stripeExponent, toMajorUnits } from '../../localization/money.ts';
import type { RecordsWords } from '../../localization/records/messages.ts';
import { barsOf, formatDay, scaleOf, type Bar } from './chart-bars.ts';
import type { ChartController } from './chart-controller.ts';

const SHORT = { day: 'numeric', month: 'short' } as const;
const LONG = { weekday: 'short', day: 'numeric', month: 'short' } as const;

/**
 * What was taken, as bars: one moves along them with the keys of a slider, and is told of each day; and as a table,
 * for who would rather read it.
 */
export function renderChart(
  report: PaymentReport,
  localization: Localization<RecordsWords>,
  chart: ChartController,
): TemplateResult {
  const { locale, messages } = localization;
  const words = messages.records;
  const bars = barsOf(report.days);
  const first = bars[0];
  const last = report.days.at(-1);
  if (!first || !last) return html``;
  const most = scaleOf(bars, 10 ** stripeExponent(report.currency));
  const at = chart.at(bars.length);
  const told = bars[at ?? bars.length - 1] ?? first;
  const facts = (bar: Bar) => factsOf(bar, report.currency, localization);
  const name = words.chartOf(formatDay(first.date, locale, SHORT), formatDay(last.date, locale, SHORT));
  return html`<figure class="chart" part="chart">
    <figcaption>
      <h3>${words.chart}</h3>
      <p class="readout" aria-hidden="true">${at === null ? nothing : html`<bdi>${facts(told)}</bdi>`}</p>
    </figcaption>
    <div class="plot">
      <div class="scale" aria-hidden="true">
        ${[most, most / 2, 0].map((amount) => html`<span>${axisLabel(amount, report.currency, locale)}</span>`)}
      </div>
      <div
        class="bars"
        role="slider"
        tabindex="0"
        aria-label=${name}
        aria-orientation="horizontal"
        aria-valuemin="0"
        aria-valuemax=${bars.length - 1}
        aria-valuenow=${at ?? bars.length - 1}
        aria-valuetext=${facts(told)}
        @keydown=${(event: KeyboardEvent) => chart.handleKey(event, bars.length)}
        @pointerleave=${() => chart.show(null)}
      >
        ${bars.map(
          // The property and not the attribute, which a page's security policy may forbid.
          (bar, index) =>
            html`<span
              class="slot"
              ?data-told=${index === at}
              @pointerenter=${() => chart.show(index)}
              @pointerdown=${() => chart.show(index)}
              ><span class="column" .style=${`block-size: ${(bar.paid / most) * 100}%`}></span
            ></span>`,
        )}
      </div>
      <div class="days" aria-hidden="true">
        <span>${formatDay(first.date, locale, SHORT)}</span>
        <span>${formatDay(last.date, locale, SHORT)}</span>
      </div>
    </div>
    ${renderTable(bars, report.currency, name, localization)}
  </figure>`;
}

function renderTable(
  bars: readonly Bar[],
  currency: string,
  caption: string,
  { locale, messages }: Localization<RecordsWords>,
): TemplateResult {
  const words = messages.records;
  const money = (amount: number) => formatMoney({ amount, currency }, locale);
  return html`<details>
    <summary>${words.showTable}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${caption}>
      <table class="numbers" role="table">
        <caption class="sr">
          ${caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${[words.day, words.taken, words.givenBack, words.net, words.payments].map(
              (name) => html`<th role="columnheader" scope="col">${name}</th>`,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${bars.map(
            (bar) =>
              html`<tr role="row">
                <th role="rowheader" scope="row">${dayName(bar, locale, words)}</th>
                <td role="cell" data-name=${words.taken}>${money(bar.paid)}</td>
                <td role="cell" data-name=${words.givenBack}>${money(bar.refunded)}</td>
                <td role="cell" data-name=${words.net}>${money(bar.net)}</td>
                <td role="cell" data-name=${words.payments}>${bar.count}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

function factsOf(bar: Bar, currency: string, { locale, messages }: Localization<RecordsWords>): string {
  const words = messages.records;
  const money = (amount: number) => formatMoney({ amount, currency }, locale);
  return words.dayFacts({
    day: dayName(bar, locale, words),
    taken: money(bar.paid),
    count: bar.count,
    refunded: bar.refunded > 0 ? money(bar.refunded) : null,
  });
}

function dayName({ date, days }: Bar, locale: string, words: RecordsWords['records']): string {
  return days === 1 ? formatDay(date, locale, LONG) : words.week(formatDay(date, locale, SHORT));
}

function axisLabel(amount: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currency.toUpperCase(),
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumFractionDigits: 1,
  }).format(toMajorUnits({ amount, currency }));
}
