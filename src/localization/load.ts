import { en } from './en.ts';
import type { Localization } from './localization.ts';
import type { Messages } from './messages.ts';

export const defaultLocalization: Localization = {
  locale: 'en-AU',
  language: 'en',
  direction: 'ltr',
  messages: en,
};

const LANGUAGES: Readonly<Record<string, () => Promise<Messages>>> = {
  it: async () => (await import('./it.ts')).it,
};

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/**
 * The words for a BCP 47 locale. A language that is not there, or does not arrive, gets English words,
 * and keeps the person's own locale for amounts and dates. A malformed locale gets the default. Never rejects.
 */
export async function loadLocalization(locale: string): Promise<Localization> {
  const parsed = parseLocale(locale);
  if (!parsed) return defaultLocalization;
  const { language } = parsed;
  const direction = RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr';
  const words = { locale: parsed.toString(), language: 'en', direction, messages: en } as const;
  const load = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined;
  if (!load) return words;
  try {
    return { ...words, language, messages: await load() };
  } catch {
    // The file did not arrive: words in English are better than none.
    return words;
  }
}

function parseLocale(locale: string): Intl.Locale | null {
  try {
    return new Intl.Locale(locale);
  } catch {
    return null;
  }
}
