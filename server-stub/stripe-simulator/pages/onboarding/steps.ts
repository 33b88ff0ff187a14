import type { Stripe } from 'stripe';

import { stateOf } from '../../resources/accounts/account-state.ts';
import { type Part, PARTS } from '../../resources/accounts/requirements.ts';

/** A page of the hosted onboarding; `agreement` is the last one of a new business. */
export type Step = Part | 'document';

export const STEP_WORDS: Readonly<Record<Step, string>> = {
  business: 'Business',
  representative: 'Representative',
  bank: 'Bank account',
  agreement: 'Review',
  document: 'Identity document',
};

/** What Stripe has to ask of an account; nothing when it needs nothing. */
export function stepsFor(account: Stripe.Account): readonly Step[] {
  switch (stateOf(account)) {
    case 'incomplete':
      return PARTS;
    case 'due-soon':
    case 'restricted':
      return ['document'];
    default:
      return [];
  }
}

/** What may come of an onboarding, for whoever tries things out to choose. */
export const OUTCOMES = {
  ready: ['Ready', 'Stripe is satisfied at once, and the account takes payments.'],
  'in-review': ['In review', 'Stripe checks it for a while before the account takes payments.'],
  'due-soon': [
    'Ready, something due soon',
    'The account takes payments, and owes a document within two weeks.',
  ],
  restricted: ['Restricted', 'Stripe cannot confirm the representative, and wants a document first.'],
  incomplete: ['Something is missing', 'The agreement does not get through, and has to be given again.'],
} as const;
export type Outcome = keyof typeof OUTCOMES;
