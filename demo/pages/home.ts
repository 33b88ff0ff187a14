import { fetchVisitDetails, type CallRole } from './call/visit-details.ts';
import { homeMessagesFor } from './home/messages.ts';
import { renderTestCards } from './home/test-cards.ts';
import { byId, setText } from './shared/dom.ts';
import { Preferences } from './shared/preferences.ts';
import { fillTexts } from './shared/texts.ts';

const SIDES: readonly CallRole[] = ['clinician', 'patient'];

const query = new URLSearchParams(location.search);
const preferences = new Preferences(query);
const visit = await fetchVisitDetails('clinician', query);

renderWords();
renderFrames();
byId('call-chip', HTMLElement).hidden = false;
setText(byId('call-id', HTMLElement), visit.callId);
if (visit.simulator) {
  byId('simulated', HTMLElement).hidden = false;
  byId('cards-button', HTMLButtonElement).hidden = false;
  const link = byId('simulator-link', HTMLAnchorElement);
  link.href = visit.simulator;
  link.hidden = false;
}

const language = byId('choice-language', HTMLSelectElement);
const appearance = byId('choice-appearance', HTMLSelectElement);
language.value = preferences.locale.startsWith('it') ? 'it' : 'en';
appearance.value = preferences.appearance;
language.addEventListener('change', () => preferences.setLocale(language.value));
appearance.addEventListener('change', () => {
  const { value } = appearance;
  preferences.setAppearance(value === 'dark' || value === 'light' ? value : 'device');
});
byId('choices', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault());
preferences.onChange(() => {
  renderWords();
  renderFrames();
});

for (const button of document.querySelectorAll<HTMLElement>('#side-switch [data-side]')) {
  button.addEventListener('click', () => showSide(button.dataset['side'] ?? 'clinician'));
}

/** On a narrow screen: which side is shown. Both stay in the call. */
function showSide(side: string): void {
  byId('sides', HTMLElement).dataset['side'] = side;
  for (const button of document.querySelectorAll<HTMLElement>('#side-switch [data-side]')) {
    button.setAttribute('aria-pressed', String(button.dataset['side'] === side));
  }
}

function renderWords(): void {
  const messages = homeMessagesFor(preferences.locale);
  document.title = messages.title;
  fillTexts(document, messages);
  renderTestCards(messages);
  byId('side-switch', HTMLElement).setAttribute('aria-label', messages.sides);
  for (const side of SIDES) {
    byId(`frame-${side}`, HTMLIFrameElement).title = messages[side];
    setText(byId(`${side}-person`, HTMLElement), visit.booked[side].displayName);
  }
}

function renderFrames(): void {
  for (const side of SIDES) {
    const frame = byId(`frame-${side}`, HTMLIFrameElement);
    // Both microphones are in the same room here: on, they would howl.
    const src = pageOf(side, { mic: 'off' });
    if (frame.src !== src) frame.src = src;
    byId(`link-${side}`, HTMLAnchorElement).href = pageOf(side, {});
  }
}

function pageOf(side: CallRole, extra: Readonly<Record<string, string>>): string {
  const url = new URL(`/${side}`, location.href);
  url.searchParams.set('call', visit.callId);
  const current = new URLSearchParams(location.search);
  for (const name of ['lang', 'theme']) {
    const value = current.get(name);
    if (value) url.searchParams.set(name, value);
  }
  for (const [name, value] of Object.entries(extra)) url.searchParams.set(name, value);
  return url.href;
}
