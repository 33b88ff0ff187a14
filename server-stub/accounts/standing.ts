import type {
  LinkedAccount,
  LinkStrategy,
  ParkedAccount,
  StripeAccountStanding,
  TestPayment,
  WalletDomain,
} from '../../src/contract/stripe-account.ts';
import type { StripeConfig } from '../config.ts';
import type { StripeAccountRow } from '../store/account-rows.ts';
import type { DomainRow } from '../store/payment-method-domains.ts';
import type { ClinicRow } from '../store/tenants.ts';
import type { TestPaymentRow } from '../store/test-payments.ts';
import { accountDashboard } from '../stripe/account-urls.ts';
import { dashboardUrls } from '../stripe/dashboard-urls.ts';
import type { LinkParts } from './strategies/link-strategy.ts';

/** Where linking stands for one clinic. */
export async function describeStanding(
  { store, config }: LinkParts,
  clinic: ClinicRow,
  strategies: Readonly<Record<LinkStrategy, boolean>>,
): Promise<StripeAccountStanding> {
  const rows = await store.accounts.ofClinic(clinic.id);
  const active = rows.find(({ state }) => state === 'active');
  const parked = rows.find(({ state }) => state === 'parked');
  const removing = rows.find(({ state, linked_at }) => state === 'removing' && linked_at !== null);
  const current = active ?? removing;
  const gone = rows
    .filter(({ linked_at, removed_at }) => linked_at !== null && removed_at !== null)
    .toSorted((a, b) => (b.removed_at ?? 0) - (a.removed_at ?? 0))[0];
  const test =
    current && config.stripe.environment !== 'live'
      ? await store.testPayments.last(clinic.id, current.stripe_account)
      : undefined;
  const visit = await store.stripeVisits.last(clinic.id);
  return {
    clinic: { ref: clinic.ref, name: clinic.name, enabled: clinic.enabled === 1 },
    account: active ? linked(active, accountDashboard(config.stripe, active.stripe_account)) : null,
    parked: parked ? waiting(parked) : null,
    setAside: rows.filter(({ state }) => state === 'set_aside').map(facts),
    lastVisit:
      visit?.outcome && visit.ended_at !== null ? { outcome: visit.outcome, at: visit.ended_at } : null,
    lastRemoval:
      !active && gone?.removed_by && gone.removed_at !== null
        ? { by: gone.removed_by, at: gone.removed_at }
        : null,
    isRemoving: removing !== undefined,
    openRequests: current ? await store.requests.countOpenOf(clinic.id, current.stripe_account) : 0,
    strategies,
    domains: active ? (await store.domains.of(clinic.id, active.stripe_account)).map(walletDomain) : [],
    testPayment: test && current ? testPayment(test, config.stripe) : null,
    canTestPayment: config.stripe.environment !== 'live',
  };
}

function facts({ stripe_account, name, country, origin }: StripeAccountRow) {
  return { id: stripe_account, name, country, origin };
}

function linked(row: StripeAccountRow, dashboardUrl: string): LinkedAccount {
  return {
    ...facts(row),
    health: row.readiness,
    requirementsDue: row.requirements_due,
    deadline: row.deadline,
    linkedAt: row.linked_at ?? row.created_at,
    checkedAt: row.checked_at,
    dashboardUrl,
  };
}

function waiting(row: StripeAccountRow): ParkedAccount {
  return { ...facts(row), health: row.readiness, parkedAt: row.created_at };
}

function walletDomain({ domain, state, problem }: DomainRow): WalletDomain {
  return { domain, state, ...(problem !== null && { problem }) };
}

function testPayment(row: TestPaymentRow, stripe: StripeConfig): TestPayment {
  const { status, created_at, amount, currency, payment_intent, failure_code } = row;
  return {
    status,
    at: created_at,
    amount,
    currency,
    ...(payment_intent !== null && {
      dashboardUrl: dashboardUrls(stripe)(row.stripe_account, payment_intent),
    }),
    ...(failure_code !== null && { code: failure_code }),
  };
}
