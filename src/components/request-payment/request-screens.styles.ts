import { css } from 'lit';

export const styles = css`
  .big {
    font-size: 1.75rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .big input {
    min-block-size: 3.75rem;
  }
  .code {
    font-size: 0.875rem;
    font-weight: 500;
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 0.6;
  }
  .presets > * {
    flex: 0 1 auto;
    padding-inline: 0.625rem;
    border-color: var(--_line);
    border-radius: 2rem;
    font-size: 0.875rem;
    font-weight: 500;
  }
  .history {
    gap: 0.5rem;
    padding-block-start: 0;
  }
  ul {
    list-style: none;
  }
  li + li {
    border-block-start: 1px solid var(--_line);
  }
  li button {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 0 0.75rem;
    inline-size: 100%;
    padding: 0.625rem 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  li .what {
    display: -webkit-box;
    overflow: hidden;
    font-size: inherit;
    font-weight: inherit;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
  }
  li bdi {
    grid-area: 1 / 2 / span 2;
    font-variant-numeric: tabular-nums;
  }
  li button:hover .what {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .short {
    color: var(--_tone, var(--_primary));
    font-size: 0.8125rem;
    font-weight: 600;
  }
`;
