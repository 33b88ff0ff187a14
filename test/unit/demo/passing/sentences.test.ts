import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { PassedFact } from '../../../../demo/contract/passed.ts';
import { describeFact } from '../../../../demo/pages/home/passing/describe-fact.ts';
import { describeMessage } from '../../../../demo/pages/home/passing/describe-message.ts';
import type { Wording } from '../../../../demo/pages/home/passing/line.ts';
import { passingWordsFor } from '../../../../demo/pages/home/passing/words.ts';
import { createWatch, type ObservedMessage } from '../../../../src/host-bridge/host-watch.ts';
import type { Message } from '../../../../src/host-bridge/protocol.ts';

const NAMES: Readonly<Record<string, string>> = { clinician: 'Dr Lee', patient: 'Alex' };

function wordingFor(locale: string): Wording {
  return { words: passingWordsFor(locale), locale, nameOf: (role) => NAMES[role] ?? role };
}

const english = wordingFor('en-AU');
const italian = wordingFor('it-IT');
const placed = { at: 1, call: 'visit-1', body: { msg: 'as it was' } } as const;

function call(route: string, more: object = {}): PassedFact {
  const [method = '', path = ''] = route.split(' ');
  const plain = { kind: 'gateway-call', method, route: path, status: 200, ms: 5, role: 'patient' } as const;
  return { ...placed, ...plain, ...more };
}

function stripe(more: object): PassedFact {
  return {
    ...placed,
    kind: 'stripe-call',
    caller: 'gateway',
    method: 'GET',
    route: '/v1/payment_intents/:id',
    status: 200,
    ms: 5,
    idempotencyKey: null,
    replayed: false,
    fault: null,
    amount: null,
    currency: null,
    outcome: 'succeeded',
    ...more,
  };
}

const creates = {
  method: 'POST',
  route: '/v1/payment_intents',
  idempotencyKey: 'pr_1:create:1',
  amount: 8500,
  currency: 'aud',
};
const confirms = { caller: 'browser', method: 'POST', route: '/v1/payment_intents/:id/confirm' };
const webhook = { ...placed, type: 'payment_intent.succeeded' } as const;

/** Each thing that can pass behind the pages, and what is said of it. */
const FACTS: readonly (readonly [PassedFact, string])[] = [
  [call('POST /v1/tokens', { role: null }), 'The call’s backend has an access token minted'],
  [
    call('GET /v1/hosts/:id/embedding', { role: null }),
    'A call page asks the gateway whether it may frame payments',
  ],
  [call('GET /v1/session'), 'Alex’s frame asks the gateway whether payments are ready'],
  [
    call('POST /v1/payment-requests', { role: 'clinician' }),
    'Dr Lee’s frame asks the gateway for a payment request',
  ],
  [call('GET /v1/payment-requests'), 'Alex’s frame asks the gateway how things stand'],
  [call('POST /v1/payment-requests/:id/checkout'), 'Alex’s frame asks for what the card form needs'],
  [
    call('POST /v1/payment-requests/:id/settle'),
    'Alex’s frame tells the gateway: Stripe said something, look',
  ],
  [
    call('POST /v1/payment-requests/:id/cancel', { role: 'clinician' }),
    'Dr Lee’s frame asks the gateway to withdraw the request',
  ],
  [call('POST /v1/payment-requests/:id/refuse'), 'Alex’s frame tells the gateway: this will not be paid'],
  [call('GET /v1/session', { role: null, status: 401 }), 'Somebody calls the gateway: GET /v1/session'],
  [call('GET /v1/else', { role: null }), 'Somebody calls the gateway: GET /v1/else'],
  [{ ...placed, kind: 'stream-opened', role: 'patient' }, 'Alex’s frame opens its event stream'],
  [{ ...placed, kind: 'stream-closed', role: 'patient' }, 'Alex’s event stream has ended'],
  [
    { ...placed, kind: 'event-sent', role: 'patient', status: 'paid', activity: null },
    'The gateway tells Alex’s frame over the event stream: paid',
  ],
  [
    { ...placed, kind: 'event-sent', role: 'clinician', status: 'requested', activity: 'entering-details' },
    'The gateway tells Dr Lee’s frame over the event stream: the payer is entering card details',
  ],
  [
    { ...placed, kind: 'payment-requested', amount: 8500, currency: 'aud', isNew: true },
    'The gateway writes down the request for $85.00',
  ],
  [
    { ...placed, kind: 'payment-requested', amount: 8500, currency: 'aud', isNew: false },
    'The gateway knew that request for $85.00 already',
  ],
  [
    { ...placed, kind: 'payment-moved', from: 'creating', to: 'requested' },
    'The gateway follows Stripe: requested',
  ],
  [{ ...placed, kind: 'payment-moved', from: 'requested', to: 'paid' }, 'The gateway follows Stripe: paid'],
  [
    { ...placed, kind: 'gateway-noted', text: 'Stripe answered nothing.' },
    'The gateway notes: Stripe answered nothing.',
  ],
  [{ ...placed, kind: 'gateway-ended' }, 'The gateway is down. It is being started again'],
  [{ ...placed, kind: 'gateway-back' }, 'The gateway is back, and looks at everything that was open'],
  [stripe(creates), 'The gateway makes a payment intent of $85.00 at Stripe (idempotency key pr_1:create:1)'],
  [stripe({ ...creates, replayed: true }), 'Stripe repeats its first answer (idempotency key pr_1:create:1)'],
  [stripe({ ...creates, status: null }), 'No answer from Stripe to POST /v1/payment_intents'],
  [stripe({}), 'The gateway reads the payment at Stripe: succeeded'],
  [
    stripe({ method: 'POST', route: '/v1/payment_intents/:id/cancel' }),
    'The gateway cancels the payment intent at Stripe',
  ],
  [stripe(confirms), 'Stripe’s card form confirms the payment: succeeded'],
  [
    stripe({ ...confirms, status: 402, outcome: 'card_declined' }),
    'Stripe’s card form confirms the payment: card_declined',
  ],
  [stripe({ caller: 'browser' }), 'Stripe’s card form looks at its payment: succeeded'],
  [
    stripe({ caller: 'browser', route: '/v1/elements/sessions' }),
    'Stripe’s script asks Stripe: GET /v1/elements/sessions',
  ],
  [
    stripe({ method: 'POST', route: '/oauth/token' }),
    'The gateway exchanges the clinic’s permission for its Stripe account',
  ],
  [
    stripe({ method: 'POST', route: '/oauth/deauthorize' }),
    'The gateway gives the clinic’s permission back to Stripe',
  ],
  [
    stripe({ method: 'POST', route: '/v2/core/accounts' }),
    'The gateway opens a Stripe account for the clinic',
  ],
  [
    stripe({ method: 'POST', route: '/v2/core/account_links' }),
    'The gateway fetches the way to Stripe’s own questions',
  ],
  [
    stripe({ method: 'GET', route: '/v1/accounts/:id' }),
    'The gateway asks Stripe how the clinic’s account stands',
  ],
  [
    stripe({ method: 'POST', route: '/v1/payment_method_domains' }),
    'The gateway registers a domain with Stripe, for wallets',
  ],
  [
    stripe({ method: 'GET', route: '/v1/payment_method_domains' }),
    'The gateway asks Stripe for the domains that may show wallets',
  ],
  [stripe({ method: 'POST', route: '/v1/refunds' }), 'The gateway asks Stripe for a refund'],
  [
    stripe({ method: 'POST', route: '/oauth/token', status: 400, outcome: 'invalid_grant' }),
    'The gateway asks Stripe: POST /oauth/token',
  ],
  [
    { ...webhook, kind: 'webhook-taken', outcome: 'kept' },
    'Stripe tells the gateway: payment_intent.succeeded (webhook, signature checked)',
  ],
  [
    { ...webhook, kind: 'webhook-taken', outcome: 'duplicate' },
    'Stripe tells the gateway once more: payment_intent.succeeded',
  ],
  [
    { ...webhook, kind: 'webhook-taken', outcome: 'ignored' },
    'Stripe tells the gateway: payment_intent.succeeded, which is not about a payment here',
  ],
  [
    { ...webhook, kind: 'webhook-sent', attempt: 1, status: 200, fault: null },
    'Stripe has delivered payment_intent.succeeded',
  ],
  [
    { ...webhook, kind: 'webhook-sent', attempt: 1, status: null, fault: 'drop' },
    'Stripe’s webhook payment_intent.succeeded is lost on the way',
  ],
  [
    { ...webhook, kind: 'webhook-sent', attempt: 2, status: 503, fault: null },
    'Stripe’s webhook payment_intent.succeeded was not taken (attempt 2)',
  ],
];

for (const [fact, text] of FACTS) {
  test(`says: ${text}`, () => {
    const line = describeFact(fact, english);
    assert.equal(line.text, text);
    assert.ok(line.why.length > 30, 'why it exists');
    assert.equal(line.body, fact.body);
    const inItalian = describeFact(fact, italian);
    assert.notEqual(inItalian.text, text);
    assert.notEqual(inItalian.why, line.why);
  });
}

function observe(direction: 'in' | 'out', message: Message, before: Message[] = []): ObservedMessage {
  const seen: ObservedMessage[] = [];
  const watch = createWatch((one) => seen.push(one));
  for (const one of before) watch.envelope('in', { v: 1, iid: 'f', sid: 's', ...one });
  watch.envelope(direction, { v: 1, iid: 'f', sid: 's', ...message });
  const last = seen.at(-1);
  assert.ok(last);
  return last;
}

const asksToken: Message = { k: 'req', id: '1', method: 'token.get', params: { force: false } };
const EVENT = (name: string, data: object) => observe('in', { k: 'evt', name, data: { ...data } });

/** Each thing that passes on the bridge, what is said of it, and whether that is small talk. */
const MESSAGES: readonly (readonly [ObservedMessage, string, 'quiet' | 'loud'])[] = [
  [
    observe('in', { k: 'hello', versions: [1], plugin: 'p', sdk: '1' }),
    'Alex’s payments frame says hello to the page around it',
    'loud',
  ],
  [
    observe('out', { k: 'welcome', version: 1, sdk: '1', caps: {}, context: {} }),
    'Alex’s page welcomes the frame: who is in the call, language, looks',
    'loud',
  ],
  [observe('in', asksToken), 'Alex’s frame asks its page for an access token', 'quiet'],
  [
    observe('out', { k: 'res', id: '1', result: { token: 'a.b.c', expiresAt: 1 } }, [asksToken]),
    'Alex’s page hands the frame a token (hidden here)',
    'loud',
  ],
  [
    observe(
      'out',
      { k: 'err', id: '1', error: { code: 'TOKEN_UNAVAILABLE', message: '', retryable: true } },
      [asksToken],
    ),
    'Alex’s side: token.get was not possible (TOKEN_UNAVAILABLE)',
    'loud',
  ],
  [EVENT('outcome', { code: null }), 'Alex’s frame shows how things stand', 'loud'],
  [EVENT('outcome', { code: 'NOT_CONFIGURED' }), 'Alex’s frame cannot begin: NOT_CONFIGURED', 'loud'],
  [EVENT('busy.changed', { busy: true }), 'Alex’s frame says: somebody is paying here', 'loud'],
  [EVENT('busy.changed', { busy: false }), 'Alex’s frame says: nobody is paying now', 'quiet'],
  [
    EVENT('payment.fact', { name: 'payment-requested', requestId: 'pr_1' }),
    'Alex’s frame tells its page: a payment is requested',
    'loud',
  ],
  [
    EVENT('payment.fact', { name: 'payment-received', requestId: 'pr_1' }),
    'Alex’s frame tells its page: a payment is received',
    'loud',
  ],
  [EVENT('notify.toast', { id: 'pr_1' }), 'Alex’s frame asks its page to show the pop-up', 'loud'],
  [EVENT('panel.resize', { height: 5 }), 'Alex’s side: panel.resize', 'quiet'],
  [
    observe('in', { k: 'req', id: '2', method: 'panel.open' }),
    'Alex’s frame asks for its panel to be opened',
    'loud',
  ],
  [
    observe('out', { k: 'evt', name: 'relay.message', data: {} }),
    'Alex’s page gives the hint to its frame',
    'quiet',
  ],
  [
    observe('out', { k: 'evt', name: 'context.changed', data: {} }),
    'Alex’s page tells the frame what has changed in the call',
    'quiet',
  ],
];

for (const [message, text, volume] of MESSAGES) {
  test(`says: ${text}`, () => {
    const line = describeMessage('patient', message, english);
    assert.equal(line.text, text);
    assert.equal(line.quiet, volume === 'quiet');
    assert.equal(line.lane, 'bridge');
    assert.ok(line.why.length > 30, 'why it exists');
    assert.notEqual(describeMessage('patient', message, italian).text, text);
  });
}

test('a hint is told of by both hosts, each from its own side', () => {
  const seen: ObservedMessage[] = [];
  const watch = createWatch((one) => seen.push(one));
  const hint = { messageId: 'm', type: 'payment-changed', data: { requestId: 'pr_1' } };
  watch.relayed('out', hint);
  watch.relayed('in', hint);
  const [sent, heard] = seen;
  assert.ok(sent && heard);
  const line = describeMessage('clinician', sent, english);
  assert.equal(line.text, 'Dr Lee’s host tells Alex’s host over the data channel: something changed');
  assert.match(line.why, /^A hint carries no authority/);
  assert.equal(line.lane, 'relay');
  assert.equal(describeMessage('patient', heard, english).text, 'Alex’s host hears the hint from Dr Lee’s');
});

test('what was refused, lost or made to fail stands out, and is never folded away', () => {
  const bad = [
    call('POST /v1/tokens', { role: null, status: 401 }),
    stripe({ ...confirms, status: 402, outcome: 'card_declined' }),
    stripe({ fault: 'slow' }),
    stripe({ caller: 'browser', status: 500 }),
  ].map((fact) => describeFact(fact, english));
  assert.deepEqual(
    bad.map(({ tone, quiet }) => [tone, quiet]),
    bad.map(() => ['bad', false]),
  );
  assert.equal(bad[2]?.detail, '200 · 5 ms · slow');
});

test('amounts are written as people of the language write them', () => {
  const line = describeFact(stripe(creates), italian);
  assert.match(line.text.replaceAll('\u00a0', ' '), /payment intent di 85,00 A(?:UD|\$)/);
});
