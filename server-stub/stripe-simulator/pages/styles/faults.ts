import { controlStyles } from '../../dashboard/styles/controls.ts';
import { layoutStyles } from '../../dashboard/styles/layout.ts';
import { css } from './css.ts';
import { theme } from './theme.ts';

/** The page of the fault switches. */
export const faultsStyles = css`
  ${theme}
  ${layoutStyles}
  ${controlStyles}
  main.wide {
    width: min(60rem, 100%);
  }
  .lede {
    margin-top: 6px;
  }
  section {
    margin-top: 32px;
  }
  section:focus {
    outline: none;
  }
  section h2 {
    margin-bottom: 12px;
  }
  .head {
    min-height: 2.5rem;
    margin-bottom: 10px;
  }
  .head h2 {
    margin: 0;
  }
  .calm {
    margin: 0;
    padding: 14px 16px;
    border-radius: 10px;
    background: var(--good-ground);
    color: var(--good);
  }
  .rules {
    display: grid;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .rules li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    gap: 4px 16px;
    align-items: center;
    padding: 12px 12px 12px 16px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .scope {
    margin: 2px 0 0;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .scope code {
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .struck {
    color: var(--muted);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .struck.yes {
    padding: 1px 10px;
    border-radius: 999px;
    background: var(--warn-ground);
    color: var(--warn);
    font-weight: 600;
  }
  .presets {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
    gap: 10px;
  }
  .presets form {
    display: grid;
  }
  .preset {
    display: grid;
    gap: 2px;
    align-content: start;
    padding: 12px 14px;
    border: 1px solid var(--line-strong);
    border-radius: 12px;
    background: var(--surface);
    color: var(--text);
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .preset:hover {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .preset span {
    color: var(--muted);
    font-size: 0.875rem;
  }
  .problem {
    margin: 0 0 12px;
    padding: 12px 16px;
    border-radius: 10px;
    background: var(--bad-ground);
    color: var(--bad);
    overflow-wrap: anywhere;
  }
  .own {
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
    gap: 16px;
  }
  .own > label {
    display: grid;
    grid-column: span 2;
    gap: 4px;
    align-content: end;
    font-size: 0.875rem;
    font-weight: 600;
  }
  .own > .broad {
    grid-column: span 3;
  }
  .own input,
  .own select {
    font-weight: 400;
  }
  .hint {
    color: var(--muted);
    font-weight: 400;
  }
  .own > .end {
    grid-column: 1 / -1;
  }
  .struck-list {
    display: grid;
    gap: 0;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .struck-list li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: baseline;
    padding: 8px 0;
    border-bottom: 1px solid var(--line);
  }
  .struck-list time {
    color: var(--muted);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .struck-list code {
    white-space: normal;
    overflow-wrap: anywhere;
  }
  @media (width < 40rem) {
    main {
      padding: 20px 16px 32px;
    }
    .own > label,
    .own > .broad {
      grid-column: 1 / -1;
    }
    .rules li {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .rules li > div {
      grid-column: 1 / -1;
    }
    .rules .struck {
      justify-self: start;
    }
  }
  @media (forced-colors: active) {
    .calm,
    .problem,
    .struck.yes {
      border: 1px solid;
    }
  }
`;
