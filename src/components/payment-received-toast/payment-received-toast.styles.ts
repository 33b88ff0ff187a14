import { css } from 'lit';

export const styles = css`
  .shell {
    position: fixed;
    inset: auto;
    inset-block-start: 0;
    inset-inline-end: 0;
    z-index: 2147483647;
    inline-size: min(24rem, 100vw);
    max-block-size: 100vh;
    margin: 0;
    padding: 0.75rem;
    border: 0;
    overflow: auto;
    background: none;
  }
  .toast {
    display: flex;
    gap: 0.75rem;
    align-items: start;
    padding: 0.875rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_background);
    box-shadow:
      0 2px 10px #0004,
      0 1px 3px #0002;
    animation: arrive 0.35s cubic-bezier(0.2, 1, 0.3, 1);
  }
  .toast + .toast {
    margin-block-start: 0.5rem;
  }
  @keyframes arrive {
    from {
      opacity: 0;
      translate: 0 -1rem;
    }
  }
  .toast > div {
    flex: 1;
    min-inline-size: 0;
  }
  p {
    margin: 0;
    color: var(--_muted);
    font-size: 0.9375rem;
    line-height: 1.4;
  }
  svg {
    inline-size: 1.25rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 2.25;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .sign {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 2rem;
    block-size: 2rem;
    border-radius: 50%;
    background: color-mix(in srgb, var(--_success) 14%, transparent);
    color: var(--_success);
  }
  .button {
    min-inline-size: 2.75rem;
    margin: -0.5rem;
    margin-inline-start: 0;
    padding: 0;
    border-color: transparent;
    color: var(--_muted);
  }
  /* What is paid or typed stays in sight: at the foot of a tall panel; small where a panel ends in its buttons. */
  @media (min-height: 42rem) {
    .shell {
      inset-block: auto 0;
    }
  }
  @media (max-height: 42rem) {
    .shell {
      padding: 0.375rem;
    }
    .toast {
      padding: 0.5rem 0.625rem;
    }
    p {
      display: -webkit-box;
      overflow: hidden;
      font-size: 0.875rem;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
      line-clamp: 3;
    }
    /* Several are a pack, the newest on top, until somebody is at it: they would cover what they are about. */
    .shell:not(:hover, :focus-within) {
      grid-template-columns: minmax(0, 1fr);
    }
    .shell:not(:hover, :focus-within):popover-open {
      display: grid;
    }
    .shell:has(.toast + .toast) {
      padding-block-end: 1.25rem;
    }
    .shell:not(:hover, :focus-within) > .toast {
      grid-area: 1 / 1;
      margin: 0;
    }
    .toast:last-child {
      z-index: 1;
    }
    .toast:nth-last-child(2) {
      --_depth: 1;
    }
    .toast:nth-last-child(n + 3) {
      --_depth: 2;
    }
    .shell:not(:hover, :focus-within) > .toast:not(:last-child) {
      scale: calc(1 - 0.04 * var(--_depth)) 1;
      translate: 0 calc(0.375rem * var(--_depth));
    }
  }
`;
