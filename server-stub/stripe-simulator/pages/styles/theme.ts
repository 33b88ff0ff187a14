import { css } from './css.ts';

/** Colours, letters and the ribbon of every page for people, light and dark. */
export const theme = css`
  :root {
    --ground: #f6f7f9;
    --surface: #fff;
    --sunken: #f0f2f5;
    --text: #1a212c;
    --muted: #566072;
    --line: #e1e5eb;
    --line-strong: #b9c1cd;
    --accent: #0b5cad;
    --accent-strong: #084a8d;
    --on-accent: #fff;
    --bar: #3f82c9;
    --good: #0b5c33;
    --good-ground: #d9f3e4;
    --info: #0a4f94;
    --info-ground: #dcebfb;
    --warn: #7a4300;
    --warn-ground: #fdebcb;
    --bad: #a2171f;
    --bad-ground: #fde3e2;
    --calm: #455063;
    --calm-ground: #e9ecf1;
    --ribbon: #fdf0d2;
    --ribbon-text: #6b4700;
    --shadow: 0 1px 2px rgb(20 30 45 / 6%), 0 2px 8px rgb(20 30 45 / 4%);
    color-scheme: light dark;
    background: var(--ground);
    color: var(--text);
    font:
      1rem/1.5 -apple-system,
      BlinkMacSystemFont,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      sans-serif;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ground: #12161c;
      --surface: #1a2028;
      --sunken: #222a34;
      --text: #edf0f4;
      --muted: #a6b0be;
      --line: #2d3641;
      --line-strong: #566172;
      --accent: #82bbf6;
      --accent-strong: #a9d1fa;
      --on-accent: #0b1a2b;
      --bar: #5b9fe6;
      --good: #84dba8;
      --good-ground: #12372a;
      --info: #9ccbf9;
      --info-ground: #16324f;
      --warn: #f5c77e;
      --warn-ground: #402c0d;
      --bad: #ffaaa6;
      --bad-ground: #4a1c1e;
      --calm: #c0c8d4;
      --calm-ground: #2b343f;
      --ribbon: #3b2f12;
      --ribbon-text: #f6d58a;
      --shadow: none;
    }
  }
  * {
    box-sizing: border-box;
  }
  body {
    margin: 0;
    overflow-wrap: break-word;
  }
  .ribbon {
    margin: 0;
    padding: 6px 16px;
    background: var(--ribbon);
    color: var(--ribbon-text);
    font-size: 0.875rem;
    text-align: center;
  }
  a {
    color: var(--accent);
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
    border-radius: 4px;
  }
  .muted {
    color: var(--muted);
  }
  code {
    font:
      0.8125rem/1.45 ui-monospace,
      SFMono-Regular,
      Menlo,
      Consolas,
      monospace;
    overflow-wrap: anywhere;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
