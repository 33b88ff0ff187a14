import { loadWords } from '../load.ts';
import { en } from './en.ts';
import type { RecordsWords } from './messages.ts';

/** The words of the screens of `<payment-records>`. Never rejects. */
export function loadRecordsWords(language: string): Promise<RecordsWords> {
  return loadWords(language, en, { it: async () => (await import('./it.ts')).it });
}
