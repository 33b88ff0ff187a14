import { css } from '../../pages/styles/css.ts';

/** Buttons, fields, badges, notices, tabs. */
export const controlStyles = css`
  .button {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    justify-content: center;
    min-height: 2.5rem;
    padding: 6px 14px;
    border: 1px solid var(--line-strong);
    border-radius: 8px;
    background: var(--surface);
    color: var(--text);
    font: inherit;
    font-size: 0.9375rem;
    font-weight: 550;
    text-decoration: none;
    cursor: pointer;
  }
  .button .icon {
    width: 1.125rem;
    height: 1.125rem;
  }
  .button:hover {
    background: var(--sunken);
  }
  .button.primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  .button.primary:hover {
    background: var(--accent-strong);
  }
  .button.danger {
    border-color: var(--bad);
    color: var(--bad);
  }
  .button.quiet {
    border-color: transparent;
    background: none;
    color: var(--accent);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
  }
  .badge {
    display: inline-block;
    padding: 1px 9px;
    border-radius: 0.8125rem;
    background: var(--calm-ground);
    color: var(--calm);
    font-size: 0.8125rem;
    font-weight: 600;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  .badge.good {
    background: var(--good-ground);
    color: var(--good);
  }
  .badge.info {
    background: var(--info-ground);
    color: var(--info);
  }
  .badge.warn {
    background: var(--warn-ground);
    color: var(--warn);
  }
  .badge.bad {
    background: var(--bad-ground);
    color: var(--bad);
  }
  .notice {
    margin: 0 0 20px;
    padding: 12px 16px;
    border-radius: 10px;
    background: var(--info-ground);
    color: var(--info);
  }
  .notice.good {
    background: var(--good-ground);
    color: var(--good);
  }
  .notice.warn {
    background: var(--warn-ground);
    color: var(--warn);
  }
  .notice.bad {
    background: var(--bad-ground);
    color: var(--bad);
  }
  .empty {
    padding: 48px 24px;
    border: 1px dashed var(--line-strong);
    border-radius: 12px;
    color: var(--muted);
    text-align: center;
  }
  .empty h2 {
    color: var(--text);
  }
  .empty p {
    margin: 6px 0 0;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
    align-content: start;
    min-width: 0;
  }
  label {
    font-size: 0.875rem;
    font-weight: 550;
  }
  input:not([type='hidden']),
  select,
  textarea {
    width: 100%;
    min-height: 2.5rem;
    padding: 6px 12px;
    border: 1px solid var(--line-strong);
    border-radius: 8px;
    background: var(--surface);
    color: var(--text);
    font: inherit;
  }
  ::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  :is(input, select, textarea)[aria-invalid]:not([type='hidden']) {
    border-color: var(--bad);
  }
  .help {
    margin: 0;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    align-items: end;
    margin-bottom: 20px;
  }
  .panel > .filters:last-child {
    margin-bottom: 0;
  }
  .filters .grow {
    flex: 1 1 18rem;
  }
  .tabs {
    display: flex;
    gap: 8px;
    margin: 0 0 16px;
    padding: 3px;
    overflow-x: auto;
    list-style: none;
  }
  .tabs li {
    flex: 1 0 auto;
    max-width: 11rem;
  }
  .tabs a {
    display: grid;
    padding: 8px 14px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface);
    color: var(--muted);
    font-size: 0.875rem;
    text-decoration: none;
  }
  .tabs a:hover {
    border-color: var(--line-strong);
  }
  .tabs a[aria-current] {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
    color: var(--accent);
    font-weight: 600;
  }
  .count {
    color: var(--text);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .chips {
    display: flex;
    gap: 6px;
  }
  .chips a {
    padding: 4px 12px;
    border-radius: 999px;
    background: var(--calm-ground);
    color: var(--calm);
    font-size: 0.875rem;
    text-decoration: none;
  }
  .chips a[aria-current] {
    background: var(--accent);
    color: var(--on-accent);
  }
  .pager {
    display: flex;
    gap: 10px;
    justify-content: flex-end;
    margin: 16px 0 0;
  }
  .disclosure {
    border-top: 1px solid var(--line);
  }
  .facts + .disclosure {
    margin-top: 16px;
  }
  .disclosure summary {
    padding: 10px 0;
    font-size: 0.875rem;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .json,
  .mail-text {
    max-height: 28rem;
    margin: 0 0 12px;
    padding: 14px 16px;
    border-radius: 8px;
    background: var(--sunken);
    overflow: auto;
    white-space: pre-wrap;
  }
  .mail-text {
    font:
      0.8125rem/1.5 ui-monospace,
      SFMono-Regular,
      Menlo,
      Consolas,
      monospace;
  }
  @media (forced-colors: active) {
    .badge,
    .notice,
    .chips a,
    .json {
      border: 1px solid;
    }
    .tabs a[aria-current],
    .side nav a[aria-current],
    .chips a[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .button.primary {
      border-color: ButtonText;
    }
  }
  @media (width < 30rem) {
    .filters > * {
      flex: 1 1 8rem;
    }
    .filters [type='date'] {
      padding-inline: 8px;
      font-size: 0.875rem;
    }
    .filters .grow {
      flex-basis: 100%;
    }
  }
`;
