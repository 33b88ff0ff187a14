import assert from 'node:assert/strict';
import { test } from 'node:test';

import { loggerOptions } from '../../../server-stub/logging.ts';
import { CONNECT_WORDS, preferredLanguage } from '../../../server-stub/routes/connect-page-words.ts';
import { startGateway } from '../../support/server/gateway-fixture.ts';
import { ClinicAdmin } from '../../support/server/linking.ts';

test('the page of the way back runs nothing, is framed by nobody, and keeps its address to itself', async (context) => {
  const gateway = await startGateway(context);
  const { headers, body } = await new ClinicAdmin(gateway).come('/connect/oauth?code=ac_secret&state=guess');

  const policy = String(headers['content-security-policy']);
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[^']+'; /);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.equal(headers['referrer-policy'], 'no-referrer');
  assert.equal(headers['cache-control'], 'no-store');
  assert.doesNotMatch(body, /<script|ac_secret|guess| style=/);
});

test('it is in Italian for whoever prefers that, and in English for everybody else', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  const { body } = await admin.come('/connect/oauth', { 'accept-language': 'it-IT,it;q=0.9,en;q=0.8' });
  assert.match(body, /<html lang="it">/);
  assert.match(body, /non è più valido/);

  const asked = {
    '': 'en',
    'de-DE,de;q=0.9': 'en',
    'de,it;q=0.5': 'it',
    'en-AU,it;q=0.9': 'en',
    'it;q=0.2,en;q=0.8': 'en',
    'it;q=0, en;q=0.1': 'en',
    '*': 'en',
  };
  for (const [header, language] of Object.entries(asked))
    assert.equal(preferredLanguage(header), language, header);
  assert.equal(preferredLanguage(undefined), 'en');
});

test('each end has words of its own, in both languages', () => {
  for (const words of Object.values(CONNECT_WORDS)) {
    const texts = Object.values(words).map(({ text }) => text);
    assert.equal(new Set(texts).size, 8);
  }
});

test('what Stripe leads back with is not logged', async (context) => {
  const lines: string[] = [];
  const options = loggerOptions('info');
  const gateway = await startGateway(context, {
    logger: { ...(options as object), stream: { write: (line: string) => void lines.push(line) } },
  });

  await new ClinicAdmin(gateway).come('/connect/oauth?code=ac_secret&state=guess');

  const log = lines.join('');
  assert.match(log, /\/connect\/oauth/);
  assert.doesNotMatch(log, /ac_secret|guess/);
});
