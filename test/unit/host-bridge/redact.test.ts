import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HIDDEN, redact } from '../../../src/host-bridge/redact.ts';

test('hides what is called a token, a secret, a password, a key or a card’s number, at any depth', () => {
  assert.deepEqual(
    redact({
      result: { token: 'a.b.c', expiresAt: 1_790_000_000_000 },
      clientSecret: 'x',
      client_secret: 'x',
      list: [{ apiKey: 'x', Authorization: 'Bearer x' }],
      'payment_method_data[card][number]': '42',
      'payment_method_data[card][cvc]': 123,
    }),
    {
      result: { token: HIDDEN, expiresAt: 1_790_000_000_000 },
      clientSecret: HIDDEN,
      client_secret: HIDDEN,
      list: [{ apiKey: HIDDEN, Authorization: HIDDEN }],
      'payment_method_data[card][number]': HIDDEN,
      'payment_method_data[card][cvc]': HIDDEN,
    },
  );
});

test('hides what looks like a secret, whatever holds it', () => {
  const secrets = [
    'pi_3SimAbc_secret_Def123',
    'sk_test_sim_0000',
    'rk_live_abc',
    'pk_test_abc',
    'pgk_q9-Zz',
    'whsec_sim_00',
    'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhIn0.c2ln-_',
    '4242 4242 4242 4242',
    '378282246310005',
  ];
  for (const secret of secrets) {
    const text = JSON.stringify(redact({ note: `before ${secret} after` }));
    assert.match(text, /before •••/, secret);
    assert.ok(!text.includes(secret), secret);
  }
});

test('leaves everything else as it is', () => {
  const plain = {
    id: 'pr_01234567890123456789012345678901',
    key: 'pr_01234567890123456789012345678901:create:1',
    theme: { tokens: { '--payment-color-text': '#111' } },
    at: 1_790_000_000_000,
    flags: [true, null, 'Consultation fee'],
  };
  assert.deepEqual(redact(plain), plain);
});

test('does not change what it was given', () => {
  const given = { token: 'a.b.c' };
  redact(given);
  assert.deepEqual(given, { token: 'a.b.c' });
});
