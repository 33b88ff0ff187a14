import { css } from '../pages/styles/css.ts';

/** Of the mail itself: it knows nothing of the pages around it. */
export const mailStyles = css`
  :root {
    color-scheme: light dark;
  }
  body {
    margin: 0;
    padding: 24px 12px;
    background: #f3f5f8;
    color: #2b3442;
    font:
      16px/1.5 -apple-system,
      BlinkMacSystemFont,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      sans-serif;
  }
  main {
    max-width: 600px;
    margin: 0 auto;
    padding: 0 40px 32px;
    border-radius: 12px;
    background: #fff;
    overflow: hidden;
    box-sizing: border-box;
  }
  .band {
    margin: 0 -40px;
    text-align: center;
  }
  .band svg {
    display: block;
    width: 100%;
  }
  .band .monogram {
    width: 64px;
    margin: -32px auto 0;
    position: relative;
    font-size: 22px;
    font-weight: 700;
  }
  .monogram-edge {
    fill: #fff;
  }
  h1 {
    margin: 16px 0 0;
    color: #1a212c;
    font-size: 24px;
    line-height: 1.25;
    text-align: center;
    text-wrap: balance;
  }
  .number {
    margin: 4px 0 0;
    text-align: center;
  }
  .number,
  .term,
  .fine,
  h2 {
    color: #566072;
  }
  .facts {
    width: 100%;
    margin-top: 24px;
    border-spacing: 0;
  }
  .facts td {
    padding: 0 12px 12px 0;
    vertical-align: top;
  }
  .facts img {
    vertical-align: -4px;
  }
  .dots {
    white-space: nowrap;
  }
  .term,
  h2 {
    font-size: 12px;
    font-weight: 600;
    letter-spacing: 0.05em;
    text-transform: uppercase;
  }
  h2 {
    margin: 16px 0 8px;
  }
  .lines {
    width: 100%;
    padding: 6px 20px;
    border-radius: 8px;
    background: #f3f5f8;
    border-spacing: 0;
  }
  .lines th,
  .lines td {
    padding: 10px 0;
    border-bottom: 1px solid #dfe4ea;
    font-weight: 400;
    text-align: left;
    vertical-align: top;
    overflow-wrap: break-word;
  }
  .lines td {
    padding-left: 16px;
    text-align: right;
    white-space: nowrap;
  }
  .lines .total th,
  .lines .total td {
    border: 0;
    color: #1a212c;
    font-weight: 700;
  }
  .contact {
    margin: 24px 0 0;
    padding-top: 20px;
    border-top: 1px solid #dfe4ea;
  }
  .fine {
    margin: 16px 0 0;
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  a {
    color: #0b5cad;
  }
  @media (max-width: 520px) {
    main {
      padding: 0 20px 24px;
    }
    .band {
      margin: 0 -20px;
    }
    .facts td {
      display: block;
    }
    .lines {
      padding: 6px 14px;
    }
    .lines .total td {
      white-space: normal;
    }
  }
  @media (prefers-color-scheme: dark) {
    body {
      background: #12161c;
      color: #d5dbe3;
    }
    main {
      background: #1e252e;
    }
    .monogram-edge {
      fill: #1e252e;
    }
    h1,
    .lines .total th,
    .lines .total td {
      color: #edf0f4;
    }
    .number,
    .term,
    .fine,
    h2 {
      color: #a6b0be;
    }
    .lines {
      background: #28313c;
    }
    .lines th,
    .lines td,
    .contact {
      border-color: #3a4551;
    }
    a {
      color: #82bbf6;
    }
  }
`;
