import type { AccountState } from './account-state.ts';

/** A state's short name and the colour of its badge. */
export const STATE_BADGES: Readonly<
  Record<AccountState, readonly [words: string, tone: 'good' | 'info' | 'warn' | 'bad']>
> = {
  ready: ['Ready', 'good'],
  'due-soon': ['Ready, something due soon', 'warn'],
  'in-review': ['In review', 'info'],
  incomplete: ['Not finished', 'warn'],
  restricted: ['Restricted', 'bad'],
  rejected: ['Rejected', 'bad'],
};

/** What it means for the business. */
export const STATE_SENTENCES: Readonly<Record<AccountState, string>> = {
  ready: 'It takes payments.',
  'due-soon': 'It takes payments, but Stripe needs something within two weeks.',
  'in-review': 'All is given. Stripe is checking it, and it takes no payments yet.',
  incomplete: 'Stripe’s questions are not all answered, and it takes no payments yet.',
  restricted: 'Something is overdue, and it takes no payments until that is given.',
  rejected: 'Stripe will not take payments for this business.',
};
