import { icon } from '../dashboard/icons.ts';
import { type Html, html, renderPage } from './html.ts';
import { initials } from './initials.ts';

/** A page between a platform and Stripe, as a business sees it. */
export function hostedPage(title: string, platform: string, body: Html): string {
  return renderPage({
    title: `${title} · Stripe simulator`,
    language: 'en-AU',
    stylesheet: 'hosted.css',
    body: html`<p class="ribbon">
        <strong>This is a simulation.</strong>
        <span>Nothing here reaches Stripe. Made-up details will do.</span>
      </p>
      <main class="hosted">
        <div class="sheet">
          <p class="parties">
            <span class="monogram" aria-hidden="true">${initials(platform)}</span>
            ${icon('next')}
            <span class="monogram stripe" aria-hidden="true">S</span>
            <span>${platform} and Stripe</span>
          </p>
          ${body}
        </div>
      </main>`,
  });
}

/** For an address that leads nowhere, with what is wrong with it. */
export function brokenLinkPage(title: string, platform: string, says: string): string {
  return hostedPage(
    title,
    platform,
    html`<h1>${title}</h1>
      <p class="lede">${says}</p>
      <p class="lede">Go back to where you came from, and begin again there.</p>`,
  );
}
