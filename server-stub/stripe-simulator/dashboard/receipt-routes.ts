import type { FastifyInstance } from 'fastify';

import { type Html, html } from '../pages/html.ts';
import { pageHeaders } from '../pages/page-headers.ts';
import { MAIL_POLICY, mailHtml } from '../receipts/mail-html.ts';
import { mailSource } from '../receipts/mail-source.ts';
import { mailText } from '../receipts/mail-text.ts';
import { mailReceipt, type ReceiptContent } from '../receipts/receipt-content.ts';
import type { MailCursor, ReceiptMail } from '../receipts/receipt-outbox.ts';
import type { World } from '../world.ts';
import { dashboardPage, plainPage } from './pages/layout.ts';
import { type OpenMail, outbox } from './pages/outbox-view.ts';
import { Times } from './times.ts';
import { answer, type Visit, type Visits } from './visits.ts';

const SHOWN = 25;

interface OpenedMail {
  readonly mail: ReceiptMail;
  readonly content: ReceiptContent;
}

/** The outbox of all clinics at `/receipts`, of one in its dashboard, and the mails themselves. */
export function mountOutbox(app: FastifyInstance, visits: Visits, world: World): void {
  const all = (url: string, number: number | null) => {
    const body = outboxBody(world, { account: null, path: '/receipts/mails', url, number });
    return (
      body &&
      plainPage(
        'Receipts',
        html`<p class="crumbs"><a href="/">Stripe simulator</a></p>
          <h1>Receipts</h1>
          ${body}`,
        'wide',
      )
    );
  };
  const own = ({ clinic, now, url }: Visit, number: number | null) => {
    const body = outboxBody(world, { account: clinic.id, path: `${clinic.path}/receipts`, url, number });
    const page = html`<div class="head"><h1>Receipts</h1></div>
      ${body ?? ''}`;
    return body && dashboardPage({ clinic, section: 'receipts', title: 'Receipts', now, body: page });
  };
  visits.get('/receipts', (visit) => own(visit, null));
  visits.get('/receipts/:id', (visit) => own(visit, Number(visit.id)));
  for (const path of ['/receipts', '/receipts/mails']) {
    app.get(path, (request, reply) => answer(reply, all(request.url, null)));
  }
  app.get<{ Params: { number: string } }>('/receipts/mails/:number', (request, reply) =>
    answer(reply, all(request.url, Number(request.params.number))),
  );
  app.get<{ Params: { number: string } }>('/receipts/mails/:number/html', (request, reply) => {
    const opened = openMail(world, Number(request.params.number));
    if (!opened) return answer(reply, null);
    return reply
      .headers({ ...pageHeaders('page'), 'content-security-policy': MAIL_POLICY })
      .send(mailHtml(opened.content, opened.mail.receiptUrl));
  });
  app.get<{ Params: { number: string } }>('/receipts/mails/:number/receipt.eml', (request, reply) => {
    const opened = openMail(world, Number(request.params.number));
    if (!opened) return answer(reply, null);
    const { content, mail } = opened;
    const text = mailText(content, mail.receiptUrl);
    return reply
      .headers({
        'content-type': 'message/rfc822',
        'content-disposition': `attachment; filename="receipt-${mail.receiptNumber}.eml"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
      .send(mailSource(mail, text, mailHtml(content, mail.receiptUrl)));
  });
}

interface OutboxRequest {
  /** Null for all. */
  readonly account: string | null;
  readonly path: string;
  readonly url: string;
  readonly number: number | null;
}

function outboxBody(world: World, { account, path, url, number }: OutboxRequest): Html | null {
  const opened = number === null ? null : openMail(world, number);
  if (number !== null && (!opened || (account !== null && opened.mail.account !== account))) return null;
  const timesOf = (id: string) =>
    new Times(world.objects.find('account', id)?.object.settings?.dashboard.timezone);
  const cursor = cursorOf(url);
  let page = world.receipts.page(account, cursor, SHOWN);
  // Opened by an address from elsewhere, the mail begins the list: it has to be in sight there.
  if (opened && !page.mails.some((mail) => mail.number === opened.mail.number)) {
    page = world.receipts.page(account, { after: opened.mail.number + 1 }, SHOWN);
  }
  const search = new URLSearchParams(
    Object.entries(cursor).map(([name, at]) => [name, String(at)]),
  ).toString();
  const newest = page.mails[0];
  const shown = opened ?? (newest ? openMail(world, newest.number) : null);
  return outbox({
    path,
    search,
    page,
    open: shown && asOpen(shown, timesOf),
    isChosen: opened !== null,
    timesOf,
  });
}

function asOpen({ mail, content }: OpenedMail, timesOf: (account: string) => Times): OpenMail {
  return {
    mail,
    text: mailText(content, mail.receiptUrl),
    payment: mail.paymentIntentId ? `/dashboard/${mail.account}/payments/${mail.paymentIntentId}` : null,
    times: timesOf(mail.account),
  };
}

function openMail(world: World, number: number): OpenedMail | null {
  const mail = Number.isSafeInteger(number) ? world.receipts.get(number) : null;
  if (!mail) return null;
  const charge = world.objects.get('charge', mail.account, mail.chargeId);
  const account = world.objects.find('account', mail.account)?.object;
  return charge && account ? { mail, content: mailReceipt(mail, charge, account) } : null;
}

function cursorOf(url: string): MailCursor {
  const query = new URL(url, 'http://localhost').searchParams;
  const [after, before] = [numberFrom(query.get('after')), numberFrom(query.get('before'))];
  return { ...(after === null ? {} : { after }), ...(before === null ? {} : { before }) };
}

function numberFrom(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
