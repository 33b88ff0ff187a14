import { css } from './css.ts';

/** The simulator's pages for people: its start page and the receipts. */
export const pageStyles = css`
  :root {
    --ground: #f5f6f8;
    --surface: #fff;
    --text: #1f2733;
    --muted: #596273;
    --line: #e3e6eb;
    --accent: #0b5cad;
    --ribbon: #fdf0d2;
    --ribbon-text: #6b4700;
    color-scheme: light dark;
    background: var(--ground);
    color: var(--text);
    font:
      16px/1.5 -apple-system,
      BlinkMacSystemFont,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      sans-serif;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ground: #14181f;
      --surface: #1e242d;
      --text: #eef1f5;
      --muted: #a8b1bf;
      --line: #333b47;
      --accent: #7db8f5;
      --ribbon: #3b2f12;
      --ribbon-text: #f6d58a;
    }
  }
  * {
    box-sizing: border-box;
  }
  body {
    margin: 0;
  }
  .ribbon {
    margin: 0;
    padding: 8px 16px;
    background: var(--ribbon);
    color: var(--ribbon-text);
    font-size: 14px;
    text-align: center;
  }
  main {
    margin: 32px auto;
    padding: 32px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
  }
  .receipt {
    width: min(560px, calc(100% - 32px));
  }
  .wide {
    width: min(1040px, calc(100% - 32px));
  }
  h1 {
    margin: 0;
    font-size: 24px;
    line-height: 1.25;
    letter-spacing: -0.01em;
  }
  h2 {
    margin: 32px 0 8px;
    font-size: 16px;
  }
  .muted {
    color: var(--muted);
  }
  .fine {
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  a {
    color: var(--accent);
  }
  a:focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
    border-radius: 2px;
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 20px;
  }

  .receipt header {
    text-align: center;
  }
  .receipt header p {
    margin: 4px 0 0;
  }
  .monogram {
    display: inline-grid;
    place-items: center;
    width: 56px;
    height: 56px;
    margin-bottom: 12px;
    border-radius: 50%;
    background: #0b6e75;
    color: #fff;
    font-size: 20px;
    font-weight: 700;
  }
  .summary {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
    gap: 16px;
    margin: 28px 0 0;
  }
  .summary dt {
    color: var(--muted);
    font-size: 12px;
    font-weight: 600;
    letter-spacing: 0.04em;
    text-transform: uppercase;
  }
  .summary dd {
    margin: 4px 0 0;
  }
  .summary img {
    vertical-align: -4px;
  }

  .scroll {
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 15px;
  }
  th,
  td {
    padding: 10px 12px 10px 0;
    border-bottom: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }
  thead th {
    color: var(--muted);
    font-size: 13px;
  }
  .when {
    color: var(--muted);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .wide td:nth-child(2):not(:last-child) {
    min-width: 8em;
  }
  .wide td:nth-child(3) {
    min-width: 14em;
  }
  .receipt th {
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .receipt td,
  .number {
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  tr > .number {
    text-align: end;
  }
  .receipt td {
    padding-inline-end: 0;
  }
  tfoot th,
  .receipt tfoot th,
  tfoot td {
    border: 0;
    font-weight: 700;
  }
  .status {
    display: inline-block;
    padding: 1px 8px;
    border-radius: 999px;
    background: var(--line);
    font-size: 13px;
    white-space: nowrap;
  }
  .succeeded {
    background: #d4f2df;
    color: #0b4a26;
  }
  code {
    font-size: 14px;
    white-space: nowrap;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (width < 480px) {
    main {
      margin: 16px auto;
      padding: 24px 20px;
    }
  }
  @media print {
    :root {
      background: #fff;
    }
    main {
      border: 0;
    }
  }
`;
