// Takes the pictures that the README shows, of the demo as it is: `npm run pictures`, or `npm run pictures -- paid
// gallery` for some. It runs a demo of its own, from port 4170 (PICTURES_PORT) on.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { chromium, type FrameLocator, type Page } from '@playwright/test';

import { SIMULATED } from '../server-stub/stripe/simulated.ts';
import { browserFlags, findBrowser } from './browser.mjs';
import { ensureBuilt } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const port = Number(process.env['PICTURES_PORT'] ?? 4170);
const demo = `http://localhost:${port}`;
const simulator = `http://localhost:${port + 2}`;
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
/** Where it is ten in the morning: a picture is not to tell when it was taken. */
const east = Math.max(-12, 10 - new Date().getUTCHours());
const timezoneId = east < 0 ? `Etc/GMT+${-east}` : `Etc/GMT-${east}`;

interface Scene {
  /** A page in a browser profile of its own. */
  open(address: string, viewport?: typeof DESKTOP): Promise<Page>;
}

/** A picture: its file's name, and the way to the page that it shows. */
const PICTURES: Readonly<Record<string, (scene: Scene) => Promise<Page>>> = {
  call: async ({ open }) => {
    const page = await open(`${demo}/?call=picture-call`);
    await ask(page.frameLocator('#frame-clinician'));
    await panelOf(page.frameLocator('#frame-patient')).getByRole('button', { name: 'Pay Now' }).waitFor();
    await panelOf(page.frameLocator('#frame-clinician')).getByText('Alex sees the request').waitFor();
    return page;
  },
  'both-sides': async ({ open }) => {
    const page = await open(`${demo}/?call=picture-both`, { width: 1280, height: 860 });
    const bar = page.getByRole('button', { name: 'What just passed' });
    if ((await bar.getAttribute('aria-expanded')) === 'false') await bar.click();
    const patient = page.frameLocator('#frame-patient');
    await ask(page.frameLocator('#frame-clinician'));
    await enterDetails(patient);
    await panelOf(patient).getByRole('button', { name: 'Pay $85.00' }).click();
    await panelOf(page.frameLocator('#frame-clinician')).getByText('Payment received').waitFor();
    return page;
  },
  'patient-phone': async ({ open }) => {
    const { patient } = await requested(open, 'picture-phone');
    await enterDetails(patient);
    await panelOf(patient).getByRole('button', { name: 'Pay $85.00' }).scrollIntoViewIfNeeded();
    return patient;
  },
  paid: async ({ open }) => {
    const { clinician, patient } = await requested(open, 'picture-paid');
    await enterDetails(patient);
    await panelOf(patient).getByRole('button', { name: 'Pay $85.00' }).click();
    await panelOf(clinician).getByText('Payment received').waitFor();
    return clinician;
  },
  gallery: async ({ open }) => {
    const page = await open(`${demo}/gallery?element=pay-now&width=320`);
    await page.frameLocator('article iframe').first().getByText('Nothing to pay').waitFor();
    return page;
  },
  admin: async ({ open }) => {
    const page = await open(`${demo}/admin?clinic=harbour-street`);
    await page.getByRole('button', { name: 'Make a test payment' }).click();
    await page.getByText('It works:', { exact: false }).waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    return page;
  },
  dashboard: ({ open }) => open(`${simulator}/dashboard/${SIMULATED.accounts.harbourStreet}`),
};

/** A clinician and a patient on a phone, in a call of their own, and a payment that is asked. */
async function requested(open: Scene['open'], call: string): Promise<{ clinician: Page; patient: Page }> {
  const patient = await open(`${demo}/patient?call=${call}`, PHONE);
  const clinician = await open(`${demo}/clinician?call=${call}`);
  await ask(clinician);
  await panelOf(patient).getByRole('button', { name: 'Pay Now' }).waitFor();
  return { clinician, patient };
}

async function ask(clinician: Page | FrameLocator): Promise<void> {
  await clinician.getByRole('button', { name: 'Apps & Tools' }).click();
  await clinician.getByRole('button', { name: 'Request Payment', exact: true }).click();
  const panel = panelOf(clinician);
  await panel.getByLabel('Payment amount').fill('85');
  await panel.getByLabel('Payment description').fill('Telehealth consultation, 30 minutes');
  await panel.getByRole('button', { name: 'Request payment', exact: true }).click();
}

async function enterDetails(patient: Page | FrameLocator): Promise<void> {
  const panel = panelOf(patient);
  await panel.getByRole('button', { name: 'Pay Now' }).click();
  await panel.getByLabel('Email address').fill('alex@example.com');
  const card = panel.frameLocator('iframe[title="Secure payment input frame"]');
  await card.getByLabel('Card number').fill('4242424242424242');
  await card.getByLabel('Expiration date').fill('12/34');
  await card.getByLabel('Security code').fill('123');
}

function panelOf(page: Page | FrameLocator): FrameLocator {
  return page.frameLocator('iframe[title="Payments"]');
}

async function answers(url: string): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (
    !(await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (Date.now() > deadline) throw new Error(`${url} does not answer.`);
    await setTimeout(100);
  }
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(PICTURES, name));
if (unknown.length > 0)
  throw new Error(
    `There is no picture ${unknown.join(', ')}; there are ${Object.keys(PICTURES).join(', ')}.`,
  );

const data = mkdtempSync(join(tmpdir(), 'payments-pictures-'));
const env = {
  ...process.env,
  DEMO_PORT: String(port),
  GATEWAY_PORT: String(port + 1),
  SIMULATOR_PORT: String(port + 2),
};
await ensureBuilt();
// Sixty days of payments: an empty dashboard would show nothing of what it is for.
spawnSync(process.execPath, ['scripts/seed-payments.ts', '--data', data], {
  cwd: root,
  env,
  stdio: 'ignore',
});
const stack = spawn(process.execPath, ['demo/start.ts', '--data', data], { cwd: root, env, stdio: 'ignore' });
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  // No camera: the drawn picture is the same each time.
  args: [...browserFlags(), '--allow-loopback-in-peer-connection'],
});
try {
  await answers(`${demo}/gallery`);
  for (const [name, show] of Object.entries(PICTURES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const page = await show({
      open: async (address, viewport = DESKTOP) => {
        const context = await browser.newContext({
          viewport,
          locale: 'en-AU',
          timezoneId,
          reducedMotion: 'reduce',
        });
        const opened = await context.newPage();
        await opened.goto(address);
        return opened;
      },
    });
    await page.mouse.move(0, 0);
    // What was said last has been drawn, and is not on its way any more.
    await setTimeout(1500);
    await page.screenshot({ path: join(root, 'docs/images', `${name}.png`) });
    await Promise.all(browser.contexts().map((context) => context.close()));
    process.stdout.write(`docs/images/${name}.png\n`);
  }
} finally {
  await browser.close();
  const ended = new Promise((resolve) => stack.once('exit', resolve));
  stack.kill('SIGTERM');
  await ended;
  rmSync(data, { recursive: true, force: true });
}
