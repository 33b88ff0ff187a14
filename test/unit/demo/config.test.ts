import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { readDemoConfig } from '../../../demo/server/config.ts';
import { assertPortIsFree } from '../../../demo/server/ports.ts';
import { describeHost } from '../../../demo/server/practice.ts';

test('uses the documented ports and folder when nothing is set', () => {
  const config = readDemoConfig([], {});
  assert.deepEqual(config, {
    dataDir: resolve('.data'),
    demoPort: 4100,
    gatewayPort: 4200,
    simulatorPort: 4300,
    gatewayUrl: 'http://localhost:4200',
    simulatorUrl: 'http://localhost:4300',
    frameOrigins: ['http://localhost:4100', 'http://127.0.0.1:4100'],
  });
});

test('takes folder, ports, addresses and further frame origins', () => {
  const config = readDemoConfig(['--data', '/tmp/elsewhere'], {
    DEMO_PORT: '5100',
    GATEWAY_PORT: '5200',
    SIMULATOR_PORT: '5300',
    GATEWAY_URL: 'http://pay.localhost:5200',
    DEMO_FRAME_ORIGINS: 'http://clinic.localhost:5100, http://other.localhost:5100',
  });
  assert.equal(config.dataDir, '/tmp/elsewhere');
  assert.equal(config.gatewayUrl, 'http://pay.localhost:5200');
  assert.equal(config.simulatorUrl, 'http://localhost:5300');
  assert.deepEqual(config.frameOrigins, [
    'http://localhost:5100',
    'http://127.0.0.1:5100',
    'http://clinic.localhost:5100',
    'http://other.localhost:5100',
  ]);
});

test('starts no simulator when Stripe keys are set', () => {
  assert.equal(readDemoConfig([], { STRIPE_SECRET_KEY: 'sk_test_x' }).simulatorUrl, null);
});

for (const [what, argv, env, words] of [
  ['a port that is none', [], { DEMO_PORT: 'eighty' }, /DEMO_PORT must be a port/],
  ['a port out of range', [], { GATEWAY_PORT: '70000' }, /GATEWAY_PORT must be a port/],
  ['the same port twice', [], { DEMO_PORT: '4200' }, /three different ports/],
  ['an option that is none', ['--dta', 'x'], {}, /Usage: npm start -- \[--data DIR\]/],
  ['an empty folder', ['--data', ''], {}, /--data wants a folder/],
  ['an address with a path', [], { GATEWAY_URL: 'http://x/y' }, /GATEWAY_URL must be an origin/],
  ['a frame origin that is none', [], { DEMO_FRAME_ORIGINS: '*' }, /DEMO_FRAME_ORIGINS must be an origin/],
] as const) {
  test(`refuses ${what}, and says what to write`, () => {
    assert.throws(() => readDemoConfig(argv, env), { name: 'DemoConfigError', message: words });
  });
}

test('names the port that is taken and the variable that moves it', async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await assert.rejects(
    assertPortIsFree(port, 'GATEWAY_PORT'),
    (error: Error) =>
      error.message.includes(`Port ${port} is taken`) && error.message.includes('GATEWAY_PORT='),
  );
  await new Promise((done) => server.close(done));
  await assertPortIsFree(port, 'GATEWAY_PORT');
});

test('links the simulator’s account only where there is a simulator', () => {
  const clinicsOf = (simulated: boolean) => describeHost([], simulated).organisations[0]?.clinics ?? [];
  assert.equal(clinicsOf(true)[0]?.stripeAccount, 'acct_1SimHarbourStreet');
  assert.ok(!('stripeAccount' in (clinicsOf(false)[0] ?? {})));
  assert.deepEqual(clinicsOf(true)[1], {
    ref: 'riverside',
    name: 'Riverside Clinic',
    currency: 'aud',
  });
});
