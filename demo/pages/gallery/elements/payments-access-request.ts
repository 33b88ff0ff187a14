import { PaymentsError } from '../../../../src/errors.ts';
import type { AccessDraft, AccessState } from '../../../../src/session/configure/access-state.ts';
import {
  anAccessState,
  approved,
  declined,
  sent,
  TICKET,
  waiting,
  withdrawn,
} from '../../staged/access-samples.ts';
import { NOON } from '../../staged/samples.ts';
import { StagedAccessStore } from '../../staged/staged-access-store.ts';
import { press, submit, unconnected } from '../scenes.ts';
import type { ElementStates, StagedState } from '../staged-state.ts';
import { admin, organisationAdmin } from './client-payments-stage.ts';

const DAY = 24 * 3_600_000;
const attributes = { 'help-url': '#help', 'terms-url': '#terms', 'next-url': '#client-payments' };

const FILLED: AccessDraft = {
  organisationName: 'Bayside Health',
  clinics: [{ ref: 'riverside', name: 'Riverside Clinic', isChosen: true, hasStripeAccount: false }],
  contactName: 'Kim Tran',
  contactEmail: 'kim.tran@bayside.example',
  contactPhone: '',
  expectedUse: 'Gap fees after physiotherapy by video. About 120 payments a month.',
  manager: 'other',
  managerName: 'Dana Ford',
  managerEmail: 'dana.ford@bayside.example',
  agrees: true,
};
const LINK = {
  requestId: 'ar_1',
  url: 'https://pay.example.com/access#tHe5eCreT0fTheL1nk',
  expiresAt: NOON + 7 * DAY,
};

function state(
  id: string,
  title: string,
  what: string,
  access: AccessState,
  more: Partial<StagedState> = {},
): StagedState {
  return {
    id,
    title,
    what,
    session: organisationAdmin(),
    stores: () => ({ access: new StagedAccessStore(access) }),
    attributes,
    ...more,
  };
}

const UNKNOWN_ORGANISATION = {
  organisation: { ref: 'northern', name: null },
  clinicRef: null,
  clinics: [],
} as const;

export const paymentsAccessRequest: ElementStates = {
  tag: 'payments-access-request',
  what: 'The request form, with which an administrator asks for payments to be enabled, and where the request stands.',
  groups: [
    {
      title: 'The form',
      states: [
        state(
          'form',
          'Nothing typed',
          'An organisation’s administrator; its clinics are known.',
          anAccessState(),
        ),
        state(
          'filled',
          'Filled',
          'Somebody else is the telehealth manager.',
          anAccessState({ draft: FILLED }),
        ),
        state(
          'manager-is-me',
          'The manager asks',
          'Whoever fills in the form is the telehealth manager: sending it raises the ticket.',
          anAccessState({ draft: { ...FILLED, manager: 'me' } }),
        ),
        state(
          'unknown-organisation',
          'An organisation that is new',
          'Neither the host nor the gateway knows its clinics: they are typed.',
          anAccessState({ scope: UNKNOWN_ORGANISATION }),
        ),
        state(
          'one-clinic',
          'A clinic’s administrator',
          'They ask for their own clinic alone.',
          anAccessState({ scope: { ...anAccessState().scope, clinicRef: 'riverside' } }),
          { session: admin({ payments: { ready: false, reason: 'clinic_not_enabled' } }) },
        ),
        state(
          'enabled',
          'Nothing to ask for',
          'The clinic has payments already.',
          anAccessState({ scope: { ...anAccessState().scope, clinicRef: 'harbour-street' } }),
          { session: admin() },
        ),
        state(
          'wrong',
          'Sent too early',
          'Each answer that is missing or wrong says so, and the first has the focus.',
          anAccessState({ draft: { ...FILLED, contactEmail: 'kim at home', manager: null, agrees: false } }),
          { prepare: submit },
        ),
        state(
          'sending',
          'Sending',
          'The gateway has not answered yet.',
          anAccessState({ draft: FILLED, task: { status: 'pending', name: 'sending' } }),
        ),
        state(
          'checking',
          'No answer',
          'The gateway did not answer: the form is sent again under the same key.',
          anAccessState({ draft: FILLED, task: { status: 'checking', name: 'sending' } }),
        ),
        state(
          'already-requested',
          'Asked already',
          'Somebody else’s request for the clinic is open.',
          anAccessState({
            draft: FILLED,
            task: {
              status: 'failed',
              name: 'sending',
              error: new PaymentsError('access_already_requested', 'Asked already.', { status: 409 }),
            },
          }),
        ),
      ],
    },
    {
      title: 'Waiting for the telehealth manager',
      states: [
        state(
          'waiting',
          'Not shared yet',
          'The link is to be made.',
          anAccessState({ requests: [waiting()] }),
        ),
        state(
          'shared',
          'A link to share',
          'It is shown in the page that made it, and nowhere else.',
          anAccessState({ requests: [waiting({ linkExpiresAt: LINK.expiresAt })], link: LINK }),
        ),
        state(
          'shared-before',
          'A link is out',
          'It was made before the page was loaded: a new one can be made.',
          anAccessState({ requests: [waiting({ linkExpiresAt: LINK.expiresAt })] }),
        ),
        state(
          'not-for-me',
          'Not for them',
          'Whoever opened the link said that it is not for them.',
          anAccessState({ requests: [waiting({ notForMeAt: NOON - DAY / 2 })] }),
        ),
      ],
    },
    {
      title: 'With the service desk',
      states: [
        state('sent', 'Sent', 'The ticket is open.', anAccessState({ requests: [sent()] })),
        state(
          'sent-with-link',
          'Sent, with the ticket’s page',
          'The service desk has pages of its own.',
          anAccessState({
            requests: [
              sent({ ticket: { ...TICKET, key: 'PAY-17', url: 'https://health.atlassian.net/PAY-17' } }),
            ],
          }),
        ),
        state(
          'opening',
          'The desk is silent',
          'The gateway goes on opening the ticket by itself.',
          anAccessState({ requests: [sent({ ticket: { ...TICKET, state: 'opening', key: null } })] }),
        ),
        state('withdrawing', 'Withdraw?', 'It asks once.', anAccessState({ requests: [sent()] }), {
          prepare: (stage) => press(stage, '.danger'),
        }),
        state(
          'correcting',
          'Correcting',
          'What was sent, to be changed; who raises the ticket is settled by then.',
          anAccessState({ requests: [sent()] }),
          { prepare: (stage) => press(stage, '.row .button') },
        ),
      ],
    },
    {
      title: 'How it ended',
      states: [
        state('approved', 'Approved', 'With the next step.', anAccessState({ requests: [approved()] })),
        state(
          'declined',
          'Declined',
          'With the reason, and the way to ask again.',
          anAccessState({ requests: [declined()] }),
        ),
        state(
          'withdrawn',
          'Withdrawn',
          'The form is there again.',
          anAccessState({ requests: [withdrawn()] }),
        ),
        state(
          'others',
          'Several requests',
          'The newest is shown; the others are a press away.',
          anAccessState({ requests: [sent(), declined({ id: 'ar_0' }), { ...withdrawn(), id: 'ar_2' }] }),
        ),
        state(
          'read-only',
          'The organisation’s request',
          'A clinic’s administrator sees what was asked for several clinics, and cannot change it.',
          anAccessState({ requests: [sent({ canChange: false })] }),
        ),
      ],
    },
    {
      title: 'The connection',
      states: [
        {
          id: 'connecting',
          title: 'Connecting',
          what: 'From the first paint until the gateway has said who is asking.',
          session: unconnected({ status: 'connecting' }),
        },
        state(
          'loading',
          'On its way',
          'The gateway is being asked where the request stands.',
          { status: 'loading' },
          { isOnItsWay: true },
        ),
        state('unreachable', 'Gateway unreachable', 'It has not answered yet.', {
          status: 'unavailable',
          error: new PaymentsError('GATEWAY_UNREACHABLE', 'No answer.', { retryable: true }),
        }),
        state('somebody-else', 'Somebody else', 'The token is a clinician’s.', anAccessState(), {
          session: admin({ role: 'clinician' }),
        }),
      ],
    },
  ],
};
