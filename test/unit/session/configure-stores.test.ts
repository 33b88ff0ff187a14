import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clinicianPage, world } from './support/session-world.ts';

test('a store is opened once for all who ask, each under its own name', async () => {
  const { session } = await clinicianPage(world());
  const [account, same, clinics] = await Promise.all([
    session.openStore('account'),
    session.openStore('account'),
    session.openStore('clinics'),
  ]);
  assert.equal(account, same);
  assert.notEqual(account as unknown, clinics);
});

test('a store asks nothing until somebody looks at it', async () => {
  const parts = world();
  const { session } = await clinicianPage(parts);
  const store = await session.openStore('clinics');
  assert.equal(parts.gateway.count('ask'), 0);
  store.subscribe(() => {});
  assert.deepEqual(parts.gateway.argsOf('ask'), [['/clinics', undefined]]);
});
