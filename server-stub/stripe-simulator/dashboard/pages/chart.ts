import { type Html, html } from '../../pages/html.ts';
import { type Clinic, money } from '../clinic.ts';
import type { DayVolume } from '../volumes.ts';
import { disclosure } from './parts.ts';

const HEIGHT = 100;
const STEPS = [1, 2, 2.5, 5, 10];

/** What was taken by day: bars for the eye, a table for everyone. */
export function volumeChart(days: readonly DayVolume[], currency: string, clinic: Clinic): Html {
  const top = roundUp(Math.max(...days.map(({ amount }) => amount)));
  const total = days.reduce((sum, { amount }) => sum + amount, 0);
  const best = days.reduce((most, day) => (day.amount > most.amount ? day : most));
  const { times } = clinic;
  const says =
    total === 0
      ? `Nothing was taken in the last ${days.length} days.`
      : `${money(total, currency)} in the last ${days.length} days; most on ${times.longDay(best.day)}, ${money(best.amount, currency)}.`;
  const labels = [days[0], days[Math.floor(days.length / 2)], days.at(-1)].flatMap((day) => day ?? []);
  return html`<figure class="chart">
    <div class="chart-plot">
      <div class="chart-scale" aria-hidden="true">
        ${[top, top / 2, 0].map((value) => html`<span>${money(Math.round(value), currency)}</span>`)}
      </div>
      <svg
        viewBox="0 0 ${days.length} ${HEIGHT}"
        preserveAspectRatio="none"
        role="img"
        aria-label="Gross volume by day. ${says}"
      >
        <path class="chart-grid" d="M0 .5H${days.length}M0 ${HEIGHT / 2}H${days.length}" />
        <path class="chart-base" d="M0 ${HEIGHT - 0.5}H${days.length}" />
        ${days.map((day, index) => bar(day, index, top, currency, clinic))}
      </svg>
      <div class="chart-days" aria-hidden="true">
        ${labels.map(({ day }) => html`<span>${times.shortDay(day)}</span>`)}
      </div>
    </div>
    ${disclosure('Show as a table', table(days, currency, clinic))}
  </figure>`;
}

/** The whole column answers to the pointer, also where the bar is low. */
function bar(day: DayVolume, index: number, top: number, currency: string, { times }: Clinic): Html {
  const height = top === 0 ? 0 : (day.amount / top) * HEIGHT;
  const shown = day.amount > 0 ? Math.max(height, 1.5) : 0;
  return html`<g>
    <title>${times.longDay(day.day)}: ${money(day.amount, currency)}, ${payments(day.count)}</title>
    <rect class="chart-column" x="${index}" y="0" width="1" height="${HEIGHT}" />
    <rect
      class="chart-bar"
      x="${index + 0.14}"
      y="${(HEIGHT - shown).toFixed(2)}"
      width="0.72"
      height="${shown.toFixed(2)}"
    />
  </g>`;
}

function table(days: readonly DayVolume[], currency: string, { times }: Clinic): Html {
  return html`<div class="chart-table" tabindex="0" role="region" aria-label="Gross volume by day">
    <table>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col" class="number">Payments</th>
          <th scope="col" class="number">Gross volume</th>
        </tr>
      </thead>
      <tbody>
        ${days.toReversed().map(
          ({ day, amount, count }) =>
            html`<tr>
              <th scope="row">${times.longDay(day)}</th>
              <td class="number">${count}</td>
              <td class="number">${money(amount, currency)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function payments(count: number): string {
  return count === 1 ? '1 payment' : `${count} payments`;
}

/** A round number above, so that the scale's words are short. */
function roundUp(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return (STEPS.find((step) => step * power >= value) ?? 10) * power;
}
