import { css } from 'lit';

/** A settings page: cards, one under the other, wide enough to read and no wider. */
export const styles = css`
  .shell {
    container-type: inline-size;
  }
  .settings {
    display: grid;
    gap: calc(var(--_space) * 1.25);
    max-inline-size: 46rem;
    padding: calc(var(--_space) * 1.25);
    animation: enter 0.25s ease-out;
  }
  .settings > * {
    min-inline-size: 0;
  }
  .settings p,
  .settings ul,
  .settings dl {
    margin: 0;
  }
  header {
    display: grid;
    gap: 0.25rem;
  }
  header h2 {
    font-size: 1.25rem;
  }
  .settings header .muted {
    max-inline-size: 40rem;
  }
  .settings > .hint:empty {
    display: none;
  }
  .box-card {
    display: grid;
    gap: var(--_space);
    padding: calc(var(--_space) * 1.25);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 2px);
    background: var(--_background);
    box-shadow: 0 1px 2px #0000000d;
  }
  .box-card > * {
    min-inline-size: 0;
  }
  .box-card h3 {
    color: inherit;
    font-size: 1rem;
  }
  .card-head {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: 0.5rem 1rem;
  }
  .card-head .name {
    flex: 1 1 12rem;
    font-size: 1.125rem;
  }
  .pill {
    --_tone: var(--_primary);
    display: inline-flex;
    flex: 0 1 auto;
    align-items: center;
    gap: 0.4rem;
    min-inline-size: 0;
    padding: 0.125rem 0.625rem 0.125rem 0.5rem;
    border: 1px solid color-mix(in srgb, var(--_tone) 35%, transparent);
    border-radius: 2rem;
    background: color-mix(in srgb, var(--_tint, var(--_tone)) 10%, var(--_background));
    color: var(--_tone);
    font-size: 0.8125rem;
    font-weight: 600;
    line-height: 1.5;
  }
  .pill::before {
    content: '';
    flex: none;
    inline-size: 0.5rem;
    aspect-ratio: 1;
    border-radius: 50%;
    background: currentColor;
  }
  code {
    font:
      0.875em/1.4 ui-monospace,
      SFMono-Regular,
      Menlo,
      Consolas,
      monospace;
  }
  .facts {
    display: grid;
    font-size: 0.9375rem;
  }
  .facts > div {
    display: grid;
    gap: 0 1rem;
    padding-block: 0.5rem;
  }
  /* A time and a button, side by side in the page's direction, or under each other without an indent. */
  .facts dd:has(.text-button) {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.75rem;
  }
  .facts bdi:has(.text-button) {
    display: contents;
  }
  .facts > div + div {
    border-block-start: 1px solid var(--_line);
  }
  @container (min-width: 30rem) {
    .facts > div {
      grid-template-columns: minmax(9rem, 2fr) 5fr;
    }
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  .actions .primary,
  .foot .primary {
    min-block-size: 2.75rem;
    padding-inline: 1rem;
    font-size: 0.9375rem;
  }
  .actions [part='remove'] {
    margin-inline-start: auto;
    border-color: transparent;
  }
  .actions [part='remove']:hover {
    border-color: currentColor;
  }
  .actions > [part='edit']:empty {
    display: none;
  }
  @container (max-width: 29.99rem) {
    .actions > *,
    .actions > [part='edit'] > *,
    .foot > .button {
      inline-size: 100%;
    }
    .actions [part='remove'] {
      margin-inline-start: 0;
    }
  }
  .small {
    min-block-size: 2.75rem;
    padding-inline: 0.75rem;
    font-size: 0.875rem;
  }
  .arrow {
    flex: none;
    inline-size: 1.125em;
  }
  [dir='rtl'] .arrow {
    scale: -1 1;
  }
  .text-button {
    padding: 0.25rem 0;
    border: 0;
    background: none;
    color: var(--_primary);
    font: inherit;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  .link {
    display: inline-block;
    padding-block: 0.375rem;
    color: var(--_primary);
    font-size: 0.9375rem;
    font-weight: 600;
    text-underline-offset: 0.2em;
  }
  fieldset {
    display: grid;
    gap: 0.75rem;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-block-end: 0.75rem;
    padding: 0;
    font-size: 0.9375rem;
    font-weight: 600;
  }
  @container (min-width: 38rem) {
    fieldset {
      grid-template-columns: 1fr 1fr;
    }
    legend {
      grid-column: 1 / -1;
    }
  }
  .way {
    display: grid;
    grid-template-columns: auto 1fr;
    align-content: start;
    gap: 0.125rem 0.75rem;
    padding: 1rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    font-weight: 400;
    font-size: inherit;
    cursor: pointer;
    transition:
      box-shadow 0.15s,
      border-color 0.15s;
  }
  .way .muted {
    grid-column: 2;
    font-size: 0.875rem;
  }
  .way-title {
    font-weight: 600;
  }
  .way input {
    inline-size: 1.125rem;
    min-block-size: 0;
    block-size: 1.125rem;
    margin: 0.2rem 0 0;
    accent-color: var(--_primary);
  }
  .way:has(:checked) {
    border-color: var(--_primary);
    box-shadow: 0 0 0 1px var(--_primary);
    background: color-mix(in srgb, var(--_primary) 4%, var(--_background));
  }
  .way:has(:focus-visible) {
    outline: 3px solid var(--_primary);
    outline-offset: 2px;
  }
  .way input:focus-visible {
    outline: none;
  }
  .way[data-off] {
    border-color: var(--_line);
    background: var(--_surface);
    cursor: default;
  }
  .way[data-off] .way-title {
    color: var(--_muted);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75rem 1rem;
  }
  .foot .hint {
    flex: 1 1 14rem;
  }
  .rows {
    padding: 0;
    list-style: none;
  }
  .rows li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.375rem 1rem;
    padding-block: 0.75rem;
  }
  .rows li:first-child {
    padding-block-start: 0;
  }
  .rows li:last-child {
    padding-block-end: 0;
  }
  .rows li + li {
    border-block-start: 1px solid var(--_line);
  }
  .rows li > :first-child {
    display: grid;
    flex: 1 1 10rem;
    min-inline-size: 0;
  }
  .rows strong {
    font-weight: 600;
  }
  .rows code,
  .rows small {
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  .removal {
    padding: var(--_space);
    border: 1px solid color-mix(in srgb, var(--_danger) 45%, transparent);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_danger) 4%, var(--_background));
  }
  .means {
    display: grid;
    gap: 0.375rem;
    padding-inline-start: 1.25rem;
    font-size: 0.9375rem;
  }
  .destructive {
    border-color: transparent;
    background: var(--_danger);
    color: var(--_background);
  }
  .destructive:hover {
    background: color-mix(in srgb, var(--_danger) 88%, var(--_text));
  }
  .centre > .spinner,
  .disc .spinner {
    inline-size: 1.5rem;
    color: var(--_tone, var(--_primary));
  }
  @media (forced-colors: active) {
    .box-card,
    .pill,
    .way {
      border: 1px solid;
    }
    .pill::before {
      background: CanvasText;
    }
    .way:has(:checked) {
      outline: 3px solid Highlight;
    }
    .destructive:not([aria-disabled='true']) {
      background: ButtonText;
      color: ButtonFace;
      forced-color-adjust: none;
    }
  }
`;
