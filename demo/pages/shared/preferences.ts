import type { ThemeMode } from '../../../src/session/host-port.ts';
import { replaceQuery } from './query.ts';

export type Appearance = 'device' | 'light' | 'dark';

const DARK = matchMedia('(prefers-color-scheme: dark)');
const CONTRAST = matchMedia('(prefers-contrast: more), (forced-colors: active)');
/** A bare language gets the region that the demo's clinics would mean by it. */
const REGIONS: Readonly<Record<string, string>> = { en: 'en-AU', it: 'it-IT' };

/** Language and appearance, from the address: `?lang=it&theme=dark`. */
export class Preferences {
  #locale: string;
  #appearance: Appearance;
  readonly #listeners = new Set<() => void>();

  constructor(query: URLSearchParams) {
    this.#locale = parseLocale(query.get('lang'));
    const theme = query.get('theme');
    this.#appearance = theme === 'dark' || theme === 'light' ? theme : 'device';
    this.#apply();
    for (const media of [DARK, CONTRAST]) media.addEventListener('change', () => this.#changed());
  }

  /** BCP 47. Australian English unless asked otherwise: the demo's clinics are there, whatever the browser speaks. */
  get locale(): string {
    return this.#locale;
  }

  get appearance(): Appearance {
    return this.#appearance;
  }

  get themeMode(): ThemeMode {
    if (CONTRAST.matches) return 'contrast';
    return this.isDark ? 'dark' : 'light';
  }

  get isDark(): boolean {
    return this.#appearance === 'device' ? DARK.matches : this.#appearance === 'dark';
  }

  setLocale(locale: string): void {
    this.#locale = parseLocale(locale);
    replaceQuery('lang', locale);
    this.#changed();
  }

  setAppearance(appearance: Appearance): void {
    this.#appearance = appearance;
    replaceQuery('theme', appearance === 'device' ? null : appearance);
    this.#changed();
  }

  /** Called after each change. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #changed(): void {
    this.#apply();
    for (const listener of this.#listeners) listener();
  }

  #apply(): void {
    const root = document.documentElement;
    root.lang = this.#locale;
    root.dataset['theme'] = this.isDark ? 'dark' : 'light';
  }
}

function parseLocale(text: string | null): string {
  if (!text) return 'en-AU';
  try {
    const [canonical] = Intl.getCanonicalLocales(text);
    return REGIONS[canonical ?? ''] ?? canonical ?? 'en-AU';
  } catch {
    return 'en-AU'; // Not a language tag at all.
  }
}
