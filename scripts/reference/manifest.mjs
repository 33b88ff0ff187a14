import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { cli } from '@custom-elements-manifest/analyzer/cli.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The custom-elements manifest, as custom-elements-manifest.config.mjs says; https://custom-elements-manifest.open-wc.org */
export function createManifest() {
  return cli({ argv: ['analyze'], cwd: root, noWrite: true });
}
