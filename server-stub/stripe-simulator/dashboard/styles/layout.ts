import { css } from '../../pages/styles/css.ts';

/** Navigation on the left of a wide page, at the foot of a narrow one. */
export const layoutStyles = css`
  .skip {
    position: absolute;
    inset: 8px auto auto 8px;
    z-index: 3;
    padding: 8px 14px;
    border-radius: 8px;
    background: var(--accent);
    color: var(--on-accent);
    transform: translateY(-200%);
  }
  .skip:focus {
    transform: none;
  }
  .shell {
    display: grid;
    grid-template-columns: 15rem minmax(0, 1fr);
    max-width: 84rem;
    min-height: calc(100vh - 34px);
    margin: 0 auto;
  }
  .side {
    position: sticky;
    top: 0;
    display: flex;
    flex-direction: column;
    gap: 20px;
    align-self: start;
    max-height: 100vh;
    padding: 24px 12px;
    overflow-y: auto;
  }
  .who {
    display: flex;
    gap: 10px;
    align-items: center;
    padding: 0 10px;
    line-height: 1.3;
  }
  .who-name {
    display: grid;
    min-width: 0;
  }
  .who a {
    font-size: 0.8125rem;
  }
  .monogram {
    display: grid;
    flex: none;
    place-items: center;
    width: 2.25rem;
    height: 2.25rem;
    border-radius: 10px;
    background: #0b6e75;
    color: #fff;
    font-size: 0.875rem;
    font-weight: 700;
  }
  .side ul {
    display: grid;
    gap: 2px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .side nav a {
    display: flex;
    gap: 10px;
    align-items: center;
    padding: 8px 10px;
    border-radius: 8px;
    color: var(--text);
    font-size: 0.9375rem;
    text-decoration: none;
  }
  .side nav a:hover {
    background: var(--calm-ground);
  }
  .side nav a[aria-current] {
    background: var(--info-ground);
    color: var(--info);
    font-weight: 600;
  }
  .side-end {
    margin: 0;
    padding: 0 10px;
    font-size: 0.8125rem;
  }
  .icon {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
  }
  main {
    min-width: 0;
    padding: 28px 32px 32px;
  }
  main:focus {
    outline: none;
  }
  main.plain,
  main.wide {
    width: min(44rem, 100%);
    margin: 0 auto;
  }
  main.wide {
    width: min(76rem, 100%);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 20px;
    align-items: center;
    justify-content: space-between;
    margin-bottom: 20px;
  }
  h1 {
    margin: 0;
    font-size: 1.625rem;
    line-height: 1.25;
    letter-spacing: -0.015em;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  h1 .badge {
    margin-inline-start: 4px;
    vertical-align: 0.25em;
    letter-spacing: 0;
  }
  h2 {
    margin: 0;
    font-size: 1.0625rem;
    letter-spacing: -0.005em;
  }
  .crumbs {
    margin: 0 0 10px;
    font-size: 0.875rem;
  }
  .crumbs a::before {
    content: '←' / '';
    margin-inline-end: 6px;
  }
  h1 + .lede {
    margin-top: 8px;
  }
  .lede {
    max-width: 46rem;
    margin: 0 0 20px;
    color: var(--muted);
  }
  .panel {
    margin-bottom: 20px;
    padding: 20px 24px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .panel > h2 {
    margin-bottom: 14px;
  }
  .panel > p:last-child,
  .panel-head p {
    margin: 0;
  }
  .panel-head {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: baseline;
    justify-content: space-between;
    margin-bottom: 14px;
  }
  .urgent {
    margin-bottom: 20px;
  }
  .foot {
    margin-top: 32px;
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .choices {
    display: grid;
    gap: 12px;
    margin: 24px 0 0;
    padding: 0;
    list-style: none;
  }
  .choices li {
    position: relative;
    display: flex;
    gap: 16px;
    align-items: center;
    padding: 18px 20px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .choices li:hover {
    border-color: var(--line-strong);
  }
  .choices li > span:last-child {
    display: grid;
    gap: 2px;
    min-width: 0;
  }
  .choices .row-link {
    font-weight: 600;
  }
  .door-head {
    margin: 12px 0 24px;
  }
  .door-head .lede {
    margin-top: 6px;
    font-size: 1.0625rem;
  }
  .doors {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
    gap: 16px;
    margin: 0 0 36px;
    padding: 0;
    list-style: none;
  }
  .doors li {
    position: relative;
    display: grid;
    gap: 4px;
    align-content: start;
    padding: 20px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .doors li:hover {
    border-color: var(--accent);
  }
  .doors .row-link {
    font-weight: 600;
  }
  .after-table {
    margin-top: 32px;
  }
  .door-sign {
    display: grid;
    place-items: center;
    width: 2.25rem;
    height: 2.25rem;
    margin-bottom: 6px;
    border-radius: 10px;
    background: var(--info-ground);
    color: var(--info);
  }
  @media (width < 60rem) {
    .shell {
      display: block;
      padding-bottom: calc(64px + env(safe-area-inset-bottom));
    }
    :root {
      scroll-padding-bottom: 88px;
    }
    .side {
      position: static;
      display: flex;
      flex-direction: row;
      justify-content: space-between;
      align-items: center;
      padding: 12px 16px;
      border-bottom: 1px solid var(--line);
      background: var(--surface);
    }
    .who {
      padding: 0;
    }
    .side-end {
      padding: 0;
    }
    .side nav {
      position: fixed;
      inset: auto 0 0;
      z-index: 2;
      padding: 4px 4px calc(4px + env(safe-area-inset-bottom));
      border-top: 1px solid var(--line);
      background: var(--surface);
    }
    .side ul {
      display: flex;
      justify-content: center;
    }
    .side li {
      flex: 1 1 0;
      min-width: 0;
      max-width: 8rem;
    }
    .side nav a {
      flex-direction: column;
      gap: 2px;
      padding: 6px 0;
      font-size: 0.6875rem;
      line-height: 1.2;
      text-align: center;
    }
    @media (width < 23rem) {
      .side nav a {
        font-size: 0.5938rem;
      }
    }
    main {
      padding: 20px 16px 24px;
    }
    .panel {
      padding: 18px 16px;
    }
  }
  @media print {
    .side,
    .actions,
    .filters,
    .pager,
    .skip {
      display: none;
    }
    .shell {
      display: block;
    }
    .panel {
      break-inside: avoid;
      box-shadow: none;
    }
  }
`;
