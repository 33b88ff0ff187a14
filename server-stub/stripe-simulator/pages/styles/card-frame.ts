import { css } from './css.ts';

/** The card fields, in the manner of Stripe's Payment Element; the variables are its Appearance API's. */
export const cardFrameStyles = css`
  :root {
    --_primary: var(--colorPrimary, #0570de);
    --_background: var(--colorBackground, #fff);
    --_text: var(--colorText, #30313d);
    --_secondary: var(--colorTextSecondary, #5d5f6f);
    --_placeholder: var(--colorTextPlaceholder, #6f7180);
    --_danger: var(--colorDanger, #c0123c);
    --_border: var(--inputColorBorder, #dcdce1);
    --_shadow: 0 1px 1px rgb(0 0 0 / 3%), 0 3px 6px rgb(0 0 0 / 2%);
    --_unit: var(--spacingUnit, 4px);
    --_radius: var(--borderRadius, 5px);
    --_size: var(--fontSizeBase, 16px);
    --_small: calc(var(--_size) * 0.875);
    color-scheme: light;
  }
  :root[data-theme='night'] {
    --_primary: var(--colorPrimary, #85d996);
    --_background: var(--colorBackground, #30313d);
    --_text: var(--colorText, #fff);
    --_secondary: var(--colorTextSecondary, #c5c5cd);
    --_placeholder: var(--colorTextPlaceholder, #a3a4b0);
    --_danger: var(--colorDanger, #fe87a1);
    --_border: var(--inputColorBorder, color-mix(in srgb, var(--_text) 22%, var(--_background)));
    --_shadow: 0 2px 4px rgb(0 0 0 / 40%), 0 1px 6px rgb(0 0 0 / 20%);
  }
  :root[data-theme='flat'] {
    --_background: var(--colorBackground, #f1f1f1);
    --_border: transparent;
    --_shadow: none;
  }

  * {
    box-sizing: border-box;
  }
  html,
  body {
    margin: 0;
    background: transparent;
  }
  /* The frame is 4px larger than its place on every side, so that focus rings are not cut. */
  body {
    padding: 4px;
    overflow: hidden;
    color: var(--_text);
    font-family: var(
      --fontFamily,
      -apple-system,
      BlinkMacSystemFont,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      sans-serif
    );
    font-size: var(--_size);
    font-weight: var(--fontWeightNormal, 400);
    line-height: 1.3;
    -webkit-font-smoothing: antialiased;
  }
  #root:empty {
    height: 170px;
    border-radius: var(--_radius);
    background: color-mix(in srgb, currentcolor 6%, transparent);
  }

  /* Labels, inputs and errors of one row stand level, however their texts wrap. */
  .Form {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0 var(--gridColumnSpacing, calc(var(--_unit) * 3));
  }
  .Field {
    display: grid;
    grid-template-rows: subgrid;
    grid-row: span 3;
    align-content: start;
    min-width: 0;
    margin-bottom: var(--gridRowSpacing, calc(var(--_unit) * 3));
  }
  .Field--wide {
    grid-column: 1 / -1;
  }
  [hidden] {
    display: none !important;
  }
  .Label {
    align-self: end;
    margin-bottom: var(--_unit);
    color: var(--_text);
    font-size: calc(var(--_size) * 0.93);
    overflow-wrap: anywhere;
  }
  .Box {
    position: relative;
  }
  .Input {
    display: block;
    width: 100%;
    margin: 0;
    padding: calc(var(--_unit) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    box-shadow: var(--_shadow);
    color: var(--_text);
    font: inherit;
    font-variant-numeric: tabular-nums;
    outline: 0;
    transition:
      border-color 0.15s ease,
      box-shadow 0.15s ease;
  }
  .Input::placeholder {
    color: var(--_placeholder);
    opacity: 1;
  }
  .Input:focus {
    border-color: var(--_primary);
    box-shadow:
      0 0 0 3px color-mix(in srgb, var(--_primary) 25%, transparent),
      0 1px 1px rgb(0 0 0 / 3%);
    /* Forced colours drop shadows. */
    outline: 2px solid transparent;
  }
  .Input:read-only {
    color: var(--_secondary);
  }
  .Input--invalid {
    border-color: var(--_danger);
    box-shadow: 0 0 0 1px var(--_danger);
    color: var(--_danger);
  }
  .Input--invalid:focus {
    border-color: var(--_danger);
    box-shadow:
      0 0 0 1px var(--_danger),
      0 0 0 4px color-mix(in srgb, var(--_danger) 22%, transparent);
  }
  .Error {
    margin: var(--_unit) 0 0;
    color: var(--_danger);
    font-size: calc(var(--_size) * 0.93);
  }

  .Brands {
    position: absolute;
    inset-block: 0;
    inset-inline-end: calc(var(--_unit) * 3);
    display: flex;
    gap: var(--_unit);
    align-items: center;
    pointer-events: none;
  }
  .Brands img {
    display: block;
    width: calc(var(--_size) * 1.5);
    height: auto;
  }
  .Field--wide:has([data-brand]) .Input {
    padding-inline-end: calc(var(--_unit) * 6 + var(--_size) * 4.6);
  }
  .Field--wide:has([data-brand='visa'], [data-brand='mastercard'], [data-brand='amex']) .Input {
    padding-inline-end: calc(var(--_unit) * 6 + var(--_size) * 1.5);
  }
  .Field--code .Input {
    padding-inline-end: calc(var(--_unit) * 4 + var(--_size) * 1.5);
  }

  .Note {
    display: flex;
    gap: calc(var(--_unit) * 1.5);
    align-items: center;
    margin: 0;
    color: var(--_secondary);
    font-size: calc(var(--_size) * 0.8125);
  }
  .Note::before {
    flex: none;
    width: 0.55em;
    height: 0.55em;
    border-radius: 50%;
    background: #b7791f;
    content: '';
  }
  :root[data-theme='night'] .Note::before {
    background: #f6c453;
  }

  /* Three brand marks would cover the number's hint. */
  @media (width < 300px) {
    .Brands[data-brand='unknown'] img:nth-child(n + 3) {
      display: none;
    }
    .Field--wide:has([data-brand='unknown']) .Input {
      padding-inline-end: calc(var(--_unit) * 6 + var(--_size) * 3.1);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .Input {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .Input--invalid {
      border-width: 2px;
    }
  }
`;
