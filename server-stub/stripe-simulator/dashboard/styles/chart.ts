import { css } from '../../pages/styles/css.ts';

/** The figures of the day, and what was taken by day. */
export const chartStyles = css`
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr));
    gap: 20px;
  }
  .figure :is(h2, h3) {
    margin: 0;
    color: var(--muted);
    font-size: 0.875rem;
    font-weight: 550;
  }
  .figure p {
    margin: 0;
  }
  .figure-value {
    font-size: 1.625rem;
    font-weight: 650;
    line-height: 1.35;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
  }
  .figure-text {
    color: var(--muted);
    font-size: 0.875rem;
  }
  .change {
    font-weight: 600;
  }
  .change.up {
    color: var(--good);
  }
  .change.down {
    color: var(--bad);
  }
  .chart {
    margin: 0;
  }
  .chart-plot {
    display: grid;
    grid-template: 12rem auto / auto minmax(0, 1fr);
    gap: 6px 10px;
    margin-bottom: 14px;
  }
  .chart-plot svg {
    width: 100%;
    height: 100%;
    overflow: visible;
  }
  .chart-scale,
  .chart-days {
    display: flex;
    justify-content: space-between;
    color: var(--muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  .chart-scale {
    flex-direction: column;
    margin-block: -0.6em;
    text-align: end;
  }
  .chart-days {
    grid-column: 2;
  }
  .chart-grid,
  .chart-base {
    fill: none;
    stroke: var(--line);
    vector-effect: non-scaling-stroke;
  }
  .chart-base {
    stroke: var(--line-strong);
  }
  .chart-column {
    fill: transparent;
  }
  .chart-bar {
    fill: var(--bar);
  }
  g:hover > .chart-bar {
    fill: var(--accent-strong);
  }
  .chart-table {
    max-height: 20rem;
    overflow: auto;
  }
  .chart-table :is(th, td) {
    padding: 6px 12px 6px 0;
    border-bottom: 1px solid var(--line);
    font-weight: 400;
  }
  .chart-table thead th {
    color: var(--muted);
    font-size: 0.8125rem;
  }
  @media (forced-colors: active) {
    .chart-bar {
      fill: CanvasText;
    }
  }
`;
