import { html, render } from 'lit';

import {
  ACCESS_REQUEST_STATUSES,
  type AccessRequestStatus,
  type OperatorAccessRequest,
  type OperatorAccessRequestPage,
} from '../../src/contract/access-request.ts';
import { approve, decline, DeskRefusal, readQueue, readRequest } from './operator/desk-api.ts';
import { deskMessagesFor } from './operator/messages.ts';
import { renderQueue } from './operator/queue-view.ts';
import { renderRequest } from './operator/request-view.ts';
import { byId, setText } from './shared/dom.ts';
import { Preferences } from './shared/preferences.ts';
import { fillTexts } from './shared/texts.ts';

/* The platform's service desk, as a page of its own: the queue, and one request at a time. */

/** A queue that nobody looks at need not be fresh. */
const REFRESH = 5_000;

const preferences = new Preferences(new URLSearchParams(location.search));
const words = deskMessagesFor(preferences.locale);
const main = byId('desk', HTMLElement);
const said = byId('said', HTMLElement);
const dates = new Intl.DateTimeFormat(preferences.locale, { dateStyle: 'medium', timeStyle: 'short' });
const formatDate = (at: number): string => dates.format(at);

let pages: OperatorAccessRequestPage | null = null;
let item: OperatorAccessRequest | null = null;
let isBusy = false;
let notice: string | null = null;
let problem: string | null = null;

document.title = words.desk;
fillTexts(document, words);
addEventListener('popstate', () => void open());
setInterval(() => void refresh(), REFRESH);
await open();

function place(): { request: string | null; status: AccessRequestStatus | null } {
  const query = new URLSearchParams(location.search);
  const asked = query.get('status');
  return {
    request: query.get('request'),
    status: ACCESS_REQUEST_STATUSES.find((status) => status === asked) ?? null,
  };
}

/** Language and appearance stay. */
function addressOf({ request, status }: { request?: string; status?: string }): string {
  const url = new URL(location.href);
  url.searchParams.delete('request');
  url.searchParams.delete('status');
  if (request !== undefined) url.searchParams.set('request', request);
  if (status !== undefined) url.searchParams.set('status', status);
  return url.pathname + url.search;
}

function go(event: MouseEvent): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.currentTarget instanceof HTMLAnchorElement))
    return;
  event.preventDefault();
  history.pushState(null, '', event.currentTarget.href);
  void open();
}

async function open(): Promise<void> {
  notice = null;
  problem = null;
  pages = null;
  item = null;
  render(html`<p class="desk-empty">${words.loading}</p>`, main);
  await load();
  main.querySelector<HTMLElement>('h1')?.focus();
}

async function load(): Promise<void> {
  const { request, status } = place();
  try {
    if (request === null) pages = await readQueue(status);
    else item = await readRequest(request);
    draw();
  } catch {
    render(
      html`<p class="desk-empty">${words.unreachable}</p>
        <button class="button" type="button" @click=${() => void open()}>${words.tryAgain}</button>`,
      main,
    );
  }
}

/** What is being written, or shown further back, is left alone. */
async function refresh(): Promise<void> {
  if (document.visibilityState === 'hidden' || isBusy) return;
  if (pages !== null && pages.items.length <= 50) await load().catch(() => undefined);
  else if (item !== null && item.request.status === 'waiting') await load().catch(() => undefined);
}

function draw(): void {
  const { status } = place();
  if (item !== null)
    render(
      renderRequest({
        words,
        item,
        isBusy,
        notice,
        problem,
        formatDate,
        queueAddress: addressOf({}),
        onGo: go,
        onApprove: () => void decide(({ id, revision }) => approve(id, revision), words.approved),
        onDecline: handleDecline,
      }),
      main,
    );
  else if (pages !== null)
    render(
      renderQueue({
        words,
        page: pages,
        status,
        formatDate,
        addressOf,
        onGo: go,
        onMore: () => void showMore(),
      }),
      main,
    );
}

async function showMore(): Promise<void> {
  if (pages?.nextCursor == null) return;
  const older = await readQueue(place().status, pages.nextCursor);
  pages = { items: [...pages.items, ...older.items], nextCursor: older.nextCursor };
  draw();
}

function handleDecline(event: SubmitEvent): void {
  event.preventDefault();
  const field = main.querySelector<HTMLTextAreaElement>('#reason');
  const reason = field?.value.trim() ?? '';
  problem = reason === '' ? words.reasonMissing : null;
  draw();
  if (problem !== null) field?.focus();
  else void decide(({ id, revision }) => decline(id, revision, reason), words.declined);
}

async function decide(
  act: (request: OperatorAccessRequest['request']) => Promise<unknown>,
  done: string,
): Promise<void> {
  if (item === null || isBusy) return;
  isBusy = true;
  draw();
  try {
    await act(item.request);
    notice = done;
  } catch (error) {
    notice = describe(error);
  }
  isBusy = false;
  await load();
  setText(said, notice);
  main.querySelector<HTMLElement>('h1')?.focus();
}

function describe(error: unknown): string {
  if (!(error instanceof DeskRefusal)) return words.unreachable;
  if (error.code === 'revision_outdated') return words.outdated;
  return error.code === 'access_request_closed' ? words.refused : words.unreachable;
}
