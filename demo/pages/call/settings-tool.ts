import { byId, setText } from '../shared/dom.ts';
import type { DemoMessages } from '../shared/messages.ts';
import type { Preferences } from '../shared/preferences.ts';
import { fillTexts } from '../shared/texts.ts';
import type { LocalMediaState } from './local-media.ts';
import { PaymentsCheck } from './payments-check.ts';
import type { Diagnosis } from './payments-check.ts';

/** *Settings*: language and appearance of the whole page, the payments frame included; and why payments fail. */
export class SettingsTool {
  readonly #form = byId('view-settings', HTMLFormElement);
  readonly #language = byId('setting-language', HTMLSelectElement);
  readonly #appearance = byId('setting-appearance', HTMLSelectElement);
  readonly #preferences: Preferences;
  readonly #check: PaymentsCheck;

  constructor(preferences: Preferences, diagnose: Diagnosis) {
    this.#preferences = preferences;
    this.#check = new PaymentsCheck(diagnose);
    this.#language.addEventListener('change', () => preferences.setLocale(this.#language.value));
    this.#appearance.addEventListener('change', () => {
      const { value } = this.#appearance;
      preferences.setAppearance(value === 'dark' || value === 'light' ? value : 'device');
    });
    this.#form.addEventListener('submit', (event) => event.preventDefault());
  }

  render(local: LocalMediaState, messages: DemoMessages): void {
    const words = messages.settingsTool;
    fillTexts(this.#form, words);
    this.#language.value = this.#preferences.locale.startsWith('it') ? 'it' : 'en';
    this.#appearance.value = this.#preferences.appearance;
    const picture = byId('setting-picture', HTMLElement);
    this.#check.render(words);
    setText(picture, local.picture === 'camera' ? words.cameraReal : words.cameraDrawn);
  }
}
