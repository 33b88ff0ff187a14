import { defineConfig } from '@playwright/test';

import { browserFlags, findBrowser } from './scripts/browser.mjs';

const executablePath = findBrowser();

/** Two projects: `core` is part of `npm test`; `more` holds what is slower. A failing test leaves a trace and a picture. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 45_000,
  expect: { timeout: 10_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : [['list']],
  use: {
    locale: 'en-AU',
    timezoneId: 'Australia/Sydney',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    permissions: ['camera', 'microphone'],
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        ...browserFlags(),
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--allow-loopback-in-peer-connection',
      ],
    },
  },
  projects: [
    { name: 'core', testMatch: '*.spec.ts' },
    { name: 'more', testMatch: 'more/*.spec.ts' },
  ],
});
