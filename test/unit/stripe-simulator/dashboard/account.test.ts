import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { SIMULATED } from '../../../../server-stub/stripe/simulated.ts';
import { fillIn, leadsTo, open } from '../connect/pages.ts';
import { aNewAccount, standing } from '../connect/new-account.ts';
import {
  CLINIC,
  type RunningSimulator,
  startFreshSimulator,
  startReceiver,
  stripeError,
} from '../running-simulator.ts';
import { hiddenFields, HOME, page, send } from './pages.ts';

const ACCOUNT = `${HOME}/account`;

/** The hidden fields of the one form on the page that posts to `path`. */
async function fieldsFor(
  simulator: RunningSimulator,
  at: string,
  path: string,
): Promise<Record<string, string>> {
  const text = await page(simulator, at);
  const form = text.slice(text.indexOf(`action="${path}"`)).split('</form>')[0] ?? '';
  const fields = [...form.matchAll(/name="(form_\w+)"\s+value="([^"]*)"/g)];
  return Object.fromEntries(fields.map(([, name, value]) => [name, value]));
}

async function press(
  simulator: RunningSimulator,
  path: string,
  more: Record<string, string> = {},
  at = ACCOUNT,
) {
  return send(simulator, path, { ...(await fieldsFor(simulator, at, path)), ...more });
}

describe('the account page of the dashboard', () => {
  test('says how the account stands and who is connected', async (t) => {
    const simulator = await startFreshSimulator(t);
    const text = await page(simulator, ACCOUNT);
    for (const words of [
      'Ready',
      'It takes payments.',
      'Video Call Payments',
      'Connected by you',
      'Australia',
    ]) {
      assert.ok(text.includes(words), words);
    }
    const theirs = await page(simulator, `/dashboard/${SIMULATED.accounts.kingStreet}/account`);
    assert.match(theirs, /Bookwell Practice Software/);
    assert.match(theirs, /Opened this account/);
    const nobody = await page(simulator, `/dashboard/${SIMULATED.accounts.riverside}/account`);
    assert.match(nobody, /None\. A platform asks/);
  });

  for (const [state, disabled, due] of [
    ['restricted', 'requirements.past_due', 1],
    ['in-review', 'requirements.pending_verification', 0],
    ['rejected', 'rejected.other', 0],
    ['due-soon', null, 1],
    ['incomplete', 'requirements.past_due', 8],
  ] as const) {
    test(`puts the account into the state ${state}, and tells of it`, async (t) => {
      const receiver = await startReceiver(t);
      const simulator = await startFreshSimulator(t, { webhookUrl: receiver.url });
      const { location } = await press(simulator, `${ACCOUNT}/state`, { state });
      assert.equal(location, `${ACCOUNT}?changed=yes`);
      const stands = await standing(simulator.stripe, CLINIC);
      assert.deepEqual([stands.disabled, stands.due], [disabled, due]);
      const [told] = await receiver.wait(1);
      const event = JSON.parse(told?.body ?? '');
      assert.deepEqual(
        [event.type, event.account, event.data.object.id],
        ['account.updated', CLINIC, CLINIC],
      );
      await simulator.webhooks.idle();
      assert.equal(receiver.received.length, 1);
    });
  }

  test('does nothing when the state is the same, and ends what it began', async (t) => {
    const simulator = await startFreshSimulator(t);
    await press(simulator, `${ACCOUNT}/state`, { state: 'ready' });
    assert.equal(simulator.world.objects.latest('event', 10).length, 0);
    await press(simulator, `${ACCOUNT}/state`, { state: 'restricted' });
    await press(simulator, `${ACCOUNT}/state`, { state: 'ready' });
    const account = await simulator.stripe.accounts.retrieve(CLINIC);
    assert.deepEqual([account.charges_enabled, account.capabilities?.card_payments], [true, 'active']);
  });

  test('disconnects a platform, which hears of it and has no access any more', async (t) => {
    const receiver = await startReceiver(t);
    const simulator = await startFreshSimulator(t, { webhookUrl: receiver.url });
    const path = `${ACCOUNT}/disconnect/${SIMULATED.connectClientId}`;
    const { location } = await press(simulator, path);
    assert.match(await page(simulator, location ?? ''), /Video Call Payments is disconnected/);
    const [told] = await receiver.wait(1);
    const event = JSON.parse(told?.body ?? '');
    assert.deepEqual([event.type, event.account], ['account.application.deauthorized', CLINIC]);
    assert.equal((await stripeError(simulator.stripe.accounts.retrieve(CLINIC))).code, 'account_invalid');
    assert.match(await page(simulator, ACCOUNT), /None\. A platform asks/);
  });

  test('leads to what Stripe still needs, and back, also for an account that nobody is connected to', async (t) => {
    const simulator = await startFreshSimulator(t);
    const at = `/dashboard/${SIMULATED.accounts.hilltop}/account`;
    const text = await page(simulator, at);
    for (const words of ['Not finished', 'A bank account for payouts', 'The business’s website']) {
      assert.ok(text.includes(words), words);
    }
    const { location } = await press(simulator, `${at}/give`, {}, at);
    for (let step = 0; step < 3; step += 1) {
      await fillIn(simulator, leadsTo(await open(simulator, location ?? '')).pathname, { decision: 'go-on' });
    }
    const last = leadsTo(await open(simulator, location ?? '')).pathname;
    const back = leadsTo(await fillIn(simulator, last, { decision: 'go-on', outcome: 'ready' }));
    assert.equal(back.pathname, at);
    assert.match(await page(simulator, at), /It takes payments\./);
    // It was never opened by v2, and so has no thin events.
    assert.equal(simulator.world.objects.latest('v2.core.event', 10).length, 0);
  });

  test('tells thin events, too, of an account that the platform opened', async (t) => {
    const simulator = await startFreshSimulator(t);
    const { id } = await simulator.stripe.v2.core.accounts.create(aNewAccount());
    const at = `/dashboard/${id}/account`;
    await press(simulator, `${at}/state`, { state: 'ready' }, at);
    const types = simulator.world.objects.latest('v2.core.event', 10).map(({ object }) => object.type);
    assert.deepEqual(types.toSorted(), [
      'v2.core.account.created',
      'v2.core.account[configuration.merchant].capability_status_updated',
      'v2.core.account[requirements].updated',
    ]);
  });

  test('is refused to other sites', async (t) => {
    const simulator = await startFreshSimulator(t);
    const fields = { ...(await hiddenFields(simulator, ACCOUNT)), state: 'rejected' };
    for (const path of ['state', 'give', `disconnect/${SIMULATED.connectClientId}`]) {
      const { status } = await send(simulator, `${ACCOUNT}/${path}`, fields, {
        origin: 'https://evil.example',
      });
      assert.equal(status, 403);
    }
    assert.equal((await simulator.stripe.accounts.retrieve(CLINIC)).charges_enabled, true);
  });
});
