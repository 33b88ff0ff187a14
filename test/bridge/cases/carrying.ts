import assert from 'node:assert/strict';

import { eventually } from '../tab.ts';
import type { Case } from './cases.ts';

declare global {
  interface Window {
    /** What one case keeps in the host's page: a backend that answers when told, and a person who leaves. */
    theirs: { readonly letGo: (() => void)[]; revoke(): void };
  }
}

/** Cases 27 and 28: tokens and hints, where they go and where they do not. */
export const CARRYING: readonly Case[] = [
  [
    'case 27: the token is in the answer to its question, and nowhere else',
    async (tab) => {
      await tab.mount();
      const frame = await tab.plugin();
      const tokens = await frame.evaluate(() =>
        Promise.all(
          Array.from({ length: 20 }, () => window.plugin.port.getToken().then(({ token }) => token)),
        ),
      );
      assert.deepEqual([...new Set(tokens)], ['secret-token-1']);
      assert.deepEqual(await tab.page.evaluate(() => window.kit.log.tokens), [false]);
      await frame.evaluate(() => window.plugin.port.getToken({ force: true }));
      assert.deepEqual(await tab.page.evaluate(() => window.kit.log.tokens), [false, true]);
      await frame.evaluate(() => window.plugin.port.sendHint({ requestId: 'pr_1' }));

      const said = await frame.evaluate(() => window.spy.messages.map((message) => JSON.stringify(message)));
      const carrying = said.filter((text) => text.includes('secret-token'));
      assert.equal(carrying.length, 2);
      for (const text of carrying) assert.match(text, /"k":"res"/);
      const elsewhere = await tab.page.evaluate(() =>
        JSON.stringify([window.spy.messages, window.kit.log.events, window.kit.relayed, { ...localStorage }]),
      );
      const kept = await frame.evaluate(() =>
        JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, document.title]),
      );
      const urls = tab.page.frames().map((each) => each.url());
      const printed = tab.pages.reported('console');
      assert.doesNotMatch([elsewhere, kept, ...urls, ...printed].join(), /secret-token/);
    },
  ],
  [
    'case 27: a revoked token is forgotten, also one that is still being fetched',
    async (tab) => {
      await tab.page.evaluate((gateway) => {
        let role: 'clinician' | 'observer' = 'clinician';
        const letGo: (() => void)[] = [];
        const theirs = { revoke: (): void => undefined, letGo };
        Object.assign(window, { theirs });
        const getToken = (): Promise<{ token: string; expiresAt: number }> => {
          const token = { token: `for-a-${role}`, expiresAt: Date.now() + 900_000 };
          // A slow backend has the first person's answer ready when it is not wanted any more.
          return role === 'clinician'
            ? new Promise((resolve) => void letGo.push(() => resolve(token)))
            : Promise.resolve(token);
        };
        theirs.revoke = () => {
          role = 'observer';
          window.kit.hosts[0]?.updateContext({ role });
        };
        return window.kit.mount('h_ok', gateway, { getToken });
      }, tab.pages.plugin);
      await tab.welcomed();
      const plugin = await tab.plugin();
      const asked = plugin.evaluate(() => window.plugin.port.getToken().then(({ token }) => token));
      await eventually(async () =>
        assert.equal(await tab.page.evaluate(() => window.theirs.letGo.length), 1),
      );
      await tab.page.evaluate(() => window.theirs.revoke());
      await eventually(async () =>
        assert.equal(await plugin.evaluate(() => window.plugin.contexts.at(-1)?.role), 'observer'),
      );
      const next = plugin.evaluate(() => window.plugin.port.getToken().then(({ token }) => token));
      await eventually(async () => {
        const said = JSON.stringify(await tab.page.evaluate(() => window.spy.messages));
        assert.equal(said.split('"token.get"').length, 3, 'the host has been asked twice');
      });
      await tab.page.evaluate(() => window.theirs.letGo[0]?.());
      assert.deepEqual([await next, await asked], ['for-a-observer', 'for-a-observer']);
    },
  ],
  [
    'case 27: another person at this page gets their own token',
    async (tab) => {
      await tab.mount();
      const frame = await tab.plugin();
      await frame.evaluate(() => window.plugin.port.getToken());
      await tab.page.evaluate(() => window.kit.hosts[0]?.updateContext({ self: { id: 'dr-wu' } }));
      await eventually(async () =>
        assert.equal(await frame.evaluate(() => window.plugin.contexts.at(-1)?.self.id), 'dr-wu'),
      );
      const { token } = await frame.evaluate(() => window.plugin.port.getToken());
      assert.equal(token, 'secret-token-2');
    },
  ],
  [
    'case 27: no token becomes a coded error, and the host’s own error stays in the host’s page',
    async (tab) => {
      await tab.page.evaluate(
        (gateway) => window.kit.mount('h_ok', gateway, { getToken: window.kit.denyToken }),
        tab.pages.plugin,
      );
      await tab.welcomed();
      const error = await tab.inPlugin(() =>
        window.plugin.port
          .getToken()
          .catch(({ code, message, retryable, stack }: Error & { code: string; retryable: boolean }) => ({
            code,
            message,
            retryable,
            stack,
          })),
      );
      assert.deepEqual(
        { ...error, message: '', stack: '' },
        {
          code: 'TOKEN_UNAVAILABLE',
          message: '',
          retryable: true,
          stack: '',
        },
      );
      assert.doesNotMatch(JSON.stringify(error), /Pat Doe/);
      await eventually(() =>
        assert.deepEqual(tab.pages.reported('uncaught'), ['Error: backend says: patient Pat Doe']),
      );
      tab.pages.forgetReports();
    },
  ],
  [
    'case 27: a host whose backend hangs once is asked again',
    async (tab) => {
      const mounting = tab.page.evaluate((gateway) => {
        let asked = 0;
        const getToken = (): Promise<{ token: string; expiresAt: number }> =>
          (asked += 1) === 1
            ? new Promise(() => {})
            : Promise.resolve({ token: `attempt-${asked}`, expiresAt: Date.now() + 900_000 });
        return window.kit.mount('h_raw', gateway, { getToken });
      }, tab.pages.plugin);
      await tab.greet();
      assert.equal(await mounting, null);
      await tab.say({ k: 'req', id: '1', method: 'token.get' });
      // What a plugin says when it has waited long enough.
      await tab.say({ k: 'cancel', id: '1' });
      await tab.say({ k: 'req', id: '2', method: 'token.get' });
      assert.match(JSON.stringify(await tab.received('res')), /attempt-2/);
    },
  ],
  [
    'case 28: a relayed hint is stamped by the host, heard once, and only ever a hint',
    async (tab) => {
      await tab.mount();
      await tab.page.evaluate(() => {
        const ns = 'video-call-payments';
        const hint = {
          ns,
          messageId: 'm1',
          type: 'payment-changed',
          from: { id: 'dr-lee' },
          data: { requestId: 'pr_1' },
        };
        const { other } = window.kit;
        for (const text of [
          JSON.stringify(hint),
          JSON.stringify(hint),
          JSON.stringify({ ...hint, messageId: 'm2', ns: 'another' }),
          JSON.stringify({ ...hint, messageId: 'm3', type: 'payment-received' }),
          JSON.stringify({ ...hint, messageId: 'm4', data: { requestId: 'é'.repeat(2000) } }),
          JSON.stringify({ ...hint, messageId: 'm5', data: { requestId: '\u{1f4b6}'.repeat(1024) } }),
          'not even JSON',
        ]) {
          void other.send(text);
        }
      });
      const frame = await tab.plugin();
      await eventually(async () =>
        assert.deepEqual(await frame.evaluate(() => window.plugin.hints), [{ requestId: 'pr_1' }]),
      );
      const said = await frame.evaluate(() => window.spy.messages.map((message) => JSON.stringify(message)));
      const relayed = said.filter((text) => text.includes('relay.message'));
      assert.equal(relayed.length, 1);
      assert.match(relayed[0] ?? '', /"from":\{"id":"pat"\}/);
      assert.ok(!(await tab.eventTypes()).includes('payment-received'));
    },
  ],
  [
    'case 28: a hint goes out over the call, to the one it is for, with nothing but what it is about',
    async (tab) => {
      await tab.mount();
      const heard = await tab.page.evaluateHandle(() => {
        const texts: string[] = [];
        window.kit.other.subscribe((text) => texts.push(text));
        return texts;
      });
      await tab.inPlugin(() => window.plugin.port.sendHint({ requestId: 'pr_9' }, 'pat'));
      await eventually(async () => assert.equal(await heard.evaluate(({ length }) => length), 1));
      const text = await heard.evaluate(([first = '']) => first);
      const { messageId, ...message } = JSON.parse(text) as Record<string, unknown>;
      assert.equal(typeof messageId, 'string');
      assert.deepEqual(message, {
        ns: 'video-call-payments',
        type: 'payment-changed',
        data: { requestId: 'pr_9' },
      });
    },
  ],
];
