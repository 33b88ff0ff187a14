// Installs what is missing, so that `npm start` and `npm test` are enough on a fresh clone. Plain Node (18 or
// newer) and no packages: it runs before there are any.
//   node scripts/setup.mjs            packages
//   node scripts/setup.mjs --browser  packages and a Chromium for the tests
//   node scripts/setup.mjs --firefox  packages and a Firefox for the bridge's tests
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { findBrowser, findFirefox } from './browser.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const major = Number(process.versions.node.split('.')[0]);
if (major < 18)
  stop(
    `Node ${process.versions.node} is too old: install Node 18 or newer (https://nodejs.org), then run this again.`,
  );

if (!packagesAreCurrent()) {
  say('Installing packages (once; about a minute) …');
  const done = run(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    // Not `npm ci`: it refuses a lock file that was made where other platforms' binaries were not to be had.
    ['install', '--no-save', '--loglevel=error', '--no-audit', '--no-fund'],
    { shell: process.platform === 'win32' },
  );
  if (done !== 0)
    stop(
      'npm could not install the packages: its own words are above. Check the network and the disk, then run this again.',
    );
}
if (process.argv.includes('--browser') && !findBrowser()) installBrowser();
if (process.argv.includes('--firefox') && !findFirefox()) installFirefox();

/** npm writes node_modules/.package-lock.json last: it is there and not older than the lock file only after a whole install. */
function packagesAreCurrent() {
  const installed = join(root, 'node_modules/.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (!existsSync(installed) || !existsSync(join(root, 'node_modules/node/bin'))) return false;
  return statSync(installed).mtimeMs >= statSync(lock).mtimeMs || samePackages(installed, lock);
}

/** A checkout touches the lock file without changing it. */
function samePackages(installed, lock) {
  const versions = (file) => {
    const { packages } = JSON.parse(readFileSync(file, 'utf8'));
    return new Map(
      Object.entries(packages).map(([name, { version, optional }]) => [name, optional ? undefined : version]),
    );
  };
  const have = versions(installed);
  return [...versions(lock)].every(
    ([name, version]) => name === '' || version === undefined || have.get(name) === version,
  );
}

function installBrowser() {
  say('Installing a Chromium for the tests …');
  installFromDebian('chromium');
  if (findBrowser()) return;
  run(process.execPath, [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium']);
  if (!findBrowser()) {
    stop(
      'No Chromium could be installed. Install Chrome or Chromium, or set CHROME_PATH to one, then run this again.',
    );
  }
}

/** Where there is none to be had, the tests that need it say that they were not run. */
function installFirefox() {
  say('Installing a Firefox for the tests …');
  installFromDebian('firefox-esr');
  if (!findFirefox()) say('No Firefox could be installed. Install one, or set FIREFOX_PATH to one.');
}

/** Only as root, and only where there is apt-get. */
function installFromDebian(name) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  run('apt-get', ['update', '-qq'], quiet);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quiet);
}

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
  });
  if (error) say(`${command}: ${error.message}`);
  return status ?? 1;
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function stop(text) {
  say(text);
  process.exit(1);
}
