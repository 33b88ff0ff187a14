import type { CheckoutCredentials, PaymentRequest, PaymentRequestPage } from '../contract/payment-request.ts';
import { DESCRIPTION_MAX_LENGTH, PAYER_ACTIVITIES } from '../contract/payment-request.ts';
import { PROBLEM_STATUS } from '../contract/problem.ts';
import type { Problem, ProblemCode } from '../contract/problem.ts';
import { isObject } from '../host-bridge/json.ts';
import type { MockGateway } from './mock-gateway.ts';
import type { MockPerson } from './mock-ledger.ts';
import { openStream } from './mock-stream.ts';

/** What a page calls at the gateway, by what it is for. */
export type MockCallName =
  | 'embedding'
  | 'session'
  | 'list'
  | 'read'
  | 'create'
  | 'cancel'
  | 'refuse'
  | 'checkout'
  | 'activity'
  | 'settle'
  | 'events';

/** Which call a request is, and about which payment request; null for none that the mock has. */
export function nameCall(method: string, path: string): { name: MockCallName; id: string } | null {
  const [, id = '', action] = /^\/payment-requests(?:\/([^/]+)(?:\/(\w+))?)?$/.exec(path) ?? [];
  const name = CALLS.get(`${method} ${id ? path.replace(`/${id}`, '/*') : path}`);
  if (name) return { name, id: decodeURIComponent(id) };
  const isEmbedding = method === 'GET' && !action && /^\/hosts\/[^/]+\/embedding$/.test(path);
  return isEmbedding ? { name: 'embedding', id: '' } : null;
}

const CALLS = new Map<string, MockCallName>([
  ['GET /session', 'session'],
  ['GET /events', 'events'],
  ['GET /payment-requests', 'list'],
  ['POST /payment-requests', 'create'],
  ['GET /payment-requests/*', 'read'],
  ['POST /payment-requests/*/cancel', 'cancel'],
  ['POST /payment-requests/*/refuse', 'refuse'],
  ['POST /payment-requests/*/checkout', 'checkout'],
  ['POST /payment-requests/*/activity', 'activity'],
  ['POST /payment-requests/*/settle', 'settle'],
]);

/** A refusal in the gateway's own form. */
export function problem(code: ProblemCode, detail: string = code, field?: string): Response {
  const status = PROBLEM_STATUS[code];
  const body: Problem = { type: 'about:blank', title: code, status, code, detail, ...(field && { field }) };
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } });
}

/** Carries a call out, for somebody whose token was good. */
export async function answer(
  gateway: MockGateway,
  { name, id }: { readonly name: Exclude<MockCallName, 'embedding'>; readonly id: string },
  who: MockPerson,
  request: Request,
): Promise<Response> {
  const { ledger } = gateway;
  if (name === 'session') return Response.json(gateway.sessionOf(who));
  if (name === 'events') return openStream(request, ledger, who);
  if (name === 'list') {
    const items = ledger.ids.flatMap((one) => ledger.view(one, who) ?? []);
    const page: PaymentRequestPage = { items, nextCursor: null, streamPosition: `${ledger.position}` };
    return Response.json(page);
  }
  if (name === 'create') return create(gateway, who, request);
  const seen = ledger.view(id, who);
  if (!seen) return problem('not_found');
  const isPayer = who.role === 'patient';
  const body: unknown = name === 'activity' ? await readBody(request) : null;
  switch (name) {
    case 'read':
    case 'settle':
      break;
    case 'cancel':
    case 'refuse':
      if (isPayer !== (name === 'refuse')) return problem('not_allowed');
      if (seen.status === 'processing') return problem('request_not_open');
      // One that has ended meanwhile is answered as it is: paid beats cancelled.
      if (seen.status === 'requested') gateway[name](id);
      break;
    case 'checkout': {
      const refusal = isPayer ? refusalOf(seen) : 'not_allowed';
      if (refusal) return problem(refusal);
      const { publishableKey, stripeAccount } = gateway.sessionOf(who);
      if (stripeAccount === null) return problem('account_not_ready');
      const credentials: CheckoutCredentials = {
        clientSecret: `${id}_secret_mock`,
        publishableKey,
        stripeAccount,
      };
      return Response.json(credentials);
    }
    case 'activity': {
      const kind = isObject(body) ? PAYER_ACTIVITIES.find((one) => one === body.kind) : undefined;
      if (!isPayer) return problem('not_allowed');
      if (!kind) return problem('invalid_request', 'No such activity.', 'kind');
      gateway.say(id, kind);
      break;
    }
  }
  return Response.json(ledger.view(id, who));
}

function refusalOf({ status }: PaymentRequest): ProblemCode | null {
  if (status === 'requested') return null;
  return status === 'paid' || status === 'processing' ? 'already_paid' : 'request_not_open';
}

async function create(gateway: MockGateway, who: MockPerson, request: Request): Promise<Response> {
  const body = await readBody(request);
  const key = request.headers.get('idempotency-key');
  const { payments, limits } = gateway.sessionOf(who);
  if (who.role !== 'clinician') return problem('not_allowed');
  if (!key) return problem('idempotency_key_missing');
  if (!payments.ready)
    return problem(
      payments.reason === 'clinic_not_enabled' ? 'clinic_not_enabled' : 'account_not_ready',
      payments.reason,
    );
  if (!isObject(body)) return problem('invalid_request');
  const { amount, description, payerId, reference } = body;
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount <= 0)
    return problem('amount_invalid', 'A whole, positive number.', 'amount');
  if (amount < limits.minimum) return problem('amount_too_small', `At least ${limits.minimum}.`, 'amount');
  if (amount > limits.maximum) return problem('amount_too_large', `At most ${limits.maximum}.`, 'amount');
  if (typeof description !== 'string' || !description.trim() || description.length > DESCRIPTION_MAX_LENGTH)
    return problem('description_invalid', 'One line.', 'description');
  const text = JSON.stringify(body);
  const before = gateway.keys.get(key);
  if (before && before.text !== text) return problem('idempotency_key_reused');
  const payer = gateway.payerOf(who.callId, typeof payerId === 'string' ? payerId : undefined);
  if (typeof payer === 'string') return problem(payer, 'Who pays?', 'payerId');
  const id =
    before?.id ??
    gateway.add({
      amount,
      description: description.trim(),
      ...(typeof reference === 'string' && { reference }),
      payer,
      requestedBy: who,
      callId: who.callId,
    }).id;
  gateway.keys.set(key, { id, text });
  return Response.json(gateway.ledger.view(id, who), { status: before ? 200 : 201 });
}

async function readBody(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    return null;
  }
}
