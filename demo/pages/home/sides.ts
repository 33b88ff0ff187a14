import type { CallRole, VisitDetails } from '../call/visit-details.ts';
import { byId } from '../shared/dom.ts';
import type { Preferences } from '../shared/preferences.ts';
import { replaceQuery } from '../shared/query.ts';
import type { SideChannel, SideChoice } from '../shared/side-channel.ts';
import { DeviceFrame, readDevice } from './device-frame.ts';

export const SIDES: readonly CallRole[] = ['clinician', 'patient'];

const CHOICES = ['lang', 'theme', 'width'] as const;
type Choice = (typeof CHOICES)[number];

/** Each side's own language, appearance and device: changed live, so that nobody drops out of the call. */
export class Sides {
  readonly #visit: VisitDetails;
  readonly #preferences: Preferences;
  readonly #channel: SideChannel;
  readonly #frames: Readonly<Record<CallRole, DeviceFrame>>;

  constructor(visit: VisitDetails, preferences: Preferences, channel: SideChannel) {
    this.#visit = visit;
    this.#preferences = preferences;
    this.#channel = channel;
    this.#frames = { clinician: toDeviceFrame('clinician'), patient: toDeviceFrame('patient') };
    for (const side of SIDES) {
      for (const choice of CHOICES) {
        select(side, choice).addEventListener('change', () => this.#handleChoice(side, choice));
      }
    }
    preferences.onChange(() => this.#follow());
  }

  /** Opens both pages, as the address says. */
  open(): void {
    for (const side of SIDES) {
      for (const choice of CHOICES) select(side, choice).value = this.#chosen(side, choice);
      this.#frames[side].set(readDevice(select(side, 'width').value));
      // Both microphones are in the same room here: on, they would howl.
      byId(`frame-${side}`, HTMLIFrameElement).src = this.#pageOf(side, { mic: 'off' });
    }
    this.#renderLinks();
  }

  /** A side has another language or appearance than before. */
  show(side: CallRole, { locale, appearance }: SideChoice): void {
    select(side, 'lang').value = toLanguage(locale);
    select(side, 'theme').value = appearance;
  }

  /** The whole page has got another language or appearance: both sides follow. */
  #follow(): void {
    const { locale, appearance } = this.#preferences;
    for (const side of SIDES) {
      for (const choice of ['lang', 'theme']) replaceQuery(`${side}-${choice}`, null);
      this.#channel.send({ kind: 'choose', role: side, locale, appearance });
      this.show(side, { locale, appearance });
    }
    this.#renderLinks();
  }

  #handleChoice(side: CallRole, choice: Choice): void {
    const { value } = select(side, choice);
    replaceQuery(`${side}-${choice}`, value);
    if (choice === 'width') this.#frames[side].set(readDevice(value));
    if (choice === 'lang') this.#channel.send({ kind: 'choose', role: side, locale: value });
    if (choice === 'theme') {
      const appearance = value === 'light' || value === 'dark' ? value : 'device';
      this.#channel.send({ kind: 'choose', role: side, appearance });
    }
    this.#renderLinks();
  }

  /** What the address says of a side, else what goes for the whole page. */
  #chosen(side: CallRole, choice: Choice): string {
    const { locale, appearance } = this.#preferences;
    const own = new URLSearchParams(location.search).get(`${side}-${choice}`);
    return own ?? { lang: toLanguage(locale), theme: appearance, width: 'full' }[choice];
  }

  #pageOf(side: CallRole, extra: Readonly<Record<string, string>>): string {
    const url = new URL(`/${side}`, location.href);
    const { callId, clinic } = this.#visit;
    const [lang, theme] = [this.#chosen(side, 'lang'), this.#chosen(side, 'theme')];
    for (const [name, value] of Object.entries({ call: callId, clinic: clinic.ref, lang, theme, ...extra })) {
      url.searchParams.set(name, value);
    }
    return url.href;
  }

  #renderLinks(): void {
    for (const side of SIDES) byId(`link-${side}`, HTMLAnchorElement).href = this.#pageOf(side, {});
  }
}

function select(side: CallRole, choice: Choice): HTMLSelectElement {
  return byId(`${side}-${choice}`, HTMLSelectElement);
}

function toDeviceFrame(side: CallRole): DeviceFrame {
  return new DeviceFrame(byId(`frame-${side}`, HTMLIFrameElement), byId(`room-${side}`, HTMLElement));
}

function toLanguage(locale: string): 'it' | 'en' {
  return locale.startsWith('it') ? 'it' : 'en';
}
