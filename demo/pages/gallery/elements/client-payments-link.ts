import type { VisitOutcome } from '../../../../src/contract/stripe-account.ts';
import { aParkedAccount, aStanding } from '../../staged/account-samples.ts';
import { NOON } from '../../staged/samples.ts';
import { PaymentsError } from '../../../../src/errors.ts';
import type { StagedState } from '../staged-state.ts';
import { errorOf } from '../troubles.ts';
import { kebab } from '../kebab.ts';
import { standing } from './client-payments-stage.ts';

const CLINIC = aStanding().clinic;
const VISIT = { purpose: 'existing', url: 'https://connect.stripe.com/', since: NOON } as const;

const OUTCOMES: Readonly<Record<VisitOutcome, readonly [title: string, what: string]>> = {
  cancelled: ['Came back without', 'They pressed Cancel at Stripe.'],
  expired: ['Link too old', 'The link had run out, or was used before.'],
  other_platform: ['Another platform’s', 'Another platform controls the account that was chosen.'],
  mode_mismatch: ['Test and live', 'A test account came to a live gateway, or the other way round.'],
  failed: ['Stripe said no', 'Stripe refused, or could not be asked.'],
};

export function linkStates(): readonly StagedState[] {
  return [
    {
      ...standing(
        'not-enabled',
        'Not enabled',
        'The app is not enabled for this clinic: the next step is the request form.',
        aStanding({ clinic: { ...CLINIC, enabled: false } }),
      ),
    },
    standing(
      'not-linked',
      'Not linked',
      'The clinic is enabled, and has no account: two ways to one.',
      aStanding(),
    ),
    standing(
      'existing-off',
      'Existing accounts off',
      'The gateway has no STRIPE_CONNECT_CLIENT_ID: only a new account can be made.',
      aStanding({ strategies: { existing: false, new: true } }),
    ),
    standing(
      'new-off',
      'New accounts off',
      'Only an account that is there already can be linked.',
      aStanding({ strategies: { existing: true, new: false } }),
    ),
    standing(
      'no-way',
      'No way to link',
      'The platform has set up neither way.',
      aStanding({ strategies: { existing: false, new: false } }),
    ),
    standing(
      'set-aside',
      'Made here before',
      'An account that was removed, and made here, is offered again.',
      aStanding({
        setAside: [
          { id: 'acct_1SimRiverside07', name: 'Riverside Clinic Pty Ltd', country: 'AU', origin: 'new' },
          { id: 'acct_1SimRiverside08', name: null, country: null, origin: 'new' },
        ],
        lastRemoval: { by: 'admin', at: NOON },
      }),
    ),
    standing(
      'linking',
      'Preparing the link',
      'Go to Stripe was pressed; the gateway has not answered.',
      aStanding(),
      { task: { status: 'pending', name: 'linking' } },
    ),
    standing('linking-failed', 'No link', 'The gateway could not make one.', aStanding(), {
      task: { status: 'failed', name: 'linking', error: errorOf('unreachable') },
    }),
    standing(
      'country',
      'Which country',
      'The clinic’s currency is of several countries, and Stripe wants to know.',
      aStanding({ strategies: { existing: false, new: true } }),
      {
        task: {
          status: 'failed',
          name: 'linking',
          error: new PaymentsError('country_required', 'Say in which country.', { status: 422 }),
        },
      },
    ),
    standing('stale', 'Out of date', 'The gateway was there, and does not answer now.', aStanding(), {
      trouble: errorOf('unreachable'),
    }),
  ];
}

export function visitStates(): readonly StagedState[] {
  return [
    standing('waiting', 'At Stripe', 'Stripe is open in another tab; this page waits.', aStanding(), {
      visit: VISIT,
    }),
    {
      ...standing(
        'blocked',
        'Tab kept closed',
        'The browser did not open the tab: a plain link does.',
        aStanding(),
      ),
      prepare: async ({ element }) => {
        const { open } = window;
        window.open = () => null;
        element.renderRoot.querySelector<HTMLElement>('[part=go-to-stripe]')?.click();
        window.open = open;
        await new Promise((resolve) => setTimeout(resolve));
      },
    },
    ...Object.entries(OUTCOMES).map(([outcome, [title, what]]) =>
      standing(
        `visit-${kebab(outcome.replaceAll('_', '-'))}`,
        title,
        what,
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the record's own keys.
        aStanding({ lastVisit: { outcome: outcome as VisitOutcome, at: NOON } }),
      ),
    ),
  ];
}

export function parkedStates(): readonly StagedState[] {
  return [
    standing(
      'parked',
      'Is this the one?',
      'An account came back: it is linked when an administrator says so.',
      aStanding({ parked: aParkedAccount() }),
    ),
    standing(
      'parked-unfinished',
      'Not finished',
      'Stripe still needs details for the new account.',
      aStanding({
        parked: aParkedAccount({ origin: 'new', health: 'incomplete', name: null, country: null }),
      }),
    ),
    standing(
      'parked-at-stripe',
      'Being answered',
      'Stripe asks its questions in another tab.',
      aStanding({ parked: aParkedAccount({ origin: 'new', health: 'incomplete', country: 'AU' }) }),
      { visit: { ...VISIT, purpose: 'new' } },
    ),
    standing(
      'parked-in-review',
      'In review already',
      'Stripe looks at what was sent.',
      aStanding({ parked: aParkedAccount({ origin: 'new', health: 'in_review' }) }),
    ),
    standing(
      'confirming',
      'Being linked',
      'Use this account was pressed.',
      aStanding({ parked: aParkedAccount() }),
      { task: { status: 'pending', name: 'confirming' } },
    ),
    standing(
      'checking',
      'No answer',
      'It may have been done: unknown is never failed.',
      aStanding({ parked: aParkedAccount() }),
      { task: { status: 'checking', name: 'confirming' } },
    ),
    standing(
      'in-use',
      'Somebody else’s',
      'Another organisation is paid on this account.',
      aStanding({ parked: aParkedAccount() }),
      {
        task: {
          status: 'failed',
          name: 'confirming',
          error: new PaymentsError('account_in_use', 'In use.', { status: 409 }),
        },
      },
    ),
    standing(
      'discarding',
      'Being put away',
      'Not this one was pressed.',
      aStanding({ parked: aParkedAccount() }),
      { task: { status: 'pending', name: 'discarding' } },
    ),
  ];
}
