import assert from 'node:assert/strict';

import { emitted, eventually } from '../tab.ts';
import type { Received, Tab } from '../tab.ts';
import type { Case } from './cases.ts';

/** A host's end with handlers of the test's own, and the raw plugin page, welcomed. */
async function connectRaw(tab: Tab): Promise<void> {
  await tab.page.evaluate((url) => window.kit.connectRaw(url), `${tab.pages.plugin}/app/h_raw/`);
  await tab.greet();
  await tab.received('welcome');
}

/** The host asks, and gives up after this long. */
function ask(tab: Tab, timeout: number): Promise<unknown> {
  return tab.page.evaluate(
    (ms) =>
      window.kit.connection?.rpc
        ?.request('panel.beforeClose', null, { timeout: ms })
        .catch((error: { code: string }) => error.code),
    timeout,
  );
}

/** Cases 23 to 25: answers that are none, come late, or come in floods. */
export const CALLS: readonly Case[] = [
  [
    'case 23: a handler that throws, rejects, or answers what cannot cross becomes a coded error, with no stack',
    async (tab) => {
      await connectRaw(tab);
      const methods = ['throws', 'rejects', 'function', 'cycle', 'instance', 'coded', 'missing'];
      for (const method of methods) await tab.say({ k: 'req', id: method, method });
      await eventually(async () => assert.equal((await tab.allReceived()).length, methods.length + 1));
      const codes = (await tab.allReceived()).flatMap(({ id, error }) => (error ? [[id, error.code]] : []));
      assert.deepEqual(Object.fromEntries(codes), {
        throws: 'HANDLER_ERROR',
        rejects: 'HANDLER_ERROR',
        function: 'NOT_CLONEABLE',
        cycle: 'PAYLOAD_TOO_LARGE',
        instance: 'NOT_CLONEABLE',
        coded: 'FORBIDDEN',
        missing: 'METHOD_NOT_FOUND',
      });
      assert.doesNotMatch(JSON.stringify(await tab.allReceived()), /Pat Doe|stack|\.js/);
    },
  ],
  [
    'case 24: an answer after the deadline is ignored, and nothing is kept of the question',
    async (tab) => {
      await connectRaw(tab);
      const asked = ask(tab, 60);
      const { id } = await tab.received('req');
      assert.equal(await asked, 'TIMEOUT');
      assert.equal((await tab.received('cancel')).id, id);
      await tab.say({ k: 'res', id, result: 'late' });
      await tab.say({ k: 'err', id, error: { code: 'INTERNAL', message: 'late', retryable: false } });
      const again = ask(tab, 30_000);
      await eventually(async () => assert.notEqual((await tab.received('req')).id, id));
      await tab.say({ k: 'res', id: (await tab.received('req')).id, result: 'in time' });
      assert.equal(await again, 'in time');
      assert.equal(await tab.page.evaluate(() => window.kit.connection?.rpc?.pendingCount), 0);
    },
  ],
  [
    'case 24: a question can be called off, and the other side hears of it',
    async (tab) => {
      await connectRaw(tab);
      const code = await tab.page.evaluate(() => {
        const abort = new AbortController();
        const asked = window.kit.connection?.rpc?.request('slow', null, { signal: abort.signal });
        abort.abort();
        return asked?.catch((error: { code: string }) => error.code);
      });
      assert.equal(code, 'CANCELLED');
      assert.equal((await tab.received('cancel')).id, (await tab.received('req')).id);
      await tab.say({ k: 'req', id: '1', method: 'slow' });
      await tab.say({ k: 'cancel', id: '1' });
      await eventually(async () => assert.equal(await tab.page.evaluate(() => window.kit.aborted), 1));
    },
  ],
  [
    'case 25: what is too large or too deep is refused before it is sent, and dropped when it comes all the same',
    async (tab) => {
      await tab.mount();
      const codes = await tab.inPlugin(() => {
        const attempt = (run: () => void): string => {
          try {
            run();
            return 'sent';
          } catch (error) {
            return (error as { code: string }).code;
          }
        };
        const fact = (requestId: string) => ({ name: 'payment-received', requestId }) as const;
        let deep: unknown = 1;
        for (let i = 0; i < 20; i += 1) deep = [deep];
        return [
          attempt(() => window.plugin.port.report(fact('x'.repeat(70_000)))),
          attempt(() => window.plugin.port.report(fact('\u{1f4b6}'.repeat(17_000)))),
          attempt(() => window.plugin.port.report(fact(deep as string))),
        ];
      });
      assert.deepEqual(codes, ['PAYLOAD_TOO_LARGE', 'PAYLOAD_TOO_LARGE', 'PAYLOAD_TOO_LARGE']);

      const { iid, sid } = await tab.address();
      const plugin = await tab.plugin();
      const fact = { v: 1, iid, sid, k: 'evt', name: 'busy.changed' };
      await plugin.evaluate(
        (message) => {
          let deep: unknown = true;
          for (let i = 0; i < 300; i += 1) deep = { busy: deep };
          for (const busy of ['x'.repeat(20_000_000), deep, Array.from({ length: 70_000 }, () => 1)]) {
            message.value.data.data = { busy: true, more: busy };
            parent.postMessage(message, '*');
          }
        },
        emitted(fact) as { value: { data: { data?: unknown } } },
      );
      await plugin.evaluate(() => window.plugin.port.setBadge(3));
      await tab.heard('badge-changed');
      assert.deepEqual(
        (await tab.eventTypes()).filter((type) => type === 'busy-changed'),
        [],
      );
    },
  ],
  [
    'case 25: a thousand messages a second leave the page alive, and are served again when they are fewer',
    async (tab) => {
      await tab.mountRaw();
      await tab.inPlugin(() => {
        for (let i = 0; i < 1_000; i += 1) window.raw.say({ k: 'req', id: `${i}`, method: 'token.get' });
        for (let i = 0; i < 1_000; i += 1)
          window.raw.say({ k: 'evt', name: 'notify.badge', data: { count: i % 99 } });
      });
      const alive = await tab.page.evaluate(() => {
        const started = performance.now();
        return new Promise<number>((resolve) =>
          requestAnimationFrame(() => resolve(performance.now() - started)),
        );
      });
      assert.ok(alive < 10_000, `the page drew after ${alive} ms`);
      const answered = (all: readonly Received[]): number => all.filter(({ id }) => id !== undefined).length;
      await eventually(async () => assert.equal(answered(await tab.allReceived()), 1_000));
      const refused = (await tab.allReceived()).filter(({ error }) => error?.code === 'RATE_LIMITED');
      assert.ok(refused.length >= 500, `${refused.length} were refused`);
      const badges = (await tab.eventTypes()).filter((type) => type === 'badge-changed');
      assert.ok(badges.length < 500, `${badges.length} events were let through`);
      await eventually(async () => {
        await tab.say({ k: 'req', id: 'later', method: 'token.get' });
        const answers = (await tab.allReceived()).filter(({ id }) => id === 'later');
        assert.ok(answers.some(({ k }) => k === 'res'));
      });
    },
  ],
  [
    'case 25: hellos without end are not all answered',
    async (tab) => {
      await tab.mountRaw();
      const { iid } = await tab.address();
      const hello = { v: 1, iid, k: 'hello', versions: [1], plugin: 'video-call-payments', sdk: '0' };
      await (
        await tab.plugin()
      ).evaluate((message) => {
        const type = 'application/x-postmate-v1+json';
        for (let i = 0; i < 1_000; i += 1) {
          const data = { ...message, sid: `s${i}` };
          parent.postMessage({ postmate: 'emit', type, value: { name: 'plugin', data } }, '*');
        }
        parent.postMessage({ postmate: 'emit', type: 'end' }, '*');
      }, hello);
      await eventually(async () =>
        assert.match(JSON.stringify(await tab.page.evaluate(() => window.spy.messages.at(-1))), /"end"/),
      );
      const welcomes = (await tab.allReceived()).filter(({ k }) => k === 'welcome');
      assert.ok(welcomes.length < 100, `${welcomes.length} welcomes`);
    },
  ],
];
