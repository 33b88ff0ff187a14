import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test, type TestContext } from 'node:test';

import type { AccessRequest, OperatorAccessRequest } from '../../../src/contract/access-request.ts';
import type { Problem } from '../../../src/contract/problem.ts';
import { JiraDesk } from '../../../server-stub/access/jira-desk.ts';
import { ServiceDeskFailure } from '../../../server-stub/access/service-desk.ts';
import { readConfig, type ServiceDeskConfig } from '../../../server-stub/config.ts';
import type { AccessChange } from '../../../server-stub/store/access-requests.ts';
import { MINUTE, SECOND } from '../../support/server/fake-clock.ts';
import { OPERATOR_KEY, startGateway, type GatewayFixture } from '../../support/server/gateway-fixture.ts';
import { JIRA, JiraStub } from '../../support/server/jira-stub.ts';
import { until } from '../../support/server/until.ts';

const FORM = {
  organisationName: 'Northern Health',
  clinics: [{ ref: 'creek', name: 'Creek Clinic', hasStripeAccount: true }],
  contact: { name: 'Kim Admin', email: 'kim@northern.example' },
  expectedUse: 'About 200 payments a month.',
  telehealthManager: { isMe: true },
  agreesToTerms: true,
};

const REQUESTS = /^\/rest\/servicedeskapi\/request$/;

class World {
  readonly jira: JiraStub;
  readonly gateway: GatewayFixture;
  readonly settings: ServiceDeskConfig;
  #keys = 0;

  private constructor(jira: JiraStub, gateway: GatewayFixture, settings: ServiceDeskConfig) {
    this.jira = jira;
    this.settings = settings;
    this.gateway = gateway;
  }

  static async start(context: TestContext): Promise<World> {
    const jira = await JiraStub.start();
    context.after(() => jira.stop());
    const config = readConfig({
      SIMULATOR_START: 'no',
      SERVICE_DESK_URL: `${jira.url}/`,
      SERVICE_DESK_USER: JIRA.user,
      SERVICE_DESK_TOKEN: JIRA.token,
      SERVICE_DESK_PROJECT: JIRA.project,
      SERVICE_DESK_REQUEST_TYPE: JIRA.requestType,
      SERVICE_DESK_APPROVED_STATUS: 'Approved for payments',
      SERVICE_DESK_DECLINED_STATUSES: 'Declined, Cancelled',
      SERVICE_DESK_WEBHOOK_SECRET: JIRA.webhookSecret,
    });
    if (!config.serviceDesk) throw new Error('No service desk.');
    const serviceDesk = new JiraDesk(config.serviceDesk);
    return new World(jira, await startGateway(context, { config, serviceDesk }), config.serviceDesk);
  }

  async call<Body = AccessRequest>(path = '', method: 'GET' | 'POST' | 'PUT' = 'GET', body?: object) {
    const as = await this.gateway.mint({
      organisationRef: 'northern',
      participantId: 'admin-9',
      role: 'organisation-admin',
    });
    return this.gateway.call<Body>(`/v1/access-requests${path}`, {
      method,
      as,
      ...(body && { body }),
      headers: { 'idempotency-key': `key-${(this.#keys += 1)}` },
    });
  }

  async ask(): Promise<AccessRequest> {
    const { status, body } = await this.call('', 'POST', FORM);
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  }

  async read(id: string): Promise<AccessRequest> {
    return (await this.call(`/${id}`)).body;
  }

  async problem(id: string): Promise<string | null> {
    const path = `/v1/operator/access-requests/${id}`;
    return (await this.gateway.call<OperatorAccessRequest>(path, { as: OPERATOR_KEY })).body.ticketProblem;
  }

  /** Lets so much time pass, and does what is due then. */
  async pass(milliseconds: number): Promise<void> {
    this.gateway.clock.advance(milliseconds);
    await this.gateway.built.tick();
    await this.gateway.built.tick();
  }

  webhook(headers: Record<string, string>, body: object = { issue: { key: 'PAY-1' } }) {
    return this.gateway.call('/webhooks/service-desk', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: Buffer.from(JSON.stringify(body)),
    });
  }
}

const ticketOf = (request: AccessRequest) => ('ticket' in request ? request.ticket : null);

test('sending the form opens a ticket that says what the form said', async (context) => {
  const world = await World.start(context);

  const request = await world.ask();

  const [issue] = world.jira.issues;
  assert.deepEqual(
    [ticketOf(request)?.state, ticketOf(request)?.key, ticketOf(request)?.url],
    ['open', 'PAY-1', `${world.jira.url}/servicedesk/customer/portal/10/PAY-1`],
  );
  assert.equal(issue?.summary, `Payments in video calls: Northern Health [${request.id}]`);
  for (const words of ['Creek Clinic (creek), has a Stripe account', 'kim@northern.example', 'About 200'])
    assert.ok(issue.description.includes(words), words);
});

test('only the configured status approves, and it is read, whatever a webhook claims', async (context) => {
  const world = await World.start(context);
  const { id } = await world.ask();
  const [issue] = world.jira.issues;
  const bearer = { authorization: `Bearer ${JIRA.webhookSecret}` };
  const claim = { issue: { key: 'PAY-1', fields: { status: { name: 'Approved for payments' } } } };

  issue!.status = 'Done';
  assert.equal((await world.webhook(bearer, claim)).status, 200);
  await world.pass(0);
  assert.equal((await world.read(id)).status, 'sent');

  issue!.status = 'approved for payments';
  await world.webhook(bearer, claim);
  await world.pass(0);
  assert.equal((await world.read(id)).status, 'approved');
  const as = await world.gateway.mint({
    organisationRef: 'northern',
    clinicRef: 'creek',
    participantId: 'admin-1',
    role: 'clinic-admin',
  });
  const session = await world.gateway.call<{ clinic: object }>('/v1/session', { as });
  assert.deepEqual(session.body.clinic, { name: 'Creek Clinic' });
});

test('a webhook without the secret is turned away; a signed one is taken', async (context) => {
  const world = await World.start(context);
  await world.ask();
  const sign = (secret: string) =>
    `sha256=${createHmac('sha256', secret)
      .update(JSON.stringify({ issue: { key: 'PAY-1' } }))
      .digest('hex')}`;
  const statuses: number[] = [];
  for (const headers of [
    {},
    { authorization: 'Bearer wrong' },
    { 'x-hub-signature': sign('wrong') },
    { 'x-hub-signature': sign(JIRA.webhookSecret) },
  ])
    statuses.push((await world.webhook(headers as Record<string, string>)).status);
  assert.deepEqual(statuses, [401, 401, 401, 200]);
});

test('without any webhook the clock finds the decision, and the reason of a refusal', async (context) => {
  const world = await World.start(context);
  const { id } = await world.ask();
  const [issue] = world.jira.issues;
  await world.pass(30 * SECOND);
  issue!.comments.push(
    { body: 'Thank you.', public: true },
    { body: 'Payments: The requester has corrected this request.', public: true },
    { body: 'Creek Clinic is not in the programme yet.', public: true },
    { body: 'Do not tell them.', public: false },
  );
  issue!.status = 'Declined';

  await world.pass(2 * MINUTE);

  const request = await world.read(id);
  assert.ok(request.status === 'declined');
  assert.equal(request.reason, 'Creek Clinic is not in the programme yet.');
});

test('a ticket that was made while the call timed out is found again, and no second one is made', async (context) => {
  const world = await World.start(context);
  world.jira.fail({ isSilent: 'broken', isDone: true });
  world.jira.isSearchBehind = true;

  const request = await world.ask();
  assert.equal(ticketOf(request)?.state, 'opening');
  await world.pass(10 * SECOND);
  assert.equal(ticketOf(await world.read(request.id))?.state, 'opening');
  world.jira.issues[0]!.isHidden = false;
  await world.pass(5 * MINUTE);

  assert.equal(ticketOf(await world.read(request.id))?.key, 'PAY-1');
  await world.pass(30 * MINUTE);
  assert.equal(world.jira.count('POST', REQUESTS), 1);
});

test('a service desk that never answers may have done it', async (context) => {
  const world = await World.start(context);
  world.jira.fail({ isSilent: 'for ever', isDone: true });
  const desk = new JiraDesk(world.settings, { timeout: 5_000 });
  const tooLate = new AbortController();
  const waits = context.mock.method(AbortSignal, 'timeout', () => tooLate.signal);

  const opening = assert.rejects(
    desk.open({ requestId: 'ar_1', summary: 'Payments', description: 'Please.' }),
    (error) => error instanceof ServiceDeskFailure && error.kind === 'unknown',
  );
  await until(() => world.jira.issues.length > 0, 'Jira has the ticket');
  tooLate.abort(new DOMException('Five seconds are over.', 'TimeoutError'));
  await opening;

  assert.deepEqual(waits.mock.calls[0]?.arguments, [5_000]);
  assert.equal(world.jira.issues.length, 1);
});

test('after a crash in the middle of opening, the ticket is looked for first', async (context) => {
  const world = await World.start(context);
  world.jira.fail({ isSilent: 'broken', isDone: true });
  const { id } = await world.ask();

  await world.gateway.crash();
  await world.pass(MINUTE);

  assert.equal(ticketOf(await world.read(id))?.key, 'PAY-1');
  assert.equal(world.jira.count('POST', REQUESTS), 1);
});

test('a ticket that was never made is opened once the search would have shown it', async (context) => {
  const world = await World.start(context);
  world.jira.fail({ status: 500 });
  const { id } = await world.ask();

  for (let minute = 0; minute < 9; minute += 1) await world.pass(MINUTE);
  assert.equal(world.jira.count('POST', REQUESTS), 1);
  for (let minute = 0; minute < 5; minute += 1) await world.pass(MINUTE);

  assert.equal(ticketOf(await world.read(id))?.key, 'PAY-1');
  assert.equal(world.jira.issues.length, 1);
});

test('a wrong token is said to the operator, and what was asked goes out once it is right', async (context) => {
  const world = await World.start(context);
  world.jira.fail({ status: 401, method: 'POST' }, { status: 403, method: 'POST' });
  const { id } = await world.ask();
  assert.match((await world.problem(id)) ?? '', /401: SERVICE_DESK_TOKEN/);

  await world.pass(30 * SECOND);
  assert.match((await world.problem(id)) ?? '', /403/);
  await world.pass(MINUTE);

  assert.equal(ticketOf(await world.read(id))?.key, 'PAY-1');
  assert.equal(await world.problem(id), null);
});

test('when Jira asks to be left alone, it is', async (context) => {
  const world = await World.start(context);
  world.jira.fail({ status: 429, headers: { 'retry-after': '600' } });
  const { id } = await world.ask();

  await world.pass(9 * MINUTE);
  assert.equal(world.jira.calls.length, 1);
  await world.pass(2 * MINUTE);

  assert.equal(ticketOf(await world.read(id))?.key, 'PAY-1');
});

test('the ticket is told of a correction, of a withdrawal and of the operator’s decision', async (context) => {
  const world = await World.start(context);
  const { id } = await world.ask();
  await world.call(`/${id}`, 'PUT', { ...FORM, expectedUse: 'About 20 payments a month.' });
  await world.pass(0);
  await world.call(`/${id}/withdraw`, 'POST');
  await world.pass(0);
  const second = await world.ask();
  await world.gateway.call(`/v1/access-requests/${second.id}/approve`, {
    method: 'POST',
    as: OPERATOR_KEY,
    body: { revision: second.revision },
  });
  await world.pass(0);

  const [first, other] = world.jira.issues;
  assert.match(first?.comments[0]?.body ?? '', /^Payments: .*corrected.*About 20 payments/s);
  assert.match(first?.comments[1]?.body ?? '', /withdrawn/);
  assert.deepEqual(
    other?.comments.map(({ body }) => body),
    ['Payments: The operator approved this request.'],
  );
  const reads = world.jira.calls.length;
  await world.pass(60 * MINUTE);
  assert.equal(world.jira.calls.length, reads);
});

test('an approval that is in the ticket already is not stretched by a correction', async (context) => {
  const world = await World.start(context);
  const { id } = await world.ask();
  world.jira.issues[0]!.status = 'Approved for payments';
  const clinics = [...FORM.clinics, { ref: 'more', name: 'One More', hasStripeAccount: false }];

  const answer = await world.call<Problem>(`/${id}`, 'PUT', { ...FORM, clinics });

  assert.equal(answer.body.code, 'access_request_closed');
  const request = await world.read(id);
  assert.deepEqual([request.status, request.clinics.map(({ ref }) => ref)], ['approved', ['creek']]);
});

test('a correction waits for the service desk to say whether the request is decided', async (context) => {
  const world = await World.start(context);
  const { id } = await world.ask();
  world.jira.fail({ status: 503 });

  const answer = await world.call<Problem>(`/${id}`, 'PUT', { ...FORM, expectedUse: 'More.' });

  assert.equal(answer.body.code, 'service_desk_unreachable');
  assert.equal((await world.read(id)).revision, 1);
});

test('nothing of the form, and no secret, is in the log', async (context) => {
  const lines: string[] = [];
  const gateway = await startGateway(context, {
    logger: { level: 'trace', stream: { write: (line: string) => lines.push(line) } },
  });
  const as = await gateway.mint({
    organisationRef: 'northern',
    participantId: 'admin-9',
    role: 'organisation-admin',
  });
  const telehealthManager = { isMe: false, name: 'Dana Ford', email: 'dana@northern.example' };
  const { body } = await gateway.call<AccessRequest>('/v1/access-requests', {
    method: 'POST',
    as,
    body: { ...FORM, telehealthManager },
    headers: { 'idempotency-key': 'one' },
  });
  const shared = await gateway.call<{ url: string }>(`/v1/access-requests/${body.id}/share`, {
    method: 'POST',
    as,
  });
  const secret = new URL(shared.body.url).hash.slice(1);
  const raised = await gateway.call('/v1/access-requests/shared/raise', {
    method: 'POST',
    body: { secret, revision: 2 },
  });
  assert.equal(raised.status, 200);

  assert.ok(lines.length > 3);
  for (const word of ['northern.example', 'Dana', 'Kim Admin', 'Northern Health', secret])
    assert.ok(!lines.join('').includes(word), word);
});

test('how long Jira wants to be left alone is read from seconds and from a date, and is a day at most', async () => {
  const after = async (value: string) => {
    const desk = new JiraDesk(
      {
        url: 'https://desk.example.com',
        user: null,
        token: 'a-token',
        project: '1',
        requestType: '2',
        approvedStatus: 'Approved',
        declinedStatuses: ['Declined'],
        webhookSecret: null,
      },
      { fetch: async () => new Response('', { status: 503, headers: { 'retry-after': value } }) },
    );
    const failure = await desk.read('PAY-1').catch((error: unknown) => error);
    assert.ok(failure instanceof ServiceDeskFailure);
    return failure.retryAfter;
  };
  const inTwoMinutes = await after(new Date(Date.now() + 120 * SECOND).toUTCString());

  assert.ok(inTwoMinutes !== null && inTwoMinutes > 60 * SECOND && inTwoMinutes <= 120 * SECOND);
  assert.deepEqual(await Promise.all(['30', '99999999999', 'soon', '-5'].map(after)), [
    30 * SECOND,
    24 * 60 * MINUTE,
    null,
    null,
  ]);
});

/** Has it happen just before the gateway says that it is opening the ticket. */
function beforeTheTicket(world: World, change: Pick<AccessChange, 'set' | 'act'>): void {
  const { access, tickets } = world.gateway.store;
  const setTicket = tickets.setTicket.bind(tickets);
  tickets.setTicket = async (id, from, set) => {
    tickets.setTicket = setTicket;
    const row = await access.find(id);
    assert.ok(row);
    await access.change(row, { ...change, from: ['sent'], actor: 'test' });
    return setTicket(id, from, set);
  };
}

test('what is corrected at the last moment is in the ticket', async (context) => {
  const world = await World.start(context);
  beforeTheTicket(world, { set: { expected_use: 'Just 20.' }, act: 'access-request.corrected' });

  await world.ask();

  assert.match(JSON.stringify(world.jira.issues), /Just 20\./);
});

test('what is withdrawn at the last moment gets no ticket', async (context) => {
  const world = await World.start(context);
  beforeTheTicket(world, { set: { status: 'withdrawn' }, act: 'access-request.withdrawn' });

  await world.ask();
  await world.pass(MINUTE);

  assert.deepEqual(world.jira.issues, []);
});
