import { css } from 'lit';

/** One view of an element: its state, the amount, what it is for, and what can be done. */
export const card = css`
  .view {
    display: grid;
    gap: var(--_space);
    max-inline-size: 30rem;
    margin-inline: auto;
    padding: calc(var(--_space) * 1.25);
    animation: enter 0.25s ease-out;
  }
  .view > * {
    min-inline-size: 0;
  }
  .view p {
    margin: 0;
  }
  @keyframes enter {
    from {
      opacity: 0;
      translate: 0 6px;
    }
  }
  form {
    display: grid;
    gap: calc(var(--_space) * 1.25);
  }
  h2,
  h3 {
    margin: 0;
    font-size: 1.125rem;
    font-weight: 650;
    line-height: 1.3;
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
  .centre {
    justify-items: center;
    text-align: center;
  }
  .centre > :is(.button, .list, .note) {
    justify-self: stretch;
  }
  .disc {
    --_tone: var(--_primary);
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    border-radius: 50%;
    background: color-mix(in srgb, var(--_tone) 14%, var(--_background));
    color: var(--_tone);
  }
  .centre > .disc {
    inline-size: 4rem;
    block-size: 4rem;
    margin-block-start: 0.5rem;
  }
  svg {
    inline-size: 55%;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
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
  .muted {
    color: var(--_muted);
    font-size: 0.9375rem;
  }
  .note {
    --_tone: var(--_primary);
    display: flex;
    gap: 0.625rem;
    align-items: center;
    padding: 0.75rem 0.875rem;
    border: 1px solid color-mix(in srgb, var(--_tone) 35%, transparent);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_tone) 8%, var(--_background));
    font-size: 0.9375rem;
    text-align: start;
  }
  .note svg,
  .note .spinner {
    flex: none;
    inline-size: 1.25rem;
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
    margin: 0.3rem;
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
    text-align: end;
  }
  .strip {
    margin: 0;
    padding: 0.375rem 1rem;
    background: color-mix(in srgb, #ffb020 18%, var(--_background));
    color: var(--_warning);
    font-size: 0.8125rem;
    font-weight: 600;
    text-align: center;
  }
  .bar {
    border-radius: var(--_radius);
    background: var(--_surface);
    block-size: 3rem;
    animation: breathe 1.4s ease-in-out infinite alternate;
  }
  .bar:first-child {
    inline-size: 60%;
    block-size: 1.5rem;
  }
  @keyframes breathe {
    from {
      opacity: 0.5;
    }
  }
  [data-tone='good'] {
    --_tone: var(--_success);
  }
  [data-tone='bad'] {
    --_tone: var(--_danger);
  }
  [data-tone='warn'] {
    --_tone: var(--_warning);
  }
  [data-tone='calm'] {
    --_tone: var(--_muted);
  }
  @media (forced-colors: active) {
    .note,
    .list,
    .bar,
    .strip {
      border: 1px solid;
    }
    .dot {
      background: CanvasText;
    }
  }
`;
