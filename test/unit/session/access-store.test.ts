import assert from 'node:assert/strict';
import { test } from 'node:test';

import { anAccessState, approved, sent, waiting } from '../../../demo/pages/staged/access-samples.ts';
import type { AccessRequest, AccessRequestForm } from '../../../src/contract/access-request.ts';
import { PaymentsError } from '../../../src/errors.ts';
import type { AccessDraft, AccessFact } from '../../../src/session/configure/access-state.ts';
import type { GatewayCall } from '../../../src/session/gateway-client.ts';
import { settled } from './support/fake-clock.ts';
import { clinicianPage, MemoryStorage, world } from './support/session-world.ts';

// Fetched by pages on demand; loaded here beforehand, so that turns of the event loop can be counted.
await import('../../../src/session/configure/access-store.ts');

const FORM: AccessRequestForm = {
  organisationName: 'Bayside Health',
  clinics: [{ ref: 'riverside', name: 'Riverside Clinic', hasStripeAccount: false }],
  contact: { name: 'Kim Tran', email: 'kim.tran@bayside.example' },
  expectedUse: 'About 120 payments a month.',
  telehealthManager: { isMe: true },
  agreesToTerms: true,
};
const DRAFT: AccessDraft = {
  organisationName: 'Bayside Health',
  clinics: [],
  contactName: 'Kim',
  contactEmail: '',
  contactPhone: '',
  expectedUse: '',
  manager: null,
  managerName: '',
  managerEmail: '',
  agrees: false,
};

/** An administrator's page, and a gateway that keeps some requests for access. */
async function anAdminPage(requests: readonly AccessRequest[] = [], storage = new MemoryStorage()) {
  const parts = { ...world(), storage };
  const { gateway, clock } = parts;
  const kept = { requests, onCall: (_path: string, _call: GatewayCall): unknown => sent() };
  gateway.answerTo = (path, call) =>
    call?.method
      ? kept.onCall(path, call)
      : { items: kept.requests, nextCursor: null, scope: anAccessState().scope };
  const { session } = await clinicianPage(parts);
  const store = await session.openStore('access');
  const facts: AccessFact[] = [];
  store.subscribeFacts((fact) => facts.push(fact));
  store.subscribe(() => {});
  await settled();
  const calls = () =>
    gateway.argsOf('ask').flatMap(([path, call]) => {
      const { method, headers } = (call ?? {}) as GatewayCall;
      return method ? [{ method, path, key: headers?.['idempotency-key'] }] : [];
    });
  const ready = () => {
    const state = store.getState();
    if (state.status !== 'ready') throw new Error(`The store is ${state.status}.`);
    return state;
  };
  return { gateway, clock, store, facts, kept, calls, ready };
}

test('a form that gets no answer is sent again under its key, once in the end', async () => {
  const { gateway, clock, store, calls, ready, facts } = await anAdminPage();
  gateway.isDown = true;

  const sending = store.send(FORM);
  await settled();
  assert.deepEqual(ready().task, { status: 'checking', name: 'sending' });
  gateway.isDown = false;
  await clock.advance(5_000);

  assert.equal(await sending, 'ar_1');
  const keys = calls().map(({ key }) => key);
  assert.ok(keys.length > 1 && keys.every((key) => key !== undefined && key === keys[0]));
  assert.deepEqual(
    facts.map(({ name }) => name),
    ['access-requested'],
  );
});

test('what was typed, and the key of what had no answer, outlive a reload', async () => {
  const storage = new MemoryStorage();
  const first = await anAdminPage([], storage);
  first.store.setDraft(DRAFT);
  first.gateway.isDown = true;
  void first.store.send(FORM);
  await settled();

  const second = await anAdminPage([], storage);
  assert.deepEqual(second.ready().draft, DRAFT);
  await second.store.send(FORM);
  assert.equal(second.calls()[0]?.key, first.calls()[0]?.key);
  assert.equal(second.ready().draft, null);

  const third = await anAdminPage([], storage);
  assert.equal(third.ready().draft, null);
});

test('a refusal keeps what was typed, and says why', async () => {
  const { store, kept, ready } = await anAdminPage();
  kept.onCall = () => {
    throw new PaymentsError('access_already_requested', 'Asked already.', { status: 409 });
  };
  store.setDraft(DRAFT);

  assert.equal(await store.send(FORM), null);

  const { task, draft } = ready();
  assert.equal(task.status === 'failed' && task.error.code, 'access_already_requested');
  assert.deepEqual(draft, DRAFT);
});

test('a decision is noticed while the page is open, and told once', async () => {
  const { clock, kept, facts, ready } = await anAdminPage([sent()]);
  kept.requests = [approved({ revision: 2 })];

  await clock.advance(60_000);

  assert.equal(ready().requests[0]?.status, 'approved');
  assert.deepEqual(
    facts.map(({ name, request }) => [name, request.revision]),
    [['access-approved', 2]],
  );
});

test('the link is kept for the page that made it', async () => {
  const { store, kept, ready } = await anAdminPage([waiting()]);
  const url = 'https://pay.example.com/access#secret';
  kept.onCall = () => ({ url, expiresAt: 5, request: waiting({ revision: 2, linkExpiresAt: 5 }) });

  await store.share('ar_1');

  assert.deepEqual(ready().link, { requestId: 'ar_1', url, expiresAt: 5 });
  const [request] = ready().requests;
  assert.ok(request?.status === 'waiting' && request.linkExpiresAt === 5);
});

test('a link that is none of the web’s is not taken', async () => {
  const { store, kept, ready } = await anAdminPage([waiting()]);
  kept.onCall = () => ({ url: 'javascript:alert(1)', expiresAt: 5, request: waiting() });

  void store.share('ar_1');
  await settled();

  assert.equal(ready().link, null);
});

test('what was decided meanwhile is read at once when a withdrawal comes too late', async () => {
  const { store, kept, ready, facts } = await anAdminPage([sent()]);
  kept.onCall = () => {
    throw new PaymentsError('access_request_closed', 'Approved.', { status: 409 });
  };
  kept.requests = [approved({ revision: 2 })];

  await store.withdraw('ar_1');
  await settled();

  assert.equal(ready().requests[0]?.status, 'approved');
  assert.deepEqual(
    facts.map(({ name }) => name),
    ['access-approved'],
  );
});
