import { css } from '../../pages/styles/css.ts';

/** One payment: its timeline on one side, its facts on the other. */
export const paymentStyles = css`
  .payment-head {
    align-items: flex-start;
  }
  .payment-what {
    margin: 2px 0 0;
    color: var(--muted);
    font-size: 1.0625rem;
    overflow-wrap: anywhere;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(20rem, 24rem);
    gap: 20px;
  }
  .columns > :last-child .facts div {
    grid-template-columns: minmax(5rem, 7rem) minmax(0, 1fr);
  }
  .columns .facts {
    font-size: 0.9375rem;
  }
  .timeline {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .timeline > li {
    position: relative;
    display: grid;
    grid-template-columns: 1.75rem minmax(0, 1fr);
    gap: 14px;
    padding-bottom: 20px;
  }
  .timeline > li:last-child {
    padding-bottom: 0;
  }
  .timeline > li:not(:last-child)::before {
    content: '';
    position: absolute;
    inset: 2rem auto 4px calc(0.875rem - 1px);
    border-inline-start: 2px solid var(--line);
  }
  .timeline-sign {
    display: grid;
    place-items: center;
    width: 1.75rem;
    height: 1.75rem;
    border-radius: 50%;
    background: var(--calm-ground);
    color: var(--calm);
  }
  .timeline-sign .icon {
    width: 1rem;
    height: 1rem;
  }
  .good > .timeline-sign {
    background: var(--good-ground);
    color: var(--good);
  }
  .info > .timeline-sign {
    background: var(--info-ground);
    color: var(--info);
  }
  .warn > .timeline-sign {
    background: var(--warn-ground);
    color: var(--warn);
  }
  .bad > .timeline-sign {
    background: var(--bad-ground);
    color: var(--bad);
  }
  .timeline p {
    margin: 0;
  }
  .timeline .timeline-title {
    padding-top: 1px;
    font-weight: 600;
  }
  .timeline .muted {
    font-size: 0.875rem;
  }
  .hooks {
    display: grid;
    gap: 2px;
    margin: 6px 0 0;
    padding: 0;
    font-size: 0.8125rem;
    list-style: none;
  }
  .hooks a {
    margin-inline-end: 4px;
  }
  .hook {
    color: var(--muted);
  }
  .hook.warn {
    color: var(--warn);
  }
  .hook.bad {
    color: var(--bad);
  }
  .sums .facts div {
    grid-template-columns: minmax(0, 1fr) auto;
    font-variant-numeric: tabular-nums;
  }
  .sums .facts div:last-child {
    padding-top: 10px;
    border-top: 1px solid var(--line);
  }
  .answer {
    display: grid;
    gap: 14px;
    justify-items: start;
    padding: 4px 0 16px;
  }
  .answer p {
    margin: 0;
  }
  .answer .field {
    width: 100%;
  }
  .due {
    display: grid;
    gap: 4px;
    margin: 0;
    padding-inline-start: 1.25rem;
  }
  .platform + .platform {
    margin-top: 20px;
  }
  .platform p {
    margin: 0 0 10px;
  }
  fieldset {
    display: grid;
    gap: 10px;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-bottom: 6px;
    padding: 0;
    font-size: 0.875rem;
    font-weight: 550;
  }
  .choice {
    display: flex;
    gap: 10px;
    align-items: baseline;
    font-weight: 400;
  }
  .choice input:not([type='hidden']) {
    flex: none;
    width: 1rem;
    min-height: 1rem;
    margin: 0;
  }
  .narrow {
    max-width: 34rem;
  }
  .narrow h1 {
    margin-bottom: 16px;
  }
  .narrow form {
    display: grid;
    gap: 16px;
    margin-top: 20px;
    padding-top: 20px;
    border-top: 1px solid var(--line);
  }
  .narrow form p {
    margin: 0;
  }
  .money-field {
    display: flex;
    gap: 10px;
    align-items: center;
  }
  .money-field input:not([type='hidden']) {
    max-width: 12rem;
    font-size: 1.125rem;
    font-variant-numeric: tabular-nums;
  }
  @media (width < 64rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
  }
`;
