import { css } from './css.ts';

/** A simulated wallet's sheet: nobody's real one, and says so. */
export const sheetStyles = css`
  html {
    background: #fff;
  }
  body {
    padding: 0;
    overflow: auto;
  }
  #root {
    display: flex;
    flex-direction: column;
    gap: 12px;
    min-height: 550px;
    padding: 16px 20px 12px;
  }
  header {
    display: flex;
    gap: 10px;
    align-items: center;
    padding-bottom: 12px;
    border-bottom: 1px solid #e3e6eb;
  }
  header small {
    margin-inline-start: auto;
    padding: 1px 8px;
    border-radius: 9px;
    background: #fdf0d5;
    color: #7a4a00;
    font-weight: 600;
  }
  h1 {
    margin: 0;
    outline: 0;
    font-size: 18px;
    font-weight: 650;
  }
  dl {
    display: flex;
    gap: 16px;
    align-items: baseline;
    justify-content: space-between;
    margin: 0;
  }
  dt {
    color: #596273;
  }
  dd {
    margin: 0;
    font-size: 22px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .actions {
    display: grid;
    gap: 4px;
    margin-top: auto;
  }
  .actions button {
    min-height: 44px;
    border: 0;
    border-radius: 8px;
    background: #1f2733;
    color: #fff;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .actions .quiet {
    background: none;
    color: #3d4655;
  }
  .actions button:disabled {
    opacity: 0.6;
    cursor: progress;
  }
  footer {
    color: #596273;
    font-size: 13px;
    text-align: center;
  }
`;
