import { fetchVisitDetails } from './call/visit-details.ts';
import { homeMessagesFor } from './home/messages.ts';
import { PassedFeed } from './home/passing/feed.ts';
import { Sides, SIDES } from './home/sides.ts';
import { TeachingBar } from './home/teaching-bar.ts';
import { byId, setText } from './shared/dom.ts';
import { Preferences } from './shared/preferences.ts';
import { SideChannel } from './shared/side-channel.ts';
import { fillTexts } from './shared/texts.ts';

const query = new URLSearchParams(location.search);
const preferences = new Preferences(query);
const visit = await fetchVisitDetails('clinician', query);

const channel = new SideChannel(visit.callId, (message) => {
  if (message.kind === 'observed') bar.add({ from: 'page', ...message });
  if (message.kind === 'chosen') sides.show(message.role, message);
});
const sides = new Sides(visit, preferences, channel);
const feed = new PassedFeed((passed) => {
  const ours = passed.facts.filter(({ call }) => call === null || call === visit.callId);
  bar.add(...ours.map((fact) => ({ from: 'backend', fact }) as const));
  bar.setStanding(passed);
});
const bar = new TeachingBar({
  root: byId('bar', HTMLElement),
  locale: preferences.locale,
  hasSimulator: visit.simulator !== null,
  nameOf: (role) => SIDES.flatMap((side) => (side === role ? visit.booked[side].displayName : []))[0] ?? role,
  turn: (name, on) => send('POST', `/api/switches/${name}`, { on }),
  allOff: () => send('DELETE', '/api/switches'),
  killGateway: () => send('POST', '/api/kill-gateway'),
});

renderWords();
// First where to begin: what the two pages are about to do is to be told from the start.
feed.askNow();
sides.open();
byId('call-chip', HTMLElement).hidden = false;
setText(byId('call-id', HTMLElement), visit.callId);
if (visit.simulator) {
  byId('simulated', HTMLElement).hidden = false;
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
  bar.setLocale(preferences.locale);
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
  byId('side-switch', HTMLElement).setAttribute('aria-label', messages.sides);
  for (const side of SIDES) {
    byId(`frame-${side}`, HTMLIFrameElement).title = messages[side];
    setText(byId(`${side}-person`, HTMLElement), visit.booked[side].displayName);
  }
}

async function send(method: string, path: string, body?: unknown): Promise<void> {
  const answer = await fetch(path, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  if (!answer.ok) throw new Error(`The demo answered ${answer.status} to ${method} ${path}.`);
  feed.askNow();
}
