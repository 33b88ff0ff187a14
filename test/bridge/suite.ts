import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { TimeoutError } from 'puppeteer-core';
import type { Browser, BrowserContext } from 'puppeteer-core';

import type { BrowserUnderTest } from './browsers.ts';
import { CASES } from './cases/cases.ts';
import type { Case } from './cases/cases.ts';
import { startBridgePages } from './pages/serve.ts';
import type { BridgePages } from './pages/serve.ts';
import { FrameLost, Tab } from './tab.ts';

/** The faults and attacks that the bridge has to stand, by number: docs/bridge.md says what each is. */
const NUMBERS = Array.from({ length: 30 }, (_, index) => index + 1);

/** Milliseconds: what the checks themselves wait for has its own, shorter limit. */
const FRAME_LOST = 30_000;

/** Cases in one browser, all unless said, each in a profile of its own, with pages on real origins. */
export function bridgeSuite(
  { name, executablePath, launch }: BrowserUnderTest,
  isWanted: (title: string) => boolean = () => true,
): void {
  if (executablePath === undefined) {
    missing(name);
    return;
  }
  describe(`the bridge in ${name}`, () => {
    let browser: Browser;
    let pages: BridgePages;

    before(async () => {
      [browser, pages] = await Promise.all([launch(executablePath), startBridgePages()]);
    });
    after(async () => {
      await Promise.all([browser.close(), pages.close()]);
    });

    async function runIn(context: BrowserContext, run: Case[1]): Promise<void> {
      pages.forgetReports();
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(FRAME_LOST);
        await page.setViewport({ width: 1100, height: 720 });
        await page.goto(pages.host);
        await run(new Tab(page, pages));
        assert.deepEqual(pages.reported('uncaught'), [], 'nothing fails unseen, in whichever frame');
      } finally {
        await context.close();
      }
    }

    for (const [title, run] of CASES.filter(([each]) => isWanted(each))) {
      test(title, { timeout: 180_000 }, async (t) => {
        try {
          await runIn(await browser.createBrowserContext(), run);
        } catch (error) {
          // The driver now and then misses the birth of a frame in another process, and then waits for it for ever.
          if (!(error instanceof TimeoutError || error instanceof FrameLost)) throw error;
          t.diagnostic(`the driver lost a frame: once more (${error.message})`);
          await runIn(await browser.createBrowserContext(), run);
        }
      });
    }
  });

  test('each of the thirty cases is there, by its number', () => {
    const named = CASES.flatMap(([title]) => [...(/^case (\d+):/.exec(title)?.slice(1) ?? [])]).map(Number);
    assert.deepEqual(
      [...new Set(named)].toSorted((a, b) => a - b),
      NUMBERS,
    );
  });
}

/** Where nobody watches, a browser that is missing is a failure; on a person's own machine it is said. */
function missing(name: string): void {
  const message = `not run: ${name} is not installed`;
  test(message, { skip: !process.env['CI'] && message }, () => assert.fail(message));
}
