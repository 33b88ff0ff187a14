import { CallPage } from './call/call-page.ts';
import { LocalMedia } from './call/local-media.ts';
import { fetchVisitDetails, initialsOf, roleOfPath } from './call/visit-details.ts';
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
  new CallPage(visit, media, preferences).start();
} catch (error) {
  setText(byId('stage-message', HTMLElement), messagesFor(preferences.locale).callNotFound);
  byId('toolbar', HTMLElement).hidden = true;
  throw error;
}
