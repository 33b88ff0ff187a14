import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';

import { MIGRATE, printed, run, settings } from '../../support/server/gateway-process.ts';
import { makeEmptyDatabase } from '../../support/server/test-database.ts';

async function apart(context: TestContext): Promise<Record<string, string>> {
  const database = await makeEmptyDatabase();
  context.after(() => database.remove());
  return { ...(await settings()), ...database.env, MIGRATE_ON_START: 'no' };
}

test('migrating says what it made, and a second time that nothing is to do; then a gateway that must not starts', async (context) => {
  const env = await apart(context);

  const first = run(context, env, MIGRATE);
  assert.equal(await first.ended, 0);
  const second = run(context, env, MIGRATE);
  assert.equal(await second.ended, 0);
  const gateway = run(context, env);
  await printed(gateway, 'is ready');
  const { status } = await fetch(`http://127.0.0.1:${env['GATEWAY_PORT']}/readyz`);

  assert.match(first.output(), /^Made: 0001-first, .*0010-due-requests.*\.\n$/);
  assert.equal(second.output(), 'Nothing to do: it is up to date.\n');
  assert.equal(status, 200);
});

test('a gateway that must not migrate refuses an empty database in words, and leaves it empty', async (context) => {
  const env = await apart(context);

  const gateway = run(context, env);
  await assert.rejects(printed(gateway, 'is ready'));
  assert.equal(await gateway.ended, 1);
  const migrating = run(context, env, MIGRATE);
  await migrating.ended;

  assert.match(gateway.output(), /^The database lacks 0001-first, .*docs\/going-live\.md/);
  assert.doesNotMatch(gateway.output(), /\n {4}at /);
  assert.match(migrating.output(), /^Made: 0001-first, /);
});

test('migrating a database that is not there fails, with the reason and what to do', async (context) => {
  const env = { ...(await settings()), DATABASE_URL: 'postgres://u:p@127.0.0.1:1/payments' };

  const migrating = run(context, env, MIGRATE);

  assert.equal(await migrating.ended, 1);
  assert.match(migrating.output(), /^The database could not be used: connect ECONNREFUSED/);
  assert.doesNotMatch(migrating.output(), /\n {4}at /);
});
