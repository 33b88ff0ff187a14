import { formatMoney } from '../../../../src/localization/money.ts';
import type { PassedFact } from '../../../contract/passed.ts';
import type { Line, Wording } from './line.ts';
import type { LinkingCall, Saying, Step } from './words.ts';

type Of<Kind extends PassedFact['kind']> = Extract<PassedFact, { kind: Kind }>;
type Told = Omit<Line, 'body'>;

const PLAIN = { quiet: false, tone: 'plain', detail: '', begins: null } as const;

/** Says what passed at the gateway, over its event streams, at Stripe and back. */
export function describeFact(fact: PassedFact, wording: Wording): Line {
  return { ...tell(fact, wording), body: fact.body };
}

function tell(fact: PassedFact, wording: Wording): Told {
  const { words, locale } = wording;
  const name = (role: string | null) => wording.nameOf(role ?? '');
  switch (fact.kind) {
    case 'gateway-call':
      return tellCall(fact, wording);
    case 'stream-opened':
      return { ...PLAIN, ...words.events.opened(name(fact.role)), lane: 'events' };
    case 'stream-closed':
      return { ...PLAIN, ...words.events.closed(name(fact.role)), lane: 'events', quiet: true };
    case 'event-sent': {
      const { status, activity } = fact;
      const said =
        activity === null
          ? words.events.sent(name(fact.role), words.status[status] ?? status)
          : words.events.doing(name(fact.role), words.activity[activity] ?? activity);
      return { ...PLAIN, ...said, lane: 'events' };
    }
    case 'payment-requested': {
      const amount = formatMoney(fact, locale);
      const said = fact.isNew ? words.gateway.keeps(amount) : words.gateway.repeats(amount);
      return { ...PLAIN, ...said, lane: 'gateway' };
    }
    case 'payment-moved': {
      const isPaid = fact.to === 'paid';
      const said = isPaid ? words.gateway.paid() : words.gateway.moves(words.status[fact.to] ?? fact.to);
      const tone = isPaid ? 'good' : 'plain';
      return { ...PLAIN, ...said, lane: 'gateway', tone, begins: isPaid ? 'received' : null };
    }
    case 'gateway-noted':
      return { ...PLAIN, ...words.gateway.notes(fact.text), lane: 'gateway', tone: 'bad' };
    case 'gateway-ended':
      return { ...PLAIN, ...words.gateway.ended(), lane: 'gateway', tone: 'bad' };
    case 'gateway-back':
      return { ...PLAIN, ...words.gateway.back(), lane: 'gateway', tone: 'good' };
    case 'stripe-call':
      return tellStripe(fact, wording);
    case 'webhook-taken':
      return tellTaken(fact, wording);
    case 'webhook-sent':
      return tellSent(fact, wording);
  }
}

function tellCall(call: Of<'gateway-call'>, { words, nameOf }: Wording): Told {
  const { gateway } = words;
  const name = nameOf(call.role ?? '');
  const isRefused = call.status >= 400;
  const known: Readonly<Record<string, readonly [Saying, Step?] | undefined>> = {
    'POST /v1/tokens': [gateway.mints()],
    'GET /v1/hosts/:id/embedding': [gateway.mayFrame()],
    'GET /v1/session': [gateway.session(name)],
    'POST /v1/payment-requests': [gateway.asks(name), 'request'],
    'GET /v1/payment-requests': [gateway.reads(name)],
    'GET /v1/payment-requests/:id': [gateway.reads(name)],
    'POST /v1/payment-requests/:id/checkout': [gateway.checkout(name), 'pay'],
    'POST /v1/payment-requests/:id/activity': [gateway.activity(name)],
    'POST /v1/payment-requests/:id/settle': [gateway.settle(name)],
    'POST /v1/payment-requests/:id/cancel': [gateway.cancel(name)],
    'POST /v1/payment-requests/:id/refuse': [gateway.refuse(name)],
  };
  const route = `${call.method} ${call.route}`;
  // Without a token only a host's backend and a host's page have something to ask.
  const isKnown = call.role !== null || FOR_HOSTS.has(route);
  const [said, begins = null] = (isKnown && known[route]) || [
    gateway.other(call.role === null ? null : name, route),
  ];
  return {
    ...said,
    lane: 'gateway',
    quiet: !isRefused && (call.role === null || QUIET_CALLS.has(route)),
    tone: isRefused ? 'bad' : 'plain',
    detail: `${call.status} · ${call.ms} ms`,
    begins,
  };
}

const FOR_HOSTS = new Set(['POST /v1/tokens', 'GET /v1/hosts/:id/embedding']);
const QUIET_CALLS = new Set(['POST /v1/payment-requests/:id/activity']);

function tellStripe(call: Of<'stripe-call'>, { words, locale }: Wording): Told {
  const isRefused = call.status === null || call.status >= 400;
  const struck = call.fault === null ? '' : ` · ${call.fault}`;
  const isConfirm = call.route.endsWith('/confirm');
  return {
    ...sayStripe(call, words.stripe, locale),
    lane: 'stripe',
    quiet: call.fault === null && !isRefused && isSmall(call),
    tone:
      isRefused || call.fault !== null ? 'bad' : call.outcome === 'succeeded' && isConfirm ? 'good' : 'plain',
    detail: `${call.status ?? '—'} · ${call.ms} ms${struck}`,
    begins: isConfirm ? 'confirm' : null,
  };
}

/** What Stripe's own script asks for itself says nothing of our way. */
function isSmall({ caller, route }: Of<'stripe-call'>): boolean {
  return caller !== 'gateway' && !route.endsWith('/confirm');
}

function sayStripe(call: Of<'stripe-call'>, stripe: Wording['words']['stripe'], locale: string): Saying {
  const { method, route, caller, amount, currency, idempotencyKey } = call;
  const outcome = call.outcome ?? String(call.status);
  if (call.status === null) return stripe.cut(`${method} ${route}`);
  if (call.replayed) return stripe.repeats(idempotencyKey ?? '');
  if (caller === 'browser' && route.endsWith('/confirm')) return stripe.confirms(outcome);
  if (caller === 'gateway' && route.endsWith('/cancel')) return stripe.cancels();
  if (route === '/v1/payment_intents/:id' && method === 'GET')
    return caller === 'gateway' ? stripe.reads(outcome) : stripe.looks(outcome);
  if (route === '/v1/payment_intents' && method === 'POST' && amount !== null && currency !== null)
    return stripe.creates(formatMoney({ amount, currency }, locale), idempotencyKey ?? '');
  const linking = LINKING_CALLS[`${method} ${route}`];
  // Of a call that Stripe has refused its sentence would not be true.
  if (linking && caller === 'gateway' && call.status < 400) return stripe.linking[linking];
  return stripe.other(caller, `${method} ${route}`);
}

const LINKING_CALLS: Readonly<Record<string, LinkingCall>> = {
  'POST /oauth/token': 'lets-in',
  'POST /oauth/deauthorize': 'leaves',
  'POST /v2/core/accounts': 'opens',
  'POST /v2/core/account_links': 'leads',
  'GET /v2/core/accounts/:id': 'asks-how',
  'GET /v1/accounts/:id': 'asks-how',
  'GET /v1/account': 'asks-how',
  'POST /v1/payment_method_domains': 'domain',
  'POST /v1/payment_method_domains/:id/validate': 'domain',
  'GET /v1/payment_method_domains': 'domains',
  'POST /v1/refunds': 'refunds',
};

function tellTaken({ type, outcome }: Of<'webhook-taken'>, { words }: Wording): Told {
  const { taken, again, ignored } = words.webhook;
  const said = outcome === 'kept' ? taken(type) : outcome === 'duplicate' ? again(type) : ignored(type);
  return { ...PLAIN, ...said, lane: 'webhook', quiet: outcome === 'ignored' };
}

function tellSent(sent: Of<'webhook-sent'>, { words }: Wording): Told {
  const { type, attempt, status, fault } = sent;
  const { lost, missed, delivered } = words.webhook;
  const isTaken = status !== null && status < 300;
  const isLost = fault === 'drop';
  return {
    ...(isLost ? lost(type) : isTaken ? delivered(type, attempt) : missed(type, attempt)),
    lane: 'webhook',
    // The gateway's own line says it better.
    quiet: isTaken && fault === null,
    tone: isTaken ? 'plain' : 'bad',
    detail: [status ?? '', fault ?? ''].filter((part) => part !== '').join(' · '),
    begins: null,
  };
}
