import { css } from '../../pages/styles/css.ts';

/** Lists of things: rows on a wide page, cards on a narrow one. */
export const tableStyles = css`
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 10px 12px;
    text-align: start;
    vertical-align: middle;
  }
  .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .code {
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 400;
  }
  h1 .code {
    font-size: 1rem;
    letter-spacing: 0;
  }
  .rows {
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    border-collapse: separate;
    border-spacing: 0;
    box-shadow: var(--shadow);
    font-size: 0.875rem;
    overflow: hidden;
  }
  .rows thead th {
    padding-block: 8px;
    background: var(--sunken);
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 550;
    white-space: nowrap;
  }
  .rows tbody tr {
    position: relative;
  }
  .rows tbody tr:hover {
    background: var(--sunken);
  }
  .rows tbody > tr > * {
    border-top: 1px solid var(--line);
  }
  .amount {
    font-weight: 600;
  }
  .state,
  .when,
  .method {
    white-space: nowrap;
  }
  .rows .what {
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .when,
  .to {
    color: var(--muted);
  }
  .to {
    max-width: 15rem;
    overflow-wrap: anywhere;
  }
  .row-link {
    color: inherit;
    text-decoration: none;
  }
  .row-link:hover {
    color: var(--accent);
    text-decoration: underline;
  }
  .row-link::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  .row-link:focus-visible {
    outline: none;
  }
  .row-link:focus-visible::after {
    outline: 3px solid var(--accent);
    outline-offset: -3px;
    border-radius: 8px;
  }
  .cell-term {
    display: none;
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 400;
  }
  .movements .what .muted {
    display: block;
  }
  .card-line {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    vertical-align: middle;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .card-line img {
    width: auto;
    border-radius: 3px;
    box-shadow: 0 0 0 1px var(--line);
  }
  .lines {
    display: grid;
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .lines li {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    align-items: baseline;
  }
  .facts {
    display: grid;
    gap: 10px;
    margin: 0;
  }
  .facts div {
    display: grid;
    grid-template-columns: minmax(7rem, 10rem) minmax(0, 1fr);
    gap: 2px 16px;
  }
  .facts dt {
    color: var(--muted);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }
  .facts dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  @media (width < 48rem) {
    .rows,
    .rows tbody {
      display: block;
    }
    .rows thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .rows tbody tr {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 12px;
      align-items: center;
      justify-content: space-between;
      padding: 14px 16px;
    }
    .rows tbody tr + tr {
      border-top: 1px solid var(--line);
    }
    .rows tbody > tr > * {
      padding: 0;
      border: 0;
    }
    .rows .amount {
      order: -3;
      font-size: 1.0625rem;
    }
    .rows .state {
      order: -2;
      white-space: normal;
    }
    .rows .what,
    .rows .to {
      flex: 1 0 100%;
      max-width: none;
      font-size: 0.9375rem;
    }
    .rows .to,
    .rows .when,
    .rows .method {
      order: 1;
      font-size: 0.875rem;
      white-space: normal;
    }
    .rows .to {
      order: 2;
    }
    .movements .what {
      order: -4;
      flex: 1 1 60%;
      min-width: 0;
    }
    .movements .state {
      order: -3;
    }
    .movements .number {
      display: flex;
      flex: 1 0 100%;
      justify-content: space-between;
      order: 0;
      font-size: 0.9375rem;
    }
    .movements .cell-term {
      display: inline;
    }
    .cards td {
      flex: 1 0 100%;
    }
    .rows.events .what {
      order: -3;
    }
    .rows.events .state {
      order: -1;
    }
  }
  @media (width < 30rem) {
    .facts div {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
