import { testCardByName } from '../../cards/test-cards.ts';
import type { Choice } from '../protocol.ts';

/** Names below `payment_method_data`, in bracket notation, and their values. */
export type MethodFields = readonly (readonly [string, string])[];

/** A wallet gives a token of its card, Link the id of a saved one. */
export function choiceFields(choice: Choice): MethodFields {
  if (choice.type === 'link') {
    return [
      ['[type]', 'link'],
      ['[link][payment_method_id]', `csmrpd_${choice.card}`],
      ['[link][email]', choice.email],
    ];
  }
  const token = testCardByName(choice.card)?.tokens[0] ?? '';
  return [
    ['[type]', 'card'],
    ['[card][token]', token.replace('pm_card_', 'tok_')],
    ['[card][wallet]', choice.type],
  ];
}
