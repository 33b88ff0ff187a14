import { css } from './css.ts';
import { theme } from './theme.ts';

/** The hosted receipt: what the payer keeps, and prints. */
export const receiptStyles = css`
  ${theme}
  .receipt {
    width: min(36rem, calc(100% - 32px));
    margin: 40px auto;
    padding: 40px;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  header {
    text-align: center;
  }
  header p {
    margin: 4px 0 0;
  }
  .monogram {
    margin-bottom: 12px;
    font-size: 20px;
    font-weight: 700;
  }
  h1 {
    margin: 0;
    font-size: 1.5rem;
    line-height: 1.25;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  h2 {
    margin: 32px 0 8px;
    color: var(--muted);
    font-size: 0.75rem;
    letter-spacing: 0.05em;
    text-transform: uppercase;
  }
  .summary {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
    gap: 16px;
    margin: 28px 0 0;
  }
  .summary dt {
    color: var(--muted);
    font-size: 0.75rem;
    font-weight: 600;
    letter-spacing: 0.05em;
    text-transform: uppercase;
  }
  .summary dd {
    margin: 4px 0 0;
  }
  .summary img {
    vertical-align: -4px;
  }
  table {
    width: 100%;
    padding: 8px 20px;
    border-radius: 12px;
    background: var(--sunken);
    border-spacing: 0;
  }
  th,
  td {
    padding: 12px 0;
    border-bottom: 1px solid var(--line);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
    overflow-wrap: break-word;
  }
  td {
    padding-inline-start: 16px;
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  tfoot :is(th, td) {
    border: 0;
    font-weight: 700;
  }
  .contact {
    margin: 28px 0 0;
    padding-top: 24px;
    border-top: 1px solid var(--line);
  }
  .fine {
    margin-bottom: 0;
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  @media (width < 480px) {
    .receipt {
      margin: 16px auto;
      padding: 28px 20px;
    }
    table {
      padding: 4px 12px;
    }
    td {
      padding-inline-start: 12px;
    }
    tfoot td {
      white-space: normal;
    }
  }
  @media print {
    :root {
      --line: #ccc;
      --accent: #000;
      --ribbon: #fff;
      --ribbon-text: #000;
      background: #fff;
      color: #000;
      color-scheme: light;
    }
    .receipt > header {
      margin-top: 16px;
    }
    .receipt {
      width: auto;
      margin: 0;
      padding: 0;
      border: 0;
      box-shadow: none;
      background: #fff;
    }
    table {
      padding: 0;
      background: #fff;
    }
    .muted,
    h2,
    .summary dt {
      color: #444;
    }
  }
`;
