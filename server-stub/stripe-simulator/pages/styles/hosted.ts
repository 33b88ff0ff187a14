import { controlStyles } from '../../dashboard/styles/controls.ts';
import { css } from './css.ts';
import { theme } from './theme.ts';

/** The pages that a business sees at Stripe on its way from a platform and back: one column, one step. */
export const hostedStyles = css`
  ${theme}
  ${controlStyles}
  .hosted {
    width: min(33rem, calc(100% - 32px));
    margin: 40px auto;
  }
  .sheet {
    padding: 32px;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  h1 {
    margin: 0;
    font-size: 1.5rem;
    line-height: 1.25;
    letter-spacing: -0.015em;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  h2 {
    margin: 28px 0 10px;
    font-size: 1rem;
  }
  .lede {
    margin: 8px 0 0;
    color: var(--muted);
  }
  .parties {
    display: flex;
    gap: 10px;
    align-items: center;
    margin: 0 0 20px;
    color: var(--muted);
  }
  .monogram {
    display: grid;
    flex: none;
    place-items: center;
    width: 2.5rem;
    height: 2.5rem;
    border-radius: 10px;
    background: #0b6e75;
    color: #fff;
    font-size: 0.875rem;
    font-weight: 700;
  }
  .monogram.stripe {
    background: #5b45d6;
  }
  .icon {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
  }
  form {
    display: grid;
    gap: 16px;
    margin-top: 24px;
  }
  form p {
    margin: 0;
  }
  .notice {
    margin: 20px 0 0;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-bottom: 8px;
    padding: 0;
    font-weight: 600;
  }
  .options {
    display: grid;
    gap: 8px;
  }
  .option {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px 12px;
    align-items: center;
    padding: 12px 14px;
    border: 1px solid var(--line-strong);
    border-radius: 10px;
    font-weight: 400;
    cursor: pointer;
  }
  .option:hover {
    background: var(--sunken);
  }
  .option:has(:checked) {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .option:has(:focus-visible) {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .option input:not([type='hidden']) {
    width: 1.125rem;
    min-height: 1.125rem;
    margin: 0;
    outline: none;
    accent-color: var(--accent);
  }
  .option-name {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
    align-items: baseline;
    font-weight: 600;
  }
  .option > :not(input) {
    grid-column: 2;
    overflow-wrap: anywhere;
  }
  .option > input {
    grid-row: 1 / span 2;
  }
  .option .muted {
    font-size: 0.875rem;
  }
  .allowed {
    display: grid;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .allowed li {
    display: flex;
    gap: 8px;
  }
  .allowed .icon {
    margin-top: 2px;
    color: var(--good);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    align-items: center;
    margin-top: 8px;
  }
  .actions .primary {
    flex: 1 1 12rem;
  }
  .steps {
    display: flex;
    gap: 6px;
    margin: 0 0 20px;
    padding: 0;
    list-style: none;
  }
  .steps li {
    flex: 1;
    padding-top: 8px;
    border-top: 4px solid var(--line);
    color: var(--muted);
    font-size: 0.8125rem;
    line-height: 1.3;
  }
  .steps .done {
    border-color: var(--good);
  }
  .steps [aria-current] {
    border-color: var(--accent);
    color: var(--text);
    font-weight: 600;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(10rem, 100%), 1fr));
    gap: 16px;
  }
  .review {
    display: grid;
    gap: 8px;
    margin: 20px 0 0;
  }
  .review div {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    justify-content: space-between;
  }
  .review dt {
    color: var(--muted);
  }
  .review dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .foot {
    margin: 20px 0 0;
    color: var(--muted);
    font-size: 0.8125rem;
    text-align: center;
    overflow-wrap: anywhere;
  }
  @media (width < 30rem) {
    .hosted {
      margin: 16px auto;
    }
    .sheet {
      padding: 20px 16px;
    }
    .actions > * {
      flex: 1 1 8rem;
    }
  }
`;
