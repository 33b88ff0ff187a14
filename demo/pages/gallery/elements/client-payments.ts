import { PaymentsError } from '../../../../src/errors.ts';
import { clinician } from '../scenes.ts';
import type { ElementStates, StagedState } from '../staged-state.ts';
import { configureStates } from '../troubles.ts';
import { accountStates, removalStates, testStates, walletStates } from './client-payments-account.ts';
import { linkStates, parkedStates, visitStates } from './client-payments-link.ts';
import { admin, inState, organisationAdmin } from './client-payments-stage.ts';
import { SOME_CLINICS } from '../../staged/account-samples.ts';
import { StagedClinicsStore } from '../../staged/staged-account-store.ts';
import type { ClinicsState } from '../../../../src/session/configure/clinics-store.ts';

export const clientPayments: ElementStates = {
  tag: 'client-payments',
  what: 'Where a clinic’s administrator links the clinic’s Stripe account, sees how it stands, edits it and removes it.',
  groups: [
    { title: 'Linking', states: linkStates() },
    { title: 'At Stripe, and back', states: visitStates() },
    { title: 'What came back', states: parkedStates() },
    { title: 'The account', states: accountStates() },
    { title: 'Removing', states: removalStates() },
    { title: 'Test payment', states: testStates() },
    { title: 'Wallets', states: walletStates() },
    {
      title: 'An organisation’s clinics',
      states: [
        clinics(
          'clinics',
          'Clinics',
          'To an organisation’s administrator: each clinic, how it stands, and nothing else.',
          {
            status: 'ready',
            clinics: SOME_CLINICS,
            trouble: null,
          },
        ),
        clinics('clinics-none', 'No clinics', 'The organisation has none here.', {
          status: 'ready',
          clinics: [],
          trouble: null,
        }),
        clinics('clinics-loading', 'Clinics on their way', 'The gateway has not answered yet.', {
          status: 'loading',
        }),
      ],
    },
    {
      title: 'The connection',
      states: [
        ...configureStates(),
        inState('loading', 'On its way', 'The gateway is being asked where linking stands.', {
          status: 'loading',
        }),
        inState('unreachable', 'Gateway unreachable', 'It has not answered yet; the page keeps trying.', {
          status: 'unavailable',
          error: new PaymentsError('GATEWAY_UNREACHABLE', 'No answer.', { retryable: true }),
        }),
        {
          id: 'not-an-admin',
          title: 'Somebody else',
          what: 'The token is a clinician’s, or another’s who administers nothing.',
          session: clinician(),
        },
        {
          id: 'unknown-clinic',
          title: 'Clinic unknown',
          what: 'The gateway does not know the clinic: it has yet to be asked for.',
          session: admin({ clinic: null, payments: { ready: false, reason: 'clinic_not_enabled' } }),
          attributes: { 'access-url': '#form', 'help-url': '#help' },
        },
      ],
    },
  ],
};

function clinics(id: string, title: string, what: string, state: ClinicsState): StagedState {
  return {
    id,
    title,
    what,
    session: organisationAdmin(),
    attributes: { 'access-url': '#form', 'help-url': '#help' },
    stores: () => ({ clinics: new StagedClinicsStore(state) }),
  };
}
