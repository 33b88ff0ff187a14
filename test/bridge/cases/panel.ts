import assert from 'node:assert/strict';

import { eventually } from '../tab.ts';
import type { Tab } from '../tab.ts';
import type { Case } from './cases.ts';

function minHeight(tab: Tab): Promise<string | undefined> {
  return tab.page.evaluate(() => document.querySelector('iframe')?.style.minHeight);
}

/** Case 29, and the panel: sizes, visibility, and who may close it when. */
export const PANEL: readonly Case[] = [
  [
    'case 29: heights that no page can bear are clamped, and those that are none are ignored',
    async (tab) => {
      await tab.mountRaw();
      const ask = (height: unknown): Promise<void> =>
        tab.say({ k: 'evt', name: 'panel.resize', data: { height } });
      for (const [height, becomes] of [
        [640, '640px'],
        [1e9, '2000px'],
        [-5, '0px'],
        [640.4, '640px'],
        ['900', '0px'],
        [1e308, '2000px'],
        [null, '0px'],
      ] as const) {
        await ask(height);
        await eventually(async () => assert.equal(await minHeight(tab), becomes, String(height)));
      }
      await ask(700);
      await eventually(async () => assert.equal(await minHeight(tab), '700px'));
      // They do not cross from a test to a page either.
      await tab.inPlugin(() => {
        for (const height of [NaN, Infinity, -Infinity])
          window.raw.say({ k: 'evt', name: 'panel.resize', data: { height } });
      });
      await tab.say({ k: 'evt', name: 'busy.changed', data: { busy: true } });
      await tab.heard('busy-changed');
      assert.equal(await minHeight(tab), '700px');
    },
  ],
  [
    'case 29: a storm of wishes becomes a few, and the last one wins',
    async (tab) => {
      await tab.mount();
      const plugin = await tab.plugin();
      await plugin.evaluate(() => {
        for (let i = 0; i < 1_000; i += 1) window.plugin.port.setMinHeight(300 + (i % 7));
        window.plugin.port.setMinHeight(777);
      });
      await eventually(async () => assert.equal(await minHeight(tab), '777px'));
      assert.ok((await resizes(tab)) <= 2, `${await resizes(tab)} events`);
    },
  ],
  [
    'case 29: a page that asks for more with every size it gets settles at the limit',
    async (tab) => {
      await tab.mount();
      const plugin = await tab.plugin();
      await plugin.evaluate(() => {
        new ResizeObserver(() => window.plugin.port.setMinHeight(Math.min(innerHeight * 2, 9_000))).observe(
          document.documentElement,
        );
        document.documentElement.style.height = '100vh';
      });
      await eventually(async () => assert.equal(await minHeight(tab), '2000px'));
      await eventually(async () => assert.equal(await plugin.evaluate(() => innerHeight), 2_000));
      const settled = await resizes(tab);
      assert.ok(settled <= 6, `${settled} events`);
      // Two animation frames on, it has not gone on.
      await plugin.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      assert.ok((await resizes(tab)) - settled <= 1);
    },
  ],
  [
    'the panel’s visibility reaches the plugin without the host’s help',
    async (tab) => {
      await tab.mount();
      const isVisible = (): Promise<boolean | undefined> =>
        tab.inPlugin(() => window.plugin.contexts.at(-1)?.panel.visible);
      await eventually(async () => assert.equal(await isVisible(), true));
      for (const [name, value] of [
        ['display', 'none'],
        ['visibility', 'hidden'],
        ['transform', 'translateX(200vw)'],
        ['opacity', '0'],
      ] as const) {
        await tab.page.evaluate(
          (property, hidden) => document.querySelector('section')?.style.setProperty(property, hidden),
          name,
          value,
        );
        await eventually(async () => assert.equal(await isVisible(), false, name));
        await tab.page.evaluate(
          (property) => document.querySelector('section')?.style.removeProperty(property),
          name,
        );
        await eventually(async () => assert.equal(await isVisible(), true, name));
      }
    },
  ],
  [
    'what the host tells of its call reaches the plugin without a reload: role, people, language, theme, state',
    async (tab) => {
      await tab.mount();
      const { sid } = await tab.address();
      await tab.page.evaluate(() => {
        const [host] = window.kit.hosts;
        host?.updateContext({ locale: 'it', callState: 'ended' });
        host?.updateContext({ role: 'observer' });
        host?.updateContext({
          participants: [
            { id: 'pat', role: 'patient' },
            { id: 'sam', role: 'patient', displayName: 'Sam' },
          ],
        });
        host?.updateContext({ theme: { mode: 'dark', tokens: { '--payment-accent': 'teal' } } });
      });
      await eventually(async () => {
        const context = await tab.inPlugin(() => window.plugin.contexts.at(-1));
        assert.deepEqual(
          { ...context, panel: null },
          {
            callId: 'call-1',
            callState: 'ended',
            role: 'observer',
            self: { id: 'dr-lee', displayName: 'Dr Lee' },
            participants: [
              { id: 'pat', role: 'patient' },
              { id: 'sam', role: 'patient', displayName: 'Sam' },
            ],
            locale: 'it',
            theme: { mode: 'dark', tokens: { '--payment-accent': 'teal' } },
            panel: null,
          },
        );
      });
      assert.equal((await tab.address()).sid, sid);
      assert.equal(
        await tab.page.evaluate(() => document.querySelector('iframe')?.style.colorScheme),
        'dark',
      );
    },
  ],
  [
    'no more of a person than id, name and role leaves the host’s page, whatever its own objects hold',
    async (tab) => {
      const code = await tab.page.evaluate(async (gateway) => {
        class Person {
          readonly role = 'patient' as const;
          readonly dateOfBirth = new Date(0);
          readonly email = 'pat@example.com';
          readonly id: string;
          constructor(id: string) {
            this.id = id;
          }
          greet(): string {
            return this.id;
          }
        }
        const context = {
          ...window.kit.context,
          self: new Person('dr-lee'),
          participants: [new Person('pat')],
        };
        const mounted = await window.kit.mount('h_ok', gateway, { context });
        window.kit.hosts[0]?.updateContext({ participants: [new Person('pat'), new Person('sam')] });
        return mounted;
      }, tab.pages.plugin);
      assert.equal(code, null);
      await eventually(async () => {
        const context = await tab.inPlugin(() => window.plugin.contexts.at(-1));
        assert.deepEqual(context?.participants, [
          { id: 'pat', role: 'patient' },
          { id: 'sam', role: 'patient' },
        ]);
      });
      const said = JSON.stringify(await tab.inPlugin(() => window.spy.messages));
      assert.doesNotMatch(said, /pat@example|dateOfBirth/);
    },
  ],
  [
    'a context that is too large to send is refused where it is given, and the last one stays',
    async (tab) => {
      await tab.mount();
      const codes = await tab.page.evaluate(() => {
        const code = (run: () => void): string | null => {
          try {
            run();
            return null;
          } catch (error) {
            return (error as { code: string }).code;
          }
        };
        const displayName = '名'.repeat(200);
        const participants = Array.from({ length: 200 }, (_, i) => ({
          id: `p${i}`,
          role: 'patient' as const,
          displayName,
        }));
        const [host] = window.kit.hosts;
        return [
          code(() => host?.updateContext({ participants })),
          code(() => host?.updateContext({ callId: '' })),
          code(() => host?.updateContext({ locale: 'it' })),
        ];
      });
      assert.deepEqual(codes, ['INVALID_CONFIGURATION', 'INVALID_CONFIGURATION', null]);
      await eventually(async () =>
        assert.equal(await tab.inPlugin(() => window.plugin.contexts.at(-1)?.locale), 'it'),
      );
    },
  ],
  [
    'the panel opens, closes and takes the focus when the frame asks, and may say no',
    async (tab) => {
      await tab.mount();
      assert.equal(await tab.inPlugin(() => window.plugin.port.openPanel()), true);
      assert.deepEqual(await tab.page.evaluate(() => window.kit.panelCalls), [{ focus: false }]);
      await tab.page.evaluate(() => window.kit.hosts[0]?.unmount());
      const mounting = tab.page.evaluate(
        (gateway) =>
          window.kit.mount('h_raw', gateway, {
            panel: { open: () => false, close: () => {}, focus: () => Promise.resolve() },
          }),
        tab.pages.plugin,
      );
      await tab.greet();
      assert.equal(await mounting, null);
      for (const name of ['open', 'close', 'focus'])
        await tab.say({ k: 'req', id: name, method: `panel.${name}`, params: { focus: true } });
      await eventually(async () => {
        const answers = (await tab.allReceived()).flatMap(({ k, id, result }) =>
          k === 'res' ? [[id, result]] : [],
        );
        assert.deepEqual(Object.fromEntries(answers), {
          open: { done: false },
          close: { done: true },
          focus: { done: true },
        });
      });
    },
  ],
  [
    'unmounting waits while somebody pays, and the panel is asked before it closes',
    async (tab) => {
      await tab.mount();
      const frame = await tab.plugin();
      assert.equal(await tab.page.evaluate(() => window.kit.hosts[0]?.canClose()), true);
      await frame.evaluate(() => window.plugin.port.setBusy(true));
      await tab.heard('busy-changed');
      assert.equal(await tab.page.evaluate(() => window.kit.hosts[0]?.canClose()), false);
      const unmounting = tab.page.evaluate(() => window.kit.hosts[0]?.unmount());
      await tab.page.evaluate(() => window.kit.hosts[0]?.updateContext({ callState: 'ended' }));
      await frame.evaluate(() => window.plugin.port.setMinHeight(640));
      await eventually(async () => assert.equal(await minHeight(tab), '640px'));
      await frame.evaluate(() => window.plugin.port.setBusy(false));
      await unmounting;
      assert.equal((await tab.leftovers())['frames'], 0);
    },
  ],
  [
    'a panel is not kept open by a page that does not answer',
    async (tab) => {
      await tab.mountRaw();
      assert.equal(await tab.page.evaluate(() => window.kit.hosts[0]?.canClose()), true);
    },
  ],
  [
    'a payment’s pop-up is drawn once, however often the plugin asks, and also after it has loaded anew',
    async (tab) => {
      await tab.mountRaw();
      const toast = {
        k: 'evt',
        name: 'notify.toast',
        data: { id: 'pr_1', title: '<b>Paid</b>', body: 'b', dismissLabel: 'x' },
      };
      await tab.say(toast);
      await tab.say(toast);
      await (await tab.plugin()).goto(`${tab.pages.plugin}/app/h_raw/?again`);
      await tab.greet();
      await tab.received('welcome');
      await tab.say(toast);
      await tab.say({ k: 'evt', name: 'busy.changed', data: { busy: true } });
      await tab.heard('busy-changed');
      const drawn = (): Promise<string[]> =>
        tab.page.evaluate(() => {
          const regions = [...document.body.children].map((element) => element.shadowRoot);
          return regions.flatMap((root) =>
            [...(root?.querySelectorAll('b') ?? [])].map((b) => b.textContent),
          );
        });
      assert.deepEqual(await drawn(), ['<b>Paid</b>']);
    },
  ],
];

async function resizes(tab: Tab): Promise<number> {
  const messages = await tab.page.evaluate(() =>
    window.spy.messages.map((message) => JSON.stringify(message)),
  );
  return messages.filter((message) => message?.includes('panel.resize')).length;
}
