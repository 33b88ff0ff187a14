import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { PaymentsError } from '../../../src/errors.ts';
import { settled } from './support/fake-clock.ts';
import { UNREACHABLE } from './support/fake-gateway.ts';
import { PATIENT } from './support/payment-request.ts';
import { clinicianPage, MemoryStorage, reload, world } from './support/session-world.ts';

const BODY = { amount: 8500, description: 'Consultation', payerId: PATIENT.id };
const DRAFT = { amount: '85', description: 'Consultation', payerId: PATIENT.id };

describe('asking for a payment', () => {
  it('sends it, clears the form, tells the host, and hints the payer', async () => {
    const parts = world();
    const page = await clinicianPage(parts);
    page.session.setDraft(DRAFT);
    const id = await page.session.createRequest(BODY);
    assert.equal(id, 'pr_1');
    assert.equal(page.entry().request.status, 'requested');
    assert.deepEqual(page.session.getState().draft, { amount: '', description: '', payerId: null });
    assert.deepEqual(page.session.getState().creation, { status: 'idle' });
    assert.deepEqual(page.port.heard('report'), [{ name: 'payment-requested', requestId: 'pr_1' }]);
    assert.deepEqual(page.port.heard('hint'), [{ requestId: 'pr_1', to: PATIENT.id }]);
    assert.deepEqual(page.factNames(), ['payment-requested']);
  });

  it('makes one request of a double click', async () => {
    const parts = world();
    const page = await clinicianPage(parts);
    const both = [page.session.createRequest(BODY), page.session.createRequest(BODY)];
    assert.deepEqual(page.session.getState().creation, { status: 'sending' });
    assert.deepEqual(await Promise.all(both), ['pr_1', 'pr_1']);
    assert.equal(parts.gateway.count('createRequest'), 1);
  });

  it('gives the next request a key of its own', async () => {
    const parts = world();
    const page = await clinicianPage(parts);
    await page.session.createRequest(BODY);
    await page.session.createRequest(BODY);
    assert.equal(parts.gateway.keys.size, 2);
  });

  it('asks again with the same key when the answer is lost: one request', async () => {
    const parts = world();
    parts.gateway.next('createRequest', 'answer-lost', UNREACHABLE);
    const page = await clinicianPage(parts);
    const created = page.session.createRequest(BODY);
    await settled();
    assert.deepEqual(page.session.getState().creation, { status: 'checking' });
    await parts.clock.advance(750 + 1_500);
    assert.equal(await created, 'pr_1');
    assert.equal(parts.gateway.count('createRequest'), 3);
    assert.equal(parts.gateway.keys.size, 1);
    assert.deepEqual(page.factNames(), ['payment-requested']);
  });

  it('asks again at once when told to', async () => {
    const parts = world();
    parts.gateway.next('createRequest', UNREACHABLE);
    const page = await clinicianPage(parts);
    const created = page.session.createRequest(BODY);
    await settled();
    page.session.retry();
    assert.equal(await created, 'pr_1');
  });

  it('never says failed of an answer that does not come', async () => {
    const parts = world();
    const page = await clinicianPage(parts);
    parts.gateway.isDown = true;
    void page.session.createRequest(BODY);
    await parts.clock.advance(30 * 60_000);
    assert.deepEqual(page.session.getState().creation, { status: 'checking' });
  });

  it('says which field is refused, keeps the draft, and lets a corrected form be another request', async () => {
    const parts = world();
    const refusal = new PaymentsError('amount_too_small', 'Too small.', { status: 422, field: 'amount' });
    parts.gateway.next('createRequest', refusal);
    const page = await clinicianPage(parts);
    page.session.setDraft(DRAFT);
    assert.equal(await page.session.createRequest({ ...BODY, amount: 1 }), null);
    const { creation, draft } = page.session.getState();
    assert.deepEqual(creation, { status: 'rejected', error: refusal });
    assert.deepEqual(draft, DRAFT);
    assert.equal(await page.session.createRequest(BODY), 'pr_1');
    const keys = parts.gateway.argsOf('createRequest').map(([, key]) => key);
    assert.notEqual(keys[0], keys[1]);
  });

  it('waits for a request that the gateway is still creating', async () => {
    const parts = world();
    const page = await clinicianPage(parts);
    parts.gateway.createRequest = () => Promise.resolve(parts.gateway.set({ status: 'creating' }));
    await page.session.createRequest(BODY);
    assert.equal(page.entry().request.status, 'creating');
    assert.deepEqual(page.factNames(), []);
    parts.gateway.push({ status: 'requested' });
    await settled();
    assert.deepEqual(page.factNames(), ['payment-requested']);
  });

  it('hears of its own request from the stream first, and tells of it once', async () => {
    const parts = world();
    const page = await clinicianPage(parts);
    const letGo = parts.gateway.hold('createRequest');
    const created = page.session.createRequest(BODY);
    await settled();
    parts.gateway.send('request', parts.gateway.requests.get('pr_1'));
    await settled();
    letGo();
    await created;
    assert.deepEqual(page.factNames(), ['payment-requested']);
    assert.equal(page.port.heard('report').length, 1);
  });
});

describe('asking for a payment, over a reload', () => {
  it('keeps the draft', async () => {
    const page = await clinicianPage(world());
    page.session.setDraft({ amount: '85' });
    page.session.setDraft({ description: 'Consultation' });
    const again = await reload(page);
    assert.deepEqual(again.session.getState().draft, {
      amount: '85',
      description: 'Consultation',
      payerId: null,
    });
  });

  it('sends what had no answer again, under its key, and it is the same request', async () => {
    const parts = world();
    const page = await clinicianPage(parts);
    page.session.setDraft(DRAFT);
    parts.gateway.hold('createRequest');
    void page.session.createRequest(BODY);
    await settled();
    page.unload();
    parts.gateway.hold('createRequest')();
    const again = await reload(page);
    const [first, second] = parts.gateway.argsOf('createRequest');
    assert.deepEqual(first, second);
    assert.equal(again.entries.length, 1);
    assert.deepEqual(again.session.getState().creation, { status: 'idle' });
    assert.equal(again.session.getState().draft.amount, '');
    assert.deepEqual(again.port.heard('report'), [{ name: 'payment-requested', requestId: 'pr_1' }]);
  });

  it('joins a click to what is being sent again', async () => {
    const parts = world();
    parts.gateway.next('createRequest', UNREACHABLE);
    const page = await clinicianPage(parts);
    void page.session.createRequest(BODY);
    await settled();
    const letGo = parts.gateway.hold('createRequest');
    const again = await reload(page);
    assert.deepEqual(again.session.getState().creation, { status: 'checking' });
    const clicked = again.session.createRequest(BODY);
    letGo();
    assert.equal(await clicked, 'pr_1');
    assert.equal(parts.gateway.keys.size, 1);
  });

  it('forgets nothing that is on screen when storage throws', async () => {
    const refuse = () => {
      throw new Error('Storage is refused here');
    };
    const page = await clinicianPage(world({ storage: { getItem: refuse, setItem: refuse } }));
    page.session.setDraft({ amount: '85' });
    page.session.setEmail('sam@example.com');
    assert.equal(page.session.getState().draft.amount, '85');
    assert.equal(page.session.getEmail(), 'sam@example.com');
    assert.equal(await page.session.createRequest(BODY), 'pr_1');
  });

  it("does not take another person's draft", async () => {
    const storage = new MemoryStorage();
    const page = await clinicianPage(world({ storage }));
    page.session.setDraft({ amount: '85' });
    page.unload();
    const parts = world({ storage });
    parts.gateway.session = { ...parts.gateway.session, participantId: 'dr-2' };
    const other = await clinicianPage(parts, { self: { id: 'dr-2' } });
    assert.equal(other.session.getState().draft.amount, '');
  });
});
