import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, test } from 'node:test';

import { fits } from '../../../server-stub/stripe-simulator/faults/pattern.ts';
import { addFault, control, rulesOf } from './control.ts';
import { startSimulator } from './running-simulator.ts';

describe('the fault switches', () => {
  test('tell a rule with all that it says, and nothing else', async (t) => {
    const simulator = await startSimulator(t);
    const rule = await addFault(simulator, { effect: 'slow', route: 'POST /v1/*', delayMs: 20, count: 3 });
    assert.deepEqual(rule, {
      id: rule.id,
      effect: 'slow',
      route: 'POST /v1/*',
      account: null,
      type: null,
      delayMs: 20,
      count: 3,
      probability: null,
      seed: 1,
      applied: 0,
    });
    assert.match(rule.id, /^fault_\w{14}$/);
    const answer = await control(simulator, 'GET', '/_simulator/faults');
    assert.deepEqual(await answer.json(), { rules: [rule], clock: { offsetMs: 0 } });
  });

  test('go one by one, and all together', async (t) => {
    const simulator = await startSimulator(t);
    const first = await addFault(simulator, { effect: 'drop' });
    const second = await addFault(simulator, { effect: 'double' });
    await addFault(simulator, { effect: 'rate-limit' });
    const remove = async (path: string) => (await control(simulator, 'DELETE', path)).status;
    assert.equal(await remove(`/_simulator/faults/${first.id}`), 204);
    assert.equal(await remove(`/_simulator/faults/${first.id}`), 404);
    assert.equal((await rulesOf(simulator))[0]?.id, second.id);
    assert.equal(await remove('/_simulator/faults'), 204);
    assert.deepEqual(await rulesOf(simulator), []);
  });

  test('refuse what makes no sense, and say what was expected', async (t) => {
    const simulator = await startSimulator(t);
    const cases: readonly (readonly [unknown, RegExp])[] = [
      ['{', /^Expected valid JSON\.$/],
      ['', /^Expected valid JSON\.$/],
      [[], /^Expected a JSON object such as \{"effect": "slow"/],
      [{}, /^Expected "effect" to be one of time-out, .*, reorder\.$/],
      [{ effect: 'explode' }, /^Expected "effect" to be one of/],
      [{ effect: 'slow', time: 3 }, /^Did not expect "time"/],
      [{ effect: 'slow', route: '/v1/payment_intents' }, /^Expected "route" to be as in "POST /],
      [{ effect: 'slow', route: 'POST /v1/paymentintents' }, /^Expected "route" to fit a route/],
      [{ effect: 'slow', type: 'charge.*' }, /^"type" is for faults of webhooks; for slow give "route"\.$/],
      [{ effect: 'drop', route: 'POST /v1/*' }, /^"route" is for faults of the API; for drop give "type"\.$/],
      [{ effect: 'drop', type: 'Charge!' }, /^Expected "type" to be as in/],
      [{ effect: 'drop', account: 'x' }, /^Expected "account" to be as in "acct_…"\.$/],
      [
        { effect: 'drop', delayMs: 5 },
        /^"delayMs" is for time-out, slow, delay, reorder; drop takes no time/,
      ],
      [{ effect: 'slow', delayMs: 0 }, /^Expected "delayMs" to be a whole number from 1 to 600000\.$/],
      [{ effect: 'slow', count: 1.5 }, /^Expected "count" to be a whole number/],
      [{ effect: 'slow', probability: 2 }, /^Expected "probability" to be a number from 0 to 1\.$/],
      [{ effect: 'slow', seed: 'x' }, /^Expected "seed" to be a whole number/],
    ];
    for (const [body, sentence] of cases) {
      const answer = await control(simulator, 'POST', '/_simulator/faults', body);
      const { error } = JSON.parse(await answer.text());
      assert.equal(answer.status, 400, JSON.stringify(body));
      assert.match(error, sentence);
    }
    for (const [body, sentence] of [
      [{}, /^Expected either "offsetMs" or "advanceMs"\.$/],
      [{ offsetMs: 1, advanceMs: 1 }, /^Expected either/],
      [{ offsetMs: 'x' }, /^Expected "offsetMs" to be a whole number/],
      [{ offsetMs: 1e15 }, /^Expected "offsetMs" to be a whole number/],
    ] as const) {
      const answer = await control(simulator, 'POST', '/_simulator/clock', body);
      assert.equal(answer.status, 400);
      assert.match(JSON.parse(await answer.text()).error, sentence);
    }
    assert.deepEqual(await rulesOf(simulator), []);
  });
});

describe('the control routes', () => {
  test('take nothing from another site', async (t) => {
    const simulator = await startSimulator(t);
    const rule = await addFault(simulator, { effect: 'drop' });
    const body = { effect: 'slow' };
    const statuses = [];
    for (const [method, path, sent, headers] of [
      ['POST', '/_simulator/faults', body, { origin: 'http://evil.example' }],
      ['POST', '/_simulator/faults', body, { origin: 'null' }],
      ['POST', '/_simulator/faults', body, { origin: 'http://localhost:4100' }],
      ['POST', '/_simulator/faults', body, { 'sec-fetch-site': 'cross-site' }],
      ['POST', '/_simulator/clock', { offsetMs: 5 }, { origin: 'http://evil.example' }],
      ['POST', '/_simulator/webhooks', { paused: true }, { origin: 'http://evil.example' }],
      ['DELETE', '/_simulator/faults', undefined, { origin: 'http://evil.example' }],
      ['DELETE', `/_simulator/faults/${rule.id}`, undefined, { origin: 'http://evil.example' }],
      ['POST', '/_simulator/faults', JSON.stringify(body), { 'content-type': 'text/plain' }],
      ['POST', '/_simulator/faults', 'effect=slow', { 'content-type': 'application/x-www-form-urlencoded' }],
    ] as const) {
      statuses.push((await control(simulator, method, path, sent, headers)).status);
    }
    assert.deepEqual(statuses, [403, 403, 403, 403, 403, 403, 403, 403, 415, 415]);
    assert.deepEqual(await rulesOf(simulator), [rule]);
    assert.equal(simulator.webhooks.paused, false);
  });

  test('take a page of the simulator’s own', async (t) => {
    const simulator = await startSimulator(t);
    const headers = { origin: simulator.url, 'sec-fetch-site': 'same-origin' };
    const answer = await control(simulator, 'POST', '/_simulator/faults', { effect: 'drop' }, headers);
    assert.equal(answer.status, 201);
  });

  test('answer to no name that another site could point here', async (t) => {
    const { url } = await startSimulator(t);
    const status = (host: string) =>
      new Promise((resolve, reject) => {
        request(`${url}/_simulator/activity`, { headers: { host } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
          .on('error', reject)
          .end();
      });
    const { port } = new URL(url);
    assert.equal(await status(`rebound.example:${port}`), 403);
    assert.equal(await status(`localhost.example:${port}`), 403);
    assert.equal(await status(`pay.localhost:${port}`), 200);
    assert.equal(await status(`localhost:${port}`), 200);
  });
});

test('a pattern fits the whole text, a star standing for any', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['*', '', true],
    ['charge.*', 'charge.refunded', true],
    ['charge.*', 'xcharge.refunded', false],
    ['*.succeeded', 'charge.succeeded', true],
    ['a*b*a', 'aba', true],
    ['a*a', 'a', false],
    ['POST /v1/*/confirm', 'POST /v1/payment_intents/:id/confirm', true],
    ['POST /v1/x', 'POST /v1/xy', false],
    ['a.c', 'abc', false],
  ];
  for (const [pattern, text, expected] of cases) assert.equal(fits(pattern, text), expected, pattern);
});
