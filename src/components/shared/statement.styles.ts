import { css } from 'lit';

/** A screen that is one picture and a sentence or two: all that there is before the screens are loaded. */
export const statement = css`
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
  h2,
  h3 {
    margin: 0;
    font-size: 1.125rem;
    font-weight: 650;
    line-height: 1.3;
  }
  .centre {
    justify-items: center;
    text-align: center;
    text-wrap: balance;
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
    background: color-mix(in srgb, var(--_tint, var(--_tone)) 14%, var(--_background));
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
  h2 + .muted {
    margin-block-start: 0.25rem;
  }
  .muted {
    color: var(--_muted);
    font-size: 0.9375rem;
  }
  .strip {
    margin: 0;
    padding: 0.375rem 1rem;
    background: color-mix(in srgb, var(--_amber) 18%, var(--_background));
    color: var(--_warning);
    font-size: 0.8125rem;
    font-weight: 600;
    text-align: center;
    text-wrap: balance;
  }
  .strip + .strip {
    border-block-start: 1px solid color-mix(in srgb, var(--_amber) 50%, transparent);
  }
  .bar {
    border-radius: var(--_radius);
    background: var(--_surface);
    block-size: 3rem;
    animation: breathe 1.4s ease-in-out infinite alternate;
  }
  .sr + .bar {
    inline-size: 60%;
    block-size: 1.5rem;
  }
  @keyframes breathe {
    from {
      opacity: 0.5;
    }
  }
  .hint {
    margin: 0;
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  @media (forced-colors: active) {
    .strip,
    .bar {
      border: 1px solid;
    }
  }
  /* Stronger than the default of what wears it, here and in the screens' sheets, which come later. */
  .shell [data-tone='good'] {
    --_tone: var(--_success);
  }
  .shell [data-tone='bad'] {
    --_tone: var(--_danger);
  }
  .shell [data-tone='warn'] {
    --_tone: var(--_warning);
    --_tint: var(--_amber);
  }
  .shell [data-tone='calm'] {
    --_tone: var(--_muted);
  }
`;
