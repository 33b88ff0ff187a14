import '../../src/define.ts';
import type { AccessToken } from '../../src/contract/gateway-session.ts';
import { installSession } from '../../src/session/default-session.ts';
import { directPort } from '../../src/session/direct-port.ts';
import { PaymentSession } from '../../src/session/payment-session.ts';
import { adminMessagesFor } from './admin/messages.ts';
import { PAGES, addressOf, readPlace } from './admin/place.ts';
import type { PageName, Place } from './admin/place.ts';
import { byId, setText } from './shared/dom.ts';
import { Preferences } from './shared/preferences.ts';
import { fillTexts } from './shared/texts.ts';

/** What the demo's backend says of itself. */
interface AdminFacts {
  readonly organisation: string;
  readonly clinics: readonly { readonly ref: string; readonly name: string }[];
  readonly gateway: string;
  readonly simulator: string | null;
}

/** What stands on each page; one whose element is not there has no tab. */
const TAGS: Readonly<Record<PageName, string>> = {
  access: 'payments-access-request',
  account: 'client-payments',
  payments: 'payment-records',
};
const HELP = 'mailto:payments@bayside.example';

const preferences = new Preferences(new URLSearchParams(location.search));
const messages = adminMessagesFor(preferences.locale);
document.title = messages.title;
fillTexts(document, messages);
const stage = byId('stage', HTMLElement);

try {
  const answer = await fetch('/api/admin');
  if (!answer.ok) throw new Error(`The demo answered ${answer.status}.`);
  // Our own backend's answer, from the same release.
  start((await answer.json()) as AdminFacts);
} catch (error) {
  setText(stage, messages.unreachable);
  throw error;
}

function start(facts: AdminFacts): void {
  let place = readPlace(new URLSearchParams(location.search), facts.clinics);
  const isThere = PAGES.filter((page) => customElements.get(TAGS[page]));
  const { locale, themeMode } = preferences;
  const port = directPort({
    getToken: () => fetchToken(place),
    locale,
    theme: { mode: themeMode, tokens: {} },
  });
  installSession(new PaymentSession({ gateway: facts.gateway, port }));
  preferences.onChange(() => {
    // Another language is another page; another look is not, and what was typed stays.
    if (preferences.locale !== locale) location.reload();
    else port.update({ theme: { mode: preferences.themeMode, tokens: {} } });
  });

  const show = (page: PageName): void => {
    place = { ...place, page };
    stage.replaceChildren(elementOf(place));
    for (const link of byId('tabs', HTMLElement).querySelectorAll<HTMLElement>('[data-page]'))
      if (link.dataset['page'] === page) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
  };
  const go = (page: PageName): void => {
    history.pushState(null, '', addressOf({ ...place, page }));
    show(page);
  };

  byId('tabs', HTMLElement).setAttribute('aria-label', messages.pages);
  byId('tabs', HTMLElement).replaceChildren(...isThere.map((page) => tabOf(place, page, go)));
  // The request form is on another page of ours: no need to load everything anew.
  stage.addEventListener('access-form-chosen', (event) => {
    if (!isThere.includes('access')) return;
    event.preventDefault();
    go('access');
  });
  addEventListener('popstate', () =>
    show(readPlace(new URLSearchParams(location.search), facts.clinics).page),
  );
  drawFrame(facts, place);
  show(isThere.includes(place.page) ? place.page : 'account');
}

/** The element of a page, as a host writes it. */
function elementOf(place: Place): HTMLElement {
  const element = document.createElement(TAGS[place.page]);
  element.setAttribute('help-url', HELP);
  if (place.page !== 'access') element.setAttribute('access-url', addressOf({ ...place, page: 'access' }));
  if (place.page === 'access') element.setAttribute('terms-url', messages.termsUrl);
  if (place.page === 'access') element.setAttribute('next-url', addressOf({ ...place, page: 'account' }));
  const target = new URLSearchParams(location.search).get('target');
  if (place.page === 'account' && target) element.setAttribute('target', target);
  return element;
}

function tabOf(place: Place, page: PageName, go: (page: PageName) => void): HTMLElement {
  const link = document.createElement('a');
  link.href = addressOf({ ...place, page });
  link.dataset['page'] = page;
  link.textContent = messages.page[page];
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(page);
  });
  return link;
}

/** What is around: who is signed in, for which clinic, and the ways out. */
function drawFrame({ organisation, clinics, simulator }: AdminFacts, place: Place): void {
  setText(byId('organisation', HTMLElement), organisation);
  const clinic = byId('clinic', HTMLSelectElement);
  clinic.replaceChildren(...clinics.map(({ ref, name }) => new Option(name, ref)));
  clinic.value = place.clinic;
  byId('clinic-choice', HTMLElement).hidden = place.role === 'organisation-admin';
  const role = byId('role', HTMLSelectElement);
  role.replaceChildren(
    new Option(messages.role['clinic-admin'], 'clinic-admin'),
    new Option(messages.role['organisation-admin'], 'organisation-admin'),
  );
  role.value = place.role;
  // Somebody else, or somewhere else: another sign-in, and so another page.
  for (const choice of [clinic, role])
    choice.addEventListener('change', () => {
      const { page } = readPlace(new URLSearchParams(location.search), clinics);
      location.assign(
        addressOf({
          page,
          clinic: clinic.value,
          role: role.value === 'organisation-admin' ? 'organisation-admin' : 'clinic-admin',
        }),
      );
    });

  const language = byId('choice-language', HTMLSelectElement);
  language.value = preferences.locale.startsWith('it') ? 'it' : 'en';
  const appearance = byId('choice-appearance', HTMLSelectElement);
  appearance.value = preferences.appearance;
  language.addEventListener('change', () => preferences.setLocale(language.value));
  appearance.addEventListener('change', () => {
    const { value } = appearance;
    preferences.setAppearance(value === 'dark' || value === 'light' ? value : 'device');
  });

  byId('call-link', HTMLAnchorElement).href = `/?clinic=${encodeURIComponent(place.clinic)}`;
  const link = byId('simulator-link', HTMLAnchorElement);
  link.hidden = simulator === null;
  if (simulator) link.href = simulator;
}

/** Our own backend mints it; the gateway's API key never comes near a page. */
async function fetchToken({ role, clinic }: Place): Promise<AccessToken> {
  const answer = await fetch('/api/admin/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role, clinic }),
  });
  if (!answer.ok) throw new Error(`The demo answered ${answer.status} instead of a token.`);
  return (await answer.json()) as AccessToken;
}
