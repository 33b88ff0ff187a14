import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PaymentsError } from '../../../src/errors.ts';
import { clinicianPage, world } from './support/session-world.ts';

const STANDING = { clinic: { ref: 'riverside', name: 'Riverside Clinic', enabled: true }, strategies: {} };

test('a store is opened once for all who ask, and reads the gateway', async () => {
  const parts = world();
  const { gateway } = parts;
  gateway.answerTo = () => STANDING;
  const { session } = await clinicianPage(parts);
  const [store, same] = await Promise.all([session.openStore('account'), session.openStore('account')]);
  assert.equal(store, same);
  await store.refresh();
  const state = store.getState();
  assert.equal(state.status === 'ready' && state.standing.clinic.name, 'Riverside Clinic');
  assert.deepEqual(gateway.argsOf('ask')[0], ['/stripe-account', undefined]);
});

test('what was read stays when the gateway does not answer, with the trouble beside it', async () => {
  const parts = world();
  const { gateway } = parts;
  gateway.answerTo = () => STANDING;
  const { session } = await clinicianPage(parts);
  const store = await session.openStore('account');
  await store.refresh();
  gateway.isDown = true;
  await store.refresh();
  const state = store.getState();
  assert.equal(state.status, 'ready');
  assert.equal(state.status === 'ready' && state.trouble?.code, 'GATEWAY_UNREACHABLE');
});

test('without a first answer it says why', async () => {
  const parts = world();
  const { gateway } = parts;
  gateway.answerTo = () => {
    throw new PaymentsError('not_allowed', 'Not for clinicians.', { status: 403 });
  };
  const { session } = await clinicianPage(parts);
  const store = await session.openStore('account');
  await store.refresh();
  const state = store.getState();
  assert.equal(state.status === 'unavailable' && state.error.code, 'not_allowed');
});
