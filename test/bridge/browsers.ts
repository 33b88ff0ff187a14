import { launch } from 'puppeteer-core';
import type { Browser } from 'puppeteer-core';

import { browserFlags, findBrowser, findFirefox } from '../../scripts/browser.mjs';

/** A browser that the cases run in. The same code drives either: over CDP, and over WebDriver BiDi. */
export interface BrowserUnderTest {
  readonly name: 'Chromium' | 'Firefox';
  /** Undefined when it is not installed. */
  readonly executablePath: string | undefined;
  launch(executablePath: string): Promise<Browser>;
}

/** Slow machines take their time over a first start. */
const TIMEOUT = 60_000;

export const CHROMIUM: BrowserUnderTest = {
  name: 'Chromium',
  executablePath: findBrowser(),
  launch: (executablePath) => launch({ executablePath, args: browserFlags(), timeout: TIMEOUT }),
};

export const FIREFOX: BrowserUnderTest = {
  name: 'Firefox',
  executablePath: findFirefox(),
  launch: (executablePath) => launch({ browser: 'firefox', executablePath, timeout: TIMEOUT }),
};
