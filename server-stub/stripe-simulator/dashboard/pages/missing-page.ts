import { html } from '../../pages/html.ts';
import { plainPage } from './layout.ts';

/** For an address that leads nowhere. */
export function missingPage(what: string): string {
  return plainPage(
    'Not found',
    html`<h1>There is nothing here</h1>
      <p>${what} The address may be incomplete.</p>
      <p><a class="button" href="/dashboard">To the dashboard</a></p>`,
  );
}

/** For a form that did not come from its own page, or from a page of before. */
export function staleFormPage(back: string): string {
  return plainPage(
    'Not done',
    html`<h1>That was not done</h1>
      <p>
        The form is out of date, or was not sent from this dashboard. Nothing has been changed. Open the page
        again and see how things stand.
      </p>
      <p><a class="button primary" href="${back}">Open the page again</a></p>`,
  );
}

/** For what the API will not do, in its words. */
export function refusedPage(message: string, back: string): string {
  return plainPage(
    'Not done',
    html`<h1>That was not done</h1>
      <p role="alert">${message}</p>
      <p><a class="button primary" href="${back}">Go back</a></p>`,
  );
}
