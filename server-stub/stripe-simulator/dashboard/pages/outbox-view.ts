import { type Html, html } from '../../pages/html.ts';
import type { MailPage, ReceiptMail } from '../../receipts/receipt-outbox.ts';
import { money } from '../clinic.ts';
import { icon } from '../icons.ts';
import type { Times } from '../times.ts';
import { badge, empty, facts } from './parts.ts';

/** One mail, opened. */
export interface OpenMail {
  readonly mail: ReceiptMail;
  readonly text: string;
  /** Of its payment in the clinic's dashboard; null when there is none. */
  readonly payment: string | null;
  readonly times: Times;
}

export interface OutboxView {
  /** Where mails open: `{path}/{number}`. */
  readonly path: string;
  /** The list's place, for the addresses of its mails: `after=41`, or nothing. */
  readonly search: string;
  readonly page: MailPage;
  readonly open: OpenMail | null;
  /** Whether somebody opened it: where there is room for one side only, the list comes first. */
  readonly isChosen: boolean;
  /** How each mail's own clinic reads time. */
  readonly timesOf: (account: string) => Times;
}

/** As in a mail program: what was sent on one side, the mail that is open on the other. */
export function outbox(view: OutboxView): Html {
  const { page, open, isChosen } = view;
  if (page.mails.length === 0 && !open) {
    return empty('No receipts yet', 'A payment with an email address puts its receipt here.');
  }
  return html`<p class="lede">
      What patients would receive. ${badge('Not sent', 'warn')} Nothing leaves this machine; with live keys
      Stripe sends these mails, in its test mode it sends none.
    </p>
    <div class="outbox${isChosen ? ' reading' : ''}">
      <nav aria-label="Receipts" class="outbox-list">
        <ul>
          ${page.mails.map((mail) => listed(mail, view))}
        </ul>
        ${listPager(view)}
      </nav>
      ${open ? reading(open, view.path) : ''}
    </div>`;
}

function listed(mail: ReceiptMail, { path, search, open, timesOf }: OutboxView): Html {
  const current = open?.mail.number === mail.number ? html` aria-current="true"` : '';
  return html`<li>
    <a href="${path}/${mail.number}${search && `?${search}`}" ${current}>
      <span class="outbox-to">${mail.to}</span>
      <time class="muted" datetime="${new Date(mail.at).toISOString()}"
        >${timesOf(mail.account).moment(mail.at)}</time
      >
      <span class="outbox-subject">${mail.subject}</span>
      <span class="muted"
        >${mail.kind === 'refund' ? 'Refunded' : 'Paid'}
        ${money(mail.amount, mail.currency)}${mail.description ? ` · ${mail.description}` : ''}</span
      >
    </a>
  </li>`;
}

function reading({ mail, text, payment, times }: OpenMail, path: string): Html {
  const source = `/receipts/mails/${mail.number}`;
  return html`<article class="mail" aria-labelledby="subject">
    <p class="mail-back"><a href="${path}">All receipts</a></p>
    <h2 id="subject">${mail.subject}</h2>
    <div class="mail-flags">
      ${badge('Not sent', 'warn')} <span class="muted">Live Stripe would send it. Test mode would not.</span>
    </div>
    ${facts([
      ['From', mail.from],
      ['To', mail.to],
      ['Date', times.full(mail.at)],
    ])}
    <iframe
      class="mail-frame"
      src="${source}/html"
      title="The mail as the patient sees it"
      sandbox="allow-popups"
    ></iframe>
    <details class="disclosure">
      <summary>Plain text part</summary>
      <pre class="mail-text" tabindex="0" role="region" aria-label="Plain text part">${text}</pre>
    </details>
    <div class="actions">
      ${payment ? html`<a class="button" href="${payment}">The payment</a>` : ''}
      <a class="button" href="${receiptPath(mail)}">The receipt’s page</a>
      <a class="button" href="${source}/receipt.eml" download>${icon('download')} Download .eml</a>
    </div>
  </article>`;
}

function listPager({ path, page }: OutboxView): Html {
  const [first, last] = [page.mails[0]?.number, page.mails.at(-1)?.number];
  if (!page.hasNewer && !page.hasOlder) return html``;
  return html`<p class="pager">
    ${page.hasNewer && first !== undefined ? html`<a class="button" href="${path}?before=${first}">Newer</a>` : ''}
    ${page.hasOlder && last !== undefined ? html`<a class="button" href="${path}?after=${last}">Older</a>` : ''}
  </p>`;
}

/** On whatever address this page is open at. */
function receiptPath(mail: ReceiptMail): string {
  if (!URL.canParse(mail.receiptUrl)) return '#';
  const { pathname, search } = new URL(mail.receiptUrl);
  return `${pathname}${search}`;
}
