import { en } from './en.ts';
import type { Localization } from './localization.ts';
import type { Messages } from './messages.ts';

export const defaultLocalization: Localization = {
  locale: 'en-AU',
  language: 'en',
  direction: 'ltr',
  messages: en,
};

type Languages<Words> = Readonly<Record<string, () => Promise<Words>>>;

const LANGUAGES: Languages<Messages> = {
  it: async () => (await import('./it.ts')).it,
};

/** Every language that there are words for, English first. */
export const languages: readonly string[] = ['en', ...Object.keys(LANGUAGES)];

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/**
 * The words for a BCP 47 locale. A language that is not there, or does not arrive, gets English words,
 * and keeps the person's own locale for amounts and dates. A malformed locale gets the default. Never rejects.
 */
export async function loadLocalization(locale: string): Promise<Localization> {
  const parsed = parseLocale(locale);
  if (!parsed) return defaultLocalization;
  const { language } = parsed;
  const messages = await loadWords(language, en, LANGUAGES);
  return {
    locale: parsed.toString(),
    language: messages === en ? 'en' : language,
    direction: RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr',
    messages,
  };
}

/** Words of one kind: in `language`, or English where that is not there or does not arrive. Never rejects. */
export async function loadWords<Words>(
  language: string,
  english: Words,
  others: Languages<Words>,
): Promise<Words> {
  try {
    return Object.hasOwn(others, language) ? ((await others[language]?.()) ?? english) : english;
  } catch {
    // The file did not arrive: words in English are better than none.
    return english;
  }
}

function parseLocale(locale: string): Intl.Locale | null {
  try {
    return new Intl.Locale(locale);
  } catch {
    return null;
  }
}
