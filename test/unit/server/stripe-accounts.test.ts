import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Stripe } from 'stripe';

import { readV1Account, readV2Account } from '../../../server-stub/stripe/account-reading.ts';
import type { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import { json, startApi } from '../../support/server/stripe-api.ts';

const NOTHING: Stripe.Account.Requirements = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
};

function v1(changes: Partial<Stripe.Account>, requirements: Partial<Stripe.Account.Requirements> = {}) {
  const account: Stripe.Account = {
    id: 'acct_1',
    object: 'account',
    charges_enabled: false,
    details_submitted: true,
    payouts_enabled: false,
    email: null,
    type: 'standard',
    country: 'AU',
    requirements: { ...NOTHING, ...requirements },
    ...changes,
  };
  return readV1Account(account);
}

test('how an account of the v1 form stands', () => {
  const ready = { charges_enabled: true };
  const stages = {
    ready: v1(ready),
    'ready, though something is due': v1(ready, { currently_due: ['a'], current_deadline: 1_800_000_000 }),
    'no cards yet': v1({ ...ready, capabilities: { card_payments: 'pending' } }),
    'not finished': v1({ details_submitted: false }, { disabled_reason: 'requirements.past_due' }),
    overdue: v1({}, { disabled_reason: 'requirements.past_due', past_due: ['a'], currently_due: ['a', 'b'] }),
    checking: v1({}, { disabled_reason: 'requirements.pending_verification' }),
    'under review': v1({}, { disabled_reason: 'under_review' }),
    rejected: v1({}, { disabled_reason: 'rejected.fraud' }),
    paused: v1({}, { disabled_reason: 'platform_paused' }),
  };
  assert.deepEqual(Object.fromEntries(Object.entries(stages).map(([name, { stage }]) => [name, stage])), {
    ready: 'ready',
    'ready, though something is due': 'ready',
    'no cards yet': 'review',
    'not finished': 'needs',
    overdue: 'needs',
    checking: 'review',
    'under review': 'review',
    rejected: 'stopped',
    paused: 'stopped',
  });
  assert.equal(stages.overdue.requirementsDue, 2);
  const { requirementsDue, deadline } = stages['ready, though something is due'];
  assert.deepEqual([requirementsDue, deadline], [1, 1_800_000_000_000]);
});

type Cards = Stripe.V2.Core.Account.Configuration.Merchant.Capabilities.CardPayments;

function v2(cards: Cards, awaiting: readonly ('user' | 'stripe')[] = []) {
  const entries = awaiting.map((from) => ({
    awaiting_action_from: from,
    description: 'x',
    errors: [],
    impact: {},
    minimum_deadline: { status: 'currently_due' as const },
    requested_reasons: [],
  }));
  const time = '2026-12-01T00:00:00.000Z';
  const account: Stripe.V2.Core.Account = {
    id: 'acct_1',
    object: 'v2.core.account',
    applied_configurations: ['merchant'],
    created: time,
    livemode: false,
    display_name: 'Clinic',
    identity: { country: 'au' },
    configuration: { merchant: { applied: true, capabilities: { card_payments: cards } } },
    requirements: { entries, summary: { minimum_deadline: { status: 'currently_due', time } } },
  };
  return readV2Account(account);
}

test('how an account of the v2 form stands', () => {
  const detail = (
    code: Cards['status_details'][number]['code'],
    resolution: 'provide_info' | 'contact_stripe' | 'no_resolution',
  ) => [{ code, resolution }];
  const stages = {
    active: v2({ status: 'active', status_details: [] }, ['user']),
    'pending on Stripe': v2({ status: 'pending', status_details: [] }, ['stripe']),
    'pending on the clinic': v2({ status: 'pending', status_details: [] }, ['user', 'stripe']),
    overdue: v2({ status: 'restricted', status_details: detail('requirements_past_due', 'provide_info') }),
    'being looked at': v2({
      status: 'restricted',
      status_details: detail('requirements_pending_verification', 'no_resolution'),
    }),
    'to be talked about': v2({
      status: 'restricted',
      status_details: detail('restricted_other', 'contact_stripe'),
    }),
    rejected: v2({ status: 'rejected', status_details: detail('rejected_other', 'contact_stripe') }),
    unsupported: v2({
      status: 'unsupported',
      status_details: detail('unsupported_country', 'no_resolution'),
    }),
  };
  assert.deepEqual(Object.fromEntries(Object.entries(stages).map(([name, { stage }]) => [name, stage])), {
    active: 'ready',
    'pending on Stripe': 'review',
    'pending on the clinic': 'needs',
    overdue: 'needs',
    'being looked at': 'review',
    'to be talked about': 'stopped',
    rejected: 'stopped',
    unsupported: 'stopped',
  });
  assert.deepEqual(
    [stages['pending on the clinic'].requirementsDue, stages['pending on the clinic'].deadline],
    [1, Date.UTC(2026, 11, 1)],
  );
  assert.equal(stages['pending on Stripe'].deadline, null);
  assert.equal(stages.active.country, 'AU');
});

test('a new account is the clinic’s own: its dashboard, its fees, its losses; the key goes along', async (context) => {
  const { port, seen } = await startApi(context, json(200, { id: 'acct_1', object: 'v2.core.account' }));

  await port.accounts.createAccount(
    { displayName: 'Clinic', country: 'AU', contactEmail: null, metadata: { clinic_id: 'cl_1' } },
    'ac_1',
  );

  const [call] = seen;
  assert.equal(call?.headers['idempotency-key'], 'ac_1');
  assert.equal(call?.url, '/v2/core/accounts');
  const { include: _, ...body } = JSON.parse(call?.body ?? '{}');
  assert.deepEqual(body, {
    display_name: 'Clinic',
    identity: { country: 'AU' },
    dashboard: 'full',
    defaults: { responsibilities: { fees_collector: 'stripe', losses_collector: 'stripe' } },
    configuration: { merchant: { capabilities: { card_payments: { requested: true } } } },
    metadata: { clinic_id: 'cl_1' },
  });
});

test('a code that Stripe may have taken is not sent again: that would end what it gave', async (context) => {
  const { port, seen } = await startApi(
    context,
    json(500, { error: { type: 'api_error', message: 'Oh.' } }, { 'stripe-should-retry': 'true' }),
  );

  await assert.rejects(port.accounts.exchangeCode('ac_1'), { kind: 'unknown' });

  assert.equal(seen.length, 1);
});

test('why a code was not taken', async (context) => {
  for (const [words, code] of [
    ['Authorization code does not exist: ac_1', 'invalid_grant'],
    ['This authorization code has already been used.', 'invalid_grant'],
    ['Passed in livemode API key but authorization code only supports returning test keys', 'mode_mismatch'],
  ] as const) {
    const { port } = await startApi(context, json(400, { error: 'invalid_grant', error_description: words }));
    await assert.rejects(port.accounts.exchangeCode('ac_1'), (failure: StripeFailure) => {
      assert.deepEqual([failure.kind, failure.code], ['rejected', code]);
      return true;
    });
  }
});

test('letting go of an account that is not connected is letting go', async (context) => {
  const answer = json(401, {
    error: 'invalid_client',
    error_description: 'This application is not connected to stripe account acct_1.',
  });
  const { port, seen } = await startApi(context, answer);

  await port.accounts.deauthorize('acct_1');

  assert.equal(seen[0]?.body, 'client_id=ca_1&stripe_user_id=acct_1');
});

test('a site is asked for on the clinic’s account; what Stripe refuses is said in its words', async (context) => {
  const { port, seen } = await startApi(
    context,
    json(400, { error: { type: 'invalid_request_error', message: 'Not a domain: -x-.' } }),
  );

  const facts = await port.accounts.registerDomain('acct_1', '-x-', 'key');

  assert.deepEqual(facts, { id: null, state: 'inactive', problem: 'Not a domain: -x-.' });
  assert.deepEqual(
    [seen[0]?.headers['stripe-account'], seen[0]?.headers['idempotency-key']],
    ['acct_1', 'key'],
  );
});

test('a test payment that the bank refuses is an answer', async (context) => {
  const { port, seen } = await startApi(
    context,
    json(402, {
      error: { type: 'card_error', code: 'card_declined', message: 'No.', payment_intent: { id: 'pi_1' } },
    }),
  );

  const payment = { account: 'acct_1', amount: 50, currency: 'aud', metadata: {} };
  const facts = await port.accounts.payTest(payment, 'tp_1');

  assert.deepEqual(facts, { paymentIntent: 'pi_1', status: 'failed', code: 'card_declined' });
  assert.match(seen[0]?.body ?? '', /payment_method=pm_card_visa&confirm=true/);
});
