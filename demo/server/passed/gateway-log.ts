import { redact } from '../../../src/host-bridge/redact.ts';
import type { PassedFact, ShownObject } from '../../contract/passed.ts';
import { Fields } from './fields.ts';

/** Of no interest to anybody who watches: the demo's own questions, and files. */
const UNSEEN = /^\/(?:healthz|readyz|metrics|app\/|favicon|openapi)/;
const WARNING = 40;

/** Reads one line of the gateway's log. Null for what tells nothing of what passed, and for what is no JSON. */
export function readLogLine(line: string): PassedFact | null {
  let parsed: ShownObject;
  try {
    // Whatever JSON it is: `Fields` reads it with care.
    parsed = JSON.parse(line) as ShownObject;
  } catch {
    return null; // A program's last words are not always JSON.
  }
  const log = new Fields(parsed);
  const fact = readFact(log);
  if (!fact) return null;
  // Which process on which machine wrote it is noise here.
  const { pid: _pid, hostname: _hostname, level: _level, ...shown } = parsed;
  const call = log.textOrNull('call') ?? log.in('res').textOrNull('call');
  return { at: log.number('time'), call, ...fact, body: redact(shown) as ShownObject };
}

type Unplaced = PassedFact extends infer Fact
  ? Fact extends PassedFact
    ? Omit<Fact, 'at' | 'call' | 'body'> & { readonly at?: number }
    : never
  : never;

function readFact(log: Fields): Unplaced | null {
  switch (log.text('msg')) {
    case 'request completed':
      return readCall(log);
    case 'an event stream is open':
      return { kind: 'stream-opened', role: log.textOrNull('role') };
    case 'an event was sent':
      return {
        kind: 'event-sent',
        role: log.textOrNull('role'),
        status: log.text('status'),
        activity: log.textOrNull('activity'),
      };
    case 'a webhook was taken':
      return { kind: 'webhook-taken', type: log.text('type'), outcome: log.text('outcome') };
    case 'a payment is requested':
      return {
        kind: 'payment-requested',
        amount: log.number('amount'),
        currency: log.text('currency'),
        isNew: log.is('isNew'),
      };
    case 'a payment moved on':
      return { kind: 'payment-moved', from: log.text('from'), to: log.text('to') };
    default:
      return log.number('level') >= WARNING ? { kind: 'gateway-noted', text: log.text('msg') } : null;
  }
}

function readCall(log: Fields): Unplaced | null {
  const res = log.in('res');
  const [path = ''] = res.text('url').split('?');
  const method = res.text('method');
  // Taken webhooks have a line of their own; one that was refused has not.
  const isTakenWebhook = path === '/webhooks/stripe' && res.number('statusCode') < 300;
  if (path === '' || UNSEEN.test(path) || method === 'OPTIONS' || isTakenWebhook) return null;
  const role = res.textOrNull('role');
  const ms = Math.round(log.number('responseTime'));
  const status = res.number('statusCode');
  if (path === '/v1/events' && status === 200) return { kind: 'stream-closed', role };
  const at = log.number('time') - ms;
  return { kind: 'gateway-call', method, route: routeOf(path), status, ms, role, at };
}

function routeOf(path: string): string {
  return path.replace(/\/(?:pr_\w+|(?<=\/hosts\/)[^/]+)/g, '/:id');
}
