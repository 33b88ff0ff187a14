import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setupServer } from 'msw/node';

import type { GatewayClient } from '../../../src/session/gateway-client.ts';
import { createGatewayClient } from '../../../src/session/gateway-client.ts';
import { MockGateway } from '../../../src/testing/mock-gateway.ts';
import type { MockTokenRequest } from '../../../src/testing/mock-gateway.ts';
import { mockGatewayHandlers } from '../../../src/testing/msw.ts';
import { FakeClock } from '../session/support/fake-clock.ts';

const CLINICIAN = { role: 'clinician', participantId: 'clinician-1', displayName: 'Dr Lee' } as const;
const PATIENT = { role: 'patient', participantId: 'patient-1', displayName: 'Pat' } as const;
const CARER = { role: 'observer', participantId: 'carer-1' } as const;
const ASKED = { amount: 8500, description: 'Consultation fee', payerId: 'patient-1', reference: 'rec-7' };

function setup(): { gateway: MockGateway; as: (who: MockTokenRequest) => GatewayClient } {
  let time = 1_000;
  const gateway = new MockGateway({ url: 'https://pay.example.test/base/', now: () => (time += 1) });
  const as = (who: MockTokenRequest): GatewayClient => {
    let token = gateway.token(who);
    const getToken = ({ force = false } = {}): Promise<typeof token> => {
      if (force) token = gateway.token(who);
      return Promise.resolve(token);
    };
    return gateway.clientFor({ getToken });
  };
  return { gateway, as };
}

async function readEvents(stream: ReadableStream<Uint8Array>, until: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes(until)) break;
  }
  return text;
}

describe('a mock gateway', () => {
  test('leads a request from asked to paid, as each side may see it', async () => {
    const { gateway, as } = setup();
    const [clinician, patient] = [as(CLINICIAN), as(PATIENT)];
    const { id } = await clinician.createRequest(ASKED, 'key-1');
    const theirs = await patient.getRequest(id);
    assert.equal(theirs.status, 'requested');
    assert.equal('reference' in theirs, false);
    assert.deepEqual(theirs.payer, { id: 'patient-1', displayName: 'Pat' });
    await patient.sendActivity(id, 'entering-details');
    gateway.decline(id);
    const seen = await clinician.getRequest(id);
    assert.equal(seen.status === 'requested' && seen.activity?.kind, 'entering-details');
    assert.equal(seen.lastAttempt?.declineCode, undefined);
    assert.equal((await patient.getRequest(id)).lastAttempt?.declineCode, 'insufficient_funds');
    const credentials = await patient.getCheckout(id);
    assert.equal(credentials.stripeAccount, 'acct_mock');
    gateway.pay(id);
    const paid = await patient.settleRequest(id);
    assert.equal(paid.status === 'paid' && paid.payment.cardLast4, '4242');
    assert.ok(paid.revision > theirs.revision);
    assert.equal(gateway.refund(id).amountRefunded, 8500);
  });

  test('answers the same key with the same request, and another body with a refusal', async () => {
    const { gateway, as } = setup();
    const clinician = as(CLINICIAN);
    const first = await clinician.createRequest(ASKED, 'key-1');
    assert.equal((await clinician.createRequest(ASKED, 'key-1')).id, first.id);
    await assert.rejects(clinician.createRequest({ ...ASKED, amount: 1 + ASKED.amount }, 'key-1'), {
      code: 'idempotency_key_reused',
    });
    assert.equal(gateway.requests.length, 1);
  });

  test('refuses what the gateway refuses', async () => {
    const { gateway, as } = setup();
    const [clinician, patient, carer] = [as(CLINICIAN), as(PATIENT), as(CARER)];
    let keys = 0;
    const ask = (over: object): Promise<unknown> =>
      clinician.createRequest({ ...ASKED, ...over }, `key-${(keys += 1)}`);
    await assert.rejects(ask({ amount: 0.5 }), { code: 'amount_invalid', field: 'amount' });
    await assert.rejects(ask({ amount: 1 }), { code: 'amount_too_small' });
    await assert.rejects(ask({ amount: 10 ** 9 }), { code: 'amount_too_large' });
    await assert.rejects(ask({ description: ' ' }), { code: 'description_invalid' });
    await assert.rejects(ask({ payerId: 'carer-1' }), { code: 'payer_unknown' });
    await assert.rejects(patient.createRequest(ASKED, 'key'), { code: 'not_allowed' });
    const { id } = await clinician.createRequest(ASKED, 'key');
    for (const wrong of [clinician.refuseRequest(id), clinician.getCheckout(id), patient.cancelRequest(id)])
      await assert.rejects(wrong, { code: 'not_allowed' });
    await assert.rejects(carer.getRequest(id), { code: 'not_found' });
    await assert.rejects(as({ ...CLINICIAN, callId: 'call-2' }).getRequest(id), { code: 'not_found' });
    await clinician.cancelRequest(id);
    await assert.rejects(patient.getCheckout(id), { code: 'request_not_open' });
    assert.throws(() => gateway.pay(id), /is cancelled/);
    assert.throws(() => gateway.pay('pr_9'), /no request "pr_9"/);
    gateway.setPayments('account_in_review');
    await assert.rejects(ask({}), { code: 'account_not_ready' });
    assert.deepEqual((await clinician.getSession()).payments, { ready: false, reason: 'account_in_review' });
  });

  test('asks the only patient that it knows, and whom to ask where there are several', async () => {
    const { as } = setup();
    const clinician = as(CLINICIAN);
    const { payerId: _payerId, ...unaddressed } = ASKED;
    await assert.rejects(clinician.createRequest(unaddressed, 'key-1'), { code: 'payer_required' });
    as(PATIENT);
    assert.equal((await clinician.createRequest(unaddressed, 'key-1')).payer.id, 'patient-1');
    as({ role: 'patient', participantId: 'patient-2' });
    await assert.rejects(clinician.createRequest(unaddressed, 'key-2'), { code: 'payer_required' });
  });

  test('lets paid win: what is cancelled or refused too late is answered as it is', async () => {
    const { gateway, as } = setup();
    const [clinician, patient] = [as(CLINICIAN), as(PATIENT)];
    const { id } = gateway.add({ payer: { id: 'patient-1' } });
    gateway.pay(id);
    assert.equal((await clinician.cancelRequest(id)).status, 'paid');
    assert.equal((await patient.refuseRequest(id)).status, 'paid');
    await assert.rejects(patient.getCheckout(id), { code: 'already_paid' });
  });

  test('fails as often as it is told to: before, with a code, and with the answer lost', async () => {
    const { gateway, as } = setup();
    const clinician = as(CLINICIAN);
    gateway.fail('create', 'no-answer', 'stripe_unreachable', 'answer-lost');
    await assert.rejects(clinician.createRequest(ASKED, 'key'), { code: 'GATEWAY_UNREACHABLE' });
    assert.equal(gateway.requests.length, 0);
    await assert.rejects(clinician.createRequest(ASKED, 'key'), { code: 'stripe_unreachable' });
    await assert.rejects(clinician.createRequest(ASKED, 'key'), { code: 'GATEWAY_UNREACHABLE' });
    assert.equal(gateway.requests.length, 1);
    assert.equal((await clinician.createRequest(ASKED, 'key')).id, gateway.requests[0]?.id);
    assert.deepEqual(
      gateway.calls.map(({ name }) => name),
      ['create', 'create', 'create', 'create'],
    );
  });

  test('has a page come back with a new token', async () => {
    const { gateway, as } = setup();
    const clinician = as(CLINICIAN);
    await clinician.getSession();
    gateway.expireTokens();
    assert.equal((await clinician.getSession()).participantId, 'clinician-1');
    const stranger = createGatewayClient({
      baseUrl: gateway.url,
      getToken: () => Promise.resolve({ token: 'made-up', expiresAt: 0 }),
      clock: new FakeClock(),
      fetch: gateway.fetch,
    });
    await assert.rejects(stranger.getSession(), { code: 'token_invalid' });
  });

  test('streams what changes from the position asked for, to each what is theirs', async () => {
    const { gateway, as } = setup();
    const [clinician, patient] = [as(CLINICIAN), as(PATIENT)];
    const { streamPosition } = await patient.listRequests();
    const end = new AbortController();
    const options = { signal: end.signal, freshToken: false };
    const theirs = await patient.openEvents(streamPosition, options);
    const reading = readEvents(theirs, '"paid"');
    gateway.add({ payer: { id: 'patient-2' }, description: 'For somebody else' });
    const { id } = await clinician.createRequest(ASKED, 'key');
    gateway.pay(id);
    const told = await reading;
    assert.doesNotMatch(told, /somebody else/);
    assert.match(told, /"status":"requested"[\s\S]*"status":"paid"/);
    const all = await readEvents(await clinician.openEvents('0', options), '"paid"');
    assert.match(all, /somebody else/);
    assert.match(await readEvents(await clinician.openEvents('999', options), 'reset'), /event: reset/);
    end.abort();
  });

  test('is what msw answers with, streams included', async () => {
    const gateway = new MockGateway({ url: 'https://pay.example.test' });
    const server = setupServer(...mockGatewayHandlers(gateway));
    server.listen({ onUnhandledFrame: 'error' });
    try {
      const token = gateway.token(PATIENT);
      const client = createGatewayClient({
        baseUrl: gateway.url,
        getToken: () => Promise.resolve(token),
        clock: new FakeClock(),
      });
      assert.equal((await client.getSession()).clinic?.name, 'Harbour Street Clinic');
      const end = new AbortController();
      const events = await client.openEvents('0', { signal: end.signal, freshToken: false });
      gateway.add({ payer: { id: 'patient-1' } });
      assert.match(await readEvents(events, 'requested'), /event: request/);
      end.abort();
      gateway.fail('session', 'no-answer');
      await assert.rejects(client.getSession(), { code: 'GATEWAY_UNREACHABLE' });
    } finally {
      server.close();
    }
  });
});
