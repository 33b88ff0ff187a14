import { setTimeout as sleep } from 'node:timers/promises';

import {
  ACCOUNT_STATES,
  inState,
} from '../../../../server-stub/stripe-simulator/resources/accounts/account-state.ts';
import { changeAccount } from '../../../../server-stub/stripe-simulator/resources/accounts/change-account.ts';
import { SIMULATED } from '../../../../server-stub/stripe/simulated.ts';
import { aLink, aNewAccount } from '../connect/new-account.ts';
import { answerChallenge, CLINIC, payWithCard, type RunningSimulator } from '../running-simulator.ts';

/** One body as it came over the wire, and what stripe-node says that it is. */
export interface RecordedBody {
  /** A name for it in TypeScript. */
  readonly name: string;
  /** E.g. `Stripe.PaymentIntent`. */
  readonly type: string;
  readonly body: unknown;
}

interface Json {
  readonly id: string;
  readonly status: string;
  readonly client_secret: string;
  readonly latest_charge: string;
  readonly data: readonly { readonly id: string; readonly type: string }[];
}

type Form = Readonly<Record<string, string>>;

const PAYMENT: Form = {
  amount: '8500',
  currency: 'aud',
  description: 'Consultation',
  receipt_email: 'pat@example.com',
  'metadata[request_id]': 'pr_1',
  'automatic_payment_methods[enabled]': 'true',
  'automatic_payment_methods[allow_redirects]': 'never',
};

/** Drives the running simulator through all that it can say, and gives one body of each. */
export async function recordBodies(simulator: RunningSimulator): Promise<readonly RecordedBody[]> {
  const bodies: RecordedBody[] = [];
  const keep = (name: string, type: string, body: unknown): void => {
    bodies.push({ name, type, body });
  };

  async function call(
    method: 'GET' | 'POST',
    path: string,
    form: Form = {},
    account: string = CLINIC,
  ): Promise<Json> {
    const parameters = new URLSearchParams(form);
    const response = await fetch(`${simulator.url}${path}${method === 'GET' ? `?${parameters}` : ''}`, {
      method,
      headers: {
        authorization: 'Bearer sk_test_recording',
        'stripe-account': account,
        'stripe-version': '2026-10-28.endive',
      },
      ...(method === 'POST' ? { body: parameters } : {}),
    });
    return JSON.parse(await response.text());
  }

  async function read(name: string, type: string, path: string, form: Form = {}): Promise<Json> {
    const body = await call('GET', path, form);
    keep(name, type, body);
    return body;
  }

  const pay = (card: string, more: Form = {}) =>
    call('POST', '/v1/payment_intents', { ...PAYMENT, confirm: 'true', payment_method: card, ...more });

  async function intents(): Promise<void> {
    const record = (name: string, body: unknown) => keep(name, 'Stripe.PaymentIntent', body);
    const open = await call('POST', '/v1/payment_intents', {
      ...PAYMENT,
      'allowed_payment_method_types[]': 'card',
      'shipping[name]': 'Pat',
      'shipping[address][line1]': '1 Harbour Street',
    });
    record('requiresPaymentMethod', open);
    record(
      'requiresConfirmation',
      await call('POST', '/v1/payment_intents', { ...PAYMENT, payment_method: 'pm_card_visa' }),
    );
    record('requiresActionInPage', await pay('pm_card_threeDSecure2Required', { use_stripe_sdk: 'true' }));
    const elsewhere = await pay('pm_card_threeDSecure2Required', { return_url: 'http://localhost/' });
    record('requiresActionElsewhere', elsewhere);
    record('canceled', await call('POST', `/v1/payment_intents/${elsewhere.id}/cancel`));
    record('processing', await pay('pm_card_settlesLater'));
    keep('cardError', 'ApiError', await pay('pm_card_visa_chargeDeclined'));
    const { data } = await call('GET', '/v1/payment_intents', { limit: '1' });
    const declined = data[0]?.id ?? '';
    await read('declined', 'Stripe.PaymentIntent', `/v1/payment_intents/${declined}`);
    record(
      'succeeded',
      await pay('pm_card_visa', {
        'expand[0]': 'latest_charge.balance_transaction',
        'expand[1]': 'payment_method',
      }),
    );
    for (const result of ['complete', 'fail'] as const) {
      const intent = await call('POST', '/v1/payment_intents', PAYMENT);
      const asked = await payWithCard(simulator, intent, { number: '4000000000003220' });
      await answerChallenge(simulator, asked, result);
      await read(`challenge_${result}`, 'Stripe.PaymentIntent', `/v1/payment_intents/${intent.id}`, {
        'expand[]': 'latest_charge',
      });
    }
    await read('intents', 'Stripe.ApiList<Stripe.PaymentIntent>', '/v1/payment_intents', { limit: '100' });
  }

  async function chargesAndRefunds(): Promise<void> {
    const charge = (name: string, id: string) => read(name, 'Stripe.Charge', `/v1/charges/${id}`);
    const paid = await pay('pm_card_amex');
    await charge('chargeSucceeded', paid.latest_charge);
    const refund = await call('POST', '/v1/refunds', { payment_intent: paid.id, amount: '500' });
    keep('refundSucceeded', 'Stripe.Refund', refund);
    await charge('chargeRefundedInPart', paid.latest_charge);
    await call('POST', `/v1/refunds/${refund.id}`, { 'metadata[a]': 'b' });
    await charge('chargePending', (await pay('pm_card_failsLater')).latest_charge);
    for (const card of ['pm_card_pendingRefund', 'pm_card_refundFail']) {
      const { id } = await pay(card);
      keep(card, 'Stripe.Refund', await call('POST', '/v1/refunds', { payment_intent: id }));
    }
    await pay('pm_card_radarBlock');
    await sleep(60);
    await read('charges', 'Stripe.ApiList<Stripe.Charge>', '/v1/charges', { limit: '100' });
    await read('refunds', 'Stripe.ApiList<Stripe.Refund>', '/v1/refunds', { limit: '100' });
  }

  async function disputes(): Promise<void> {
    const opened = async (card: string) => {
      const { id } = await pay(card);
      return (await call('GET', '/v1/disputes', { payment_intent: id })).data[0]?.id ?? '';
    };
    const answer = (id: string, text: string) =>
      call('POST', `/v1/disputes/${id}`, { 'evidence[uncategorized_text]': text });
    const won = await opened('pm_card_createDispute');
    await read('disputeNeedsResponse', 'Stripe.Dispute', `/v1/disputes/${won}`);
    keep('disputeUnderReview', 'Stripe.Dispute', await answer(won, 'winning_evidence'));
    await read('disputeWon', 'Stripe.Dispute', `/v1/disputes/${won}`, { 'expand[]': 'charge' });
    const lost = await opened('pm_card_createDisputeProductNotReceived');
    keep('disputeLost', 'Stripe.Dispute', await call('POST', `/v1/disputes/${lost}/close`));
    const inquiry = await opened('pm_card_createDisputeInquiry');
    await read('inquiry', 'Stripe.Dispute', `/v1/disputes/${inquiry}`);
    await answer(inquiry, 'escalate_inquiry_evidence');
    await read('disputes', 'Stripe.ApiList<Stripe.Dispute>', '/v1/disputes', { 'expand[]': 'data.charge' });
  }

  async function balance(): Promise<void> {
    await read('balance', 'Stripe.Balance', '/v1/balance');
    const { data } = await read(
      'balanceTransactions',
      'Stripe.ApiList<Stripe.BalanceTransaction>',
      '/v1/balance_transactions',
      { limit: '100', 'expand[]': 'data.source' },
    );
    await read('balanceTransaction', 'Stripe.BalanceTransaction', `/v1/balance_transactions/${data[0]?.id}`);
  }

  async function domains(): Promise<void> {
    const path = '/v1/payment_method_domains';
    for (const name of ['pay.example.com', 'localhost', 'inactive.example.com']) {
      const domain = await call('POST', path, { domain_name: name });
      keep(`domain_${name.replaceAll('.', '_')}`, 'Stripe.PaymentMethodDomain', domain);
    }
    await read('domains', 'Stripe.ApiList<Stripe.PaymentMethodDomain>', path);
  }

  async function errors(): Promise<void> {
    const refused: readonly (readonly [string, Promise<Json>])[] = [
      ['notFound', call('GET', '/v1/charges/ch_none')],
      ['notAllowed', call('GET', `/v1/accounts/acct_none`)],
      ['wrongParameter', call('POST', '/v1/payment_intents', { ...PAYMENT, amount: '1' })],
      ['oldTypes', call('POST', '/v1/payment_intents', { ...PAYMENT, 'payment_method_types[]': 'card' })],
      ['wrongState', pay('pm_card_visa').then(({ id }) => call('POST', `/v1/payment_intents/${id}/cancel`))],
    ];
    for (const [name, answer] of refused) keep(name, 'ApiError', await answer);
  }

  /** Of v2 in JSON, and about the platform itself. */
  async function callV2(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Json> {
    const response = await fetch(`${simulator.url}${path}`, {
      method,
      headers: {
        authorization: 'Bearer sk_test_recording',
        'stripe-version': '2026-10-28.endive',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return JSON.parse(await response.text());
  }

  async function connect(): Promise<void> {
    const { world } = simulator;
    const made = await callV2('POST', '/v2/core/accounts', aNewAccount());
    keep('accountOpened', 'Stripe.V2.Core.Account', withoutNulls(made));
    keep(
      'accountLink',
      'Stripe.V2.Core.AccountLink',
      await callV2('POST', '/v2/core/account_links', aLink(made.id)),
    );
    for (const state of ACCOUNT_STATES) {
      const before = world.objects.find('account', made.id)?.object;
      if (!before) throw new Error('expected the account that was made');
      const named = before.business_profile && { ...before.business_profile, name: `Clinic ${state}` };
      const after = { ...inState(before, state, 1_800_000_000), business_profile: named ?? null };
      changeAccount(world, { account: made.id }, before, after);
      const name = state.replaceAll('-', '_');
      keep(`account_v1_${name}`, 'Stripe.Account', await callV2('GET', `/v1/accounts/${made.id}`));
      const include = 'include[0]=configuration.merchant&include[1]=identity&include[2]=requirements';
      const v2 = await callV2('GET', `/v2/core/accounts/${made.id}?${include}&include[3]=defaults`);
      keep(`account_v2_${name}`, 'Stripe.V2.Core.Account', withoutNulls(v2));
    }
    world.emitV2({ account: made.id }, made.id, 'v2.core.account_link.returned', {
      account_id: made.id,
      configurations: ['merchant'],
      use_case: 'account_onboarding',
    });
    const seen = new Set<string>();
    for (const { object } of world.objects.latest('v2.core.event', 100)) {
      if (seen.has(object.type)) continue;
      seen.add(object.type);
      const body = await callV2('GET', `/v2/core/events/${object.id}`);
      keep(
        nameOfThinEvent(object.type),
        `Omit<Extract<Stripe.V2.Core.Event, { type: '${object.type}' }>, 'fetchRelatedObject'>`,
        body,
      );
    }
    const { connectClientId: client_id, accounts } = SIMULATED;
    const code = world.codes.issue({ client: client_id, account: accounts.lagoVerde, scope: 'read_write' });
    const token = await call('POST', '/oauth/token', { grant_type: 'authorization_code', code });
    keep('oauthToken', 'Required<Stripe.OAuthToken>', token);
    const stripe_user_id = accounts.lagoVerde;
    const ended = await call('POST', '/oauth/deauthorize', { client_id, stripe_user_id });
    keep('oauthEnded', 'Stripe.OAuthDeauthorization', ended);
  }

  await intents();
  await chargesAndRefunds();
  await disputes();
  await balance();
  await domains();
  await errors();
  await connect();
  await read('account', 'Stripe.Account', '/v1/account');
  await read('events', 'Stripe.ApiList<Stripe.Event>', '/v1/events', { limit: '100' });
  for (const method of simulator.world.objects.latest('payment_method', 1)) {
    keep('paymentMethod', 'Stripe.PaymentMethod', method.object);
  }
  const seen = new Set<string>();
  for (const { object } of simulator.world.objects.latest('event', 1000)) {
    if (seen.has(object.type)) continue;
    seen.add(object.type);
    // One of an account that has left can only be read here.
    const body = object.type.startsWith('account.application')
      ? object
      : await call('GET', `/v1/events/${object.id}`, {}, object.account);
    keep(nameOfEvent(object.type), 'Stripe.Event', body);
  }
  return bodies;
}

export const nameOfEvent = (type: string) => `event_${type.replaceAll('.', '_')}`;
export const nameOfThinEvent = (type: string) => `thin_${type.replaceAll(/\W+/g, '_')}`;

/** On the wire v2 writes null for what an answer does not hold; stripe-node's types leave it out. */
function withoutNulls(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (_name, value: unknown) => (value === null ? undefined : value));
}
