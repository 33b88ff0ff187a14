// Writes what the documentation says of the code from the code: `npm run reference`. With `--check` it writes nothing,
// and fails when a page is not as the code says.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { format, resolveConfig } from 'prettier';

import { elementsPage, elementsSummary } from './reference/elements.mjs';
import { errorsPage } from './reference/errors.mjs';
import { hostPage } from './reference/host.mjs';
import { httpApiPage } from './reference/http-api.mjs';
import { createManifest } from './reference/manifest.mjs';
import { between } from './reference/markdown.mjs';
import { readOpenapi } from './reference/openapi.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const NOTE = '<!-- Written by `npm run reference` from the code: change it there. -->';

const manifest = await createManifest();
const pages = {
  'docs/reference/elements.md': page(elementsPage(manifest)),
  'docs/reference/host.md': page(hostPage()),
  'docs/reference/errors.md': page(errorsPage()),
  'docs/reference/http-api.md': page(httpApiPage(await readOpenapi())),
  'README.md': between(read('README.md'), 'elements', elementsSummary(manifest)),
};

const options = await resolveConfig(join(root, 'README.md'));
const stale = [];
for (const [file, text] of Object.entries(pages)) {
  const written = await format(text, { ...options, parser: 'markdown' });
  if (written === read(file)) continue;
  stale.push(file);
  if (!process.argv.includes('--check')) writeFileSync(join(root, file), written);
}
if (process.argv.includes('--check') && stale.length > 0) {
  console.error(
    `Not as the code says: ${stale.join(', ')}. Run "npm run reference", and commit what it writes.`,
  );
  process.exitCode = 1;
}

function page(text) {
  return `${NOTE}\n\n${text}`;
}

function read(file) {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch {
    return '';
  }
}
