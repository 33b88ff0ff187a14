import { patient, reconnecting, one } from '../scenes.ts';
import type { ElementStates } from '../staged-state.ts';
import { connectionStates } from '../troubles.ts';
import { cardStates, outcomeUnknownStates, problemStates } from './pay-now-card.ts';
import { askedStates, closingStates, endStates, severalStates } from './pay-now-request.ts';

export const payNow: ElementStates = {
  tag: 'pay-now',
  what: 'Shows the patient what they are asked to pay, and takes the payment.',
  groups: [
    { title: 'What is asked', states: askedStates() },
    { title: 'Several requests', states: severalStates() },
    { title: 'Email and card', states: cardStates() },
    { title: 'A try that did not go through', states: problemStates() },
    { title: 'The bank, and the outcome', states: outcomeUnknownStates() },
    { title: 'On its way out', states: closingStates() },
    { title: 'How it ended', states: endStates() },
    {
      title: 'The connection',
      states: [
        ...connectionStates(),
        {
          id: 'reconnecting',
          title: 'Reconnecting',
          what: 'The gateway was there, and does not answer now.',
          session: reconnecting(patient(one())),
        },
        {
          id: 'not-a-payer',
          title: 'Somebody else',
          what: 'The token is an observer’s, or a clinician’s: nothing of payments is shown.',
          session: patient({}, { gateway: { role: 'observer' } }),
        },
      ],
    },
  ],
};
