import type { GatewaySession } from '../../src/contract/gateway-session.ts';
import { overviewMessagesFor, type OverviewMessages } from './overview/messages.ts';
import { byId, setText } from './shared/dom.ts';
import { Preferences } from './shared/preferences.ts';
import { fillTexts } from './shared/texts.ts';

/** What the demo's backend says of a clinic; `session` is null when the gateway did not answer. */
interface ClinicOverview {
  readonly name: string;
  readonly session: GatewaySession | null;
}

interface Overview {
  readonly organisation: string;
  readonly simulator: string | null;
  readonly clinics: readonly ClinicOverview[];
}

const preferences = new Preferences(new URLSearchParams(location.search));
const messages = overviewMessagesFor(preferences.locale);
const page = document.body.dataset['page'] === 'operator' ? messages.operator : messages.admin;
const list = byId('clinics', HTMLElement);

document.title = page.heading;
fillTexts(document, { ...messages, ...page });
setText(list, messages.loading);
try {
  const answer = await fetch('/api/clinics');
  if (!answer.ok) throw new Error(`The demo answered ${answer.status}.`);
  // Our own backend's answer, from the same release.
  render((await answer.json()) as Overview);
} catch {
  setText(list, messages.unknown);
}

function render(overview: Overview): void {
  setText(byId('organisation', HTMLElement), overview.organisation);
  list.replaceChildren(...overview.clinics.map((clinic) => renderClinic(clinic, messages)));
  const link = byId('simulator-link', HTMLAnchorElement);
  link.hidden = overview.simulator === null;
  if (overview.simulator) link.href = overview.simulator;
}

function renderClinic({ name, session }: ClinicOverview, words: OverviewMessages): HTMLElement {
  const card = document.createElement('article');
  card.append(create('h2', name));
  if (!session) {
    card.append(create('p', words.unknown));
    return card;
  }
  const { payments } = session;
  const isEnabled = payments.ready || payments.reason !== 'clinic_not_enabled';
  const state = create('span', isEnabled ? words.enabled : words.notEnabled);
  state.className = isEnabled ? 'state state-on' : 'state';
  const facts = document.createElement('dl');
  facts.append(
    create('dt', words.account),
    create('dd', session.stripeAccount ?? words.noAccount),
    create('dt', words.currency),
    create('dd', session.currency.toUpperCase()),
  );
  card.append(state, create('p', payments.ready ? words.ready : words.reasons[payments.reason]), facts);
  return card;
}

function create(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
