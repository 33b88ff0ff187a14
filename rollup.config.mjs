import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';

import { minified, plugins } from './scripts/rollup-plugins.mjs';

// `tsc -p tsconfig.build.json` has written the JavaScript here: TypeScript 7 has no API for a rollup plugin.
const from = '.build';
const simulator = `${from}/server-stub/stripe-simulator/browser`;

/** A warning of the bundler is a fault of the bundle. */
function onwarn(warning) {
  // `./jsx` is types: what is left of it is a module that can be imported.
  if (warning.code === 'EMPTY_BUNDLE' && warning.names?.join() === 'jsx') return;
  throw new Error(warning.message);
}

/** Plain files that belong beside a bundle. */
function copy(files) {
  return {
    name: 'copy',
    writeBundle() {
      for (const [source, target] of Object.entries(files)) {
        mkdirSync(dirname(target), { recursive: true });
        copyFileSync(source, target);
      }
    },
  };
}

function scriptsIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => `${folder}/${name}`);
}

const RELAYS = ['rtc-data-channel', 'livekit', 'daily', 'jitsi', 'vonage', 'memory'];

/** The package: lit, stripe-js and the parser stay imports, so that a host has one copy; postmate needs its `process` replaced. */
const library = {
  input: {
    index: `${from}/src/index.js`,
    define: `${from}/src/define.js`,
    host: `${from}/src/host-bridge/host.js`,
    jsx: `${from}/src/jsx.js`,
    diagnose: `${from}/src/diagnose/diagnose.js`,
    testing: `${from}/src/testing/testing.js`,
    'testing-msw': `${from}/src/testing/msw.js`,
    ...Object.fromEntries(
      RELAYS.map((name) => [`relay/${name}`, `${from}/src/host-bridge/relay/${name}.js`]),
    ),
  },
  external: ['msw', /^lit($|\/)/, /^@stripe\/stripe-js/, 'eventsource-parser', 'eventsource-parser/stream'],
  output: {
    dir: 'dist',
    format: 'es',
    sourcemap: true,
    chunkFileNames: 'chunks/[name]-[hash].js',
    // A bare import of a chunk would have a host's bundler warn that it has no side effects.
    hoistTransitiveImports: false,
  },
  plugins,
  onwarn,
};

/** The gateway's ready-made plugin page: everything in it. */
const pluginPage = {
  input: { 'plugin-page': `${from}/src/plugin-page/plugin-page.js` },
  output: { dir: 'dist/app', format: 'es', sourcemap: true, chunkFileNames: 'chunks/[name]-[hash].js' },
  plugins: [...minified, copy({ 'src/plugin-page/plugin-page.css': 'dist/app/plugin-page.css' })],
  onwarn,
};

/** The page behind a telehealth manager's link, in its own bundle: it shares nothing with a call. */
const accessPage = {
  input: { 'access-page': `${from}/src/access-page/access-page.js` },
  output: { dir: 'dist/app', format: 'es', sourcemap: true, chunkFileNames: 'chunks/[name]-[hash].js' },
  plugins: [...minified, copy({ 'src/access-page/access-page.css': 'dist/app/access-page.css' })],
  onwarn,
};

const demoPages = {
  input: Object.fromEntries(scriptsIn(`${from}/demo/pages`).map((file) => [basename(file, '.js'), file])),
  output: { dir: 'dist/demo', format: 'es', sourcemap: true, chunkFileNames: 'chunks/[name]-[hash].js' },
  plugins: minified,
  onwarn,
};

const SIMULATOR_SCRIPTS = [
  'stripe.js',
  'card-frame.js',
  'express-frame.js',
  'email-frame.js',
  'sheet.js',
  'challenge.js',
  'faults.js',
];
const simulatorScripts = scriptsIn(simulator)
  .filter((file) => SIMULATOR_SCRIPTS.includes(basename(file)))
  .map((input) => ({
    input,
    output: { file: `dist/simulator/${basename(input)}`, format: 'iife', sourcemap: true },
    plugins: minified,
    onwarn,
  }));

export default [library, pluginPage, accessPage, demoPages, ...simulatorScripts];
