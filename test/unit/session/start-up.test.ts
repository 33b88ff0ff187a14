import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { PaymentsError } from '../../../src/errors.ts';
import { Pauses } from '../../../src/session/clock.ts';
import { startUp } from '../../../src/session/start-up.ts';
import { settled, until } from './support/fake-clock.ts';
import { UNREACHABLE } from './support/fake-gateway.ts';
import { FakePort } from './support/fake-port.ts';
import { CALL, CLINICIAN } from './support/payment-request.ts';
import { clinicianPage, openCardForm, patientPage, SessionPage, world } from './support/session-world.ts';

function unavailable(page: SessionPage) {
  assert.equal(page.connection.status, 'unavailable');
  return page.connection.status === 'unavailable' ? page.connection : assert.fail();
}

describe('starting up', () => {
  it('is ready with the first snapshot, and tells the host only then', async () => {
    const parts = world();
    parts.gateway.set();
    const letGo = parts.gateway.hold('listRequests');
    const page = new SessionPage(parts);
    await settled();
    assert.equal(page.connection.status, 'connecting');
    assert.deepEqual(page.port.heard('ready'), []);
    letGo();
    await settled();
    assert.equal(page.connection.status, 'ready');
    assert.equal(page.entries.length, 1);
    assert.equal(page.port.heard('ready').length, 1);
  });

  it('starts with the first subscription, once', async () => {
    const parts = world();
    const page = await clinicianPage(parts);
    page.session.subscribe(() => {});
    page.session.subscribe(() => {});
    await settled();
    assert.equal(parts.gateway.count('getSession'), 1);
  });

  it('speaks the language of the host, with its region for amounts', async () => {
    const page = await clinicianPage(world(), { locale: 'it-CH' });
    const { localization } = page.session.getState();
    assert.equal(localization.language, 'it');
    assert.equal(localization.locale, 'it-CH');
    page.port.setContext({ locale: 'en-GB' });
    await settled();
    assert.equal(page.session.getState().localization.locale, 'en-GB');
  });

  it('shows nothing when host and token speak of different people', async () => {
    const parts = world();
    parts.gateway.set();
    const page = new SessionPage(parts, { self: { id: 'somebody-else' } });
    await settled();
    const { error, retryAt } = unavailable(page);
    assert.equal(error.code, 'CONTEXT_MISMATCH');
    assert.equal(retryAt, null);
    assert.deepEqual(page.entries, []);
    assert.equal(parts.gateway.count('listRequests'), 0);
    assert.deepEqual(page.port.heard('fail'), ['CONTEXT_MISMATCH']);
  });

  it('shows nothing when they speak of different calls', async () => {
    const page = new SessionPage(world(), { callId: 'call-2' });
    await settled();
    assert.equal(unavailable(page).error.code, 'CONTEXT_MISMATCH');
  });

  it('takes away what it showed when the host turns to somebody else', async () => {
    const parts = world();
    parts.gateway.set();
    const page = await clinicianPage(parts);
    page.port.setContext({ self: { id: 'somebody-else' } });
    await settled();
    assert.equal(unavailable(page).error.code, 'CONTEXT_MISMATCH');
    assert.deepEqual(page.entries, []);
    assert.equal(parts.gateway.openStreams, 0);
  });

  it('leaves nothing of who was here: no form, no address, no badge, and the host may go', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}]);
    page.session.setEmail('alex@example.com');
    page.session.setDraft({ description: 'Consultation' });
    await openCardForm(page);
    const letGo = parts.gateway.hold('getRequest');
    page.port.relay('pr_1');
    assert.deepEqual([page.port.heard('busy').at(-1), page.port.heard('badge').at(-1)], [true, 1]);

    page.port.setContext({ self: { id: 'somebody-else' } });
    await settled();
    letGo();
    await settled();

    assert.deepEqual([page.port.heard('busy').at(-1), page.port.heard('badge').at(-1)], [false, 0]);
    assert.equal(page.session.getEmail(), '');
    assert.equal(page.session.getState().draft.description, '');
    assert.deepEqual(page.entries, [], 'nor is an answer shown that comes late');
  });

  it('takes down a pop-up that was for somebody else, and hands it to nobody', async () => {
    const parts = world();
    parts.gateway.set();
    const page = await clinicianPage(parts);
    page.session.setNotificationOutlet(true);
    parts.gateway.push({ status: 'paid' });
    await settled();
    assert.equal(page.session.getState().notifications.length, 1);

    page.port.setContext({ self: { id: 'somebody-else' } });
    await settled();
    page.port.setContext({ self: CLINICIAN, panel: { visible: false } });
    await until(() => page.connection.status === 'ready', 'the session is ready');

    assert.deepEqual(page.session.getState().notifications, []);
    assert.deepEqual(page.port.heard('notify'), []);
  });

  it('shows what there is as soon as host and token agree, also when they did not at first', async () => {
    const parts = world();
    parts.gateway.set();
    const page = new SessionPage(parts, { callId: 'call-2' });
    await settled();
    assert.equal(unavailable(page).error.code, 'CONTEXT_MISMATCH');
    page.port.setContext({ callId: CALL });
    await until(() => page.connection.status === 'ready', 'the session is ready');
    assert.equal(page.entries.length, 1);
  });

  it('keeps trying a gateway that does not answer, and says when', async () => {
    const parts = world();
    parts.gateway.next('getSession', UNREACHABLE, UNREACHABLE, UNREACHABLE);
    const page = new SessionPage(parts);
    await settled();
    const { error, retryAt } = unavailable(page);
    assert.equal(error.code, 'GATEWAY_UNREACHABLE');
    assert.equal(retryAt, parts.clock.now() + 750);
    await parts.clock.advance(750 + 1_500);
    assert.equal(unavailable(page).retryAt, parts.clock.now() + 3_000);
    await parts.clock.advance(3_000);
    assert.equal(page.connection.status, 'ready');
    assert.deepEqual(page.port.heard('fail'), []);
  });

  it('never waits longer than half a minute between tries', async () => {
    const parts = world();
    parts.gateway.isDown = true;
    const page = new SessionPage(parts);
    await parts.clock.advance(10 * 60_000);
    const { retryAt } = unavailable(page);
    assert.ok(retryAt !== null && retryAt - parts.clock.now() <= 30_000);
  });

  it('tries at once when told to, and when the network comes back', async () => {
    const parts = world();
    parts.gateway.isDown = true;
    const page = new SessionPage(parts);
    await parts.clock.advance(60_000);
    const before = parts.gateway.count('getSession');
    page.page.comeOnline();
    await settled();
    assert.equal(parts.gateway.count('getSession'), before + 1);
    parts.gateway.isDown = false;
    page.session.retry();
    assert.equal(page.connection.status, 'connecting');
    await settled();
    assert.equal(page.connection.status, 'ready');
  });

  it('keeps trying when what a payer’s page needs does not load', async () => {
    const { clock, gateway } = world();
    const troubles: string[] = [];
    const missing = new PaymentsError('GATEWAY_UNREACHABLE', 'The file did not arrive.', { retryable: true });
    const loads = [Promise.reject(missing), Promise.resolve()];
    const started = startUp(
      {
        port: new FakePort(),
        gateway,
        clock,
        pauses: new Pauses(clock),
        onContext: () => Promise.resolve(),
        onSession: () => loads.shift() ?? assert.fail(),
        onTrouble: ({ code }) => troubles.push(code),
      },
      new AbortController().signal,
    );
    await clock.advance(750);
    assert.deepEqual((await started)?.session, gateway.session);
    assert.deepEqual(troubles, ['GATEWAY_UNREACHABLE']);
    assert.equal(loads.length, 0);
  });

  it('does not repeat by itself what will not pass, but does when told to', async () => {
    const parts = world();
    parts.gateway.next('getSession', new PaymentsError('clinic_not_enabled', 'No.', { status: 403 }));
    const page = new SessionPage(parts);
    await parts.clock.advance(120_000);
    assert.equal(unavailable(page).retryAt, null);
    assert.equal(parts.gateway.count('getSession'), 1);
    assert.deepEqual(page.port.heard('fail'), ['clinic_not_enabled']);
    page.session.retry();
    await settled();
    assert.equal(page.connection.status, 'ready');
  });

  it('says why there is no host', async () => {
    const parts = world();
    const page = new SessionPage(parts, {}, new PaymentsError('NOT_EMBEDDED', 'Not in a frame.'));
    await settled();
    assert.equal(unavailable(page).error.code, 'NOT_EMBEDDED');
    assert.equal(parts.gateway.calls.length, 0);
  });

  it('has nothing to list for an observer, and no stream', async () => {
    const parts = world();
    parts.gateway.session = { ...parts.gateway.session, role: 'observer' };
    const page = await clinicianPage(parts);
    assert.equal(page.connection.status, 'ready');
    assert.equal(parts.gateway.count('listRequests'), 0);
    assert.equal(parts.gateway.openStreams, 0);
  });

  it('asks the gateway again what a person may see when the host says that their role has changed', async () => {
    const parts = world();
    parts.gateway.set();
    const session = parts.gateway.session;
    parts.gateway.session = { ...session, role: 'observer' };
    const page = await clinicianPage(parts);
    assert.equal(page.entries.length, 0);
    parts.gateway.session = session;
    page.port.setContext({ role: 'observer' });
    page.port.setContext({ role: 'clinician' });
    await settled();
    assert.equal(page.connection.status === 'ready' && page.connection.session.role, 'clinician');
    assert.equal(page.entries.length, 1);
    assert.equal(parts.gateway.openStreams, 1);
  });

  it('keeps what it knows while it reconnects, and says so', async () => {
    const parts = world();
    parts.gateway.set();
    const page = await clinicianPage(parts);
    parts.gateway.isDown = true;
    parts.gateway.endStreams();
    await parts.clock.advance(2_000);
    assert.equal(page.connection.status, 'reconnecting');
    assert.equal(page.entries.length, 1);
    parts.gateway.isDown = false;
    await parts.clock.advance(30_000);
    assert.equal(page.connection.status, 'ready');
  });

  it('says that the host is gone', async () => {
    const parts = world();
    const page = await clinicianPage(parts);
    page.port.lose('HOST_GONE');
    await settled();
    assert.equal(unavailable(page).error.code, 'HOST_GONE');
    assert.equal(parts.gateway.openStreams, 0);
  });

  it('takes up a changed context: who is in the call, how things look', async () => {
    const page = await clinicianPage(world());
    page.port.setContext({ participants: [] });
    assert.ok(page.connection.status === 'ready' && page.connection.context.participants.length === 0);
  });
});

describe('stopping', () => {
  it('leaves nothing behind', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}]);
    page.page.setHidden(true);
    page.session.stop();
    await settled();
    assert.equal(page.connection.status, 'closed');
    assert.equal(page.port.isClosed, true);
    assert.equal(page.port.listeners, 0);
    assert.equal(page.page.listeners, 0);
    assert.equal(parts.gateway.openStreams, 0);
    assert.equal(parts.clock.pending, 0);
    const calls = parts.gateway.calls.length;
    page.session.retry();
    page.session.start();
    await parts.clock.advance(120_000);
    assert.equal(parts.gateway.calls.length, calls);
  });

  it('ends a start that is waiting for its next try', async () => {
    const parts = world();
    parts.gateway.isDown = true;
    const page = new SessionPage(parts);
    await settled();
    page.session.stop();
    await settled();
    assert.equal(parts.clock.pending, 0);
    assert.equal(page.connection.status, 'closed');
  });

  it('survives a listener that throws, and reports it as uncaught', async (t) => {
    const parts = world();
    const page = await clinicianPage(parts);
    const reports: (() => void)[] = [];
    t.mock.method(globalThis, 'queueMicrotask', (report: () => void) => reports.push(report));
    page.session.subscribeFacts(() => {
      throw new Error('broken page');
    });
    const heard: string[] = [];
    page.session.subscribeFacts(({ name }) => heard.push(name));
    parts.gateway.push();
    await settled();
    assert.deepEqual(heard, ['payment-requested']);
    assert.equal(reports.length, 1);
    assert.throws(() => reports[0]?.(), /broken page/);
  });
});
