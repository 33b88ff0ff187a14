import type { ObservedMessage } from '../../../../src/host-bridge/host.ts';
import type { Lane, PassedFact, ShownObject } from '../../../contract/passed.ts';
import type { CallRole } from '../../call/visit-details.ts';
import type { PassingWords, Saying, Step } from './words.ts';

/** Something that passed: seen by one of the call pages, or told by the demo's backend. */
export type Passing =
  | { readonly from: 'page'; readonly role: CallRole; readonly message: ObservedMessage }
  | { readonly from: 'backend'; readonly fact: PassedFact };

/** One line of the bar. */
export interface Line extends Saying {
  readonly lane: Lane;
  /** Noise to whoever wants to follow the payment: folded away. */
  readonly quiet: boolean;
  readonly tone: 'plain' | 'good' | 'bad';
  /** Short and in the protocol's words, e.g. `201 · 42 ms`. */
  readonly detail: string;
  /** The part of the journey that begins here. */
  readonly begins: Step | null;
  readonly body: ShownObject;
}

/** How lines are worded. */
export interface Wording {
  readonly words: PassingWords;
  readonly locale: string;
  /** What the person of a role is called; the role itself for somebody else. */
  readonly nameOf: (role: string) => string;
}

/** UTC milliseconds. */
export function timeOf(passing: Passing): number {
  return passing.from === 'page' ? passing.message.at : passing.fact.at;
}
