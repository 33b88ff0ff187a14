import { css } from 'lit';

/** Buttons and fields: 44 px targets at least, borders that survive forced colours. */
export const controls = css`
  .button {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-block-size: 2.75rem;
    padding: 0.5rem 1rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: 600 0.9375rem / 1.25 var(--_font);
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color 0.15s,
      box-shadow 0.15s,
      opacity 0.15s;
  }
  .button:hover {
    background: var(--_surface);
  }
  .primary {
    min-block-size: 3.25rem;
    border-color: transparent;
    background: var(--_primary);
    color: var(--_on-primary);
    font-size: 1.0625rem;
    box-shadow: 0 1px 2px #0003;
  }
  .primary:hover {
    background: var(--_primary);
    box-shadow:
      0 2px 8px #0004,
      inset 0 0 0 9rem #0001;
  }
  .quiet {
    border-color: transparent;
    color: var(--_muted);
  }
  .danger {
    color: var(--_danger);
  }
  [aria-disabled='true'] {
    opacity: 0.65;
    cursor: default;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .row > * {
    flex: 1 1 8rem;
  }
  .spinner {
    inline-size: 1em;
    aspect-ratio: 1;
    border: 2px solid;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  .field {
    display: grid;
    gap: 0.375rem;
  }
  label {
    font-weight: 600;
    font-size: 0.875rem;
  }
  .box {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    padding-inline: 0.875rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    color: var(--_muted);
    transition: box-shadow 0.15s;
  }
  .box:focus-within {
    border-color: var(--_primary);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--_primary) 30%, transparent);
  }
  input,
  select {
    flex: 1;
    min-inline-size: 0;
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_text);
    font: inherit;
  }
  option {
    background: var(--_background);
  }
  .box :focus-visible {
    outline: 3px solid transparent;
  }
  .box:has([aria-invalid='true']) {
    border-color: var(--_danger);
  }
  .hint {
    margin: 0;
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  .error {
    margin: 0;
    color: var(--_danger);
    font-size: 0.875rem;
    font-weight: 500;
  }
`;
