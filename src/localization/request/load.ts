import { loadWords } from '../load.ts';
import { en } from './en.ts';
import type { RequestWords } from './messages.ts';

/** The words of the clinician's screens. Never rejects. */
export function loadRequestWords(language: string): Promise<RequestWords> {
  return loadWords(language, en, { it: async () => (await import('./it.ts')).it });
}
