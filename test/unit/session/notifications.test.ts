import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { defaultLocalization } from '../../../src/localization/load.ts';
import { settled } from './support/fake-clock.ts';
import { clinicianPage, patientPage, reload, world } from './support/session-world.ts';
import type { SessionPage, World } from './support/session-world.ts';

const words = defaultLocalization.messages.announcements;
const FACTS = { amount: '$85.00', description: 'Consultation', name: 'Sam Doe' };
const HIDDEN = { panel: { visible: false } };
const POP_UP = {
  id: 'pr_1',
  kind: 'payment-received',
  title: defaultLocalization.messages.notification.title,
  body: defaultLocalization.messages.notification.body(FACTS),
  dismissLabel: defaultLocalization.messages.notification.dismiss,
};

async function withOutlet(parts: World): Promise<SessionPage> {
  parts.gateway.set();
  const page = await clinicianPage(parts);
  page.session.setNotificationOutlet(true);
  return page;
}

describe('the payment received pop-up', () => {
  it('is shown here when the panel can be seen, and said aloud', async () => {
    const parts = world();
    const page = await withOutlet(parts);
    parts.gateway.push({ status: 'paid' });
    await settled();
    assert.deepEqual(page.session.getState().notifications, [POP_UP]);
    assert.deepEqual(page.port.heard('notify'), []);
    assert.deepEqual(page.spoken, [words.paymentReceived(FACTS)]);
    assert.deepEqual(page.port.heard('report'), [{ name: 'payment-received', requestId: 'pr_1' }]);
  });

  it('is drawn by the host, who then speaks too, when the panel is hidden or nothing here draws it', async () => {
    for (const hidden of [true, false]) {
      const parts = world();
      parts.gateway.set();
      const page = await clinicianPage(parts, hidden ? HIDDEN : {});
      if (hidden) page.session.setNotificationOutlet(true);
      parts.gateway.push({ status: 'paid' });
      await settled();
      assert.deepEqual(page.port.heard('notify'), [POP_UP]);
      assert.deepEqual(page.session.getState().notifications, []);
      assert.deepEqual(page.spoken, []);
    }
  });

  it('comes once per payment, by whatever way the news comes', async () => {
    const parts = world();
    const page = await withOutlet(parts);
    parts.gateway.push({ status: 'paid' });
    page.port.relay('pr_1');
    parts.gateway.push({ amountRefunded: 100 });
    await settled();
    page.session.dismissNotification('pr_1');
    parts.gateway.push({ disputeStatus: 'needs_response' });
    await settled();
    assert.deepEqual(page.session.getState().notifications, []);
    assert.deepEqual(page.port.heard('notify'), []);
    assert.deepEqual(page.factNames(), ['payment-received']);
  });

  it('goes to the host when the panel hides, or the element goes, while it is shown', async () => {
    for (const hide of [
      (page: SessionPage) => page.port.setContext(HIDDEN),
      (page: SessionPage) => page.session.setNotificationOutlet(false),
    ]) {
      const parts = world();
      const page = await withOutlet(parts);
      parts.gateway.push({ status: 'paid' });
      await settled();
      hide(page);
      assert.deepEqual(page.session.getState().notifications, []);
      assert.deepEqual(page.port.heard('notify'), [POP_UP]);
    }
  });

  it('does not go to the host after it was dismissed', async () => {
    const parts = world();
    const page = await withOutlet(parts);
    parts.gateway.push({ status: 'paid' });
    await settled();
    page.session.dismissNotification('pr_1');
    page.port.setContext(HIDDEN);
    assert.deepEqual(page.port.heard('notify'), []);
  });

  it('shows several, the oldest first', async () => {
    const parts = world();
    const page = await withOutlet(parts);
    parts.gateway.push({ status: 'paid' });
    parts.gateway.push({ id: 'pr_2', status: 'paid' });
    await settled();
    assert.deepEqual(
      page.session.getState().notifications.map(({ id }) => id),
      ['pr_1', 'pr_2'],
    );
  });

  it('does not come for what was paid before the page was opened', async () => {
    const parts = world();
    parts.gateway.set({ status: 'paid' });
    const page = await clinicianPage(parts, HIDDEN);
    assert.deepEqual(page.port.heard('notify'), []);
    assert.deepEqual(page.facts, []);
  });

  it('comes for what was paid while the page was being reloaded, once', async () => {
    const parts = world();
    parts.gateway.set();
    const page = await clinicianPage(parts, HIDDEN);
    page.unload();
    parts.gateway.set({ status: 'paid' });
    const again = await reload(page);
    assert.deepEqual(again.port.heard('notify'), [POP_UP]);
    assert.deepEqual(again.facts, []);
    const third = await reload(again);
    assert.deepEqual(third.port.heard('notify'), []);
  });

  it('is not for the patient', async () => {
    const parts = world();
    const page = await patientPage(parts, [{}], HIDDEN);
    page.session.setNotificationOutlet(true);
    parts.gateway.push({ status: 'paid' });
    await settled();
    assert.deepEqual(page.port.heard('notify'), []);
    assert.deepEqual(page.factNames(), ['payment-received']);
  });
});

describe('what is said aloud', () => {
  it('to the clinician: refused, expired, withdrawn, declined', async () => {
    const parts = world();
    for (const id of ['pr_1', 'pr_2', 'pr_3', 'pr_4']) parts.gateway.set({ id });
    const page = await clinicianPage(parts);
    parts.gateway.push({ id: 'pr_1', status: 'refused' });
    parts.gateway.push({ id: 'pr_2', status: 'expired' });
    parts.gateway.push({ id: 'pr_3', status: 'cancelled' });
    parts.gateway.push({ id: 'pr_4', lastAttempt: { outcome: 'declined', code: 'card_declined', at: 1 } });
    await settled();
    assert.deepEqual(page.spoken, [
      words.requestRefused(FACTS),
      words.requestExpired(FACTS),
      words.requestWithdrawn(FACTS),
      words.attemptDeclined(FACTS),
    ]);
  });

  it('is never what the payer is doing', async () => {
    const parts = world();
    parts.gateway.set();
    const page = await clinicianPage(parts);
    parts.gateway.push({ activity: { kind: 'entering-details', at: 1 } });
    await settled();
    assert.deepEqual(page.spoken, []);
  });
});
