import { type Html, html, renderPage } from '../../pages/html.ts';
import { initials } from '../../pages/initials.ts';
import type { Clinic } from '../clinic.ts';
import { icon, type IconName } from '../icons.ts';

export const SECTIONS = [
  ['home', '', 'Home', 'home'],
  ['payments', '/payments', 'Payments', 'card'],
  ['balance', '/balance', 'Balance', 'scale'],
  ['disputes', '/disputes', 'Disputes', 'flag'],
  ['events', '/events', 'Events', 'bolt'],
  ['receipts', '/receipts', 'Receipts', 'mail'],
  ['account', '/account', 'Account', 'shield'],
] as const satisfies readonly (readonly [string, string, string, IconName])[];
export type Section = (typeof SECTIONS)[number][0];

export interface DashboardPage {
  readonly clinic: Clinic;
  readonly section: Section;
  readonly title: string;
  /** UTC milliseconds. */
  readonly now: number;
  readonly body: Html;
}

export const RIBBON = html`<p class="ribbon">
  <strong>Simulated mode</strong> <span>No real money moves, and no mail is sent.</span>
</p>`;

/** A page of one clinic's dashboard. */
export function dashboardPage({ clinic, section, title, now, body }: DashboardPage): string {
  return renderPage({
    title: `${title} · ${clinic.name}`,
    language: 'en-AU',
    stylesheet: 'dashboard.css',
    body: html`<a class="skip" href="#main">Skip to the page</a>
      ${RIBBON}
      <div class="shell">
        <header class="side">
          <div class="who">
            <span class="monogram" aria-hidden="true">${initials(clinic.name)}</span>
            <span class="who-name">
              <strong>${clinic.name}</strong>
              <a href="/dashboard">Change account</a>
            </span>
          </div>
          <nav aria-label="Dashboard">
            <ul>
              ${SECTIONS.map(
                ([name, path, words, sign]) =>
                  html`<li>
                    <a href="${clinic.path}${path}" ${name === section ? html` aria-current="page"` : ''}
                      >${icon(sign)}<span>${words}</span></a
                    >
                  </li>`,
              )}
            </ul>
          </nav>
          <p class="side-end"><a href="/">Stripe simulator</a></p>
        </header>
        <main id="main" tabindex="-1">
          ${body}
          <footer class="foot">
            Times are in ${clinic.times.name(now)}, the account’s time zone. Account
            <code>${clinic.id}</code>.
          </footer>
        </main>
      </div>`,
  });
}

/** A page outside any clinic's dashboard. */
export function plainPage(title: string, body: Html, width: 'plain' | 'wide' = 'plain'): string {
  return renderPage({
    title: `${title} · Stripe simulator`,
    language: 'en-AU',
    stylesheet: 'dashboard.css',
    body: html`<a class="skip" href="#main">Skip to the page</a>
      ${RIBBON}
      <main id="main" class="${width}" tabindex="-1">${body}</main>`,
  });
}
