import { css } from './css.ts';

/** Wallet buttons, in the manner of the Express Checkout Element. */
export const expressFrameStyles = css`
  #root:empty {
    height: 44px;
  }
  .ExpressButtons {
    display: grid;
    /* As many as the page allows, but none narrower than its words. */
    grid-template-columns: repeat(
      auto-fit,
      minmax(min(100%, max(14rem, 100% / var(--columns) - var(--_unit) * 2)), 1fr)
    );
    gap: calc(var(--_unit) * 2);
  }
  .ExpressButton {
    display: flex;
    gap: calc(var(--_unit) * 2);
    align-items: center;
    justify-content: center;
    min-height: var(--height);
    padding: 4px calc(var(--_unit) * 3);
    border: 1px solid transparent;
    border-radius: var(--buttonExpressCheckoutBorderRadius, var(--_radius));
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .ExpressButton[data-theme='black'] {
    border-color: #3d3f45;
    background: #000;
    color: #fff;
  }
  .ExpressButton[data-theme^='white'] {
    background: #fff;
    color: #000;
  }
  .ExpressButton[data-theme='white-outline'] {
    border-color: #000;
  }
  .ExpressButton[data-theme='link'] {
    background: #00d66f;
    color: #011e0f;
  }
  .ExpressButton[data-theme='link'] img {
    display: none;
  }
  .ExpressButton:hover {
    opacity: 0.88;
  }
  .ExpressButton:focus-visible {
    outline: 2px solid var(--_primary);
    outline-offset: 2px;
  }
  .ExpressButton small {
    padding: 0 6px;
    border: 1px solid currentcolor;
    border-radius: 8px;
    font-size: calc(var(--_size) * 0.6875);
    font-weight: 500;
    line-height: 1.5;
  }
`;
