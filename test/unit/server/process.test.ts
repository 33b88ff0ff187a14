import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';

import { freePort } from '../../support/server/free-ports.ts';
import { MAIN, printed, run, settings } from '../../support/server/gateway-process.ts';

test('it starts, answers, and ends well when told to', async (context) => {
  const env = await settings();
  const gateway = run(context, env);
  await printed(gateway, 'is ready');

  const response = await fetch(`http://127.0.0.1:${env['GATEWAY_PORT']}/readyz`);
  gateway.child.kill('SIGTERM');

  assert.equal(response.status, 200);
  assert.equal(await gateway.ended, 0);
});

test('a connection that a browser opened and never used does not hold up its end', async (context) => {
  const env = await settings();
  const gateway = run(context, env);
  await printed(gateway, 'is ready');
  const socket = connect(Number(env['GATEWAY_PORT']), '127.0.0.1');
  context.after(() => socket.destroy());
  await once(socket, 'connect');
  await fetch(`http://127.0.0.1:${env['GATEWAY_PORT']}/healthz`);

  gateway.child.kill('SIGTERM');

  assert.equal(await gateway.ended, 0);
});

test('a second gateway on the same data is refused in words', async (context) => {
  const env = await settings();
  const first = run(context, env);
  await printed(first, 'is ready');

  const second = run(context, { ...env, GATEWAY_PORT: '0' });

  assert.equal(await second.ended, 1);
  assert.match(second.output(), /Another gateway is using the data directory/);
  assert.doesNotMatch(second.output(), /\n {4}at /);
});

test('it ends when it is told to before it is ready', async (context) => {
  // A database that takes a connection and says nothing.
  const silent = createServer().listen(0, '127.0.0.1');
  context.after(() => silent.close());
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const connected = once(silent, 'connection');
  const env = { ...(await settings()), DATABASE_URL: `postgres://u:p@127.0.0.1:${port}/payments` };
  const gateway = run(context, env);
  await connected;

  gateway.child.kill('SIGTERM');

  assert.equal(await gateway.ended, 0);
});

for (const [what, env, said] of [
  [
    'a database that is not there',
    { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/payments' },
    /^The database could not be used: connect ECONNREFUSED/,
  ],
  [
    'a data directory that cannot be one',
    { DATA_DIR: MAIN },
    /^The data directory .* cannot be used: EEXIST/,
  ],
] as const)
  test(`${what} ends it, with the reason and what to do`, async (context) => {
    const gateway = run(context, { ...(await settings()), ...env });

    assert.equal(await gateway.ended, 1);
    assert.match(gateway.output(), said);
    assert.doesNotMatch(gateway.output(), /\n {4}at /);
  });

test('a killed gateway leaves its data to the next one', async (context) => {
  const env = await settings();
  const first = run(context, env);
  await printed(first, 'is ready');
  first.child.kill('SIGKILL');
  await first.ended;

  const second = run(context, env);
  await printed(second, 'is ready');
  second.child.kill('SIGINT');

  assert.equal(await second.ended, 0);
});

test('wrong settings end it at once, with what to do', async (context) => {
  const gateway = run(context, { ...(await settings()), GATEWAY_URL: 'https://pay.example.com' });

  assert.equal(await gateway.ended, 1);
  assert.match(
    gateway.output(),
    /The gateway cannot start:\n {2}- GATEWAY_URL is https:\/\/pay\.example\.com/,
  );
});

test('it starts the simulator beside it, and takes it along', async (context) => {
  const { SIMULATOR_START: _, ...env } = await settings();
  const simulatorPort = String(await freePort());
  const gateway = run(context, { ...env, SIMULATOR_PORT: simulatorPort });
  await printed(gateway, 'is ready');
  const health = `http://127.0.0.1:${simulatorPort}/_simulator/health`;

  const response = await fetch(health);
  gateway.child.kill('SIGTERM');

  assert.equal(response.status, 200);
  assert.equal(await gateway.ended, 0);
  await assert.rejects(fetch(health));
});

test('a gateway that cannot listen leaves no simulator behind', async (context) => {
  const { SIMULATOR_START: _, ...env } = await settings();
  const simulatorPort = String(await freePort());
  const taken = createServer().listen(Number(env['GATEWAY_PORT']), '127.0.0.1');
  context.after(() => void taken.close());

  const gateway = run(context, { ...env, SIMULATOR_PORT: simulatorPort });

  assert.equal(await gateway.ended, 1);
  assert.match(gateway.output(), /The port is in use/);
  assert.match(gateway.output(), /Stripe simulator listens/);
  const isUp = () =>
    fetch(`http://127.0.0.1:${simulatorPort}/_simulator/health`).then(
      () => true,
      () => false,
    );
  for (let tries = 0; tries < 1500 && (await isUp()); tries += 1) await setTimeout(20);
  assert.equal(await isUp(), false);
});
