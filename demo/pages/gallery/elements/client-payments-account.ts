import type { StripeAccountStanding } from '../../../../src/contract/stripe-account.ts';
import { aLinkedStanding, aStanding, aTestPayment, anAccountState } from '../../staged/account-samples.ts';
import { NOON } from '../../staged/samples.ts';
import { StagedAccountStore } from '../../staged/staged-account-store.ts';
import { press, submit } from '../scenes.ts';
import type { StagedState } from '../staged-state.ts';
import { errorOf } from '../troubles.ts';
import { standing } from './client-payments-stage.ts';

const WEEK = 7 * 24 * 3_600_000;

export function accountStates(): readonly StagedState[] {
  return [
    standing('ready', 'Ready', 'Linked, and payments can be requested.', aLinkedStanding()),
    standing(
      'ready-due-soon',
      'Ready, and more needed soon',
      'Stripe will need more by a date.',
      aLinkedStanding({ requirementsDue: 2, deadline: NOON + 2 * WEEK }),
    ),
    standing(
      'incomplete',
      'Finish at Stripe',
      'Stripe needs more before the clinic can be paid.',
      aLinkedStanding(
        { health: 'incomplete', origin: 'new', requirementsDue: 3, deadline: NOON + WEEK },
        { canTestPayment: false },
      ),
    ),
    standing(
      'in-review',
      'In review',
      'Stripe has it all and is looking at it.',
      aLinkedStanding({ health: 'in_review', origin: 'new' }, { canTestPayment: false }),
    ),
    standing(
      'restricted',
      'Restricted',
      'Stripe has stopped payments until something is done.',
      aLinkedStanding(
        { health: 'restricted', requirementsDue: 1, deadline: NOON - WEEK },
        { canTestPayment: false },
      ),
    ),
    standing(
      'at-stripe',
      'Being finished',
      'What Stripe requires is open in another tab.',
      aLinkedStanding({ health: 'incomplete', origin: 'new', requirementsDue: 3 }, { canTestPayment: false }),
      { visit: { purpose: 'requirements', url: 'https://connect.stripe.com/', since: NOON } },
    ),
    standing(
      'provisioned',
      'Set by the operator',
      'The platform’s operator named the account; Stripe has no name for it yet.',
      aLinkedStanding({ origin: 'provisioned', name: null, country: null }),
    ),
    standing(
      'disabled-since',
      'Disabled since',
      'The account is there; the app was disabled for the clinic.',
      aLinkedStanding({}, { clinic: { ...aStanding().clinic, enabled: false }, canTestPayment: false }),
    ),
    standing(
      'long-names',
      'Long names',
      'An account and a clinic as long as they come.',
      aLinkedStanding(
        { name: 'Wolfeschlegelsteinhausenbergerdorff and Featherstonehaugh Family Practice Partnership' },
        {
          domains: [
            { domain: 'apps-and-tools.wolfeschlegelsteinhausenbergerdorff.example.com.au', state: 'active' },
          ],
        },
      ),
    ),
  ];
}

export function removalStates(): readonly StagedState[] {
  const open = aLinkedStanding({}, { openRequests: 3 });
  return [
    {
      ...standing('removal', 'Remove?', 'What it means, and the clinic’s name to type.', open),
      prepare: (stage) => press(stage, '[part=remove]'),
    },
    {
      ...standing('removal-wrong-name', 'Another name', 'What was typed is not the clinic’s name.', open),
      prepare: async (stage) => {
        await press(stage, '[part=remove]');
        await submit(stage);
      },
    },
    removalFailed(),
    standing('removing', 'Being removed', 'It goes on by itself.', aLinkedStanding({}, { isRemoving: true })),
    removed('removed', 'Removed', 'An administrator removed it.', { by: 'admin', at: NOON }),
    removed('removed-at-stripe', 'Disconnected at Stripe', 'It was disconnected in Stripe’s own dashboard.', {
      by: 'stripe',
      at: NOON,
    }),
    removed('removed-by-operator', 'Removed by the operator', 'The platform’s operator took it away.', {
      by: 'operator',
      at: NOON,
    }),
  ];
}

export function testStates(): readonly StagedState[] {
  return [
    standing(
      'test-pending',
      'Test payment on its way',
      'Stripe has not said yet.',
      aLinkedStanding({}, { testPayment: aTestPayment({ status: 'pending' }) }),
    ),
    standing('test-succeeded', 'It works', 'The test payment went through.', tested()),
    standing(
      'test-failed',
      'It does not work',
      'Stripe did not take the test payment.',
      aLinkedStanding({}, { testPayment: aTestPayment({ status: 'failed', code: 'account_invalid' }) }),
    ),
  ];
}

export function walletStates(): readonly StagedState[] {
  return [
    standing(
      'wallets',
      'Sites and their states',
      'Registered for the account when it is linked.',
      aLinkedStanding(
        {},
        {
          domains: [
            { domain: 'pay.example.com', state: 'active' },
            { domain: 'call.example.com', state: 'pending' },
            {
              domain: 'old.example.com',
              state: 'inactive',
              problem: 'The domain could not be verified. Check that it is reachable over https.',
            },
          ],
        },
      ),
    ),
  ];
}

/** Asked for, and refused: what was typed stays. */
function removalFailed(): StagedState {
  const linked = aLinkedStanding({ origin: 'new' });
  const store = new StagedAccountStore(anAccountState(linked));
  return {
    ...standing('removal-failed', 'Not removed', 'Stripe did not let it go.', linked),
    stores: () => ({ account: store }),
    prepare: async (stage) => {
      await press(stage, '[part=remove]');
      store.set(
        anAccountState(linked, {
          task: { status: 'failed', name: 'removing', error: errorOf('rejected') },
        }),
      );
    },
  };
}

function removed(
  id: string,
  title: string,
  what: string,
  lastRemoval: StripeAccountStanding['lastRemoval'],
): StagedState {
  return standing(id, title, what, aStanding({ lastRemoval }));
}

function tested(): StripeAccountStanding {
  return aLinkedStanding({}, { testPayment: aTestPayment() });
}
