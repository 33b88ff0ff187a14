import { CallPage } from './call/call-page.ts';
import { LocalMedia } from './call/local-media.ts';
import { fetchVisitDetails, initialsOf, roleOfPath } from './call/visit-details.ts';
import { SideChannel } from './shared/side-channel.ts';
import { byId, setText } from './shared/dom.ts';
import { messagesFor } from './shared/messages.ts';
import { Preferences } from './shared/preferences.ts';

const HUES = { clinician: 178, patient: 262 } as const;

const query = new URLSearchParams(location.search);
const preferences = new Preferences(query);
const role = roleOfPath(location.pathname);

try {
  const visit = await fetchVisitDetails(role, query);
  const media = new LocalMedia({
    initials: initialsOf(visit.self.displayName),
    hue: HUES[role],
    muted: query.get('mic') === 'off',
  });
  // The page that shows both sides may be around: it follows what passes, and chooses language and looks.
  const channel = new SideChannel(visit.callId, (message) => {
    if (message.kind !== 'choose' || message.role !== role) return;
    if (message.locale !== undefined) preferences.setLocale(message.locale);
    if (message.appearance !== undefined) preferences.setAppearance(message.appearance);
  });
  preferences.onChange(() => {
    const { locale, appearance } = preferences;
    channel.send({ kind: 'chosen', role, locale, appearance });
  });
  new CallPage(visit, media, preferences, (message) =>
    channel.send({ kind: 'observed', role, message }),
  ).start();
} catch (error) {
  setText(byId('stage-message', HTMLElement), messagesFor(preferences.locale).callNotFound);
  byId('toolbar', HTMLElement).hidden = true;
  throw error;
}
