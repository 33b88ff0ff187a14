import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { ensureBuilt } from '../../../scripts/build.mjs';
import { eventually } from '../tab.ts';
import type { Case } from './cases.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Case 30, and the host that has nothing but postmate: what is shipped, and where it has to run. */
export const PACKAGE: readonly Case[] = [
  [
    'case 30: what is shipped asks for no `process`, and each side brings one postmate',
    async () => {
      await ensureBuilt();
      const read = (pattern: string): string[] =>
        globSync(pattern, { cwd: root, exclude: ['dist/server/**'] }).map((file) =>
          readFileSync(root + file, 'utf8'),
        );
      const all = read('dist/**/*.js');
      assert.ok(all.length > 10);
      for (const code of all) assert.doesNotMatch(code, /process\.env/);
      const copies = (code: string[]): number =>
        code.filter((text) => text.includes('Handshake Reply Failed')).length;
      assert.equal(copies(read('dist/app/**/*.js')), 1);
      assert.equal(copies([...read('dist/*.js'), ...read('dist/chunks/*.js')]), 1);
    },
  ],
  [
    'case 30: two copies of the package in one document share one client',
    async (tab) => {
      assert.equal(await tab.mount('h_twice'), null);
      const plugin = await tab.plugin();
      assert.equal(await plugin.evaluate(() => window.secondPort === window.plugin.port), true);
      const tokens = await plugin.evaluate(() =>
        Promise.all(
          [window.plugin.port, window.secondPort].map((port) => port.getToken().then(({ token }) => token)),
        ),
      );
      assert.deepEqual(tokens, ['secret-token-1', 'secret-token-1']);
      assert.deepEqual(await tab.page.evaluate(() => window.kit.log.tokens), [false]);
    },
  ],
  [
    'case 30: both pages work under a strict content security policy, with nothing blocked',
    async (tab) => {
      await tab.mount();
      await tab.inPlugin(() => {
        window.plugin.port.setMinHeight(640);
        window.plugin.port.notify({
          id: 'pr_1',
          kind: 'payment-received',
          title: 'Payment received',
          body: 'Pat paid $85.00.',
          dismissLabel: 'Dismiss',
        });
        window.plugin.port.setBusy(true);
      });
      await tab.heard('busy-changed');
      await tab.mount('h_refused');
      assert.equal((await tab.page.$$('[role=alert]')).length, 1);
      assert.deepEqual(tab.pages.reported('blocked'), []);
    },
  ],
  [
    'a host with nothing but postmate, as docs/bridge.md prints it, serves the plugin',
    async (tab) => {
      const { page, pages } = tab;
      await page.goto(`${pages.host}/bare`);
      await page.evaluate((url) => {
        const connect = (window as unknown as { connectPayments: (options: object) => Promise<unknown> })
          .connectPayments;
        const theirs = window as unknown as { bare: unknown; busy: unknown[] };
        theirs.busy = [];
        theirs.bare = connect({
          container: document.querySelector('main'),
          url,
          context: {
            callId: 'call-9',
            callState: 'active',
            role: 'patient',
            self: { id: 'pat' },
            participants: [],
            locale: 'en-AU',
            theme: { mode: 'light', tokens: {} },
            panel: { visible: true },
          },
          getToken: () => Promise.resolve({ token: 'bare-token', expiresAt: Date.now() + 900_000 }),
          onEvent: (name: string, data: unknown) => theirs.busy.push([name, data]),
        });
      }, `${pages.plugin}/app/h_ok/`);
      await tab.welcomed();
      const plugin = await tab.plugin();
      assert.equal((await plugin.evaluate(() => window.plugin.port.getToken())).token, 'bare-token');
      assert.equal(await plugin.evaluate(() => window.plugin.port.openPanel()), false);
      await plugin.evaluate(() => window.plugin.port.setBusy(true));
      await eventually(async () =>
        assert.deepEqual(await page.evaluate(() => (window as unknown as { busy: unknown }).busy), [
          ['outcome', { code: null }],
          ['busy.changed', { busy: true }],
        ]),
      );
      await page.evaluate(async () => {
        const host = (await (window as unknown as { bare: unknown }).bare) as {
          updateContext: (patch: object) => void;
        };
        host.updateContext({ locale: 'it' });
      });
      await eventually(async () =>
        assert.equal(await plugin.evaluate(() => window.plugin.contexts.at(-1)?.locale), 'it'),
      );
    },
  ],
];
