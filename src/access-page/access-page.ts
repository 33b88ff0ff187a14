import { render } from 'lit';

import { loadAccessWords } from '../localization/access/load.ts';
import { loadLocalization } from '../localization/load.ts';
import { forgetSecret, takeSecret } from './link-secret.ts';
import { renderPage, type PageState } from './render-page.ts';
import { callShared, type SharedAction, type SharedAnswer } from './shared-request.ts';

/* The page behind the link that a requester shares with their telehealth manager, who needs no account. */

const storage = tabStorage();
const { language, locale, direction } = await loadLocalization(navigator.language);
const { access: words } = await loadAccessWords(language);
const main = document.querySelector('main') ?? document.body;
let secret = takeSecret(location, history, storage);
let state: PageState = { screen: secret === null ? 'no-link' : 'loading' };

document.documentElement.lang = language;
document.documentElement.dir = direction;
document.title = words.shared.title;

function show(next: PageState, isNewScreen = next.screen !== state.screen): void {
  state = next;
  render(
    renderPage({
      state,
      words,
      formatDate: (at) =>
        new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at),
      onRaise: () => void raise(),
      onAskRefuse: () => step('refusing'),
      onKeep: () => step('reading'),
      onRefuse: () => void refuse(),
      onRetry: () => void look(),
    }),
    main,
  );
  if (isNewScreen) main.querySelector<HTMLElement>('h1')?.focus();
}

function step(next: 'reading' | 'raising' | 'refusing' | 'unanswered'): void {
  if (state.screen !== 'form') return;
  show({ ...state, step: next });
  main.querySelector<HTMLElement>(next === 'refusing' ? '#ask' : '#raise')?.focus();
}

async function look(step: 'reading' | 'corrected' = 'reading'): Promise<void> {
  if (secret === null) return show({ screen: 'no-link' });
  show({ screen: 'loading' });
  const answer = await call('look');
  if (answer.outcome !== 'request') return show({ screen: answer.outcome === 'ended' ? 'ended' : 'failed' });
  const { request } = answer;
  if (request.status === 'waiting') return show({ screen: 'form', request, step });
  show({ screen: request.status === 'sent' ? 'raised' : 'closed', request });
}

async function raise(): Promise<void> {
  if (state.screen !== 'form' || state.step === 'raising') return;
  const { revision } = state.request;
  step('raising');
  const answer = await call('raise', revision);
  if (answer.outcome === 'request') show({ screen: 'raised', request: answer.request });
  else if (answer.outcome === 'failed') step('unanswered');
  else if (answer.outcome === 'corrected') await look('corrected');
  // Raised, withdrawn or decided meanwhile: what it is now says so.
  else await look();
}

async function refuse(): Promise<void> {
  const answer = await call('refuse');
  if (answer.outcome === 'failed') return step('unanswered');
  if (answer.outcome === 'closed') return look();
  forgetSecret(storage);
  show({ screen: answer.outcome === 'request' ? 'refused' : 'ended' });
}

async function call(action: SharedAction, revision?: number): Promise<SharedAnswer> {
  if (secret === null) return { outcome: 'ended' };
  return callShared(action, revision === undefined ? { secret } : { secret, revision });
}

function tabStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

// Another link, opened in the same tab, only changes the fragment.
window.addEventListener('hashchange', () => {
  secret = takeSecret(location, history, storage);
  void look();
});
await look();
