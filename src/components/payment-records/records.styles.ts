import { css } from 'lit';

/** Wide where there is room: the element's own width decides, not the window's. */
export const styles = css`
  .shell {
    container-type: inline-size;
  }
  .wide {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.25);
    max-inline-size: 76rem;
    margin-inline: auto;
    padding: calc(var(--_space) * 1.25);
  }
  .wide > * {
    min-inline-size: 0;
  }
  .wide p {
    margin: 0;
  }
  .wide .head {
    flex-wrap: wrap;
  }
  .wide .head h2 {
    flex: 1 0 auto;
    font-size: 1.375rem;
  }
  .small {
    min-block-size: 2.75rem;
    padding-block: 0.25rem;
    font-size: 0.875rem;
  }
  [data-dim] {
    opacity: 0.6;
    transition: opacity 0.2s 0.2s;
  }

  .whose {
    max-inline-size: 24rem;
  }
  .whose label {
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 500;
  }

  .filters {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 8rem), 1fr));
    align-items: end;
    gap: 0.75rem;
  }
  .filters label {
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 500;
  }
  .filters :is(input, select) {
    font-size: 0.9375rem;
  }
  .filters .box {
    padding-inline: 0.625rem;
  }
  .filters select {
    margin-inline-start: -0.25rem;
  }
  .filters .field {
    grid-template-columns: minmax(0, 1fr);
    min-inline-size: 0;
  }
  .search {
    grid-column: 1 / -1;
  }
  :is(input, select) {
    text-overflow: ellipsis;
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .clear {
    justify-self: start;
    padding-inline: 0.5rem;
  }

  .nothing {
    padding: 2.5rem 1rem;
    border: 1px dashed var(--_line);
    border-radius: var(--_radius);
    text-align: center;
    text-wrap: balance;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.9375rem;
    text-align: start;
  }
  th {
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 500;
    text-align: start;
  }
  small {
    display: block;
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  .records :is(td, th) {
    padding: 0.625rem 0.75rem;
    border-block-end: 1px solid var(--_line);
    vertical-align: top;
  }
  .records :is(td, th):first-child {
    padding-inline-start: 0;
  }
  .records :is(td, th):last-child {
    padding-inline-end: 0;
  }
  .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  td.number > bdi {
    font-weight: 600;
  }
  .records tbody tr {
    cursor: pointer;
  }
  .records tbody tr:hover {
    background: var(--_surface);
  }
  .about {
    inline-size: 32%;
  }
  .about button {
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 500;
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  tr:hover .about button {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .when {
    color: var(--_muted);
    white-space: nowrap;
  }
  .status {
    --_tone: var(--_primary);
    display: inline-block;
    padding: 0.0625rem 0.5rem;
    border: 1px solid color-mix(in srgb, var(--_tone) 30%, transparent);
    border-radius: 1rem;
    background: color-mix(in srgb, var(--_tint, var(--_tone)) 12%, var(--_background));
    color: var(--_tone);
    font-size: 0.8125rem;
    font-weight: 600;
    overflow-wrap: normal;
  }
  .pages {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 1rem;
    color: var(--_muted);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .pages :disabled {
    opacity: 0.5;
    cursor: default;
  }

  @container (min-width: 48rem) {
    .search {
      grid-column: auto / span 2;
    }
  }
  @container (max-width: 60rem) {
    .records .asker {
      display: none;
    }
  }
  @container (max-width: 30rem) {
    .filters .day {
      grid-column: 1 / -1;
    }
  }
  /* Cards: what it is and how much, then its state and when. */
  @container (max-width: 44rem) {
    .records,
    .records tbody {
      display: block;
    }
    .records thead {
      display: none;
    }
    .records tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) fit-content(60%);
      gap: 0.125rem 0.75rem;
      padding-block: 0.75rem;
      border-block-end: 1px solid var(--_line);
    }
    .records td,
    .records td.number {
      padding: 0;
      border: 0;
    }
    .records .about {
      grid-area: 1 / 1;
      inline-size: auto;
    }
    .records .number {
      grid-area: 1 / 2;
    }
    .records .when {
      grid-column: 1 / -1;
      font-size: 0.8125rem;
      white-space: normal;
    }
    .records td:has(.status) {
      grid-area: 2 / 2;
      justify-self: end;
    }
    /* A target that a thumb finds, without room between the lines. */
    .about button {
      position: relative;
    }
    .about button::after {
      content: '';
      position: absolute;
      inset: -0.625rem 0;
    }
  }
  @media (forced-colors: active) {
    .status {
      border-color: currentColor;
    }
  }
`;
