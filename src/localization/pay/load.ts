import { loadWords } from '../load.ts';
import { en } from './en.ts';
import type { PayWords } from './messages.ts';

/** The words of the patient's screens. Never rejects. */
export function loadPayWords(language: string): Promise<PayWords> {
  return loadWords(language, en, { it: async () => (await import('./it.ts')).it });
}
