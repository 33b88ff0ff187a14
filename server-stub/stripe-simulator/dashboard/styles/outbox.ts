import { css } from '../../pages/styles/css.ts';

/** The receipts outbox, as a mail program shows it. */
export const outboxStyles = css`
  .outbox {
    display: grid;
    grid-template-columns: minmax(15rem, 20rem) minmax(0, 1fr);
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    box-shadow: var(--shadow);
    overflow: clip;
  }
  .outbox-list {
    border-inline-end: 1px solid var(--line);
  }
  .outbox-list ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .outbox-list li {
    border-bottom: 1px solid var(--line);
  }
  .outbox-list li a {
    display: grid;
    gap: 1px;
    padding: 12px 16px;
    color: var(--text);
    font-size: 0.875rem;
    text-decoration: none;
    overflow-wrap: anywhere;
  }
  .outbox-list a:focus-visible {
    outline-offset: -3px;
  }
  .outbox-list li a:hover {
    background: var(--sunken);
  }
  .outbox-list li a[aria-current] {
    background: var(--info-ground);
    box-shadow: inset 3px 0 var(--accent);
  }
  .outbox-list a[aria-current] .muted {
    color: var(--text);
  }
  .outbox-to {
    font-weight: 600;
  }
  .outbox-list time {
    font-size: 0.8125rem;
  }
  .outbox-list .pager {
    justify-content: center;
    margin: 12px;
  }
  .mail {
    position: sticky;
    top: 0;
    align-self: start;
    min-width: 0;
    padding: 20px 24px;
  }
  .mail h2 {
    font-size: 1.25rem;
  }
  .mail-flags {
    margin: 6px 0 14px;
    font-size: 0.875rem;
  }
  .mail .facts {
    gap: 4px;
  }
  .mail .facts div {
    grid-template-columns: 4rem minmax(0, 1fr);
  }
  .mail-frame {
    display: block;
    width: 100%;
    height: 47rem;
    margin: 16px 0;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--sunken);
  }
  .mail .actions {
    padding-top: 14px;
    border-top: 1px solid var(--line);
  }
  .mail-back {
    display: none;
    margin: 0 0 10px;
    font-size: 0.875rem;
  }
  @media (width < 56rem) {
    .outbox {
      display: block;
    }
    .outbox-list {
      border: 0;
    }
    .outbox.reading .outbox-list,
    .outbox:not(.reading) .mail {
      display: none;
    }
    .outbox.reading .mail-back {
      display: block;
    }
    .mail {
      padding: 16px;
    }
    .mail-frame {
      height: 60rem;
    }
  }
  @media (forced-colors: active) {
    .outbox-list a[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
