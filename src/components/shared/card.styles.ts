import { css } from 'lit';

/** One request: its state, the amount, what it is for, and what can be done. */
export const card = css`
  .quiet {
    border-color: transparent;
    color: var(--_muted);
  }
  .quiet:hover {
    background: none;
    color: var(--_text);
    text-decoration: underline;
    text-underline-offset: 0.25em;
  }
  .danger {
    border-color: currentColor;
    color: var(--_danger);
  }
  .danger:hover {
    background: color-mix(in srgb, var(--_danger) 8%, var(--_background));
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
  /* Alike while all their words fit. */
  .row > * {
    flex: 1 1 0;
    min-inline-size: fit-content;
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
  form {
    display: grid;
    gap: calc(var(--_space) * 1.25);
  }
  h3 {
    font-size: 0.8125rem;
    color: var(--_muted);
  }
  .head {
    display: flex;
    align-items: center;
    gap: 0.75rem;
  }
  .head h2 {
    flex: 1;
  }
  .disc[data-tone='good'] {
    animation: pop 0.4s cubic-bezier(0.2, 1.6, 0.4, 1);
  }
  .disc[data-tone='good'] path {
    stroke-dasharray: 24;
    animation: draw 0.5s 0.15s ease-out backwards;
  }
  @keyframes pop {
    from {
      scale: 0.6;
    }
  }
  @keyframes draw {
    from {
      stroke-dashoffset: 24;
    }
  }
  .amount {
    font-size: 2.5rem;
    font-weight: 680;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.02em;
    line-height: 1.1;
  }
  .amount small {
    color: var(--_muted);
    font-size: 0.875rem;
    font-weight: 500;
    letter-spacing: 0;
  }
  .amount[data-long] {
    font-size: 1.75rem;
  }
  .note {
    --_tone: var(--_primary);
    display: flex;
    gap: 0.625rem;
    align-items: start;
    padding: 0.75rem 0.875rem;
    border: 1px solid color-mix(in srgb, var(--_tone) 35%, transparent);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_tint, var(--_tone)) 8%, var(--_background));
    font-size: 0.9375rem;
    line-height: 1.4;
    text-align: start;
  }
  .note svg,
  .note .spinner {
    flex: none;
    inline-size: 1.25rem;
    margin-block-start: 0.03em;
    color: var(--_tone);
  }
  .note > :last-child {
    flex: 1;
  }
  .note strong {
    display: block;
    font-weight: 600;
  }
  .stack {
    display: grid;
    gap: 0.5rem;
  }
  .what {
    font-size: 1.0625rem;
    font-weight: 600;
  }
  .dot {
    flex: none;
    inline-size: 0.625rem;
    aspect-ratio: 1;
    margin: 0.375rem 0.3rem 0;
    border-radius: 50%;
    background: var(--_tone);
    animation: pulse 1.8s ease-out infinite;
  }
  @keyframes pulse {
    from {
      box-shadow: 0 0 0 0 color-mix(in srgb, var(--_tone) 60%, transparent);
    }
    to {
      box-shadow: 0 0 0 0.5rem transparent;
    }
  }
  .list {
    margin: 0;
    padding: 0.25rem 1rem;
    border-radius: var(--_radius);
    background: var(--_surface);
    font-size: 0.9375rem;
  }
  .list > div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    text-align: start;
    padding-block: 0.625rem;
  }
  .list > div + div {
    border-block-start: 1px solid var(--_line);
  }
  dt {
    color: var(--_muted);
  }
  dd {
    margin: 0;
    font-weight: 500;
  }
  @media (forced-colors: active) {
    .note,
    .list {
      border: 1px solid;
    }
    .dot {
      background: CanvasText;
    }
    .note :is(svg, .spinner) {
      color: CanvasText;
    }
    /* Its gap is what turns. */
    .spinner {
      color: CanvasText;
      forced-color-adjust: none;
    }
    .button[aria-disabled='true'] {
      color: GrayText;
      opacity: 1;
    }
  }
`;
