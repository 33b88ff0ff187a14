import type {
  ClinicStanding,
  LinkedAccount,
  ParkedAccount,
  StripeAccountStanding,
  TestPayment,
} from '../../../src/contract/stripe-account.ts';
import type { AccountState } from '../../../src/session/configure/account-state.ts';
import { NOON } from './samples.ts';

/** What the gateway may say of a clinic's Stripe account, ready made. */
const DAY = 24 * 3_600_000;
const CLINIC = { ref: 'riverside', name: 'Riverside Clinic', enabled: true };

export function anAccount(change: Partial<LinkedAccount> = {}): LinkedAccount {
  return {
    id: 'acct_1SimRiverside01',
    name: 'Riverside Clinic Pty Ltd',
    country: 'AU',
    origin: 'existing',
    health: 'ready',
    requirementsDue: 0,
    deadline: null,
    linkedAt: NOON - 40 * DAY,
    checkedAt: NOON - 60_000,
    dashboardUrl: 'https://dashboard.stripe.com/acct_1SimRiverside01',
    ...change,
  };
}

export function aParkedAccount(change: Partial<ParkedAccount> = {}): ParkedAccount {
  return {
    id: 'acct_1SimRiverside01',
    name: 'Riverside Clinic Pty Ltd',
    country: 'AU',
    origin: 'existing',
    health: 'ready',
    parkedAt: NOON - 5_000,
    ...change,
  };
}

export function aTestPayment(change: Partial<TestPayment> = {}): TestPayment {
  return {
    status: 'succeeded',
    at: NOON - 30_000,
    amount: 50,
    currency: 'aud',
    dashboardUrl: 'https://dashboard.stripe.com/test/payments/pi_1',
    ...change,
  };
}

/** A clinic that is enabled, and has never linked an account. */
export function aStanding(change: Partial<StripeAccountStanding> = {}): StripeAccountStanding {
  return {
    clinic: CLINIC,
    account: null,
    parked: null,
    setAside: [],
    lastVisit: null,
    lastRemoval: null,
    isRemoving: false,
    openRequests: 0,
    strategies: { existing: true, new: true },
    domains: [],
    testPayment: null,
    canTestPayment: false,
    ...change,
  };
}

/** A clinic that is paid on its account. */
export function aLinkedStanding(
  account: Partial<LinkedAccount> = {},
  change: Partial<StripeAccountStanding> = {},
): StripeAccountStanding {
  return aStanding({
    account: anAccount(account),
    canTestPayment: true,
    domains: [
      { domain: 'pay.example.com', state: 'active' },
      { domain: 'call.example.com', state: 'active' },
    ],
    ...change,
  });
}

export function anAccountState(
  standing: StripeAccountStanding = aStanding(),
  change: Partial<Extract<AccountState, { status: 'ready' }>> = {},
): AccountState {
  return { status: 'ready', standing, trouble: null, task: { status: 'idle' }, visit: null, ...change };
}

export const SOME_CLINICS: readonly ClinicStanding[] = [
  { ref: 'harbour-street', name: 'Harbour Street Clinic', enabled: true, health: 'ready' },
  { ref: 'hillcrest', name: 'Hillcrest Family Practice', enabled: true, health: 'incomplete' },
  { ref: 'northside', name: 'Northside Women’s Health', enabled: true, health: 'in_review' },
  { ref: 'parkland', name: 'Parkland Physiotherapy', enabled: true, health: 'restricted' },
  { ref: 'riverside', name: 'Riverside Clinic', enabled: true, health: null },
  { ref: 'wharf', name: 'Wharf Road Medical Centre', enabled: false, health: null },
];
