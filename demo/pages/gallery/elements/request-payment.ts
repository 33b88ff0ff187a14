import type { GatewayEnvironment, NotReadyReason } from '../../../../src/contract/gateway-session.ts';
import { clinician, reconnecting } from '../scenes.ts';
import { kebab } from '../kebab.ts';
import type { ElementStates, StagedState } from '../staged-state.ts';
import { connectionStates } from '../troubles.ts';
import { fieldStates, formStates, sendingStates } from './request-payment-form.ts';
import { endStates, listStates, openStates } from './request-payment-life.ts';

type Words = readonly [title: string, what: string];

const NOT_READY: Readonly<Record<NotReadyReason, Words>> = {
  clinic_not_enabled: [
    'Not enabled',
    'The app is not enabled for this clinic: the request form asks for it.',
  ],
  account_not_linked: ['No Stripe account', 'The clinic is enabled, and has no Stripe account linked.'],
  account_incomplete: [
    'Details missing',
    'The account is linked; Stripe still needs something from the clinic.',
  ],
  account_in_review: ['In review', 'Stripe is looking at what the clinic sent.'],
  account_restricted: ['Restricted', 'Stripe has paused the clinic’s account.'],
};

const ENVIRONMENTS: Readonly<Record<GatewayEnvironment, Words>> = {
  simulated: ['Simulated', 'The gateway runs with the simulator: a strip says that no money moves.'],
  test: ['Stripe’s test mode', 'The gateway has Stripe’s test keys.'],
  live: ['Live', 'The gateway has live keys: no strip.'],
};

function notReadyStates(): readonly StagedState[] {
  return (Object.entries(NOT_READY) as [NotReadyReason, Words][]).map(([reason, [title, what]]) => ({
    id: kebab(reason),
    title,
    what,
    session: clinician({}, { gateway: { payments: { ready: false, reason } } }),
  }));
}

function environmentStates(): readonly StagedState[] {
  return (Object.entries(ENVIRONMENTS) as [GatewayEnvironment, Words][]).map(
    ([environment, [title, what]]) => ({
      id: `environment-${environment}`,
      title,
      what,
      session: clinician({}, { gateway: { environment } }),
    }),
  );
}

export const requestPayment: ElementStates = {
  tag: 'request-payment',
  what: 'Lets the clinician ask a patient in the call for a payment, and follow it to its end.',
  groups: [
    { title: 'The form', states: formStates() },
    { title: 'What the form refuses', states: fieldStates() },
    { title: 'Sending', states: sendingStates() },
    { title: 'A request on its way', states: openStates() },
    { title: 'How it ended', states: endStates() },
    { title: 'Several requests', states: listStates() },
    { title: 'Payments are not possible', states: notReadyStates() },
    {
      title: 'The connection',
      states: [
        ...connectionStates(),
        {
          id: 'reconnecting',
          title: 'Reconnecting',
          what: 'The gateway was there, and does not answer now: the form stays, a strip says so.',
          session: reconnecting(
            clinician({ draft: { amount: '85', description: 'Consultation fee', payerId: null } }),
          ),
        },
        {
          id: 'not-a-clinician',
          title: 'Somebody else',
          what: 'The token is an observer’s, or a patient’s: nothing of payments is shown.',
          session: clinician({}, { gateway: { role: 'observer' } }),
        },
      ],
    },
    { title: 'Test and live', states: environmentStates() },
  ],
};
