import { css } from 'lit';

/** Buttons: targets of 44 px at least, with a border that forced colours can show. */
export const button = css`
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
    background: color-mix(in srgb, var(--_primary) 8%, var(--_background));
  }
  .primary {
    min-block-size: 3.25rem;
    padding-inline: 0.75rem;
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
  /* The one to press stays the strongest where all colours are the person's own. */
  @media (forced-colors: active) {
    .primary:not([aria-disabled='true']) {
      background: ButtonText;
      color: ButtonFace;
      forced-color-adjust: none;
    }
  }
`;
