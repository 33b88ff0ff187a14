import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';

import { ConfigError, readConfig } from '../../../server-stub/config.ts';

const STRIPE = {
  STRIPE_SECRET_KEY: 'sk_test_abc',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_abc',
  STRIPE_WEBHOOK_SECRETS: 'whsec_a, whsec_b',
  OPERATOR_API_KEY: 'operator-key-that-is-long-enough',
};
const LIVE = {
  ...STRIPE,
  STRIPE_SECRET_KEY: 'rk_live_abc',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_abc',
  GATEWAY_URL: 'https://pay.example.com',
};

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
}

test('with nothing set it is simulated, on this machine only', () => {
  const config = readConfig({});

  assert.equal(config.stripe.environment, 'simulated');
  assert.equal(config.bind, '127.0.0.1');
  assert.equal(config.url, 'http://localhost:4200');
  assert.equal(config.operatorKey, 'op_simulated');
  assert.deepEqual(config.stripe.simulator, { url: 'http://localhost:4300', port: 4300, start: true });
});

test('the addresses follow the ports', () => {
  const config = readConfig({ GATEWAY_PORT: '5200', SIMULATOR_PORT: '5300' });

  assert.equal(config.url, 'http://localhost:5200');
  assert.equal(config.stripe.simulator?.url, 'http://localhost:5300');
});

test('Stripe’s keys make it test or live, without the simulator', () => {
  assert.equal(readConfig(STRIPE).stripe.environment, 'test');
  const live = readConfig(LIVE);
  assert.equal(live.stripe.environment, 'live');
  assert.equal(live.stripe.simulator, null);
  assert.deepEqual(live.stripe.webhookSecrets, ['whsec_a', 'whsec_b']);
  assert.equal(live.bind, '0.0.0.0');
});

const SERVICE_DESK = {
  SERVICE_DESK_URL: 'https://health.atlassian.net/',
  SERVICE_DESK_TOKEN: 'token',
  SERVICE_DESK_PROJECT: '10',
  SERVICE_DESK_REQUEST_TYPE: '25',
  SERVICE_DESK_APPROVED_STATUS: 'Approved',
};

test('tickets go to the gateway’s own queue, or to the service desk that is named', () => {
  assert.equal(readConfig({}).serviceDesk, null);
  assert.deepEqual(
    readConfig({ ...SERVICE_DESK, SERVICE_DESK_DECLINED_STATUSES: 'Declined, Cancelled' }).serviceDesk,
    {
      url: 'https://health.atlassian.net',
      token: 'token',
      user: null,
      project: '10',
      requestType: '25',
      approvedStatus: 'Approved',
      declinedStatuses: ['Declined', 'Cancelled'],
      webhookSecret: null,
    },
  );
});

const WRONG: [string, Record<string, string>, RegExp][] = [
  [
    'half a service desk',
    { SERVICE_DESK_URL: 'https://health.atlassian.net' },
    /SERVICE_DESK_TOKEN is missing/,
  ],
  [
    'a service desk over plain http',
    { ...SERVICE_DESK, SERVICE_DESK_URL: 'http://health.example' },
    /SERVICE_DESK_URL is not/,
  ],
  ['a short webhook secret', { ...SERVICE_DESK, SERVICE_DESK_WEBHOOK_SECRET: 'short' }, /too short/],
  ['a currency in capitals', { CLINIC_CURRENCY: 'AUD' }, /CLINIC_CURRENCY/],
  [
    'a public address in simulated mode',
    { GATEWAY_URL: 'https://pay.example.com' },
    /GATEWAY_URL.*only pretends/,
  ],
  ['another bind address in simulated mode', { GATEWAY_BIND: '0.0.0.0' }, /GATEWAY_BIND.*127\.0\.0\.1/],
  ['a simulator elsewhere', { SIMULATOR_URL: 'https://sim.example.com' }, /SIMULATOR_URL.*this machine/],
  ['a port that is none', { GATEWAY_PORT: 'abc' }, /GATEWAY_PORT.*whole number/],
  ['a port out of range', { GATEWAY_PORT: '70000' }, /GATEWAY_PORT.*65535/],
  ['an address with a path', { GATEWAY_URL: 'http://localhost:4200/pay' }, /GATEWAY_URL.*without a path/],
  ['an address that is none', { GATEWAY_URL: 'pay' }, /GATEWAY_URL/],
  ['plain http on a public name', { ...STRIPE, GATEWAY_URL: 'http://pay.example.com' }, /GATEWAY_URL.*https/],
  [
    'live keys without https',
    { ...LIVE, GATEWAY_URL: 'http://localhost:4200' },
    /live Stripe keys need an https/,
  ],
  [
    'half the keys',
    { STRIPE_SECRET_KEY: 'sk_test_a', OPERATOR_API_KEY: 'x'.repeat(24) },
    /STRIPE_PUBLISHABLE_KEY is missing/,
  ],
  [
    'a publishable key as the secret one',
    { ...STRIPE, STRIPE_SECRET_KEY: 'pk_test_abc' },
    /STRIPE_SECRET_KEY is not/,
  ],
  [
    'a secret key as the publishable one',
    { ...STRIPE, STRIPE_PUBLISHABLE_KEY: 'sk_test_abc' },
    /STRIPE_PUBLISHABLE_KEY is not/,
  ],
  ['keys of two modes', { ...STRIPE, STRIPE_PUBLISHABLE_KEY: 'pk_live_abc' }, /must be of one mode/],
  ['the simulator’s keys', { ...STRIPE, STRIPE_SECRET_KEY: 'sk_test_sim_0' }, /are the simulator’s/],
  [
    'a webhook secret that is none',
    { ...STRIPE, STRIPE_WEBHOOK_SECRETS: 'whsec_a,b' },
    /STRIPE_WEBHOOK_SECRETS/,
  ],
  ['a client id that is none', { ...STRIPE, STRIPE_CONNECT_CLIENT_ID: 'x' }, /STRIPE_CONNECT_CLIENT_ID/],
  ['no operator key', { ...STRIPE, OPERATOR_API_KEY: '' }, /OPERATOR_API_KEY is missing/],
  ['a short operator key', { ...STRIPE, OPERATOR_API_KEY: 'short' }, /OPERATOR_API_KEY is too short/],
  [
    'a signing key that is none',
    { TOKEN_SIGNING_KEY: 'secret-thing' },
    /TOKEN_SIGNING_KEY is not an Ed25519/,
  ],
  ['a time to live of nothing', { PAYMENT_REQUEST_TTL_HOURS: '0' }, /PAYMENT_REQUEST_TTL_HOURS/],
  ['a proxy that is no address', { TRUSTED_PROXIES: '10.0.0.0/8,balancer' }, /TRUSTED_PROXIES.*“balancer”/],
  ['a proxy range that is none', { TRUSTED_PROXIES: '10.0.0.0/33' }, /TRUSTED_PROXIES.*“10\.0\.0\.0\/33”/],
  ['a log level that is none', { LOG_LEVEL: 'loud' }, /LOG_LEVEL.*fatal/],
  ['a database of another kind', { DATABASE_URL: 'mysql://user:secret@x/y' }, /^DATABASE_URL(?!.*secret)/],
];

for (const [name, env, sentence] of WRONG) {
  test(`refuses ${name}, and says so`, () => {
    const problems = problemsOf(env);
    assert.ok(
      problems.some((problem) => sentence.test(problem)),
      problems.join('\n') || 'no problem',
    );
  });
}

test('lists everything that is wrong at once, and no secret', () => {
  const problems = problemsOf({
    ...STRIPE,
    STRIPE_SECRET_KEY: 'hunter2',
    GATEWAY_PORT: 'x',
    TOKEN_SIGNING_KEY: '{"d":"hunter2"}',
  });

  assert.equal(problems.length, 3);
  assert.doesNotMatch(problems.join(), /hunter2/);
});

test('takes a signing key as a JWK and in PEM, on one line too', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

  for (const key of [JSON.stringify(privateKey.export({ format: 'jwk' })), pem, pem.replaceAll('\n', '\\n')])
    assert.equal(readConfig({ TOKEN_SIGNING_KEY: key }).tokenSigningKey?.asymmetricKeyType, 'ed25519');
});
