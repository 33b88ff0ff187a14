import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { PaymentsError } from '../../../src/errors.ts';
import { settled } from './support/fake-clock.ts';
import { UNREACHABLE } from './support/fake-gateway.ts';
import { CLINICIAN, PATIENT } from './support/payment-request.ts';
import {
  clinicianPage,
  MemoryStorage,
  openCardForm,
  patientPage,
  reload,
  world,
} from './support/session-world.ts';

const HIDDEN = { panel: { visible: false } };

describe("the payer's attention", () => {
  it('is called by opening the panel and a badge, for a request that was there and for one that comes', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}], HIDDEN);
    assert.equal(page.port.heard('openPanel').length, 1);
    parts.gateway.push({ id: 'pr_2' });
    await settled();
    assert.equal(page.port.heard('openPanel').length, 2);
    assert.deepEqual(page.port.heard('badge'), [1, 2]);
    assert.match(page.spoken[0] ?? '', /Harbour Street Clinic.*\$85\.00.*Consultation/);
  });

  it('is called after the host was told that the page is ready', async () => {
    const page = await patientPage(world(), [{}], HIDDEN);
    const order = page.port.told.map(([what]) => what);
    assert.ok(order.indexOf('ready') < order.indexOf('openPanel'));
  });

  it('is called once per request, whatever happens to it', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}], HIDDEN);
    parts.gateway.push({ activity: { kind: 'seen', at: 1 } });
    parts.gateway.push({ status: 'processing' });
    parts.gateway.push({ status: 'requested' });
    await settled();
    assert.equal(page.port.heard('openPanel').length, 1);
  });

  it('is not called for what is over, withdrawn, or put off before a reload', async () => {
    const page = await patientPage(
      world(),
      [
        { id: 'pr_1', status: 'paid' },
        { id: 'pr_2', closingAs: 'cancelled' },
        { id: 'pr_3', activity: { kind: 'put-off', at: 1 } },
      ],
      HIDDEN,
    );
    assert.deepEqual(page.port.heard('openPanel'), []);
    assert.deepEqual(page.port.heard('badge'), [1]);
  });

  it('is not called in the clinician’s page, nor for somebody else’s request', async () => {
    const parts = world();
    parts.gateway.set();
    const clinician = await clinicianPage(parts, HIDDEN);
    assert.deepEqual(clinician.port.heard('openPanel'), []);
    const other = await patientPage(world(), [{ payer: CLINICIAN, requestedBy: PATIENT }], HIDDEN);
    assert.deepEqual(other.port.heard('openPanel'), []);
  });

  it('takes the badge away when nothing waits', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}]);
    parts.gateway.push({ status: 'cancelled' });
    await settled();
    assert.deepEqual(page.port.heard('badge'), [1, 0]);
  });
});

describe('what the clinician is told of the payer', () => {
  it('is that the request was seen, once, and only when the panel could be', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}], HIDDEN);
    page.session.markSeen('pr_1');
    await settled();
    assert.equal(parts.gateway.count('sendActivity'), 0);
    page.port.setContext({ panel: { visible: true } });
    page.session.markSeen('pr_1');
    await settled();
    assert.deepEqual(parts.gateway.argsOf('sendActivity'), [['pr_1', 'seen']]);
  });

  it('is not "seen" after a reload in the middle of more', async () => {
    const parts = world();
    const page = await patientPage(parts, [{ activity: { kind: 'entering-details', at: 1 } }]);
    page.session.markSeen('pr_1');
    await settled();
    assert.equal(parts.gateway.count('sendActivity'), 0);
  });

  it('comes in order, and a lost one holds up nothing', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}]);
    parts.gateway.next('sendActivity', UNREACHABLE);
    page.session.markSeen('pr_1');
    page.session.putOff('pr_1');
    await settled();
    assert.deepEqual(
      parts.gateway.argsOf('sendActivity').map(([, kind]) => kind),
      ['seen', 'put-off'],
    );
  });
});

describe('withdrawing and refusing', () => {
  it('withdraws, hints the payer, and tells of it once', async () => {
    const parts = world();
    parts.gateway.set();
    const page = await clinicianPage(parts);
    const letGo = parts.gateway.hold('cancelRequest');
    const cancelled = page.session.cancelRequest('pr_1');
    assert.equal(page.entry().pending, 'cancelling');
    letGo();
    await cancelled;
    assert.equal(page.entry().request.status, 'cancelled');
    assert.equal(page.entry().pending, null);
    assert.deepEqual(page.port.heard('hint'), [{ requestId: 'pr_1', to: PATIENT.id }]);
    assert.deepEqual(page.factNames(), ['payment-cancelled']);
  });

  it('says that it was too late when the payment went through first', async () => {
    const parts = world();
    parts.gateway.set();
    const page = await clinicianPage(parts);
    parts.gateway.set({ status: 'paid' });
    await page.session.cancelRequest('pr_1');
    assert.equal(page.entry().request.status, 'paid');
    assert.equal(page.entry().actionError?.code, 'already_paid');
    assert.deepEqual(page.factNames(), ['payment-received']);
  });

  it('shows what the request is instead when the gateway refuses', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}]);
    parts.gateway.set({ status: 'expired' });
    parts.gateway.next('refuseRequest', new PaymentsError('request_not_open', 'Over.', { status: 409 }));
    await page.session.refuseRequest('pr_1');
    assert.equal(page.entry().request.status, 'expired');
    assert.equal(page.entry().actionError?.code, 'request_not_open');
    assert.equal(page.entry().pending, null);
  });

  it('asks again until there is an answer', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}]);
    parts.gateway.next('refuseRequest', 'answer-lost', UNREACHABLE);
    const refused = page.session.refuseRequest('pr_1');
    await settled();
    assert.equal(page.entry().pending, 'refusing');
    await parts.clock.advance(750 + 1_500);
    await refused;
    assert.equal(page.entry().request.status, 'refused');
    assert.deepEqual(page.port.heard('hint'), [{ requestId: 'pr_1', to: CLINICIAN.id }]);
  });

  it('stops asking when the stream has the outcome first', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}]);
    parts.gateway.next('refuseRequest', UNREACHABLE);
    const refused = page.session.refuseRequest('pr_1');
    await settled();
    parts.gateway.push({ status: 'refused' });
    await parts.clock.advance(750);
    await refused;
    assert.equal(parts.gateway.count('refuseRequest'), 1);
    assert.equal(page.entry().pending, null);
  });

  it('is done once, however often it is clicked', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}]);
    await Promise.all([page.session.refuseRequest('pr_1'), page.session.refuseRequest('pr_1')]);
    assert.equal(parts.gateway.count('refuseRequest'), 1);
  });
});

describe('a hint', () => {
  it('makes the page ask the gateway, and is never believed', async () => {
    const parts = world();
    parts.gateway.set();
    const page = await clinicianPage(parts);
    page.port.relay('pr_1');
    await settled();
    assert.equal(page.entry().request.status, 'requested');
    parts.gateway.set({ status: 'paid' });
    page.port.relay('pr_1');
    await settled();
    assert.equal(page.entry().request.status, 'paid');
  });

  it('of a request that is not ours changes nothing', async () => {
    const parts = world();
    const page = await clinicianPage(parts);
    page.port.relay('pr_of_somebody_else');
    await settled();
    assert.deepEqual(page.entries, []);
    assert.equal(page.connection.status, 'ready');
  });

  it('that comes while the gateway is being asked makes it ask once more, and no oftener', async () => {
    const parts = world();
    parts.gateway.set();
    const page = await clinicianPage(parts);
    const letGo = parts.gateway.hold('getRequest');
    for (let count = 0; count < 5; count += 1) page.port.relay('pr_1');
    await settled();
    parts.gateway.set({ status: 'paid' });
    letGo();
    await settled();
    assert.equal(parts.gateway.count('getRequest'), 2);
    assert.equal(page.entry().request.status, 'paid');
  });

  it('means nothing to an observer', async () => {
    const parts = world();
    parts.gateway.session = { ...parts.gateway.session, role: 'observer' };
    parts.gateway.set();
    const page = await clinicianPage(parts);
    page.port.relay('pr_1');
    await settled();
    assert.equal(parts.gateway.count('getRequest'), 0);
  });
});

describe('what the tab keeps', () => {
  it('is never a token, a client secret, or anything of a card', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}]);
    await openCardForm(page);
    page.session.setEmail('sam@example.com');
    parts.stripe.confirm = () => new Promise(() => {});
    void page.session.pay('pr_1', 'sam@example.com');
    await settled();
    assert.ok(parts.storage instanceof MemoryStorage);
    const kept = JSON.stringify([...parts.storage.items]);
    assert.ok(kept.includes('sam@example.com'));
    for (const secret of [
      'secret',
      'pk_test',
      'acct_',
      'card',
      'token',
      'Consultation',
      PATIENT.displayName,
    ]) {
      assert.ok(!kept.includes(secret), `${secret} is kept: ${kept}`);
    }
    assert.equal(JSON.stringify(page.session.getState()).includes('pr_1_secret'), false);
  });

  it('survives text of a stranger under its key', async () => {
    const page = await patientPage(world({ storage: { getItem: () => '{"draft', setItem: () => {} } }), [{}]);
    const again = await reload(page);
    assert.equal(again.connection.status, 'ready');
  });
});
