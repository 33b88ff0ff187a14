import { css } from 'lit';

export const styles = css`
  .clinic .disc {
    background: var(--_primary);
    color: var(--_on-primary);
    font-weight: 650;
  }
  .clinic strong {
    flex: 1;
    font-weight: 600;
  }
  .position {
    padding: 0.125rem 0.625rem;
    border-radius: 1rem;
    background: var(--_surface);
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 600;
    white-space: nowrap;
  }
  h2.muted {
    margin-block-end: 0.25rem;
    font-weight: 500;
  }
  .label {
    font-size: 0.875rem;
    font-weight: 600;
  }
  .card-form {
    display: grid;
    gap: 0.75rem;
    min-block-size: 3rem;
  }
  .wallets {
    display: grid;
    gap: 0.75rem;
  }
  /* Stripe has to be able to draw them before anybody knows whether there are any. */
  .wallets.none {
    position: absolute;
    inset-inline: 0;
    visibility: hidden;
  }
  form {
    position: relative;
  }
  .or {
    display: flex;
    gap: 0.75rem;
    align-items: center;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .or::before,
  .or::after {
    flex: 1;
    border-block-start: 1px solid var(--_line);
    content: '';
  }
  .wallets[inert],
  .card-form[inert] {
    opacity: 0.6;
  }
  /* A phone's panel: the way to Pay Now is short. */
  @media (max-width: 30rem) and (max-height: 44rem) {
    .view:has(.card-form) {
      gap: 0.75rem;
      padding-block-start: 0.75rem;
    }
    .view:has(.card-form) .disc {
      inline-size: 2rem;
      block-size: 2rem;
    }
    .view:has(.card-form) h2 {
      margin: 0;
    }
    .view:has(.card-form) .amount {
      font-size: 1.875rem;
    }
    form {
      gap: 0.875rem;
    }
  }
  .secure {
    display: flex;
    gap: 0.375rem;
    align-items: center;
    justify-content: center;
    margin-block-start: 0.25rem;
  }
  .secure svg {
    flex: none;
    inline-size: 1rem;
  }
`;
