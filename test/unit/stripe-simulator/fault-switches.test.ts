import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, test } from 'node:test';

import { fits } from '../../../server-stub/stripe-simulator/faults/pattern.ts';
import { CALL_PRESETS, WEBHOOK_PRESETS } from '../../../server-stub/stripe-simulator/pages/faults/presets.ts';
import { durationWords } from '../../../server-stub/stripe-simulator/pages/faults/words.ts';
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

describe('the page of the switches', () => {
  const press = (url: string, origin: string | null, fields: Record<string, string>) =>
    fetch(`${url}/faults`, {
      method: 'POST',
      redirect: 'manual',
      headers: origin === null ? {} : { origin },
      body: new URLSearchParams(fields),
    });

  test('turns a preset on, shows it, and turns it off', async (t) => {
    const simulator = await startSimulator(t);
    const pressed = await press(simulator.url, simulator.url, { action: 'preset', value: 'paid-but-error' });
    assert.deepEqual([pressed.status, pressed.headers.get('location')], [303, '/faults#in-force']);
    const [rule] = await rulesOf(simulator);
    assert.deepEqual(
      [rule?.effect, rule?.route, rule?.count],
      ['error-after', 'POST /v1/payment_intents/:id/confirm', 1],
    );
    const page = await (await fetch(`${simulator.url}/faults`)).text();
    assert.match(page, /Stripe does the work, and answers 500/);
    await press(simulator.url, simulator.url, { action: 'off', value: rule?.id ?? '' });
    assert.deepEqual(await rulesOf(simulator), []);
  });

  test('has only presets that the simulator takes', async (t) => {
    const simulator = await startSimulator(t);
    const presets = [...CALL_PRESETS, ...WEBHOOK_PRESETS];
    for (const { name } of presets) {
      assert.equal(
        (await press(simulator.url, simulator.url, { action: 'preset', value: name })).status,
        303,
        name,
      );
    }
    assert.equal((await rulesOf(simulator)).length, presets.length);
  });

  test('moves the clock, and sets all right at once', async (t) => {
    const simulator = await startSimulator(t);
    await press(simulator.url, simulator.url, { action: 'advance', value: '-3600000' });
    await press(simulator.url, simulator.url, { action: 'preset', value: 'slow' });
    assert.match(await (await fetch(`${simulator.url}/faults`)).text(), /Stripe’s clock is 1 hour behind/);
    await press(simulator.url, simulator.url, { action: 'all-off' });
    assert.match(await (await fetch(`${simulator.url}/faults`)).text(), /Nothing is wrong/);
  });

  test('takes nothing from another site, nor from a form that it cannot place', async (t) => {
    const simulator = await startSimulator(t);
    const fields = { action: 'preset', value: 'slow' };
    for (const origin of [null, 'null', 'http://evil.example', 'http://localhost:4100']) {
      assert.equal((await press(simulator.url, origin, fields)).status, 403, String(origin));
    }
    for (const wrong of [{}, { action: 'preset', value: 'no such' }, { action: 'advance', value: 'x' }]) {
      assert.equal((await press(simulator.url, simulator.url, wrong)).status, 400);
    }
    assert.deepEqual(await rulesOf(simulator), []);
  });

  test('gives a refused form back as it was typed, and escapes it', async (t) => {
    const simulator = await startSimulator(t);
    const answer = await press(simulator.url, simulator.url, {
      action: 'add',
      effect: 'slow',
      route: '"><script>alert(1)</script>',
      count: '3',
    });
    const page = await answer.text();
    assert.equal(answer.status, 400);
    assert.equal(page.includes('<script>alert'), false);
    assert.match(page, /Expected &#34;route&#34; to be as in/);
    assert.match(page, /name="count"[^>]*value="3"/);
  });
});

test('a time is told in its two largest units', () => {
  assert.deepEqual([5, 1500, 3000, 61_000, 3_600_000, 93_600_000].map(durationWords), [
    '0.005 seconds',
    '1.5 seconds',
    '3 seconds',
    '1 minute 1 second',
    '1 hour',
    '1 day 2 hours',
  ]);
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
