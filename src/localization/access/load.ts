import { loadWords } from '../load.ts';
import { en } from './en.ts';
import type { AccessWords } from './messages.ts';

/** The words of the request form. Never rejects. */
export function loadAccessWords(language: string): Promise<AccessWords> {
  return loadWords(language, en, { it: async () => (await import('./it.ts')).it });
}
