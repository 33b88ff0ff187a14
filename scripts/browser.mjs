import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const CHROMIUMS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'msedge',
];
const CHROMIUM_APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

const FIREFOXES = ['firefox-esr', 'firefox'];
const FIREFOX_APPLICATIONS = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/**
 * The Chromium that tests drive: `CHROME_PATH`, else one on the PATH, else an installed application, else
 * Playwright's own download. Undefined when there is none.
 */
export function findBrowser() {
  return process.env.CHROME_PATH || find(CHROMIUMS, CHROMIUM_APPLICATIONS) || playwrightBrowser();
}

/** The Firefox that tests drive: `FIREFOX_PATH`, else one on the PATH, else an installed application. */
export function findFirefox() {
  return process.env.FIREFOX_PATH || find(FIREFOXES, FIREFOX_APPLICATIONS);
}

function find(names, applications) {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const files = folders.flatMap((folder) => names.map((name) => join(folder, name + suffix)));
  return [...files, ...applications].find((file) => existsSync(file));
}

function playwrightBrowser() {
  try {
    const file = createRequire(import.meta.url)('playwright-core').chromium.executablePath();
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Quiet: no calls home from a test browser; and root has no sandbox. */
export function browserFlags() {
  return [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}
