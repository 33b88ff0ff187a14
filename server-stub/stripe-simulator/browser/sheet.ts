import { LINK_EMAIL } from '../cards/link-account.ts';
import { identityOf } from './frame/frame-port.ts';
import { LinkAccount } from './frame/link-account.ts';
import { icon } from './frame/marks.ts';
import { readOffer } from './frame/offered-methods.ts';
import { SavedCards } from './frame/saved-cards.ts';
import { type FromSheet, open, seal, type SheetSettings, type ToSheet } from './protocol.ts';
import { languageOf, type Words, wordsFor } from './words.ts';

/** Who pays by a simulated wallet; a wallet knows its owner. */
const OWNER = { name: 'Wallet Tester', email: 'wallet@example.com', country: 'AU' };
const ALL = { link: 'auto', apple_pay: 'always', google_pay: 'always' } as const;

const parentOrigin = new URLSearchParams(location.search).get('parent') ?? '';
const root = document.querySelector<HTMLElement>('#root');

function post(message: FromSheet): void {
  window.parent.postMessage(seal(message), parentOrigin);
}

async function show({ method, frame, businessName }: SheetSettings): Promise<void> {
  const words = wordsFor(frame.locale);
  document.documentElement.lang = languageOf(frame.locale);
  const offer = await readOffer(identityOf(frame), frame.payment, ALL);
  const heading = element('h1', '', words.methodNames[method]);
  heading.tabIndex = -1;
  const head = element('header', '', '');
  head.append(
    icon(method === 'link' ? 'link' : 'wallet', ''),
    heading,
    element('small', '', words.simulatedTag),
  );
  const total = element('dl', '', '');
  if (!('error' in offer)) {
    const money = new Intl.NumberFormat(document.documentElement.lang, {
      style: 'currency',
      currency: offer.currency,
      currencyDisplay: 'narrowSymbol',
    });
    const digits = money.resolvedOptions().maximumFractionDigits ?? 2;
    total.append(
      element('dt', '', words.sheetTo(businessName ?? words.thisBusiness)),
      element('dd', '', money.format(offer.amount / 10 ** digits)),
    );
  }
  const { body, choice } = method === 'link' ? linkBody(words) : walletBody(words, method);
  const pay = element('button', 'primary', words.sheetPay);
  const cancel = element('button', 'quiet', words.sheetCancel);
  const problem = element('p', 'Error', '');
  problem.setAttribute('role', 'alert');
  problem.hidden = true;
  const actions = element('div', 'actions', '');
  actions.append(pay, cancel);
  root?.replaceChildren(head, total, body, problem, actions, element('footer', '', words.simulated));
  const refresh = () => (pay.hidden = choice() === null);
  body.addEventListener('link-change', refresh, true);
  refresh();

  pay.addEventListener('click', () => {
    const chosen = choice();
    if (!chosen) return;
    pay.disabled = cancel.disabled = true;
    body.inert = true;
    pay.textContent = words.sheetPaying;
    const email = chosen.type === 'link' ? chosen.email : OWNER.email;
    post({ type: 'sheet-approve', choice: chosen, payer: { ...OWNER, email } });
  });
  cancel.addEventListener('click', () => post({ type: 'sheet-cancel' }));
  window.addEventListener('message', (event) => {
    const message = received(event);
    if (message?.type !== 'sheet-failed') return;
    problem.textContent = message.message || words.sheetFailed;
    problem.hidden = false;
    pay.hidden = true;
    cancel.disabled = false;
    cancel.textContent = words.sheetClose;
    cancel.focus();
  });
  heading.focus();
}

function walletBody(words: Words, type: 'apple_pay' | 'google_pay') {
  const cards = new SavedCards('wallet-card', words.sheetCards);
  return { body: cards.element, choice: () => ({ type, card: cards.value }) };
}

function linkBody(words: Words) {
  const account = new LinkAccount(words);
  account.email = LINK_EMAIL;
  return {
    body: account.element,
    choice: () =>
      account.card === null ? null : { type: 'link' as const, card: account.card, email: account.email },
  };
}

function received(event: MessageEvent<unknown>): ToSheet | null {
  if (event.source !== window.parent || event.origin !== parentOrigin) return null;
  return open<ToSheet>(event.data, ['sheet-init', 'sheet-failed']);
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  text: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.textContent = text;
  return made;
}

if (window.parent !== window && parentOrigin !== '') {
  window.addEventListener('message', (event) => {
    const message = received(event);
    if (message?.type === 'sheet-init') void show(message.settings);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !document.querySelector('button:disabled')) post({ type: 'sheet-cancel' });
  });
  post({ type: 'sheet-hello' });
}
