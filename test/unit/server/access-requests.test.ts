import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';

import type {
  AccessRequest,
  AccessRequestForm,
  AccessRequestPage,
  AccessShare,
  OperatorAccessRequest,
  OperatorAccessRequestPage,
  SharedAccessRequest,
} from '../../../src/contract/access-request.ts';
import type { GatewaySession } from '../../../src/contract/gateway-session.ts';
import type { Problem } from '../../../src/contract/problem.ts';
import {
  HOST,
  OPERATOR_KEY,
  startGateway,
  type Answer,
  type GatewayFixture,
} from '../../support/server/gateway-fixture.ts';

const DAY = 24 * 60 * 60 * 1000;

const FORM: AccessRequestForm = {
  organisationName: 'Northern Health',
  clinics: [
    { ref: 'creek', name: 'Creek Clinic', hasStripeAccount: true },
    { ref: 'bay', name: 'Bay Clinic', hasStripeAccount: false },
  ],
  contact: { name: 'Kim Admin', email: 'kim@northern.example', phone: '+61 2 5550 1234' },
  expectedUse: 'Gap fees of physiotherapy visits.\nAbout 200 payments a month.',
  telehealthManager: { isMe: true },
  agreesToTerms: true,
};
const BY_SOMEBODY_ELSE: AccessRequestForm = {
  ...FORM,
  telehealthManager: { isMe: false, name: 'Dana Ford', email: 'dana@northern.example' },
};

/** An admin of an organisation that the gateway has never heard of, unless said otherwise. */
class Admin {
  readonly #gateway: GatewayFixture;
  readonly #token: string;
  #keys = 0;

  private constructor(gateway: GatewayFixture, token: string) {
    this.#gateway = gateway;
    this.#token = token;
  }

  static async of(gateway: GatewayFixture, organisationRef = 'northern', clinicRef?: string): Promise<Admin> {
    const token = await gateway.mint({
      organisationRef,
      participantId: 'admin-9',
      ...(clinicRef === undefined ? { role: 'organisation-admin' } : { role: 'clinic-admin', clinicRef }),
    });
    return new Admin(gateway, token);
  }

  call<Body>(path = '', method: 'GET' | 'POST' | 'PUT' = 'GET', body?: object, key?: string) {
    return this.#gateway.call<Body>(`/v1/access-requests${path}`, {
      method,
      as: this.#token,
      ...(body && { body }),
      headers: { 'idempotency-key': key ?? `key-${(this.#keys += 1)}` },
    });
  }

  async ask(form: AccessRequestForm = FORM, key?: string): Promise<AccessRequest> {
    const answer = await this.call<AccessRequest>('', 'POST', form, key);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body;
  }

  async read(id: string): Promise<AccessRequest> {
    return (await this.call<AccessRequest>(`/${id}`)).body;
  }

  async share(id: string): Promise<{ secret: string; share: AccessShare }> {
    const { body: share } = await this.call<AccessShare>(`/${id}/share`, 'POST');
    return { share, secret: new URL(share.url).hash.slice(1) };
  }

  async session(): Promise<GatewaySession> {
    return (await this.#gateway.call<GatewaySession>('/v1/session', { as: this.#token })).body;
  }
}

async function asManager(
  gateway: GatewayFixture,
  secret: string,
  action = '',
  revision?: number,
): Promise<Answer<SharedAccessRequest>> {
  const call = (path: string, body: object) =>
    gateway.call<SharedAccessRequest>(`/v1/access-requests/shared${path}`, { method: 'POST', body });
  if (action !== '/raise') return call(action, { secret });
  // As the page does: with what it showed.
  const seen = revision ?? (await call('', { secret })).body.revision ?? 0;
  return call(action, { secret, revision: seen });
}

function decide<Body = AccessRequest>(
  gateway: GatewayFixture,
  id: string,
  action: 'approve' | 'decline',
  body: object,
): Promise<Answer<Body>> {
  return gateway.call(`/v1/access-requests/${id}/${action}`, { method: 'POST', as: OPERATOR_KEY, body });
}

async function history(gateway: GatewayFixture, id: string): Promise<OperatorAccessRequest> {
  return (
    await gateway.call<OperatorAccessRequest>(`/v1/operator/access-requests/${id}`, { as: OPERATOR_KEY })
  ).body;
}

const codeOf = ({ body }: { body: unknown }) => (body as Problem).code;

async function start(context: TestContext): Promise<{ gateway: GatewayFixture; admin: Admin }> {
  const gateway = await startGateway(context);
  return { gateway, admin: await Admin.of(gateway) };
}

test('an admin who is the telehealth manager sends the form, and its ticket is open', async (context) => {
  const { admin } = await start(context);

  const request = await admin.ask();

  const { agreesToTerms: _, ...said } = FORM;
  assert.partialDeepStrictEqual(request, { ...said, status: 'sent', organisationRef: 'northern' });
  assert.ok(
    request.status === 'sent' && request.ticket.state === 'open' && request.ticket.raisedBy === 'requester',
  );
  assert.match(request.ticket.key ?? '', /^SR-[0-9A-F]{6}$/);
});

test('approving makes what is missing, once, and the admin’s own token knows it at once', async (context) => {
  const { gateway, admin } = await start(context);
  const { id, revision } = await admin.ask();
  const clinicAdmin = await Admin.of(gateway, 'northern', 'creek');
  assert.equal((await clinicAdmin.session()).clinic, null);

  const answers = await Promise.all([
    decide(gateway, id, 'approve', { revision, by: 'Sam at the desk' }),
    decide(gateway, id, 'approve', { revision }),
  ]);

  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.status]),
    [
      [200, 'approved'],
      [200, 'approved'],
    ],
  );
  const session = await clinicAdmin.session();
  assert.equal(session.clinic?.name, 'Creek Clinic');
  assert.deepEqual(session.payments, { ready: false, reason: 'account_not_linked' });
  const { scope } = (await admin.call<AccessRequestPage>()).body;
  assert.deepEqual(scope, {
    organisation: { ref: 'northern', name: 'Northern Health' },
    clinicRef: null,
    clinics: [
      { ref: 'bay', name: 'Bay Clinic', enabled: true },
      { ref: 'creek', name: 'Creek Clinic', enabled: true },
    ],
  });
  const acts = (await history(gateway, id)).history;
  assert.equal(acts.filter(({ act }) => act === 'access-request.approved').length, 1);
});

test('a clinic that is there already is enabled as it is', async (context) => {
  const { gateway } = await start(context);
  const admin = await Admin.of(gateway, 'harbour', 'disabled');
  const clinics = [{ ref: 'disabled', name: 'Another name', hasStripeAccount: false }];

  const { id, revision } = await admin.ask({ ...FORM, organisationName: 'Another name', clinics });
  await decide(gateway, id, 'approve', { revision, currency: 'nzd' });

  const session = await admin.session();
  assert.equal(session.clinic?.name, 'Disabled Clinic');
  assert.equal(session.currency, 'aud');
  assert.deepEqual(session.payments, { ready: false, reason: 'account_not_linked' });
});

test('a host that is described anew without a word on it leaves a clinic enabled', async (context) => {
  const { gateway, admin } = await start(context);
  const { id, revision } = await admin.ask();
  await decide(gateway, id, 'approve', { revision });
  const clinics = [{ ref: 'creek', name: 'Creek Clinic', currency: 'aud' }];

  await gateway.provision('h_demo', {
    ...HOST,
    organisations: [{ ref: 'northern', name: 'Northern Health', clinics }],
  });

  const session = await (await Admin.of(gateway, 'northern', 'creek')).session();
  assert.deepEqual(session.payments, { ready: false, reason: 'account_not_linked' });
});

test('with somebody else as the manager it waits for them, and nobody can decide it', async (context) => {
  const { gateway, admin } = await start(context);

  const { id, status, revision } = await admin.ask(BY_SOMEBODY_ELSE);

  assert.equal(status, 'waiting');
  assert.equal(codeOf(await decide(gateway, id, 'approve', { revision })), 'access_request_closed');
  assert.equal(
    codeOf(await decide(gateway, id, 'decline', { revision, reason: 'No.' })),
    'access_request_closed',
  );
});

test('the shared link shows the filled form and raises the ticket, once, and the operator sees by whom', async (context) => {
  const { gateway, admin } = await start(context);
  const { id } = await admin.ask(BY_SOMEBODY_ELSE);
  const { secret, share } = await admin.share(id);
  assert.match(share.url, /^http:\/\/localhost:4200\/access#[\w-]{43}$/);

  const seen = (await asManager(gateway, secret)).body;
  assert.partialDeepStrictEqual(seen, {
    organisationName: 'Northern Health',
    clinics: [{ name: 'Creek Clinic', hasStripeAccount: true }, { name: 'Bay Clinic' }],
    managerName: 'Dana Ford',
    status: 'waiting',
  });
  const raised = await Promise.all([
    asManager(gateway, secret, '/raise'),
    asManager(gateway, secret, '/raise'),
  ]);

  assert.deepEqual(
    raised.map(({ status, body }) => [status, body.status]),
    [
      [200, 'sent'],
      [200, 'sent'],
    ],
  );
  const request = await admin.read(id);
  assert.ok(request.status === 'sent' && request.ticket.raisedBy === 'telehealth-manager');
  const lines = (await history(gateway, id)).history.map(({ actor, act, name }) => [
    actor.replace(/:.*/, ''),
    act,
    name,
  ]);
  assert.deepEqual(lines, [
    ['participant', 'access-request.asked', undefined],
    ['participant', 'access-request.shared', undefined],
    ['telehealth-manager', 'access-request.raised', 'Dana Ford'],
  ]);
});

test('a link is for one request, and ends: by a newer one, by its time, by “not for me”, by withdrawing', async (context) => {
  const { gateway, admin } = await start(context);
  const { id } = await admin.ask(BY_SOMEBODY_ELSE);
  const first = await admin.share(id);
  const second = await admin.share(id);
  assert.equal(codeOf(await asManager(gateway, first.secret)), 'link_ended');
  assert.equal(codeOf(await asManager(gateway, first.secret, '/raise')), 'link_ended');
  assert.equal((await asManager(gateway, second.secret)).status, 200);

  gateway.clock.advance(7 * DAY);
  assert.equal(codeOf(await asManager(gateway, second.secret, '/raise')), 'link_ended');

  const renewed = await Admin.of(gateway);
  const third = await renewed.share(id);
  assert.equal((await asManager(gateway, third.secret, '/refuse')).status, 200);
  assert.equal(codeOf(await asManager(gateway, third.secret, '/raise')), 'link_ended');
  const refused = await renewed.read(id);
  assert.ok(refused.status === 'waiting' && refused.notForMeAt !== null && refused.linkExpiresAt === null);

  const fourth = await renewed.share(id);
  await renewed.call(`/${id}/withdraw`, 'POST');
  assert.equal(codeOf(await asManager(gateway, fourth.secret)), 'link_ended');
});

test('a form that was corrected since the manager looked at it is not raised unseen', async (context) => {
  const { gateway, admin } = await start(context);
  const { id } = await admin.ask(BY_SOMEBODY_ELSE);
  const { secret } = await admin.share(id);
  const { revision } = (await asManager(gateway, secret)).body;
  await admin.call(`/${id}`, 'PUT', { ...BY_SOMEBODY_ELSE, expectedUse: 'Something else altogether.' });

  assert.equal(codeOf(await asManager(gateway, secret, '/raise', revision)), 'revision_outdated');
  assert.equal((await admin.read(id)).status, 'waiting');
  const again = (await asManager(gateway, secret)).body;
  assert.equal(again.expectedUse, 'Something else altogether.');

  assert.equal((await asManager(gateway, secret, '/raise', again.revision)).body.status, 'sent');
});

test('naming another manager ends the link that the first one was sent', async (context) => {
  const { gateway, admin } = await start(context);
  const { id } = await admin.ask(BY_SOMEBODY_ELSE);
  const { secret } = await admin.share(id);

  const telehealthManager = { isMe: false, name: 'Ren Ito', email: 'ren@northern.example' };
  await admin.call(`/${id}`, 'PUT', { ...FORM, telehealthManager });

  assert.equal(codeOf(await asManager(gateway, secret, '/raise')), 'link_ended');
});

test('an admin who turns out to be the manager raises the ticket by correcting the form', async (context) => {
  const { admin } = await start(context);
  const { id } = await admin.ask(BY_SOMEBODY_ELSE);

  const { body } = await admin.call<AccessRequest>(`/${id}`, 'PUT', FORM);

  assert.ok(body.status === 'sent' && body.ticket.state === 'open');
});

test('what was corrected since it was looked at is not approved unseen', async (context) => {
  const { gateway, admin } = await start(context);
  const { id, revision } = await admin.ask();
  const clinics = [...FORM.clinics, { ref: 'more', name: 'One More Clinic', hasStripeAccount: false }];
  const corrected = await admin.call<AccessRequest>(`/${id}`, 'PUT', { ...FORM, clinics });
  assert.equal(corrected.body.revision, revision + 1);

  assert.equal(codeOf(await decide(gateway, id, 'approve', { revision })), 'revision_outdated');
  assert.equal((await decide(gateway, id, 'approve', { revision: revision + 1 })).status, 200);
  const { history: lines } = await history(gateway, id);
  assert.equal(lines.find(({ act }) => act === 'access-request.corrected')?.note, 'clinics');
});

test('declined comes with its reason, and one may ask again', async (context) => {
  const { gateway, admin } = await start(context);
  const { id, revision } = await admin.ask();
  assert.equal(codeOf(await decide(gateway, id, 'decline', { revision })), 'invalid_request');
  assert.equal(codeOf(await decide(gateway, id, 'decline', { revision, reason: ' ' })), 'invalid_request');

  await decide(gateway, id, 'decline', { revision, reason: 'Bay Clinic is not in the programme yet.' });

  const declined = await admin.read(id);
  assert.ok(declined.status === 'declined' && declined.reason === 'Bay Clinic is not in the programme yet.');
  assert.equal(codeOf(await admin.call(`/${id}`, 'PUT', FORM)), 'access_request_closed');
  assert.equal(
    codeOf(await decide(gateway, id, 'approve', { revision: declined.revision })),
    'access_request_closed',
  );
  assert.equal((await admin.ask()).status, 'sent');
});

test('withdrawn is withdrawn, whoever presses what afterwards', async (context) => {
  const { gateway, admin } = await start(context);
  const { id, revision } = await admin.ask();

  const withdrawn = await admin.call<AccessRequest>(`/${id}/withdraw`, 'POST');
  const again = await admin.call<AccessRequest>(`/${id}/withdraw`, 'POST');

  assert.equal(withdrawn.body.status, 'withdrawn');
  assert.equal(again.body.revision, withdrawn.body.revision);
  assert.equal(codeOf(await decide(gateway, id, 'approve', { revision })), 'access_request_closed');
  assert.equal((await (await Admin.of(gateway, 'northern', 'creek')).session()).clinic, null);
});

test('the same key asks once; another body under it is refused; one clinic is asked for once', async (context) => {
  const { admin } = await start(context);
  const first = await admin.ask(FORM, 'one');

  const again = await admin.call<AccessRequest>('', 'POST', FORM, 'one');
  assert.deepEqual([again.status, again.body.id], [200, first.id]);
  assert.equal(codeOf(await admin.call('', 'POST', BY_SOMEBODY_ELSE, 'one')), 'idempotency_key_reused');
  const other = await admin.call<Problem>('', 'POST', FORM, 'two');
  assert.deepEqual([other.body.code, other.body.field], ['access_already_requested', 'clinics.0']);
});

test('a clinic’s admin asks for that clinic alone, and sees of a larger request what is theirs', async (context) => {
  const { gateway, admin } = await start(context);
  const own = await Admin.of(gateway, 'northern', 'creek');
  const other = await Admin.of(gateway, 'northern', 'elsewhere');
  assert.equal(codeOf(await own.call('', 'POST', FORM)), 'not_allowed');
  const { id } = await admin.ask();

  const seen = await own.read(id);
  assert.deepEqual([seen.clinics.map(({ ref }) => ref), seen.canChange], [['creek'], false]);
  for (const [path, method] of [
    [`/${id}/withdraw`, 'POST'],
    [`/${id}/share`, 'POST'],
  ] as const)
    assert.equal(codeOf(await own.call(path, method)), 'not_allowed');
  assert.equal(codeOf(await other.call(`/${id}`)), 'not_found');
  assert.deepEqual((await other.call<AccessRequestPage>()).body.items, []);
  assert.equal((await own.call<AccessRequestPage>()).body.items.length, 1);
});

const WRONG: [string, object, string, string][] = [
  ['no agreement', { ...FORM, agreesToTerms: false }, 'invalid_request', 'agreesToTerms'],
  ['no clinic', { ...FORM, clinics: [] }, 'invalid_request', 'clinics'],
  ['a clinic twice', { ...FORM, clinics: [FORM.clinics[0], FORM.clinics[0]] }, 'invalid_request', 'clinics'],
  ['a blank name', { ...FORM, organisationName: ' ' }, 'invalid_request', 'organisationName'],
  [
    'no address',
    { ...FORM, contact: { name: 'Kim', email: 'kim at home' } },
    'email_invalid',
    'contact.email',
  ],
  [
    'a manager without an address',
    { ...FORM, telehealthManager: { isMe: false, name: 'Dana', email: 'dana' } },
    'email_invalid',
    'telehealthManager.email',
  ],
  ['an unknown field', { ...FORM, rush: true }, 'invalid_request', 'rush'],
];

test('of two changes to what was read, the second is told to read again', async (context) => {
  const { gateway, admin } = await start(context);
  const { id } = await admin.ask();
  const { access } = gateway.store;
  const read = await access.find(id);
  const change = { set: {}, from: ['sent'], actor: 'gateway', act: 'access-request.corrected' } as const;

  assert.equal((await access.change(read!, change))?.revision, 2);
  assert.equal(await access.change(read!, change), null);

  assert.equal((await history(gateway, id)).history.length, 2);
});

test('the page behind a link is the same for all, holds nothing inline, and cannot be framed', async (context) => {
  const { gateway } = await start(context);

  const { status, body, headers } = await gateway.call<string>('/access');

  assert.equal(status, 200);
  assert.doesNotMatch(body, /<style|style=|<script>|onload/);
  const policy = String(headers['content-security-policy']);
  assert.match(policy, /default-src 'none'; script-src 'self';/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*|http/);
  assert.equal(headers['referrer-policy'], 'no-referrer');
  assert.equal(headers['cache-control'], 'no-store');
});

test('what is wrong in the form is named', async (context) => {
  const { admin } = await start(context);
  for (const [what, form, code, field] of WRONG) {
    const { body } = await admin.call<Problem>('', 'POST', form);
    assert.deepEqual([body.code, body.field], [code, field], what);
  }
});

test('the operator’s list holds everybody’s, by status, page by page', async (context) => {
  const { gateway, admin } = await start(context);
  const hills = await Admin.of(gateway, 'far-hills');
  await admin.ask();
  gateway.clock.advance(1000);
  const waiting = await hills.ask(BY_SOMEBODY_ELSE);
  const list = async (query = '') =>
    (
      await gateway.call<OperatorAccessRequestPage>(`/v1/operator/access-requests${query}`, {
        as: OPERATOR_KEY,
      })
    ).body.items.map(({ request, host }) => [request.organisationRef, host.name]);

  assert.deepEqual(await list(), [
    ['far-hills', 'Demo host'],
    ['northern', 'Demo host'],
  ]);
  assert.deepEqual(await list('?status=waiting'), [[waiting.organisationRef, 'Demo host']]);
  assert.deepEqual(await list('?status=approved'), []);
});
