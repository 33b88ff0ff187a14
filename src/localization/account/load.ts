import { loadWords } from '../load.ts';
import { en } from './en.ts';
import type { AccountWords } from './messages.ts';

/** The words of *Configure > Client Payments*. Never rejects. */
export function loadAccountWords(language: string): Promise<AccountWords> {
  return loadWords(language, en, { it: async () => (await import('./it.ts')).it });
}
