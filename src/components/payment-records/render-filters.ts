import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { RecordStatus } from '../../contract/records.ts';
import { PERIODS, type Period, type RecordFilters } from '../../session/configure/records-state.ts';
import type { OverviewView } from './render-overview.ts';

/** Those that people look for; what is only on its way there is found by time. */
const STATUSES: readonly RecordStatus[] = [
  'paid',
  'requested',
  'processing',
  'refunded',
  'disputed',
  'cancelled',
  'refused',
  'expired',
  'failed',
  'unreachable',
];

/** Whose payments these are, above all else: the sums are this clinic's alone. */
export function renderClinic({ clinics, localization }: OverviewView): unknown {
  if (!clinics || clinics.among.length === 0) return nothing;
  return html`<div class="whose" part="clinic">
    ${renderSelect(
      'clinic',
      localization.messages.records.clinic,
      clinics.chosen,
      clinics.among.map(({ ref, name }) => [ref, name] as const),
      (value) => clinics.onChoose(value),
    )}
  </div>`;
}

/** What narrows the payments down. Nothing has to be sent: each change is seen at once. */
export function renderFilters(view: OverviewView): TemplateResult {
  const { records, localization, onFilters } = view;
  const words = localization.messages.records;
  const { filters, report } = records;
  const clinicians = report.status === 'ready' ? report.value.clinicians : [];
  const chosen = filters.clinician;
  const people = clinicians.map(({ id, displayName }) => [id, displayName ?? id] as const);
  const isKnown = chosen === '' || people.some(([id]) => id === chosen);
  return html`<form
    class="filters"
    part="filters"
    role="search"
    aria-label=${words.title}
    @submit=${(event: SubmitEvent) => event.preventDefault()}
  >
    <div class="field search">
      <label for="q">${words.search}</label>
      <div class="box">
        <input
          id="q"
          type="search"
          autocomplete="off"
          placeholder=${words.searchHint}
          .value=${filters.q}
          @input=${(event: Event) => onFilters({ q: valueOf(event) })}
        />
      </div>
    </div>
    ${renderSelect(
      'period',
      words.period,
      filters.period,
      PERIODS.map((each) => [each, words.periods[each]] as const),
      (value) =>
        onFilters({ period: PERIODS.find((period): period is Period => period === value) ?? 'days30' }),
    )}
    ${filters.period === 'custom' ? renderDays(view) : nothing}
    ${renderSelect(
      'status',
      words.status,
      filters.status,
      [['', words.anyStatus], ...STATUSES.map((each) => [each, words.statuses[each]] as const)],
      (value) => onFilters({ status: STATUSES.find((status) => status === value) ?? '' }),
    )}
    ${renderSelect(
      'clinician',
      words.clinician,
      chosen,
      [['', words.anybody], ...people, ...(isKnown ? [] : [[chosen, chosen] as const])],
      (value) => onFilters({ clinician: value }),
    )}
    ${
      isNarrowed(filters)
        ? html`<button
            class="button quiet small clear"
            type="button"
            @click=${() => onFilters({ q: '', status: '', clinician: '' })}
          >
            ${words.clear}
          </button>`
        : nothing
    }
  </form>`;
}

/** Beyond the period, which there always is. */
export function isNarrowed({ q, status, clinician }: RecordFilters): boolean {
  return q.trim() !== '' || status !== '' || clinician !== '';
}

function renderDays({ records, localization, onFilters }: OverviewView): TemplateResult[] {
  const words = localization.messages.records;
  return (['from', 'to'] as const).map(
    (end) =>
      html`<div class="field day">
        <label for=${end}>${words[end]}</label>
        <div class="box">
          <input
            id=${end}
            type="date"
            .value=${records.filters[end]}
            @change=${(event: Event) => onFilters({ [end]: valueOf(event) })}
          />
        </div>
      </div>`,
  );
}

function renderSelect(
  id: string,
  label: string,
  value: string,
  options: readonly (readonly [string, string])[],
  onChange: (value: string) => void,
): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <div class="box">
      <select id=${id} @change=${(event: Event) => onChange(valueOf(event))}>
        ${options.map(
          ([each, words]) => html`<option value=${each} ?selected=${each === value}>${words}</option>`,
        )}
      </select>
    </div>
  </div>`;
}

function valueOf(event: Event): string {
  return event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
    ? event.target.value
    : '';
}
