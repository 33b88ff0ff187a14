import type {
  ClosingReason,
  PaymentRequest,
  PaymentRequestStatus,
} from '../../../../src/contract/payment-request.ts';
import type { RequestEntry } from '../../../../src/session/state.ts';
import { NOON, anEntry, ended, paid, requested } from '../../staged/samples.ts';
import { one, patient, press } from '../scenes.ts';
import type { StagedState } from '../staged-state.ts';
import { errorOf } from '../troubles.ts';

type Words = readonly [title: string, what: string];

const EMAIL = 'alex.nguyen@example.com';

/** As they end for the patient without money. */
type Ended = Exclude<PaymentRequestStatus, 'creating' | 'requested' | 'processing' | 'paid'>;

const ENDED: Readonly<Record<Ended, Words>> = {
  cancelled: ['Withdrawn', 'The clinic withdrew it.'],
  refused: ['Refused', 'The patient pressed Don’t pay this, and Stripe confirmed.'],
  expired: ['Expired', 'It was not paid in time.'],
  failed: ['Failed', 'The request could not be made for good.'],
  unreachable: ['Account out of reach', 'The clinic’s account was unlinked while it was open.'],
};

const CLOSING: Readonly<Record<ClosingReason, Words>> = {
  cancelled: ['Being withdrawn', 'The clinician cancelled; Stripe is being asked.'],
  refused: ['Being refused', 'The patient said no; Stripe is being asked.'],
  expired: ['Expiring', 'Its time is over; Stripe is being asked.'],
};

export function askedStates(): readonly StagedState[] {
  return [
    {
      id: 'nothing',
      title: 'Nothing to pay',
      what: 'No request is addressed to this person.',
      session: patient(),
    },
    asked('asked', 'A payment is asked', 'The panel opens by itself when this comes.', requested()),
    asked('put-off', 'Put off', 'Not now was pressed: it can be paid until its time is over.', putOff()),
    asked('declined-before', 'Declined before a reload', 'The card form is gone; what came of it is not.', {
      ...requested({
        lastAttempt: {
          outcome: 'declined',
          code: 'card_declined',
          declineCode: 'insufficient_funds',
          at: NOON,
        },
      }),
    }),
    {
      ...asked('refuse-sure', 'Don’t pay this, sure?', 'The clinic is told only after Yes.', requested()),
      prepare: (stage) => press(stage, '.quiet:last-child'),
    },
    asked('refuse-failed', 'Not refused', 'The gateway could not be told: it is still open.', requested(), {
      actionError: errorOf('unreachable'),
    }),
    asked('card-form-missing', 'No card form', 'Stripe.js did not load; Pay Now tries again.', requested(), {
      checkout: { status: 'unavailable', error: errorOf('cardForm') },
    }),
    asked('elsewhere', 'Open elsewhere', 'Another <pay-now> in this page has the card form.', requested(), {
      checkout: { status: 'details', problem: null },
    }),
    {
      ...asked(
        'link-payer',
        'By a pay link',
        'Opened from a link, by somebody who may pay this one.',
        requested(),
      ),
      session: patient(one(), { gateway: { role: 'link-payer', environment: 'live' } }),
      attributes: { 'request-id': requested().id },
    },
    asked('long-words', 'Long words', 'A description and a clinic as long as they come, seven digits.', {
      ...requested({
        amount: 1_234_567_89,
        description:
          'Long consultation with a second opinion, a written report for the employer and one follow-up call',
        clinic: { name: 'Wolfeschlegelsteinhausenbergerdorff and Featherstonehaugh Family Practice' },
      }),
    }),
  ];
}

export function severalStates(): readonly StagedState[] {
  const second = requested({ id: 'pr_2', createdAt: NOON + 1, description: 'Gap payment', amount: 4250 });
  return [
    {
      id: 'several',
      title: 'One of two',
      what: 'The oldest open one comes first; never two card forms.',
      session: patient({ requests: [anEntry(second), anEntry(requested())] }),
    },
    {
      id: 'next',
      title: 'Paid, and one more',
      what: 'The first is paid; the next waits for a press.',
      session: patient({ requests: [anEntry(second), anEntry(requested())] }),
      prepare: ({ session }) => session.setRequest(paid()),
    },
  ];
}

export function closingStates(): readonly StagedState[] {
  return [
    asked('refusing', 'Don’t pay this', 'Pressed; the gateway has not answered.', requested(), {
      pending: 'refusing',
    }),
    ...(Object.entries(CLOSING) as [ClosingReason, Words][]).map(([closingAs, [title, what]]) =>
      asked(`closing-${closingAs}`, title, what, requested({ closingAs })),
    ),
    {
      id: 'withdrawn-while-paying',
      title: 'Withdrawn while paying',
      what: 'Cancelled while the card form was open, and before Pay: the form goes away.',
      session: patient(one()),
      prepare: async (stage) => {
        await press(stage, '[part=pay-now]');
        stage.session.setRequest(requested({ closingAs: 'cancelled' }));
      },
    },
  ];
}

export function endStates(): readonly StagedState[] {
  const bare = { paidAt: NOON, method: 'link' };
  return [
    {
      ...asked('paid', 'Paid', 'The confirmation: Stripe sends the receipt to that address.', paid()),
      email: EMAIL,
    },
    asked('paid-elsewhere', 'Paid on another device', 'This page does not know the address.', paid()),
    asked('paid-by-link', 'Paid with Link', 'Another method than a card, and no receipt page.', {
      ...paid(),
      status: 'paid',
      payment: bare,
    }),
    asked(
      'refunded-partly',
      'Partly refunded',
      'The clinic gave some of it back.',
      paid({ amountRefunded: 2000 }),
    ),
    asked('refunded', 'Refunded', 'The clinic gave all of it back.', paid({ amountRefunded: 8500 })),
    ...(Object.entries(ENDED) as [Ended, Words][]).map(([status, [title, what]]) =>
      asked(status, title, what, ended(status)),
    ),
  ];
}

function asked(
  id: string,
  title: string,
  what: string,
  request: PaymentRequest,
  change: Partial<RequestEntry> = {},
): StagedState {
  return { id, title, what, session: patient(one(request, change)) };
}

function putOff(): PaymentRequest {
  return requested({ activity: { kind: 'put-off', at: NOON } });
}
