import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PluginBridge } from '../../../src/host-bridge/plugin.ts';
import { POSTMATE_TYPE } from '../../../src/host-bridge/protocol.ts';
import { context, FakeWindow, HOST, never, setup, tick } from './plugin-setup.ts';

test('resolves with the host’s context, and tells of each change', async () => {
  const { bridge, shakeHands, welcome, tell } = setup();
  const seen: boolean[] = [];
  const stop = bridge.onContext(({ panel }) => seen.push(panel.visible));
  const connecting = bridge.connect(never);
  await shakeHands();
  welcome();
  assert.deepEqual(await connecting, context);
  tell({ k: 'evt', name: 'context.changed', data: { ...context, panel: { visible: true } } });
  stop();
  tell({ k: 'evt', name: 'context.changed', data: context });
  assert.deepEqual(seen, [false, true]);
});

test('does not connect outside a frame, nor in a page that is not on the list', async () => {
  const top = new FakeWindow(null);
  top.parent = top;
  await assert.rejects(setup(top).bridge.connect(never), { code: 'NOT_EMBEDDED' });
  const framed = setup(new FakeWindow('https://evil.example'));
  await assert.rejects(framed.bridge.connect(never), { code: 'ORIGIN_NOT_ALLOWED' });
});

test('says so when a page that is not on the list knocks, and does not answer it', async () => {
  const { bridge, own, said } = setup();
  const connecting = bridge.connect(never);
  let heard = 0;
  own.addEventListener('message', () => (heard += 1));
  const data = { postmate: 'handshake', type: POSTMATE_TYPE, model: { iid: 'x' } };
  own.send({ data, origin: 'https://evil.example', source: own.parent });
  await assert.rejects(connecting, { code: 'ORIGIN_NOT_ALLOWED' });
  assert.deepEqual([heard, said('hello')], [0, []]);
});

test('refuses to be set up with something that is no origin', () => {
  for (const origin of ['*', 'null', `${HOST}/`, 'http://call.example.com', 'call.example.com', '']) {
    const options = { allowedOrigins: [origin], window: new FakeWindow(null) as unknown as Window };
    assert.throws(() => new PluginBridge(options), { code: 'INVALID_CONFIGURATION' }, origin);
  }
});

test('gives up at the deadline, leaves no timer, and connects when it is asked again later', async () => {
  const { bridge, timers, shakeHands, said, welcome } = setup();
  const first = bridge.connect(never);
  await shakeHands();
  timers.advance(10_000);
  await assert.rejects(first, { code: 'CONNECT_TIMEOUT', retryable: true });
  timers.advance(60_000);
  assert.equal(timers.size(), 0);
  const hellos = said('hello').length;
  assert.ok(hellos >= 20 && hellos <= 22, String(hellos));
  const second = bridge.connect(never);
  welcome();
  assert.equal((await second).callId, 'call-1');
  assert.equal(timers.size(), 0);
});

test('can be called off while it connects', async () => {
  const { bridge, timers } = setup();
  const abort = new AbortController();
  const connecting = bridge.connect(abort.signal);
  abort.abort();
  await assert.rejects(connecting, { code: 'CANCELLED' });
  assert.equal(timers.size(), 0);
});

test('passes on why the host refuses', async () => {
  const { bridge, shakeHands, tell } = setup();
  const connecting = bridge.connect(never);
  await shakeHands();
  const error = { code: 'VERSION_UNSUPPORTED', message: 'Host speaks 2.', retryable: false } as const;
  tell({ k: 'refuse', error });
  await assert.rejects(connecting, error);
});

test('tells host and caller that a context without a person is of no use', async () => {
  const { bridge, shakeHands, welcome, said } = setup();
  const connecting = bridge.connect(never);
  await shakeHands();
  welcome({ self: {} });
  await assert.rejects(connecting, { code: 'INVALID_CONFIGURATION' });
  assert.deepEqual(said('evt').at(-1)?.data, { code: 'INVALID_CONFIGURATION' });
});

test('ends what is open when the host goes, and says so once', async () => {
  const { bridge, shakeHands, welcome, tell, timers } = setup();
  const closed: string[] = [];
  bridge.onClosed((code) => closed.push(code));
  await shakeHands();
  welcome();
  const token = bridge.getToken();
  tell({ k: 'bye' });
  tell({ k: 'bye' });
  bridge.close();
  await assert.rejects(token, { code: 'HOST_GONE' });
  await assert.rejects(bridge.connect(never), { code: 'HOST_GONE' });
  assert.deepEqual([closed, timers.size()], [['HOST_GONE'], 0]);
});

test('says goodbye when it is closed, and hears nothing more', async () => {
  const { bridge, own, shakeHands, welcome, tell, said } = setup();
  const hints: unknown[] = [];
  bridge.onHint((hint) => hints.push(hint));
  await shakeHands();
  welcome();
  bridge.close();
  bridge.close();
  tell({ k: 'evt', name: 'relay.message', data: { type: 'payment-changed', data: { requestId: 'pr_1' } } });
  let heard = 0;
  own.addEventListener('message', () => (heard += 1));
  own.send({
    data: { postmate: 'call', type: POSTMATE_TYPE, property: 'plugin' },
    origin: HOST,
    source: own.parent,
  });
  assert.deepEqual([said('bye').length, hints, heard], [1, [], 0]);
});

test('comes back from the page cache as a new load, and tells again how things stand', async () => {
  const { bridge, own, shakeHands, welcome, said } = setup();
  await shakeHands();
  welcome();
  bridge.setBusy(true);
  bridge.setBadge(2);
  bridge.setMinHeight(640);
  bridge.ready();
  own.send({ persisted: true }, 'pagehide');
  own.send({ persisted: true }, 'pageshow');
  const [before, after] = [said('hello').at(0), said('hello').at(-1)];
  assert.notEqual(before?.sid, after?.sid);
  welcome();
  const told = said('evt').filter(({ sid }) => sid === after?.sid);
  assert.deepEqual(
    told.map(({ name, data }) => [name, data]),
    [
      ['busy.changed', { busy: true }],
      ['notify.badge', { count: 2 }],
      ['panel.resize', { height: 640 }],
      ['outcome', { code: null }],
    ],
  );
});

test('tells of a height at once, of a storm of them only the last, and leaves no timer', async () => {
  const { bridge, shakeHands, welcome, said, timers } = setup();
  await shakeHands();
  welcome();
  const heights = (): unknown[] => said('evt').map(({ data }) => Object(data).height);
  for (let height = 300; height <= 400; height += 1) bridge.setMinHeight(height);
  assert.deepEqual(heights(), [300]);
  timers.advance(100);
  assert.deepEqual(heights(), [300, 400]);
  bridge.setMinHeight(400);
  timers.advance(1_000);
  assert.deepEqual(heights(), [300, 400]);
  bridge.setMinHeight(null);
  bridge.close();
  assert.equal(timers.size(), 0);
});

test('says so when the host welcomes it in a version that it does not speak', async () => {
  const { bridge, shakeHands, play } = setup();
  const connecting = bridge.connect(never);
  await shakeHands();
  play({ k: 'welcome', version: 99, sdk: '0', caps: {}, context: {} });
  await assert.rejects(connecting, { code: 'VERSION_UNSUPPORTED' });
});

test('answers a diagnosis once the page has somebody who makes one, and says before that it cannot', async () => {
  const { bridge, shakeHands, welcome, tell, said } = setup();
  await shakeHands();
  welcome();
  tell({ k: 'req', id: '1', method: 'diagnose' });
  await tick();
  bridge.answer('diagnose', (params) => Promise.resolve([params]));
  tell({ k: 'req', id: '2', method: 'diagnose', params: { locale: 'it' } });
  await tick();
  assert.deepEqual(
    said('err').map(({ id, error }) => [id, error.code]),
    [['1', 'METHOD_NOT_FOUND']],
  );
  assert.deepEqual(
    said('res').map(({ id, result }) => [id, result]),
    [['2', [{ locale: 'it' }]]],
  );
});

test('answers the host’s question whether the panel may close', async () => {
  const { bridge, shakeHands, welcome, tell, said } = setup();
  await shakeHands();
  welcome();
  tell({ k: 'req', id: '1', method: 'panel.beforeClose' });
  await tick();
  bridge.setBusy(true);
  tell({ k: 'req', id: '2', method: 'panel.beforeClose' });
  await tick();
  assert.deepEqual(
    said('res').map(({ result }) => result),
    [{ block: false }, { block: true }],
  );
});
