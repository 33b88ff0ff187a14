import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { replacePlugin } from './scripts/wtr-replace.mjs';
import { findBrowser, browserFlags } from './scripts/browser.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(`${root}node_modules/msw/lib/mockServiceWorker.js`))
  throw new Error('Run npm install first: msw is missing.');

export default {
  files: 'test/components/**/*.test.ts',
  rootDir: root,
  nodeResolve: { browser: true, exportConditions: ['browser', 'development'] },
  // Chrome slows the timers of a page in the background, and the second one is.
  concurrency: 1,
  // Generous: a passing test waits for neither, and a slow machine takes several times as long.
  testFramework: { config: { timeout: 60_000 } },
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: findBrowser(),
        // What fades in has its colours at once: on a busy machine axe would find it half way.
        args: [...browserFlags(), '--force-prefers-reduced-motion'],
      },
    }),
  ],
  plugins: [
    replacePlugin({ 'process.env.NODE_ENV': '"production"' }, /postmate/),
    replacePlugin({ 'timeout = 1000': 'timeout = 30_000' }, /@open-wc\/testing-helpers/),
    esbuildPlugin({ ts: true, tsconfig: `${root}tsconfig.base.json`, target: 'es2022' }),
  ],
  middleware: [
    // The worker lives in a package's folder; this lets it serve the whole origin.
    (context, next) => {
      if (context.path.endsWith('/mockServiceWorker.js')) context.set('Service-Worker-Allowed', '/');
      return next();
    },
  ],
};
