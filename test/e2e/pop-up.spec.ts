import { expect, test } from '@playwright/test';
import type { Frame, Page } from '@playwright/test';

import { startBridgePages } from '../bridge/pages/serve.ts';
import type { BridgePages } from '../bridge/pages/serve.ts';

let pages: BridgePages;

test.beforeAll(async () => {
  pages = await startBridgePages();
});

test.afterAll(() => pages.close());

test.beforeEach(async ({ page }) => {
  pages.forgetReports();
  await page.goto(pages.host);
});

test.afterEach(() => {
  expect(pages.reported('uncaught')).toEqual([]);
});

/** Mounts a host; resolves with its frame once the plugin page knows that it is welcome. */
async function mount(page: Page): Promise<Frame> {
  expect(await page.evaluate((gateway) => window.kit.mount('h_ok', gateway), pages.plugin)).toBeNull();
  const frame = page.frames().find((each) => each.url().startsWith(pages.plugin));
  if (!frame) throw new Error('There is no plugin frame.');
  await expect.poll(() => frame.evaluate(() => window.plugin?.contexts.length)).toBeGreaterThan(0);
  return frame;
}

test('draws the pop-up once, in a region that was there before, and lets it be dismissed', async ({
  page,
}) => {
  const frame = await mount(page);
  const status = page.getByRole('status');
  await expect(status).toBeAttached();
  const notification = {
    id: 'pr_1',
    kind: 'payment-received',
    title: 'Payment received',
    body: 'Pat paid $85.00.',
    dismissLabel: 'Dismiss',
  } as const;
  await frame.evaluate((n) => {
    window.plugin.port.notify(n);
    window.plugin.port.notify(n);
  }, notification);
  await expect(status.getByText('Payment received')).toHaveCount(1);
  await expect(status.getByText('Payment received')).toBeVisible();
  await status.getByRole('button', { name: 'Dismiss' }).click();
  await expect(status.getByText('Payment received')).toHaveCount(0);

  await page.evaluate(() =>
    window.kit.hosts[0]?.addEventListener('notification', (event) => event.preventDefault()),
  );
  await frame.evaluate((n) => window.plugin.port.notify({ ...n, id: 'pr_2' }), notification);
  await expect
    .poll(() => page.evaluate(() => window.kit.log.events.filter(({ type }) => type === 'notification')))
    .toHaveLength(2);
  await expect(status.getByText('Payment received')).toHaveCount(0);
});

test('a pop-up stays while it is pointed at or its page is hidden, and goes after its time', async ({
  page,
}) => {
  await page.clock.install({ time: 0 });
  const frame = await mount(page);
  // From here on time goes by on request only, however long the machine takes.
  await page.clock.pauseAt(10 * 60_000);
  await frame.evaluate(() =>
    window.plugin.port.notify({
      id: 'pr_1',
      kind: 'payment-received',
      title: 'Paid',
      body: 'b',
      dismissLabel: 'x',
    }),
  );
  const card = page.getByRole('status').getByText('Paid');
  await expect(card).toBeVisible();
  await page.clock.runFor(19_000);
  await card.hover();
  await page.clock.runFor(60_000);
  await expect(card).toBeVisible();
  await page.mouse.move(0, 0);
  await page.clock.runFor(500);
  await expect(card).toBeVisible();
  await page.clock.runFor(2_000);
  await expect(card).toHaveCount(0);
});
