import { css } from 'lit';

/** Fields, and what is said beside them. */
export const field = css`
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
  .error {
    margin: 0;
    color: var(--_danger);
    font-size: 0.875rem;
    font-weight: 500;
  }
`;
