import type { GatewaySession } from '../../../../src/contract/gateway-session.ts';
import type { StripeAccountStanding } from '../../../../src/contract/stripe-account.ts';
import type { AccountState } from '../../../../src/session/configure/account-state.ts';
import { anAccountState } from '../../staged/account-samples.ts';
import { StagedAccountStore } from '../../staged/staged-account-store.ts';
import { clinician } from '../scenes.ts';
import type { StagedState } from '../staged-state.ts';

/** A session of a clinic's administrator. */
export function admin(gateway: Partial<GatewaySession> = {}): StagedState['session'] {
  return clinician(
    {},
    {
      gateway: {
        role: 'clinic-admin',
        participantId: 'admin-1',
        callId: null,
        clinic: { name: 'Riverside Clinic' },
        ...gateway,
      },
      context: { callId: null, role: 'clinic-admin' },
    },
  );
}

/** A session of an organisation's administrator. */
export function organisationAdmin(): StagedState['session'] {
  return admin({ role: 'organisation-admin', clinic: null });
}

/** Everything that a host can set, as it would. */
const attributes = { 'access-url': '#form', 'help-url': '#help' };

/** The element over a store in this state. */
export function inState(id: string, title: string, what: string, state: AccountState): StagedState {
  return {
    id,
    title,
    what,
    session: admin(),
    attributes,
    stores: () => ({ account: new StagedAccountStore(state) }),
  };
}

/** The element over what the gateway says. */
export function standing(
  id: string,
  title: string,
  what: string,
  said: StripeAccountStanding,
  change: Partial<Extract<AccountState, { status: 'ready' }>> = {},
): StagedState {
  return inState(id, title, what, anAccountState(said, change));
}
