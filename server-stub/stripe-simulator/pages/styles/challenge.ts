import { css } from './css.ts';

/** The bank's page, in the manner of a 3-D Secure window: 500 by 400 and more. */
export const challengeStyles = css`
  :root {
    color-scheme: light;
    color: #1f2733;
    font:
      16px/1.45 -apple-system,
      BlinkMacSystemFont,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      sans-serif;
  }
  * {
    box-sizing: border-box;
  }
  body {
    margin: 0;
    background: #fff;
  }
  main {
    display: flex;
    flex-direction: column;
    max-width: 480px;
    min-height: 500px;
    margin: 0 auto;
    padding: 20px 24px 16px;
  }
  header {
    display: flex;
    justify-content: space-between;
    align-items: center;
    padding-bottom: 14px;
    border-bottom: 1px solid #e3e6eb;
  }
  .bank {
    color: #14365c;
    font-weight: 700;
    letter-spacing: -0.01em;
  }
  .bank::before {
    display: inline-block;
    width: 18px;
    height: 18px;
    margin-inline-end: 8px;
    border-radius: 5px;
    background: linear-gradient(135deg, #14365c 50%, #3d7dbf 50%);
    vertical-align: -3px;
    content: '';
  }
  .scheme {
    color: #596273;
    font-size: 13px;
  }
  h1 {
    margin: 20px 0 6px;
    font-size: 20px;
    line-height: 1.25;
  }
  p {
    margin: 0;
    color: #4a5363;
    font-size: 15px;
  }
  dl {
    margin: 16px 0 0;
    padding: 4px 14px;
    border-radius: 8px;
    background: #f4f6f9;
    font-size: 15px;
  }
  dl div {
    display: flex;
    gap: 16px;
    justify-content: space-between;
    padding: 8px 0;
  }
  dl div + div {
    border-top: 1px solid #e3e6eb;
  }
  dt {
    color: #596273;
  }
  dd {
    margin: 0;
    font-weight: 600;
    text-align: end;
  }
  .actions {
    display: grid;
    gap: 10px;
    margin-top: 20px;
  }
  button {
    min-height: 46px;
    padding: 10px 16px;
    border: 1px solid transparent;
    border-radius: 8px;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .complete {
    background: #14365c;
    color: #fff;
  }
  .complete:hover {
    background: #0e2947;
  }
  .fail {
    border-color: #c5cbd5;
    background: #fff;
    color: #a3122f;
  }
  .fail:hover {
    background: #fdf3f5;
  }
  button:focus-visible {
    outline: 3px solid #3d7dbf;
    outline-offset: 2px;
  }
  button:disabled {
    opacity: 0.55;
    cursor: progress;
  }
  .problem {
    margin-top: 12px;
    color: #a3122f;
  }
  footer {
    margin-top: auto;
    padding-top: 14px;
    color: #596273;
    font-size: 13px;
    text-align: center;
  }
`;
