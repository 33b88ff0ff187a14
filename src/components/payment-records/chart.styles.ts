import { css } from 'lit';

/** The sums of a period, and its days. */
export const chart = css`
  .report {
    display: grid;
    gap: var(--_space);
    padding: var(--_space);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .totals {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.75rem 1rem;
    margin: 0;
  }
  .totals div {
    flex: 1 1 max-content;
    min-inline-size: 6rem;
    max-inline-size: 100%;
  }
  /* Two and two under each other; a sum that needs more has the line. */
  @container (max-width: 30rem) {
    .totals div {
      min-inline-size: calc(50% - 0.5rem);
    }
  }
  .totals dt {
    font-size: 0.8125rem;
  }
  .totals dd {
    font-size: 1.25rem;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
  }
  .totals div:first-child dd {
    font-size: 1.5rem;
    line-height: 1.25;
  }
  .chart {
    display: grid;
    gap: 0.5rem;
    margin: 0;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 1rem;
    min-block-size: 1.5rem;
  }
  .readout {
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .plot {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.25rem 0.5rem;
  }
  .scale {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    block-size: calc(9rem + 1.1rem);
    margin-block: -0.55rem;
    color: var(--_muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.1rem;
    text-align: end;
  }
  .bars {
    display: flex;
    align-items: stretch;
    block-size: 9rem;
    border-radius: 2px;
    background:
      linear-gradient(var(--_line), var(--_line)) 0 0 / 100% 1px no-repeat,
      linear-gradient(var(--_line), var(--_line)) 0 50% / 100% 1px no-repeat,
      linear-gradient(var(--_border), var(--_border)) 0 100% / 100% 1px no-repeat;
    touch-action: pan-y;
  }
  .slot {
    display: flex;
    flex: 1 1 0;
    align-items: end;
    justify-content: center;
    min-inline-size: 0;
  }
  .slot[data-told] {
    background: color-mix(in srgb, var(--_primary) 10%, transparent);
  }
  .column {
    inline-size: 72%;
    max-inline-size: 2rem;
    border-radius: 3px 3px 0 0;
    background: color-mix(in srgb, var(--_primary) 78%, var(--_background));
  }
  .slot[data-told] .column {
    background: var(--_primary);
  }
  .days {
    grid-column: 2;
    display: flex;
    justify-content: space-between;
    color: var(--_muted);
    font-size: 0.75rem;
  }
  summary {
    inline-size: fit-content;
    padding-block: 0.375rem;
    color: var(--_muted);
    font-size: 0.8125rem;
    cursor: pointer;
  }
  .scroll {
    max-block-size: 20rem;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .numbers :is(td, th) {
    padding: 0.375rem 0.75rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .numbers td,
  .numbers thead th:not(:first-child) {
    text-align: end;
  }
  .numbers tbody tr:nth-child(odd) {
    background: var(--_surface);
  }
  /* A day is a card, each number with its name. */
  @container (max-width: 44rem) {
    .numbers,
    .numbers :is(tbody, tr) {
      display: block;
    }
    .numbers thead {
      display: none;
    }
    .numbers tr {
      padding: 0.5rem 0.75rem;
    }
    .numbers :is(td, th) {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 1rem;
      padding: 0;
      white-space: normal;
    }
    .numbers th {
      color: inherit;
      font-weight: 600;
    }
    .numbers td::before {
      content: attr(data-name);
      color: var(--_muted);
    }
  }
  @media (forced-colors: active) {
    .column,
    .slot[data-told] .column {
      background: CanvasText;
      forced-color-adjust: none;
    }
    .slot[data-told] .column {
      background: Highlight;
    }
  }
`;
