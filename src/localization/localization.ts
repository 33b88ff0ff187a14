import type { Messages } from './messages.ts';

/** A language, ready to use; `Words` are those that an element's screens bring besides. */
export interface Localization<Words = unknown> {
  /** BCP 47, the person's own, for `Intl`: it keeps the region (`en-AU`). */
  readonly locale: string;
  /** Which of our translations is in use, e.g. `en`. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly messages: Messages & Words;
}
