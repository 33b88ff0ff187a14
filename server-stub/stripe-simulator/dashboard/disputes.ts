import type { Stripe } from 'stripe';

import { sentence, type Tone } from './words.ts';

/** A dispute in a clinic's words, with the colour of its badge. */
export function disputeBadge({ status }: Stripe.Dispute): readonly [words: string, tone: Tone] {
  switch (status) {
    case 'needs_response':
      return ['Needs a response', 'bad'];
    case 'warning_needs_response':
      return ['Inquiry: needs a response', 'warn'];
    case 'under_review':
    case 'warning_under_review':
      return ['Under review', 'info'];
    case 'won':
      return ['Won', 'good'];
    case 'lost':
      return ['Lost', 'calm'];
    case 'warning_closed':
      return ['Inquiry closed', 'calm'];
    default:
      return [sentence(status), 'calm'];
  }
}

export function needsAnswer({ status }: Pick<Stripe.Dispute, 'status'>): boolean {
  return status === 'needs_response' || status === 'warning_needs_response';
}

/** Stripe's test texts decide the case at once; any other stays under review. */
export const EVIDENCE = {
  winning: ['winning_evidence', 'Evidence that wins', 'The bank decides for you at once.'],
  losing: ['losing_evidence', 'Evidence that loses', 'The bank decides for the patient at once.'],
  own: ['', 'Evidence of my own', 'It stays under review: no bank is there to read it.'],
} as const satisfies Readonly<Record<string, readonly [string, string, string]>>;
export type EvidenceChoice = keyof typeof EVIDENCE;
