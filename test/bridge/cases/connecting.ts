import assert from 'node:assert/strict';

import { CONNECT_TIMEOUT } from '../../../src/host-bridge/protocol.ts';
import { eventually } from '../tab.ts';
import type { Case } from './cases.ts';

/** Cases 11 to 17 and 26: frames that do not answer, or are not what was asked for. */
export const CONNECTING: readonly Case[] = [
  [
    'connects, says what the host knows, and answers a request',
    async (tab) => {
      assert.equal(await tab.mount(), null);
      const token = await tab.inPlugin(() => window.plugin.port.getToken());
      assert.equal(token.token, 'secret-token-1');
      await tab.heard('ready');
      const [context] = await tab.inPlugin(() => window.plugin.contexts);
      assert.deepEqual(
        { ...context, theme: null, panel: null },
        {
          callId: 'call-1',
          callState: 'active',
          role: 'clinician',
          self: { id: 'dr-lee', displayName: 'Dr Lee' },
          participants: [{ id: 'pat', role: 'patient', displayName: 'Pat' }],
          locale: 'en',
          theme: null,
          panel: null,
        },
      );
      const frame = await tab.page.evaluate(() => {
        const { allow, title, src, referrerPolicy } = document.querySelector('iframe') ?? {};
        return { allow, title, src, referrerPolicy };
      });
      assert.deepEqual(frame, {
        allow: 'payment *; publickey-credentials-get *; clipboard-write',
        title: 'Payments',
        src: `${tab.pages.plugin}/app/h_ok/`,
        referrerPolicy: 'strict-origin',
      });
    },
  ],
  [
    'case 11: a page that never answers is given up at the deadline, and leaves nothing',
    async (tab) => {
      const before = await tab.leftovers();
      assert.equal(await tab.mount('h_dead', { connectTimeout: 2_000 }), 'CONNECT_TIMEOUT');
      assert.deepEqual(await tab.page.evaluate(() => window.kit.log.events), [
        { type: 'connection-failed', code: 'CONNECT_TIMEOUT' },
      ]);
      const alert = await tab.page.$eval('[role=alert]', (element) => element.textContent);
      assert.match(alert, /^Payments could not be opened\./);
      await tab.page.evaluate(() => window.kit.hosts[0]?.unmount());
      await tab.leaves(before);
    },
  ],
  [
    'case 11: a page that never answers keeps nobody else waiting',
    async (tab) => {
      await tab.page.evaluate((gateway) => void window.kit.mount('h_dead', gateway), tab.pages.plugin);
      await eventually(() => assert.equal(tab.pluginFrames().length, 1));
      const started = performance.now();
      const gateway = tab.pages.plugin;
      assert.equal(await tab.page.evaluate((url) => window.kit.mount('h_ok', url), gateway), null);
      assert.ok(performance.now() - started < CONNECT_TIMEOUT);
    },
  ],
  [
    'case 12: connects a page that starts after postmate has given up',
    async (tab) => assert.equal(await tab.mount('h_late'), null),
  ],
  [
    'case 13: connects a page whose load event never comes',
    async (tab) => assert.equal(await tab.mount('h_never_loads'), null),
  ],
  [
    'case 14: a redirect to another origin ends at the deadline, and is not spoken to',
    async (tab) => {
      assert.equal(await tab.mount('h_redirect', { connectTimeout: 2_000 }), 'CONNECT_TIMEOUT');
    },
  ],
  [
    'case 15: a page that may not be framed ends at the deadline',
    async (tab) => {
      assert.equal(await tab.mount('h_unframable', { connectTimeout: 2_000 }), 'CONNECT_TIMEOUT');
    },
  ],
  [
    'case 16: a plugin page that is sandboxed into no origin is neither spoken to nor heard',
    async (tab) => {
      const mounting = tab.mount('h_sandboxed', { connectTimeout: 4_000 });
      const frame = await tab.plugin();
      await eventually(async () => assert.equal(await frame.evaluate(() => origin), 'null'));
      const hello = { v: 1, iid: 'i', sid: 's', k: 'hello', versions: [1], plugin: 'x', sdk: '0' };
      await frame.evaluate((data) => {
        const type = 'application/x-postmate-v1+json';
        parent.postMessage({ postmate: 'handshake-reply', type }, '*');
        parent.postMessage({ postmate: 'emit', type, value: { name: 'plugin', data } }, '*');
      }, hello);
      assert.deepEqual(await frame.evaluate(() => window.spy.messages), []);
      assert.equal(await mounting, 'CONNECT_TIMEOUT');
    },
  ],
  [
    'case 16: a host page that is sandboxed into no origin is refused by the plugin',
    async (tab) => {
      await tab.page.goto(`${tab.pages.host}/sandboxed`);
      assert.equal(await tab.page.evaluate(() => origin), 'null');
      const mounting = tab.page.evaluate((url) => window.kit.mount('h_unguarded', url), tab.pages.plugin);
      await eventually(() => assert.deepEqual(tab.pages.reported('failed'), ['ORIGIN_NOT_ALLOWED']));
      assert.deepEqual(await tab.page.evaluate(() => window.spy.messages), []);
      await tab.page.evaluate(() => window.kit.hosts[0]?.unmount());
      assert.equal(await mounting, 'DESTROYED');
    },
  ],
  [
    'case 17: an address that is not the gateway’s own page is refused before there is a frame',
    async (tab) => {
      await tab.page.evaluate(() => {
        const watch = new MutationObserver((records) => {
          for (const { addedNodes } of records)
            for (const node of addedNodes) if (node instanceof HTMLIFrameElement) document.title = 'framed';
        });
        watch.observe(document, { subtree: true, childList: true });
      });
      for (const hostId of ['h_javascript', 'h_data', 'h_http', 'h_credentials', 'h_elsewhere']) {
        assert.equal(await tab.mount(hostId), 'GATEWAY_UNEXPECTED', hostId);
      }
      assert.equal(await tab.page.title(), 'Page');
      for (const gateway of [
        'javascript:alert(1)',
        'data:text/html,x',
        'http://example.com',
        'https://a:b@example.com',
        'nonsense',
      ]) {
        const code = await tab.page.evaluate((url) => window.kit.mount('h_ok', url), gateway);
        assert.equal(code, 'INVALID_CONFIGURATION', gateway);
      }
    },
  ],
  [
    'says in plain words that the site is not allowed, and tries again when asked',
    async (tab) => {
      assert.equal(await tab.mount('h_refused'), 'ORIGIN_NOT_ALLOWED');
      assert.equal(await tab.mount('h_broken'), 'GATEWAY_UNREACHABLE');
      const words = await tab.page.$$eval('[role=alert]', (alerts) =>
        alerts.map((alert) => alert.textContent),
      );
      assert.match(words[0] ?? '', /^Payments are not set up for this site\./);
      assert.match(words[1] ?? '', /can’t be reached/);
      await tab.page.$$eval('[role=alert] button', (buttons) => (buttons[1] as HTMLElement).click());
      await tab.heard('ready');
      assert.equal((await tab.page.$$('[role=alert]')).length, 1);
    },
  ],
  [
    'a gateway that says nothing ends at the deadline too',
    async (tab) => {
      assert.equal(await tab.mount('h_silent', { connectTimeout: 300 }), 'GATEWAY_UNREACHABLE');
    },
  ],
  [
    'a part of the host’s own script that does not arrive ends at the deadline, or with the unmount',
    async (tab) => {
      await tab.page.goto(`${tab.pages.host}/split`);
      await eventually(async () => assert.equal(await tab.page.evaluate(() => 'kit' in window), true));
      assert.equal(await tab.mount('h_ok', { connectTimeout: 1_500 }), 'CONNECT_TIMEOUT');
      const code = await tab.page.evaluate(async (gateway) => {
        const host = window.kit.create('h_ok', gateway);
        const mounting = host.mount(window.kit.container()).catch((error: { code: string }) => error.code);
        await host.unmount();
        return mounting;
      }, tab.pages.plugin);
      assert.equal(code, 'DESTROYED');
    },
  ],
  [
    'a mount that has failed can be made again by the page',
    async (tab) => {
      const codes = await tab.page.evaluate(async (gateway) => {
        const host = window.kit.create('h_broken', gateway);
        const container = window.kit.container();
        const first = await host.mount(container).catch((error: { code: string }) => error.code);
        const second = await host.mount(container).catch((error: { code: string }) => error.code);
        return [first, second];
      }, tab.pages.plugin);
      assert.equal(codes[0], 'GATEWAY_UNREACHABLE');
      assert.equal(codes[1] ?? null, null);
      await tab.heard('ready');
    },
  ],
  [
    'case 26: a plugin that speaks no common version is refused, and told why',
    async (tab) => {
      await tab.page.evaluate((url) => window.kit.connectRaw(url), `${tab.pages.plugin}/app/h_raw/`);
      await tab.greet({ versions: [98, 99] });
      await eventually(async () =>
        assert.equal(await tab.page.evaluate(() => window.kit.rawFailure), 'VERSION_UNSUPPORTED'),
      );
      const mounting = tab.mount('h_raw');
      await tab.greet({ versions: [98, 99] });
      assert.equal(await mounting, 'VERSION_UNSUPPORTED');
      assert.equal((await tab.leftovers())['frames'], 0);
    },
  ],
  [
    'case 26: a page that is another plugin is refused',
    async (tab) => {
      const mounting = tab.mount('h_raw');
      await tab.greet({ plugin: 'somebody-else' });
      assert.equal(await mounting, 'PLUGIN_UNKNOWN');
    },
  ],
  [
    'case 26: kinds, events and fields that only a newer version knows are passed over',
    async (tab) => {
      await tab.mountRaw();
      await tab.say({ k: 'later', id: '1' });
      await tab.say({ k: 'evt', name: 'later.happened', data: { of: 'it' }, priority: 9 });
      await tab.say({ k: 'evt', name: 'busy.changed', data: { busy: true, until: 'later' }, seq: 4 });
      await tab.heard('busy-changed');
      await tab.say({ k: 'req', id: '7', method: 'token.get', params: { force: false, audience: 'later' } });
      assert.match(JSON.stringify((await tab.received('res')).result), /secret-token-1/);
    },
  ],
  [
    'case 26: what the host cannot do is not even asked for',
    async (tab) => {
      await tab.page.evaluate((gateway) => window.kit.mountBare('h_ok', gateway), tab.pages.plugin);
      await tab.welcomed();
      assert.equal(await tab.inPlugin(() => window.plugin.port.openPanel()), false);
      await tab.inPlugin(() => window.plugin.port.sendHint({ requestId: 'pr_9' }));
      await tab.inPlugin(() => window.plugin.port.getToken());
      const said = JSON.stringify(await tab.page.evaluate(() => window.spy.messages));
      assert.match(said, /token\.get/);
      assert.doesNotMatch(said, /relay\.send|panel\.open/);
    },
  ],
];
