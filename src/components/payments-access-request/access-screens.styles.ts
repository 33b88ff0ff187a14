import { css } from 'lit';

/** The request form with its numbered points, and where the request stands. */
export const styles = css`
  .wide {
    max-inline-size: 40rem;
  }
  .point {
    display: grid;
    gap: var(--_space);
    padding-block-end: calc(var(--_space) * 1.25);
    border-block-end: 1px solid var(--_line);
  }
  .point h3 {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    color: var(--_text);
    font-size: 1.0625rem;
  }
  .number {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border-radius: 50%;
    background: color-mix(in srgb, var(--_primary) 12%, var(--_background));
    color: var(--_primary);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .answers {
    display: grid;
    gap: var(--_space);
    min-inline-size: 0;
  }
  .point,
  .stack,
  .field {
    grid-template-columns: minmax(0, 1fr);
  }
  .choice {
    overflow-wrap: anywhere;
  }
  .choice:has(.chip) {
    flex-wrap: wrap;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
    gap: var(--_space);
    align-items: start;
  }
  textarea {
    flex: 1;
    min-inline-size: 0;
    padding: 0.625rem 0;
    border: 0;
    background: none;
    color: var(--_text);
    font: inherit;
    resize: vertical;
  }
  fieldset {
    display: grid;
    gap: 0.25rem;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  fieldset:disabled {
    opacity: 0.65;
  }
  legend {
    padding: 0;
    font-weight: 600;
    font-size: 0.875rem;
  }
  .inset {
    display: grid;
    gap: 0.75rem;
    margin-block-start: 0.25rem;
    padding-inline-start: 1rem;
    border-inline-start: 2px solid var(--_line);
  }
  fieldset.inset {
    gap: 0.25rem;
  }
  /* Inside the line at its side, not on its edge. */
  fieldset.inset legend {
    float: inline-start;
    inline-size: 100%;
  }
  legend + * {
    clear: both;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    min-block-size: 2.75rem;
    font-weight: 500;
    font-size: 1rem;
  }
  .choice input {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    min-block-size: 0;
    margin: 0;
    accent-color: var(--_primary);
  }
  .choice input:focus-visible {
    outline: 3px solid color-mix(in srgb, var(--_primary) 60%, transparent);
    outline-offset: 2px;
  }
  .answers-row {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.5rem;
  }
  .clinics {
    display: grid;
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .clinics > li {
    display: grid;
    gap: 0.5rem;
    min-inline-size: 0;
    padding: 0.5rem 0.875rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .chip {
    display: inline-block;
    --_tone: var(--_muted);
    padding: 0.125rem 0.625rem;
    border-radius: 1rem;
    background: color-mix(in srgb, var(--_tint, var(--_tone)) 14%, var(--_background));
    color: var(--_tone);
    font-size: 0.8125rem;
    font-weight: 600;
    /* Whole words, unless one alone is too long. */
    max-inline-size: 100%;
    overflow-wrap: break-word;
  }
  .choice .chip {
    margin-inline-start: auto;
  }
  .head {
    flex-wrap: wrap;
  }
  .head > .disc + div {
    flex: 1 1 10rem;
    min-inline-size: 0;
  }
  /* The state in a word, then when: a line each where both do not fit on one. */
  .head .muted {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
    margin-block-start: 0.25rem;
  }
  .share {
    display: grid;
    gap: 0.75rem;
    padding: 1rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .share h3,
  .others h3 {
    color: var(--_text);
    font-size: 1rem;
  }
  .copy {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .copy .box {
    flex: 1 1 12rem;
  }
  .copy .button {
    flex: 1 0 auto;
  }
  .copy input {
    font-size: 0.875rem;
    text-overflow: ellipsis;
  }
  .said {
    margin: 0;
    padding: 0.75rem 1rem;
    border-inline-start: 3px solid var(--_danger);
    background: var(--_surface);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .list dd {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  details > summary {
    min-block-size: 2.75rem;
    align-content: center;
    color: var(--_muted);
    font-weight: 600;
    cursor: pointer;
  }
  .others ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .others .button {
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0.25rem 0.75rem;
    inline-size: 100%;
    padding-block: 0.625rem;
    text-align: start;
  }
  .others .hint {
    display: block;
    font-weight: 400;
  }
  a {
    color: var(--_primary);
  }
  a.button {
    color: inherit;
  }
  a.primary {
    color: var(--_on-primary);
  }
  @media (forced-colors: active) {
    .number,
    .chip {
      border: 1px solid;
    }
  }
`;
