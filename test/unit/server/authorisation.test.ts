import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PROBLEM_STATUS } from '../../../src/contract/problem.ts';
import { credentials, WHO, type Who } from '../../support/server/everyone.ts';
import {
  HOST,
  startGateway,
  type CallOptions,
  type GatewayFixture,
} from '../../support/server/gateway-fixture.ts';

/** What is asked on a route: `:id` and the like are filled in by `prepare`. */
interface Row {
  readonly route: string;
  /** Who gets which status; who is not named gets `otherwise`, or what their kind of credential gets. */
  readonly answers: Partial<Record<Who, number>>;
  readonly otherwise: number;
  readonly accepts: 'anything' | 'token' | 'api key' | 'token or api key' | 'operator key';
  readonly body?: object;
  /** What it does would change what the other rows find. */
  readonly changesTheClinic?: true;
  /** Makes what the call is about, anew for each who asks. */
  readonly prepare?: (gateway: GatewayFixture) => Promise<Readonly<Record<string, string>>>;
}

const PAYER = { id: 'patient-1' };

/** Harbour Street's, with $85.00 to give back. */
async function aPayment(gateway: GatewayFixture): Promise<{ id: string }> {
  const { id } = await aRequest(gateway);
  const paymentIntent = [...gateway.stripe.intents.keys()].at(-1) ?? '';
  gateway.stripe.pay(paymentIntent);
  await gateway.webhook({ paymentIntent, requestId: id });
  return { id };
}

async function aRequest(gateway: GatewayFixture): Promise<{ id: string }> {
  await gateway.patientToken();
  const { body } = await gateway.create(await gateway.token(), { payerId: PAYER.id });
  return { id: body.id };
}

let asked = 0;

function accessForm(ref: string) {
  return {
    organisationName: 'Harbour Health',
    clinics: [{ ref, name: 'New Clinic', hasStripeAccount: false }],
    contact: { name: 'Lou', email: 'lou@harbour.example' },
    expectedUse: 'About 50 payments a month.',
    telehealthManager: { isMe: false, name: 'Dana Ford', email: 'dana@harbour.example' },
    agreesToTerms: true,
  };
}

/** Sent by the organisation's admin, for a clinic that nobody else has asked for. */
async function anAccessRequest(gateway: GatewayFixture, isMe = false): Promise<{ id: string }> {
  const as = await gateway.mint({
    organisationRef: 'harbour',
    participantId: 'manager-2',
    role: 'organisation-admin',
  });
  const form = accessForm(`new-${(asked += 1)}`);
  const { body } = await gateway.call<{ id: string }>('/v1/access-requests', {
    method: 'POST',
    as,
    body: isMe ? { ...form, telehealthManager: { isMe } } : form,
    headers: { 'idempotency-key': `access-${asked}` },
  });
  return { id: body.id };
}

/** So that the next who asks for the same clinic is not told that somebody has. */
async function withdrawAll(gateway: GatewayFixture): Promise<Record<string, string>> {
  const as = await gateway.mint({
    organisationRef: 'harbour',
    participantId: 'manager-2',
    role: 'organisation-admin',
  });
  const { body } = await gateway.call<{ items: { id: string; status: string }[] }>('/v1/access-requests', {
    as,
  });
  for (const { id } of body.items.filter(({ status }) => status === 'waiting'))
    await gateway.call(`/v1/access-requests/${id}/withdraw`, { method: 'POST', as });
  return {};
}

const EVERY_ADMIN = {
  'organisation admin': 200,
  'organisation admin of another organisation': 200,
  'organisation admin of another host': 200,
  'organisation admin of an unknown organisation': 200,
  'clinic admin': 200,
  'clinic admin of another clinic': 200,
  'clinic admin of another organisation': 200,
  'clinic admin of another host': 200,
  'clinic admin of an unknown clinic': 200,
} as const;

const OF_THE_CALL = { clinician: 200, 'other clinician of the call': 200 } as const;
const EVERY_CLINICIAN = {
  clinician: 201,
  'other clinician of the call': 201,
  'clinician of another call': 201,
  'clinician of another clinic': 201,
  'clinician of another organisation': 201,
  'clinician of another host': 201,
} as const;

/** Admins of clinics that the gateway knows, each of their own. */
function adminsGet(status: number): Partial<Record<Who, number>> {
  return {
    'clinic admin': status,
    'clinic admin of another clinic': status,
    'clinic admin of another organisation': status,
    'clinic admin of another host': status,
  };
}

/** Every route that asks who one is. Whoever may not see a thing is told that it is not there: 404, never 403. */
const TABLE: readonly Row[] = [
  { route: 'GET /v1/session', accepts: 'token', answers: {}, otherwise: 200 },
  {
    route: 'POST /v1/tokens',
    accepts: 'api key',
    body: { organisationRef: 'harbour', clinicRef: 'street', participantId: 'p', role: 'clinic-admin' },
    answers: { backend: 200, 'backend of another host': 200 },
    otherwise: 401,
  },
  {
    route: 'GET /v1/hosts/:hostId/embedding',
    accepts: 'anything',
    prepare: () => Promise.resolve({ hostId: 'h_demo' }),
    answers: {},
    otherwise: 200,
  },
  {
    route: 'PUT /v1/hosts/:hostId',
    accepts: 'operator key',
    prepare: () => Promise.resolve({ hostId: 'h_demo' }),
    body: HOST,
    answers: { operator: 204 },
    otherwise: 401,
  },
  {
    route: 'POST /v1/hosts/:hostId/api-keys',
    accepts: 'operator key',
    prepare: () => Promise.resolve({ hostId: 'h_demo' }),
    answers: { operator: 201 },
    otherwise: 401,
  },
  {
    route: 'POST /v1/payment-requests',
    accepts: 'token',
    body: { amount: 8500, description: 'Consultation', payerId: PAYER.id },
    answers: EVERY_CLINICIAN,
    otherwise: 403,
  },
  { route: 'GET /v1/payment-requests', accepts: 'token or api key', answers: {}, otherwise: 200 },
  {
    route: 'GET /v1/payment-requests/:id',
    accepts: 'token or api key',
    prepare: aRequest,
    answers: {
      ...OF_THE_CALL,
      patient: 200,
      'clinic admin': 200,
      'organisation admin': 200,
      backend: 200,
    },
    otherwise: 404,
  },
  {
    route: 'POST /v1/payment-requests/:id/cancel',
    accepts: 'token',
    prepare: aRequest,
    answers: { ...OF_THE_CALL, patient: 403, 'clinic admin': 403, 'organisation admin': 403 },
    otherwise: 404,
  },
  {
    route: 'POST /v1/payment-requests/:id/refuse',
    accepts: 'token',
    prepare: aRequest,
    answers: {
      patient: 200,
      clinician: 403,
      'other clinician of the call': 403,
      'clinic admin': 403,
      'organisation admin': 403,
    },
    otherwise: 404,
  },
  {
    route: 'POST /v1/payment-requests/:id/checkout',
    accepts: 'token',
    prepare: aRequest,
    answers: {
      patient: 200,
      clinician: 403,
      'other clinician of the call': 403,
      'clinic admin': 403,
      'organisation admin': 403,
    },
    otherwise: 404,
  },
  {
    route: 'POST /v1/payment-requests/:id/activity',
    accepts: 'token',
    prepare: aRequest,
    body: { kind: 'seen' },
    answers: {
      patient: 200,
      clinician: 403,
      'other clinician of the call': 403,
      'clinic admin': 403,
      'organisation admin': 403,
    },
    otherwise: 404,
  },
  {
    route: 'POST /v1/payment-requests/:id/settle',
    accepts: 'token',
    prepare: aRequest,
    answers: { ...OF_THE_CALL, patient: 200, 'clinic admin': 403, 'organisation admin': 403 },
    otherwise: 404,
  },
  {
    route: 'POST /v1/payment-requests/:id/refunds',
    accepts: 'token',
    prepare: aPayment,
    body: { amount: 100, reason: 'duplicate' },
    answers: {
      'clinic admin': 201,
      'organisation admin': 403,
      clinician: 403,
      'other clinician of the call': 403,
      patient: 403,
    },
    otherwise: 404,
  },
  {
    route: 'GET /v1/payment-requests/:id/history',
    accepts: 'token or api key',
    prepare: aPayment,
    answers: {
      'clinic admin': 200,
      'organisation admin': 200,
      backend: 200,
      clinician: 403,
      'other clinician of the call': 403,
      patient: 403,
    },
    otherwise: 404,
  },
  // Whose records are wanted is not said here: a clinic admin means their own, anybody else has to say.
  {
    route: 'GET /v1/payment-reports',
    accepts: 'token or api key',
    answers: {
      'clinic admin': 200,
      'clinic admin of another clinic': 200,
      'clinic admin of another organisation': 200,
      'clinic admin of another host': 200,
      'clinic admin of an unknown clinic': 404,
      'organisation admin': 400,
      'organisation admin of another organisation': 400,
      'organisation admin of another host': 400,
      'organisation admin of an unknown organisation': 400,
      backend: 400,
      'backend of another host': 400,
    },
    otherwise: 403,
  },
  {
    route: 'POST /v1/access-requests',
    accepts: 'token',
    body: accessForm('unheard-of'),
    answers: {
      'organisation admin': 201,
      'organisation admin of another organisation': 201,
      'organisation admin of another host': 201,
      'organisation admin of an unknown organisation': 201,
      'clinic admin of an unknown clinic': 201,
    },
    otherwise: 403,
    prepare: withdrawAll,
  },
  {
    route: 'GET /v1/access-requests',
    accepts: 'token',
    answers: EVERY_ADMIN,
    otherwise: 403,
  },
  {
    route: 'GET /v1/access-requests/:id',
    accepts: 'token',
    prepare: (gateway) => anAccessRequest(gateway),
    answers: { 'organisation admin': 200 },
    otherwise: 404,
  },
  {
    route: 'PUT /v1/access-requests/:id',
    accepts: 'token',
    prepare: (gateway) => anAccessRequest(gateway),
    body: accessForm('corrected'),
    answers: { 'organisation admin': 200 },
    otherwise: 404,
  },
  {
    route: 'POST /v1/access-requests/:id/withdraw',
    accepts: 'token',
    prepare: (gateway) => anAccessRequest(gateway),
    answers: { 'organisation admin': 200 },
    otherwise: 404,
  },
  {
    route: 'POST /v1/access-requests/:id/share',
    accepts: 'token',
    prepare: (gateway) => anAccessRequest(gateway),
    answers: { 'organisation admin': 200 },
    otherwise: 404,
  },
  ...['', '/raise', '/refuse'].map((action): Row => ({
    route: `POST /v1/access-requests/shared${action}`,
    accepts: 'anything',
    body: { secret: 'not-the-secret-of-any-link', ...(action === '/raise' && { revision: 1 }) },
    answers: {},
    otherwise: 410,
  })),
  {
    route: 'GET /v1/operator/access-requests',
    accepts: 'operator key',
    answers: {},
    otherwise: 200,
  },
  {
    route: 'GET /v1/operator/access-requests/:id',
    accepts: 'operator key',
    prepare: (gateway) => anAccessRequest(gateway),
    answers: {},
    otherwise: 200,
  },
  {
    route: 'POST /v1/access-requests/:id/approve',
    accepts: 'operator key',
    prepare: (gateway) => anAccessRequest(gateway, true),
    body: { revision: 1 },
    answers: {},
    otherwise: 200,
  },
  {
    route: 'POST /v1/access-requests/:id/decline',
    accepts: 'operator key',
    prepare: (gateway) => anAccessRequest(gateway, true),
    body: { revision: 1, reason: 'Not in the programme.' },
    answers: {},
    otherwise: 200,
  },
  {
    route: 'GET /v1/clinics',
    accepts: 'token',
    answers: {
      ...adminsGet(200),
      'clinic admin of an unknown clinic': 200,
      'organisation admin': 200,
      'organisation admin of another organisation': 200,
      'organisation admin of another host': 200,
      'organisation admin of an unknown organisation': 200,
    },
    otherwise: 403,
  },
  // An admin reaches their own clinic only: no address names another. All of these have an account.
  { route: 'GET /v1/stripe-account', accepts: 'token', answers: adminsGet(200), otherwise: 403 },
  {
    route: 'POST /v1/stripe-account/link',
    accepts: 'token',
    body: { strategy: 'existing' },
    answers: adminsGet(409),
    otherwise: 403,
  },
  {
    route: 'POST /v1/stripe-account/confirm',
    accepts: 'token',
    body: { account: 'acct_somebody' },
    answers: adminsGet(409),
    otherwise: 403,
  },
  {
    route: 'POST /v1/stripe-account/test-payment',
    accepts: 'token',
    answers: adminsGet(200),
    otherwise: 403,
  },
  {
    route: 'DELETE /v1/stripe-account',
    accepts: 'token',
    body: { clinicName: 'Not its name' },
    answers: adminsGet(422),
    otherwise: 403,
  },
  { route: 'POST /v1/stripe-account/discard', accepts: 'token', answers: adminsGet(200), otherwise: 403 },
  { route: 'POST /v1/stripe-account/refresh', accepts: 'token', answers: adminsGet(200), otherwise: 403 },
  {
    route: 'POST /v1/stripe-account/requirements',
    accepts: 'token',
    body: {},
    answers: adminsGet(200),
    otherwise: 403,
  },
];

/**
 * Anybody may ask these; what they tell is no secret, or is signed. `/v1/events` has a test of its own. So has
 * `POST /webhooks/service-desk`, in service-desk.test.ts: it is there only where a service desk has a secret for it, and
 * takes that alone.
 */
const WITHOUT_A_ROW = ['GET /healthz', 'GET /readyz', 'POST /webhooks/stripe', 'GET /v1/events'];

const KINDS: Record<Row['accepts'], (who: Who) => boolean> = {
  anything: () => true,
  token: (who) => who !== 'nobody' && who !== 'operator' && !who.startsWith('backend'),
  'api key': (who) => who.startsWith('backend'),
  'token or api key': (who) => who !== 'nobody' && who !== 'operator',
  'operator key': (who) => who === 'operator',
};

test('who may do what, and what the others are told', async (context) => {
  const shared = await startGateway(context);
  const sharedKeys = await credentials(shared);

  for (const row of TABLE)
    await context.test(row.route, async (own) => {
      const gateway = row.changesTheClinic ? await startGateway(own) : shared;
      const keys = row.changesTheClinic ? await credentials(gateway) : sharedKeys;
      const given: Partial<Record<Who, number>> = {};
      const expected: Partial<Record<Who, number>> = {};
      for (const who of WHO) {
        const { status, body } = await ask(gateway, row, who, keys[who]);
        given[who] = status;
        expected[who] = KINDS[row.accepts](who) ? (row.answers[who] ?? row.otherwise) : 401;
        if (status >= 400)
          assert.equal(PROBLEM_STATUS[body?.code as keyof typeof PROBLEM_STATUS], status, who);
      }
      assert.deepEqual(given, expected);
    });
});

async function ask(gateway: GatewayFixture, row: Row, who: Who, key: string | null) {
  const [method, pattern = ''] = row.route.split(' ');
  const parameters = (await row.prepare?.(gateway)) ?? {};
  return gateway.call<{ code?: string } | null>(
    pattern.replaceAll(/:(\w+)/g, (_, name: string) => parameters[name] ?? ''),
    {
      method: method as NonNullable<CallOptions['method']>,
      ...(key !== null && { as: key }),
      ...(row.body && { body: row.body }),
      headers: { 'idempotency-key': `key-of-${who.replaceAll(' ', '-')}` },
    },
  );
}

test('every route has its row', async (context) => {
  const gateway = await startGateway(context);
  const routes = Object.entries(gateway.built.app.swagger().paths ?? {}).flatMap(([path, operations]) =>
    Object.keys(operations ?? {}).map(
      (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    ),
  );
  assert.deepEqual(routes.toSorted(), [...TABLE.map(({ route }) => route), ...WITHOUT_A_ROW].toSorted());
});

test('a list holds only what its reader may see', async (context) => {
  const gateway = await startGateway(context);
  const keys = await credentials(gateway);
  await aRequest(gateway);
  await gateway.create(keys.clinician ?? '', { payerId: 'patient-2' });

  const sees: Partial<Record<Who, number>> = {
    clinician: 2,
    'other clinician of the call': 2,
    patient: 1,
    'another patient of the call': 1,
    'clinic admin': 2,
    backend: 2,
  };
  for (const who of WHO.filter(KINDS['token or api key'])) {
    const { body } = await gateway.call<{ items: unknown[] }>('/v1/payment-requests', {
      as: keys[who] ?? '',
    });
    assert.equal(body.items.length, sees[who] ?? 0, who);
  }
});

test('what is not there and what is not theirs cannot be told apart', async (context) => {
  const gateway = await startGateway(context);
  const keys = await credentials(gateway);
  const { id } = await aRequest(gateway);
  const ask = async (path: string) => {
    const as = keys['clinician of another clinic'] ?? '';
    const { status, body } = await gateway.call<object>(path, { as });
    return { status, body: { ...body, instance: '' } };
  };
  const absent = await ask(`/v1/payment-requests/pr_${'0'.repeat(32)}`);
  assert.equal(absent.status, 404);
  assert.deepEqual(await ask(`/v1/payment-requests/${id}`), absent);
});
