import assert from 'node:assert/strict';

import { eventually } from '../tab.ts';
import type { Tab } from '../tab.ts';
import type { Case } from './cases.ts';

/** Asks the raw plugin page something that it does not answer by itself. */
function ask(tab: Tab, timeout = 30_000): Promise<unknown> {
  return tab.page.evaluate(
    (ms) =>
      window.kit.connection?.rpc
        ?.request('panel.beforeClose', null, { timeout: ms })
        .catch((error: { code: string }) => error.code),
    timeout,
  );
}

async function connectRaw(tab: Tab): Promise<void> {
  await tab.page.evaluate((url) => window.kit.connectRaw(url), `${tab.pages.plugin}/app/h_raw/`);
  await tab.greet();
  await tab.received('welcome');
}

/** Cases 18 to 22: several at once, loaded again, moved, taken away. */
export const LASTING: readonly Case[] = [
  [
    'case 18: two plugins of one origin connect at once while a third one talks',
    async (tab) => {
      await tab.mount();
      await tab.inPlugin(() => {
        let count = 0;
        setInterval(() => window.plugin.port.setBadge((count = (count + 1) % 90)), 5);
      });
      const results = await tab.page.evaluate(
        (gateway) => Promise.all([window.kit.mount('h_ok', gateway), window.kit.mount('h_ok', gateway)]),
        tab.pages.plugin,
      );
      assert.deepEqual(results, [null, null]);
      await tab.welcomed();
      const frames = tab.pluginFrames();
      assert.equal(frames.length, 3);
      const busy = (): Promise<boolean[]> =>
        tab.page.evaluate(() => window.kit.hosts.map((host) => host.busy));
      for (const [index, frame] of frames.entries()) {
        await frame.evaluate(() => window.plugin.port.setBusy(true));
        await eventually(async () => assert.equal((await busy()).filter(Boolean).length, index + 1));
      }
    },
  ],
  [
    'case 19: a reload rejects what was asked, and the next question is answered',
    async (tab) => {
      await connectRaw(tab);
      const asked = ask(tab);
      await tab.received('req');
      await (await tab.plugin()).goto(`${tab.pages.plugin}/app/h_raw/?again`);
      await tab.greet();
      assert.equal(await asked, 'PLUGIN_RELOADED');

      const askedAgain = ask(tab);
      const { id } = await tab.received('req');
      await tab.say({ k: 'res', id, result: 7 });
      assert.equal(await askedAgain, 7);
    },
  ],
  [
    'case 20: ten reloads leave no timer and no listener, and each document is welcomed once',
    async (tab) => {
      await tab.mount();
      await tab.heard('ready');
      const before = await tab.leftovers();
      for (let i = 1; i <= 10; i += 1) {
        await (await tab.plugin()).goto(`${tab.pages.plugin}/app/h_ok/?${i}`);
        await eventually(async () =>
          assert.equal(await tab.inPlugin(() => window.plugin.contexts.length), 1),
        );
      }
      await tab.leaves(before);
      const received = await tab.inPlugin(() => window.spy.messages);
      const welcomes = received.filter((message) => JSON.stringify(message).includes('"k":"welcome"'));
      assert.equal(welcomes.length, 1);
      await tab.inPlugin(() => window.plugin.port.getToken());
    },
  ],
  [
    'case 21: a frame that is moved connects again, and what was asked meanwhile ends',
    async (tab) => {
      await tab.mount();
      await tab.heard('ready');
      const canClose = await tab.page.evaluate(() => {
        const frame = document.querySelector('iframe');
        const asked = window.kit.hosts[0]?.canClose();
        if (frame) window.kit.container().append(frame);
        return asked;
      });
      assert.equal(canClose, true);
      await eventually(async () => assert.deepEqual(await tab.eventTypes(), ['ready', 'ready']));
      await tab.welcomed();
      await tab.inPlugin(() => window.plugin.port.getToken());
    },
  ],
  [
    'case 21: what hides a frame that was moved is noticed in its new place, also around a shadow root',
    async (tab) => {
      await tab.mount();
      await tab.heard('ready');
      await tab.page.evaluate(() => {
        const frame = document.querySelector('iframe');
        const host = document.createElement('aside');
        document.querySelector('main')?.append(host);
        const box = document.createElement('div');
        box.style.height = '300px';
        host.attachShadow({ mode: 'open' }).append(box);
        if (frame) box.append(frame);
      });
      await eventually(async () => assert.deepEqual(await tab.eventTypes(), ['ready', 'ready']));
      const isVisible = (): Promise<boolean | undefined> =>
        tab.inPlugin(() => window.plugin.contexts.at(-1)?.panel.visible);
      await eventually(async () => assert.equal(await isVisible(), true));
      await tab.page.evaluate(() => document.querySelector('aside')?.style.setProperty('opacity', '0'));
      await eventually(async () => assert.equal(await isVisible(), false));
    },
  ],
  [
    'case 22: unmounting twice, after a removal, or while connecting is harmless, and leaves nothing',
    async (tab) => {
      const before = await tab.leftovers();
      const codes = await tab.page.evaluate(async (gateway) => {
        const twice = window.kit.create('h_ok', gateway);
        await twice.mount(window.kit.container());
        await Promise.all([twice.unmount(), twice.unmount()]);
        await twice.unmount();
        const removed = window.kit.create('h_ok', gateway);
        await removed.mount(window.kit.container());
        document.querySelector('iframe')?.remove();
        await removed.unmount();
        const connecting = window.kit.create('h_dead', gateway);
        const mounting = connecting
          .mount(window.kit.container())
          .catch((error: { code: string }) => error.code);
        while (!document.querySelector('iframe')) await new Promise((resolve) => setTimeout(resolve, 5));
        await connecting.unmount();
        const asking = window.kit.create('h_ok', gateway);
        const early = asking.mount(window.kit.container()).catch((error: { code: string }) => error.code);
        await asking.unmount();
        // And it can be mounted again.
        await twice.mount(window.kit.container());
        await twice.unmount();
        return [await mounting, await early];
      }, tab.pages.plugin);
      assert.deepEqual(codes, ['DESTROYED', 'DESTROYED']);
      await tab.leaves(before);
    },
  ],
  [
    'case 22: a frame that is taken away in flight ends what was asked, and says that it has gone',
    async (tab) => {
      await tab.mountRaw();
      await tab.say({ k: 'evt', name: 'busy.changed', data: { busy: true } });
      await tab.heard('busy-changed');
      const canClose = await tab.page.evaluate(() => {
        const asked = window.kit.hosts[0]?.canClose();
        document.querySelector('iframe')?.remove();
        return asked;
      });
      assert.equal(canClose, true);
      await tab.heard('connection-failed');
      assert.equal(await tab.page.evaluate(() => window.kit.hosts[0]?.busy), false);
    },
  ],
  [
    'case 22: a frame that is taken away while its panel is hidden does not leave the host busy for ever',
    async (tab) => {
      await tab.mount();
      await tab.page.evaluate(() => document.querySelector('section')?.style.setProperty('display', 'none'));
      await eventually(async () =>
        assert.equal(await tab.inPlugin(() => window.plugin.contexts.at(-1)?.panel.visible), false),
      );
      await tab.inPlugin(() => window.plugin.port.setBusy(true));
      await tab.heard('busy-changed');
      await tab.page.evaluate(() => {
        const unmounting = window.kit.hosts[0]?.unmount();
        document.querySelector('section')?.remove();
        return unmounting;
      });
      assert.equal(await tab.page.evaluate(() => window.kit.hosts[0]?.busy), false);
    },
  ],
  [
    'the plugin’s end is taken down once, with no timer left',
    async (tab) => {
      await tab.mount();
      const plugin = await tab.plugin();
      await eventually(async () => assert.equal(await plugin.evaluate(() => window.spy.timers()), 0));
      await plugin.evaluate(() => {
        window.plugin.port.close();
        window.plugin.port.close();
      });
      assert.deepEqual(await plugin.evaluate(() => window.plugin.closed), ['DESTROYED']);
      assert.equal(await plugin.evaluate(() => window.spy.timers()), 0);
      const code = await plugin.evaluate(() =>
        window.plugin.port.getToken().catch((error: { code: string }) => error.code),
      );
      assert.equal(code, 'DESTROYED');
    },
  ],
];
