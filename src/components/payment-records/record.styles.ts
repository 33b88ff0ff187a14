import { css } from 'lit';

/** One payment: what it is, what happened, what can be done. */
export const record = css`
  .back {
    justify-self: start;
    padding-inline: 0;
  }
  .arrow {
    inline-size: 0.5rem;
    aspect-ratio: 1;
    border: solid;
    border-width: 0 0 2px 2px;
    rotate: 45deg;
  }
  :dir(rtl) > .arrow {
    rotate: -135deg;
  }
  .story {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
  }
  .story > * {
    min-inline-size: 0;
  }
  .title {
    display: grid;
    gap: 0.5rem;
  }
  .sum {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
  }
  .title h2 {
    font-weight: 500;
  }
  .main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: calc(var(--_space) * 1.5);
    min-inline-size: 0;
  }
  .actions {
    margin-block-start: 0.5rem;
  }
  .actions > * {
    flex: 0 1 auto;
  }
  /* One wish a row, alike: three of them in a ragged line are hard to hit. */
  @container (max-width: 30rem) {
    .actions > * {
      flex: 1 0 40%;
    }
  }
  .outcome:empty {
    display: none;
  }
  .refund {
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
    max-inline-size: 36rem;
    padding: calc(var(--_space) * 1.25);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .refund h3 {
    color: inherit;
    font-size: 1rem;
  }
  fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .refund .box {
    background: var(--_background);
  }
  .refund .danger {
    background: var(--_danger);
    border-color: transparent;
    color: light-dark(#fff, #3b0906);
  }
  .timeline {
    display: grid;
    margin: 0.75rem 0 0;
    padding: 0;
    list-style: none;
  }
  .timeline li {
    position: relative;
    display: grid;
    grid-template-columns: 1.75rem minmax(0, 1fr);
    gap: 0.75rem;
    padding-block-end: 1rem;
  }
  .timeline li:not(:last-child)::before {
    content: '';
    position: absolute;
    inset-block: 1.75rem 0;
    inset-inline-start: calc(0.875rem - 1px);
    border-inline-start: 2px solid var(--_line);
  }
  .timeline p {
    line-height: 1.75rem;
  }
  .timeline .hint {
    line-height: 1.4;
  }
  .timeline strong {
    font-weight: 600;
  }
  .mark {
    --_tone: var(--_muted);
    display: grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border-radius: 50%;
    background: color-mix(in srgb, var(--_tint, var(--_tone)) 14%, var(--_background));
    color: var(--_tone);
  }
  .mark:empty {
    background: none;
  }
  .mark:empty::before {
    content: '';
    inline-size: 0.625rem;
    aspect-ratio: 1;
    border-radius: 50%;
    background: var(--_border);
  }
  .facts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--_space);
  }
  .refunds {
    margin: 0.5rem 0 0;
    padding: 0;
    list-style: none;
  }
  .refunds li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    padding-block: 0.625rem;
    font-weight: 600;
  }
  .refunds li + li {
    border-block-start: 1px solid var(--_line);
  }
  .refunds .hint {
    flex-basis: 100%;
    font-weight: 400;
  }
  @container (min-width: 52rem) {
    .story {
      grid-template-columns: minmax(0, 1fr) minmax(20rem, 26rem);
    }
    .title,
    .outcome {
      grid-column: 1 / -1;
    }
  }
  @media (forced-colors: active) {
    /* There its line can be seen, and the words are not to touch it. */
    .back {
      padding-inline: 0.75rem;
    }
    .mark:empty::before {
      background: CanvasText;
    }
  }
`;
