import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { PaymentsError } from '../../../src/errors.ts';
import { settled } from './support/fake-clock.ts';
import { UNREACHABLE } from './support/fake-gateway.ts';
import {
  clinicianPage,
  FakeLocks,
  MemoryStorage,
  openCardForm,
  patientPage,
  world,
} from './support/session-world.ts';

describe('the event stream of a session', () => {
  it('resumes where the list ended, and takes in what comes', async () => {
    const parts = world();
    parts.gateway.push();
    const page = await clinicianPage(parts);
    assert.deepEqual(parts.gateway.argsOf('openEvents'), [['1', false]]);
    parts.gateway.push({ status: 'paid' });
    await settled();
    assert.equal(page.entry().request.status, 'paid');
  });

  it('comes back after a break with the last position, quietly', async () => {
    const parts = world();
    parts.gateway.set();
    const page = await clinicianPage(parts);
    const seen: string[] = [];
    page.session.subscribe(({ connection }) => seen.push(connection.status));
    parts.gateway.push();
    await settled();
    parts.gateway.endStreams();
    await parts.clock.advance(1_000);
    assert.deepEqual(parts.gateway.argsOf('openEvents').at(-1), ['1', false]);
    assert.equal(parts.gateway.openStreams, 1);
    assert.ok(seen.every((status) => status === 'ready'));
  });

  it('comes back at once with a fresh token when the token has ended', async () => {
    const parts = world();
    await clinicianPage(parts);
    parts.gateway.send('token-expired', {});
    await settled();
    assert.deepEqual(parts.gateway.argsOf('openEvents').at(-1), ['1', true]);
  });

  it('does not hammer a gateway that ends every token', async () => {
    const parts = world();
    await clinicianPage(parts);
    for (let round = 0; round < 20; round += 1) {
      parts.gateway.send('token-expired', {});
      await parts.clock.advance(100);
    }
    assert.ok(parts.gateway.count('openEvents') <= 4, String(parts.gateway.count('openEvents')));
  });

  it('reads the list again when its position is forgotten', async () => {
    const parts = world();
    const page = await clinicianPage(parts);
    parts.gateway.set({ id: 'pr_missed' });
    parts.gateway.send('reset', {});
    await settled();
    assert.equal(page.entry('pr_missed').request.status, 'requested');
    assert.deepEqual(parts.gateway.argsOf('openEvents').at(-1), ['1', false]);
  });

  it('gives a silent connection up, and opens another', async () => {
    const parts = world();
    await clinicianPage(parts);
    await parts.clock.advance(44_000);
    parts.gateway.write(':\n\n');
    await parts.clock.advance(44_000);
    assert.equal(parts.gateway.count('openEvents'), 1);
    await parts.clock.advance(2_000);
    assert.equal(parts.gateway.count('openEvents'), 2);
  });

  it('passes over what is not the contract', async () => {
    const parts = world();
    parts.gateway.set();
    const page = await clinicianPage(parts);
    parts.gateway.write('event: request\ndata: {"id"\n\n');
    parts.gateway.send('request', { id: 'pr_1', revision: 999, status: 'paid' });
    parts.gateway.send('news', { anything: true });
    parts.gateway.push({ status: 'processing' });
    await settled();
    assert.equal(page.entry().request.status, 'processing');
  });

  it('waits longer from try to try, and ends when the gateway refuses for good', async () => {
    const parts = world();
    const page = await clinicianPage(parts);
    const status = () => page.connection.status;
    parts.gateway.next(
      'openEvents',
      UNREACHABLE,
      UNREACHABLE,
      new PaymentsError('not_allowed', 'No.', { status: 403 }),
    );
    parts.gateway.endStreams();
    await parts.clock.advance(750);
    assert.equal(status(), 'reconnecting');
    await parts.clock.advance(1_499);
    assert.equal(parts.gateway.count('openEvents'), 2);
    await parts.clock.advance(10_000);
    assert.equal(status(), 'unavailable');
    const tries = parts.gateway.count('openEvents');
    await parts.clock.advance(120_000);
    assert.equal(parts.gateway.count('openEvents'), tries);
    page.session.retry();
    await settled();
    assert.equal(status(), 'ready');
  });

  it('tells of what happened while the connection was given up, and of nothing else', async () => {
    const parts = world();
    parts.gateway.set();
    parts.gateway.set({ id: 'pr_old', status: 'paid' });
    const page = await clinicianPage(parts);
    page.port.lose('HOST_GONE');
    parts.gateway.set({ status: 'paid' });
    page.session.retry();
    await settled();
    assert.deepEqual(
      page.facts.map(({ name, request }) => [name, request.id]),
      [['payment-received', 'pr_1']],
    );
  });
});

describe('a hidden document', () => {
  it('lets its stream go after five seconds, and resumes by position when it is looked at', async () => {
    const parts = world();
    parts.gateway.set();
    const page = await clinicianPage(parts);
    page.page.setHidden(true);
    await parts.clock.advance(4_999);
    assert.equal(parts.gateway.openStreams, 1);
    await parts.clock.advance(1);
    assert.equal(parts.gateway.openStreams, 0);
    await parts.clock.advance(60_000);
    assert.equal(parts.gateway.count('openEvents'), 1);
    page.page.setHidden(false);
    await settled();
    assert.equal(parts.gateway.openStreams, 1);
    assert.equal(page.connection.status, 'ready');
  });

  it('keeps it when it is looked at again in time', async () => {
    const parts = world();
    const page = await clinicianPage(parts);
    page.page.setHidden(true);
    await parts.clock.advance(3_000);
    page.page.setHidden(false);
    await parts.clock.advance(10_000);
    assert.equal(parts.gateway.count('openEvents'), 1);
    assert.equal(parts.gateway.openStreams, 1);
  });

  it('keeps it while somebody is paying, here or elsewhere, and lets it go after', async () => {
    const parts = world();
    const payer = await patientPage(parts, [{}]);
    await openCardForm(payer);
    payer.page.setHidden(true);
    await parts.clock.advance(30_000);
    assert.equal(parts.gateway.openStreams, 1);
    parts.gateway.push({ status: 'cancelled' });
    await parts.clock.advance(5_000);
    assert.equal(parts.gateway.openStreams, 0);

    const second = world();
    second.gateway.set({ activity: { kind: 'authenticating', at: 1 } });
    const clinician = await clinicianPage(second);
    clinician.page.setHidden(true);
    await second.clock.advance(30_000);
    assert.equal(second.gateway.openStreams, 1);
  });

  it('still follows a hint', async () => {
    const parts = world();
    parts.gateway.set();
    const page = await clinicianPage(parts);
    page.page.setHidden(true);
    await parts.clock.advance(5_000);
    parts.gateway.set({ status: 'paid' });
    page.port.relay('pr_1');
    await settled();
    assert.equal(page.entry().request.status, 'paid');
  });
});

describe('eight windows of one browser', () => {
  it('hold three streams; the others ask every two to three seconds, and can pay', async () => {
    const parts = world({ locks: new FakeLocks() });
    parts.gateway.set();
    const windows = [];
    for (let count = 0; count < 8; count += 1) {
      windows.push(await patientPage({ ...parts, storage: new MemoryStorage() }));
    }
    assert.equal(parts.gateway.openStreams, 3);
    const last = windows.at(-1) ?? assert.fail();
    const before = parts.gateway.count('listRequests');
    await parts.clock.advance(2_500);
    assert.equal(parts.gateway.count('listRequests'), before + 5);
    await openCardForm(last);
    parts.stripe.confirm = () => {
      parts.gateway.atStripe.set('pr_1', { status: 'paid' });
      return Promise.resolve({ paymentIntent: { status: 'succeeded' } });
    };
    await last.session.pay('pr_1', 'sam@example.com');
    await parts.clock.advance(3_000);
    const polling = windows.slice(3);
    assert.ok(polling.every((page) => page.entry().request.status === 'paid'));
  });

  it('pass a slot on when a window closes', async () => {
    const parts = world({ locks: new FakeLocks() });
    parts.gateway.set();
    const windows = [];
    for (let count = 0; count < 4; count += 1) windows.push(await clinicianPage(parts));
    windows[0]?.session.stop();
    await settled();
    assert.equal(parts.gateway.openStreams, 2);
    await parts.clock.advance(3_000);
    assert.equal(parts.gateway.openStreams, 3);
    const polls = parts.gateway.count('listRequests');
    await parts.clock.advance(10_000);
    assert.equal(parts.gateway.count('listRequests'), polls);
  });

  it('say that they reconnect when the list does not come, and go on asking', async () => {
    const parts = world({ locks: new FakeLocks() });
    const windows = [];
    for (let count = 0; count < 4; count += 1) windows.push(await clinicianPage(parts));
    const polling = windows.at(-1) ?? assert.fail();
    parts.gateway.next('listRequests', UNREACHABLE);
    await parts.clock.advance(2_500);
    assert.equal(polling.connection.status, 'reconnecting');
    await parts.clock.advance(3_000);
    assert.equal(polling.connection.status, 'ready');
  });

  it('all stream where the browser refuses locks', async () => {
    const parts = world({ locks: { request: () => Promise.reject(new Error('SecurityError')) } });
    for (let count = 0; count < 4; count += 1) await clinicianPage(parts);
    assert.equal(parts.gateway.openStreams, 4);
  });
});
