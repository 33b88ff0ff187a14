import { setTimeout as sleep } from 'node:timers/promises';

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

  async function call(method: 'GET' | 'POST', path: string, form: Form = {}): Promise<Json> {
    const parameters = new URLSearchParams(form);
    const response = await fetch(`${simulator.url}${path}${method === 'GET' ? `?${parameters}` : ''}`, {
      method,
      headers: {
        authorization: 'Bearer sk_test_recording',
        'stripe-account': CLINIC,
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

  await intents();
  await chargesAndRefunds();
  await disputes();
  await balance();
  await errors();
  await read('account', 'Stripe.Account', '/v1/account');
  await read('events', 'Stripe.ApiList<Stripe.Event>', '/v1/events', { limit: '100' });
  for (const method of simulator.world.objects.latest('payment_method', 1)) {
    keep('paymentMethod', 'Stripe.PaymentMethod', method.object);
  }
  const seen = new Set<string>();
  for (const { object } of simulator.world.objects.latest('event', 1000)) {
    if (seen.has(object.type)) continue;
    seen.add(object.type);
    const body = await call('GET', `/v1/events/${object.id}`);
    keep(`event_${object.type.replaceAll('.', '_')}`, 'Stripe.Event', body);
  }
  return bodies;
}
