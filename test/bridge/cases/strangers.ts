import assert from 'node:assert/strict';

import { emitted, eventually, forgedFact, TYPE } from '../tab.ts';
import type { Tab } from '../tab.ts';
import type { Case } from './cases.ts';

/** What reads like a message, and is none. */
const RUBBISH = [
  null,
  1,
  'x',
  [],
  { postmate: 1 },
  { postmate: 'emit' },
  { postmate: 'call', value: null },
  { postmate: 'handshake', type: TYPE, model: null },
  { postmate: 'emit', type: TYPE, value: { name: 'plugin', data: { v: 1, k: 'hello', versions: {} } } },
  { postmate: 'reply', type: TYPE, uid: 1 },
];

/** Cases 1 to 10: pages and frames that are not who they would have to be. */
export const STRANGERS: readonly Case[] = [
  [
    'case 1: an evil page that frames the plugin gets no answer',
    async (tab) => {
      const { page, pages } = tab;
      await page.goto(pages.evil);
      const frame = await tab.addFrame(`${pages.plugin}/app/h_ok/`);
      await page.evaluate(
        (origin, type) => {
          const target = window.frames[0];
          const model = { iid: 'evil', plugin: 'replaced' };
          target?.postMessage({ postmate: 'handshake', type, model }, origin);
          target?.postMessage({ postmate: 'request', type, property: 'plugin', uid: 1 }, origin);
        },
        pages.plugin,
        TYPE,
      );
      await eventually(async () =>
        assert.equal(await frame.evaluate(() => window.plugin.failed), 'ORIGIN_NOT_ALLOWED'),
      );
      await eventually(async () => assert.equal(await frame.evaluate(() => window.spy.messages.length), 2));
      assert.deepEqual(await page.evaluate(() => window.spy.messages), []);
    },
  ],
  [
    'case 2: a frame inside the plugin that speaks first does not become its host',
    async (tab) => {
      assert.equal(await tab.mount('h_nested_evil'), null);
      await eventually(() =>
        assert.deepEqual(tab.pages.reported('knocks').toSorted(), [tab.pages.evil, tab.pages.host]),
      );
      const before = await tab.inPlugin(() => window.spy.messages.length);
      await eventually(async () =>
        assert.ok(
          (await tab.inPlugin(() => window.spy.messages.length)) > before + 20,
          'they go on knocking',
        ),
      );
      assert.deepEqual(tab.pages.reported('answered'), []);
      assert.equal(await tab.page.evaluate(() => window.kit.hosts[0]?.canClose()), true);
    },
  ],
  [
    'case 3: an evil frame beside the plugin cannot answer for it',
    async (tab) => {
      await tab.mount();
      await tab.inPlugin(() => window.plugin.port.setBusy(true));
      await tab.heard('busy-changed');
      const evil = await tab.addFrame(`${tab.pages.evil}/`);
      const { iid, sid } = await tab.address();
      const attack = evil.evaluate(
        (type, address) => {
          for (let uid = 1; uid <= 100; uid += 1) {
            parent.postMessage({ postmate: 'reply', type, uid, value: 'SPOOFED' }, '*');
            const data = { ...address, k: 'res', id: String(uid), result: { block: false } };
            parent.postMessage({ postmate: 'emit', type, value: { name: 'plugin', data } }, '*');
          }
        },
        TYPE,
        { v: 1, iid, sid },
      );
      assert.equal(await tab.page.evaluate(() => window.kit.hosts[0]?.canClose()), false);
      await attack;
      assert.equal(await tab.page.evaluate(() => window.kit.hosts[0]?.canClose()), false);
    },
  ],
  [
    'case 4: an evil frame beside the plugin cannot speak for it',
    async (tab) => {
      await tab.mount();
      const evil = await tab.addFrame(`${tab.pages.evil}/`);
      await evil.evaluate((message) => parent.postMessage(message, '*'), forgedFact(await tab.address()));
      await tab.inPlugin(() => window.plugin.port.setBusy(true));
      await tab.heard('busy-changed');
      assert.ok(!(await tab.eventTypes()).includes('payment-received'));
    },
  ],
  [
    'case 5: another frame of the plugin’s own origin is not the plugin',
    async (tab) => {
      await tab.mount();
      const plugin = await tab.plugin();
      const second = await tab.addFrame(`${tab.pages.plugin}/other/`);
      const emit = forgedFact(await tab.address());
      await second.evaluate((message) => parent.postMessage(message, '*'), emit);
      await plugin.evaluate((message) => parent.postMessage(message, '*'), { ...emit, postmate: 'request' });
      await plugin.evaluate(() => window.plugin.port.setBusy(true));
      await tab.heard('busy-changed');
      assert.ok(!(await tab.eventTypes()).includes('payment-received'));
      // The same words from the right window are heard: only the window makes the difference.
      await plugin.evaluate((message) => parent.postMessage(message, '*'), emit);
      await tab.heard('payment-received');
    },
  ],
  [
    'case 6: a frame that has gone to another origin is not heard, and is given up',
    async (tab) => {
      await mountForAsShortAsCanBe(tab);
      await tab.heard('ready');
      const emit = forgedFact(await tab.address());
      const frame = await tab.plugin();
      await frame.goto(`${tab.pages.evil}/`);
      await frame.evaluate((message) => parent.postMessage(message, '*'), emit);
      await tab.heard('connection-failed');
      assert.deepEqual(await tab.eventTypes(), ['ready', 'connection-failed']);
      assert.equal((await tab.leftovers())['frames'], 0);
    },
  ],
  [
    'case 7: rubbish breaks nothing, on either side, before and after the two are connected',
    async (tab) => {
      const mounting = tab.mount();
      const plugin = await tab.plugin();
      const evil = await tab.addFrame(`${tab.pages.evil}/`);
      const fromAFrame = (items: unknown[]): void => {
        for (let i = 0; i < 50; i += 1)
          for (const item of [...items, undefined, 1n, new Date(), new Map([[1, 1]])])
            parent.postMessage(item, '*');
      };
      const toFrames = (items: unknown[]): void => {
        for (const item of [...items, undefined, 1n, new Date()])
          for (let i = 0; i < window.frames.length; i += 1) window.frames[i]?.postMessage(item, '*');
      };
      await evil.evaluate(fromAFrame, RUBBISH);
      await tab.page.evaluate(toFrames, RUBBISH);
      assert.equal(await mounting, null);
      await tab.page.evaluate(toFrames, RUBBISH);
      await plugin.evaluate(fromAFrame, RUBBISH);
      const token = await plugin.evaluate(() => window.plugin.port.getToken());
      assert.equal(token.token, 'secret-token-1');
    },
  ],
  [
    'case 8: names of the language itself are no methods, events or keys',
    async (tab) => {
      await tab.mountRaw();
      await tab.inPlugin(() => {
        for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
          const params = JSON.parse(
            '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
          );
          window.raw.say({ k: 'req', id: name, method: name, params });
          window.raw.say({ k: 'evt', name, data: params });
          window.raw.say({ k: name });
        }
      });
      await eventually(async () => assert.equal((await tab.allReceived()).length, 5));
      const [, ...answers] = await tab.allReceived();
      for (const { error } of answers) assert.equal(error?.code, 'METHOD_NOT_FOUND');
      assert.equal(await tab.page.evaluate(() => 'polluted' in {}), false);
    },
  ],
  [
    'case 8: postmate’s own look-up by name is out of reach, also for another frame of the plugin’s origin',
    async (tab) => {
      await tab.mount();
      const second = await tab.addFrame(`${tab.pages.plugin}/other/`);
      for (const frame of [second, await tab.plugin()]) {
        await frame.evaluate((type) => {
          for (const name of ['__proto__', '__defineGetter__', 'constructor'])
            parent.postMessage({ postmate: 'emit', type, value: { name, data: 'x' } }, '*');
        }, TYPE);
      }
      await tab.page.evaluate(
        (origin, type) => {
          const model = JSON.parse('{"iid":"x","__proto__":{"polluted":true}}');
          for (const property of ['__proto__', 'constructor', 'toString']) {
            const message = { postmate: 'call', type, property, data: { polluted: true }, model };
            window.frames[0]?.postMessage(message, origin);
          }
        },
        tab.pages.plugin,
        TYPE,
      );
      await tab.inPlugin(() => window.plugin.port.getToken());
      assert.equal(await tab.inPlugin(() => 'polluted' in {}), false);
    },
  ],
  [
    'case 9: once bound, a second handshake is ignored',
    async (tab) => {
      await tab.mount();
      const { iid } = await tab.address();
      await tab.page.evaluate(
        (origin, type, known) => {
          for (const model of [{ iid: 'second', plugin: 'replaced' }, { iid: known, plugin: 'replaced' }, {}])
            window.frames[0]?.postMessage({ postmate: 'handshake', type, model }, origin);
        },
        tab.pages.plugin,
        TYPE,
        iid,
      );
      await tab.inPlugin(() => window.plugin.port.getToken());
      const kinds = await postmateKinds(tab);
      assert.equal(kinds.filter((kind) => kind === 'handshake-reply').length, 1);
    },
  ],
  [
    'case 10: postmate’s own kinds of message do not run our handler',
    async (tab) => {
      await tab.mount();
      const { iid, sid } = await tab.address();
      await tab.page.evaluate(
        (origin, type, data) => {
          for (const postmate of ['request', 'emit', 'reply', 'handshake-reply', 'nonsense'])
            window.frames[0]?.postMessage({ postmate, type, property: 'plugin', uid: 1, data }, origin);
        },
        tab.pages.plugin,
        TYPE,
        { v: 1, iid, sid, k: 'evt', name: 'context.changed', data: { callId: 'forged', self: { id: 'x' } } },
      );
      await tab.inPlugin(() => window.plugin.port.getToken());
      const contexts = await tab.inPlugin(() => window.plugin.contexts);
      assert.ok(contexts.every(({ callId }) => callId === 'call-1'));
      assert.ok(!(await postmateKinds(tab)).includes('reply'));
    },
  ],
  [
    'an envelope with the address of another frame, or of an earlier load, is dropped',
    async (tab) => {
      await tab.mount();
      const plugin = await tab.plugin();
      const { iid, sid } = await tab.address();
      const fact = {
        v: 1,
        k: 'evt',
        name: 'payment.fact',
        data: { name: 'payment-received', requestId: 'x' },
      };
      for (const address of [
        { iid: 'other', sid },
        { iid, sid: 'other' },
        { iid: '', sid: '' },
      ]) {
        await plugin.evaluate(
          (message) => parent.postMessage(message, '*'),
          emitted({ ...fact, ...address }),
        );
      }
      await plugin.evaluate(() => window.plugin.port.setBusy(true));
      await tab.heard('busy-changed');
      assert.ok(!(await tab.eventTypes()).includes('payment-received'));
    },
  ],
];

/** With the shortest deadline that this machine keeps: it is waited for once more when the frame has gone. */
async function mountForAsShortAsCanBe(tab: Tab): Promise<void> {
  for (let connectTimeout = 1_000; ; connectTimeout *= 2) {
    const code = await tab.mount('h_ok', { connectTimeout });
    if (code === null) return;
    assert.equal(code, 'CONNECT_TIMEOUT');
    await tab.page.evaluate(() => {
      window.kit.log.events.length = 0;
      return window.kit.hosts.pop()?.unmount();
    });
  }
}

/** What postmate's marks on the messages say that the host's page was sent. */
async function postmateKinds(tab: Tab): Promise<(string | undefined)[]> {
  const messages = await tab.page.evaluate(() => window.spy.messages as ({ postmate?: string } | null)[]);
  return messages.map((message) => message?.postmate);
}
