import { defineConfig } from '@playwright/test';

import { browserFlags, findBrowser } from './scripts/browser.mjs';

const executablePath = findBrowser();

/** Two projects: `core` is part of `npm test`; `more` holds what is slower. A failing test leaves a trace and a picture. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // Generous: a passing test waits for neither, and a slow machine takes several times as long.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  // Each journey shows two videos: on two cores a second worker makes none of them faster.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  // A machine shared with others may starve a video call for once; a second failure is one.
  retries: process.env.CI ? 1 : 0,
  // Where everything fails, some say it all.
  maxFailures: process.env.CI ? 5 : 0,
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : [['list']],
  use: {
    locale: 'en-AU',
    timezoneId: 'Australia/Sydney',
    viewport: { width: 1100, height: 720 },
    // A film of every page would cost more than the pages themselves: two of them show a video.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    permissions: ['camera', 'microphone'],
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        ...browserFlags(),
        '--use-fake-device-for-media-stream=fps=5',
        '--use-fake-ui-for-media-stream',
        '--allow-loopback-in-peer-connection',
      ],
    },
  },
  projects: [
    { name: 'core', testIgnore: 'more/**' },
    { name: 'more', testMatch: 'more/**' },
  ],
});
