import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Browser, Page } from '@playwright/test';

import { CARDS, expect, Patient, test } from '../support/journey.ts';
import type { Stack } from '../support/stack.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The files of docs/embedding.md as a reader copies them, beside the package as npm would install it. */
async function copyGuide(folder: string): Promise<void> {
  const guide = await readFile(join(root, 'docs/embedding.md'), 'utf8');
  const files = [...guide.matchAll(/<!-- file: ([\w.]+) -->\n\n```\w+\n([\s\S]*?)```/g)];
  expect(files.map(([, name]) => name)).toEqual(['index.html', 'call.css', 'call.js', 'backend.mjs']);
  for (const [, name = '', text = ''] of files) await writeFile(join(folder, name), text);
  await mkdir(join(folder, 'node_modules'));
  await symlink(root, join(folder, 'node_modules/video-call-payments'));
}

async function startGuide(stack: Stack): Promise<AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'embedding-guide-'));
  await copyGuide(folder);
  const backend = spawn(process.execPath, ['backend.mjs'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      GATEWAY: `http://localhost:${stack.gatewayPort}`,
      HOST_ID: 'h_demo',
      PAYMENTS_API_KEY: await stack.apiKey(),
      PORT: new URL(stack.otherHost).port,
    },
  });
  await once(backend.stdout, 'data');
  return {
    async [Symbol.asyncDispose]() {
      backend.kill();
      await once(backend, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Signs in as the guide says, in a profile of their own; `refused` keeps what the page's policy stopped. */
async function signIn(browser: Browser, stack: Stack, name: string, refused: string[]): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on('console', (message) => {
    if (/Content Security Policy|Permissions policy/i.test(message.text())) refused.push(message.text());
  });
  await page.goto(`${stack.otherHost}/sign-in/${name}`);
  await expect(page.locator('iframe[title="Payments"]')).toBeAttached();
  return page;
}

test('the host of the embedding guide, copied as it stands, has a payment asked for and paid', async ({
  browser,
  stack,
}) => {
  await using _guide = await startGuide(stack);
  const refused: string[] = [];
  const lee = await signIn(browser, stack, 'lee', refused);
  const alex = new Patient(await signIn(browser, stack, 'alex', refused));
  const policy = (await alex.page.reload())?.headers()['content-security-policy'];
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');

  await lee.getByRole('button', { name: 'Apps & Tools' }).click();
  const form = lee.frameLocator('iframe[title="Payments"]');
  await form.getByLabel('Payment amount').fill('85');
  await form.getByLabel('Payment description').fill('Consultation fee');
  await form.getByRole('button', { name: 'Request payment', exact: true }).click();

  await expect(alex.page.locator('#payments')).toBeVisible();
  await expect(alex.panel.getByText('$85.00', { exact: true })).toBeVisible();
  await alex.enterDetails(CARDS.good);
  await alex.payButton('$85.00').click();
  await expect(alex.panel.getByText('Payment successful')).toBeVisible();
  await expect(form.locator('payment-received-toast')).toContainText('Payment received');
  expect(refused).toEqual([]);
  await Promise.all([lee.context().close(), alex.page.context().close()]);
});
