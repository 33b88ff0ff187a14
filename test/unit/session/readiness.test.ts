import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { PaymentsError } from '../../../src/errors.ts';
import { settled } from './support/fake-clock.ts';
import { clinicianPage, world } from './support/session-world.ts';
import type { SessionPage } from './support/session-world.ts';

function payments(page: SessionPage) {
  return page.connection.status === 'ready' ? page.connection.session.payments : assert.fail();
}

function notReady() {
  const parts = world();
  const session = parts.gateway.session;
  parts.gateway.session = { ...session, payments: { ready: false, reason: 'account_not_linked' } };
  return { parts, ready: session };
}

describe('a clinic that cannot take payments yet', () => {
  it('is ready without a reload, soon after the gateway says so', async () => {
    const { parts, ready } = notReady();
    const page = await clinicianPage(parts);
    assert.deepEqual(payments(page), { ready: false, reason: 'account_not_linked' });
    parts.gateway.session = ready;
    await parts.clock.advance(10_000);
    assert.deepEqual(payments(page), { ready: true });
    const asked = parts.gateway.count('getSession');
    await parts.clock.advance(60_000);
    assert.equal(parts.gateway.count('getSession'), asked, 'and it is not asked any more');
  });

  it('is not asked about while nobody looks, nor after the end', async () => {
    const { parts } = notReady();
    const page = await clinicianPage(parts);
    page.page.setHidden(true);
    await parts.clock.advance(60_000);
    assert.equal(parts.gateway.count('getSession'), 1);
    page.page.setHidden(false);
    await parts.clock.advance(10_000);
    assert.equal(parts.gateway.count('getSession'), 2);
    page.unload();
    await parts.clock.advance(60_000);
    assert.equal(parts.gateway.count('getSession'), 2);
  });

  it('is asked about with a new token while the gateway does not know it', async () => {
    const { parts } = notReady();
    parts.gateway.session = { ...parts.gateway.session, clinic: null };
    await clinicianPage(parts);
    await parts.clock.advance(10_000);
    assert.deepEqual(parts.gateway.argsOf('getSession').at(-1), [{ freshToken: true }]);
  });

  it('stays as it was shown while the gateway does not answer', async () => {
    const { parts, ready } = notReady();
    const page = await clinicianPage(parts);
    parts.gateway.isDown = true;
    await parts.clock.advance(30_000);
    assert.deepEqual(payments(page), { ready: false, reason: 'account_not_linked' });
    parts.gateway.isDown = false;
    parts.gateway.session = ready;
    await parts.clock.advance(10_000);
    assert.deepEqual(payments(page), { ready: true });
  });
});

it('a refusal for the clinic’s sake makes the page look again, and say why', async () => {
  const parts = world();
  const page = await clinicianPage(parts);
  parts.gateway.session = {
    ...parts.gateway.session,
    payments: { ready: false, reason: 'account_restricted' },
  };
  parts.gateway.next('createRequest', new PaymentsError('account_not_ready', 'Restricted.', { status: 409 }));
  await page.session.createRequest({ amount: 8500, description: 'Consultation fee' });
  await settled();
  assert.deepEqual(payments(page), { ready: false, reason: 'account_restricted' });
});
