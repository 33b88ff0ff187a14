import type {
  ClosingReason,
  PayerActivityKind,
  PaymentAttempt,
  PaymentRequest,
  PaymentRequestStatus,
} from '../../../../src/contract/payment-request.ts';
import type { RequestEntry } from '../../../../src/session/state.ts';
import { NOON, anEntry, ended, paid, requested } from '../../staged/samples.ts';
import { kebab } from '../kebab.ts';
import { clinician, one, press, reconnecting } from '../scenes.ts';
import type { StagedState } from '../staged-state.ts';
import { errorOf } from '../troubles.ts';

type Words = readonly [title: string, what: string];
const AT = NOON + 60_000;

const ACTIVITY: Readonly<Record<PayerActivityKind, Words>> = {
  seen: ['Seen', 'The patient’s panel shows the request.'],
  'put-off': ['Put off', 'The patient pressed Not now; it stays open.'],
  'entering-details': ['Entering details', 'The patient has opened the card form.'],
  authenticating: ['With the bank', 'The patient’s bank asks them to approve it.'],
};

const ATTEMPTS: Readonly<Record<PaymentAttempt['outcome'], Words>> = {
  declined: ['A card was declined', 'Stripe declined a card; why is told to the patient only.'],
  authentication_failed: ['Bank check not passed', 'The patient failed their bank’s check, or left it.'],
  error: ['A try that failed', 'Something else went wrong with a try.'],
};

const CLOSING: Readonly<Record<ClosingReason, Words>> = {
  cancelled: ['Being cancelled', 'Stripe is asked to withdraw it: it may yet turn out paid.'],
  refused: ['Being refused', 'The patient chose not to pay; Stripe is being told.'],
  expired: ['Expiring', 'Its time is over; Stripe is being told.'],
};

/** As they end without money. `paid` has states of its own. */
type Ended = Exclude<PaymentRequestStatus, 'creating' | 'requested' | 'processing' | 'paid'>;

const ENDED: Readonly<Record<Ended, Words>> = {
  cancelled: ['Cancelled', 'The clinician withdrew it, and Stripe confirmed.'],
  refused: ['Not paid', 'The patient chose not to pay.'],
  expired: ['Expired', 'It was not paid in time.'],
  failed: ['Not sent', 'Stripe did not accept the request at all.'],
  unreachable: ['Account out of reach', 'The clinic’s account was unlinked while it was open.'],
};

const DISPUTES = {
  open: [
    'Disputed',
    'The cardholder’s bank has disputed it: the clinic answers in Stripe.',
    'needs_response',
  ],
  won: ['Dispute won', 'The bank decided for the clinic.', 'won'],
  lost: ['Dispute lost', 'The bank took the money back.', 'lost'],
} as const;

export function openStates(): readonly StagedState[] {
  return [
    life('creating', 'Just asked', 'The gateway has saved it, and is asking Stripe.', ended('creating')),
    life('unopened', 'Not opened yet', 'The patient’s page has said nothing yet.', requested()),
    ...entries(ACTIVITY).map(([kind, [title, what]]) =>
      life(`activity-${kind}`, title, what, requested({ activity: { kind, at: AT } })),
    ),
    ...entries(ATTEMPTS).map(([outcome, [title, what]]) =>
      life(
        `attempt-${kebab(outcome)}`,
        title,
        what,
        requested({
          activity: { kind: 'entering-details', at: AT },
          lastAttempt: { outcome, code: 'card_declined', at: AT },
        }),
      ),
    ),
    {
      ...life('cancel-sure', 'Cancel, sure?', 'Cancel was pressed while the patient is paying.', paying()),
      prepare: (stage) => press(stage, '.quiet'),
    },
    life('cancelling', 'Cancelling', 'Cancel was pressed; the gateway has not answered.', requested(), {
      pending: 'cancelling',
    }),
    life('cancel-failed', 'Not cancelled', 'The gateway could not be asked: it is still open.', requested(), {
      actionError: errorOf('unreachable'),
    }),
    ...entries(CLOSING).map(([closingAs, [title, what]]) =>
      life(`closing-${closingAs}`, title, what, requested({ closingAs })),
    ),
    life('processing', 'Processing', 'Stripe is settling it.', ended('processing')),
    {
      ...life('open-reconnecting', 'Reconnecting', 'The gateway does not answer now.', paying()),
      session: reconnecting(clinician(one(paying()))),
    },
  ];
}

export function endStates(): readonly StagedState[] {
  const byLink = { paidAt: AT, method: 'link', chargeId: 'ch_3SimHarbour' };
  return [
    life('paid', 'Paid', 'Stripe says succeeded: it beats every other status.', paid()),
    life('paid-by-link', 'Paid with Link', 'Another method than a card, and no receipt page.', {
      ...paid(),
      status: 'paid',
      payment: byLink,
    }),
    life(
      'already-paid',
      'Paid before it was cancelled',
      'The money had moved when Stripe was asked.',
      paid(),
      {
        actionError: errorOf('ended'),
      },
    ),
    life(
      'refunded-partly',
      'Partly refunded',
      'The clinic gave some of it back.',
      paid({ amountRefunded: 2000 }),
    ),
    life('refunded', 'Refunded', 'The clinic gave all of it back.', paid({ amountRefunded: 8500 })),
    ...entries(DISPUTES).map(([name, [title, what, disputeStatus]]) =>
      life(`dispute-${name}`, title, what, paid({ disputeStatus })),
    ),
    ...entries(ENDED).map(([status, [title, what]]) => life(status, title, what, ended(status))),
  ];
}

export function listStates(): readonly StagedState[] {
  const others = [
    paid({ id: 'a', description: 'Gap payment', amount: 4250 }),
    ended('processing', { id: 'b', description: 'Blood test' }),
    ...entries(ENDED).map(([status]) => ended(status, { id: status, description: 'Report for employer' })),
  ];
  const long =
    'Long consultation with a second opinion, a written report for the employer and one follow-up call';
  return [
    {
      id: 'history',
      title: 'Earlier requests',
      what: 'Every request of the call is kept below the one that is shown; each opens.',
      session: clinician({ requests: [paying(), ...others].map((request) => anEntry(request)) }),
    },
    {
      id: 'history-form',
      title: 'Another one',
      what: 'Request another payment was pressed: the form, and the requests so far.',
      session: clinician({
        requests: [requested(), ...others.slice(0, 1)].map((request) => anEntry(request)),
      }),
      prepare: (stage) => press(stage, '.stack .button'),
    },
    life(
      'long-words',
      'Long words',
      'A description and names as long as they come, and seven digits.',
      paid({
        amount: 1_234_567_89,
        description: long,
        payer: {
          id: 'patient-1',
          displayName: 'Wolfeschlegelsteinhausenbergerdorff Featherstonehaugh-Cholmondeley',
        },
      }),
      {},
    ),
  ];
}

function life(
  id: string,
  title: string,
  what: string,
  request: PaymentRequest,
  change: Partial<RequestEntry> = {},
): StagedState {
  return { id, title, what, session: clinician(one(request, change)) };
}

function paying(): PaymentRequest {
  return requested({ activity: { kind: 'entering-details', at: AT } });
}

function entries<Key extends string, Value>(table: Readonly<Record<Key, Value>>): readonly [Key, Value][] {
  return Object.entries(table) as [Key, Value][];
}
