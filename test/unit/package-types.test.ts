import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { createManifest } from '../../scripts/reference/manifest.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tsc = join(root, 'node_modules/typescript/bin/tsc');
/** Inside the tree: the declarations' own imports (lit, stripe-js) are found from there, as in node_modules. */
let folder: string;

before(() => {
  folder = mkdtempSync(join(root, 'node_modules/.types-'));
  const emitted = run('-p', 'tsconfig.build.json', '--emitDeclarationOnly', '--declarationDir', folder);
  assert.equal(emitted.status, 0, emitted.output);
});
after(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

/** Where package.json says that the declarations of each entry are. */
function entries(): Record<string, string[]> {
  const { exports }: { exports: Record<string, { types: string }> } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return Object.fromEntries(
    Object.entries(exports).map(([entry, { types }]) => [
      entry.replace('.', 'video-call-payments'),
      [types.replace('./dist/types', '.')],
    ]),
  );
}

function compile(name: string, files: readonly string[]): { status: number | null; output: string } {
  const config = join(folder, `tsconfig.${name}.json`);
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    module: 'nodenext',
    target: 'es2022',
    jsx: 'react-jsx',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: [],
    skipLibCheck: false,
    paths: entries(),
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  return run('-p', config);
}

test('a host’s strict TypeScript compiles against the published declarations', () => {
  const { status, output } = compile('host', [join(root, 'test/types/consumer/host-page.ts')]);
  assert.equal(status, 0, output);
});

test('a React host’s TSX knows the elements, what they take, and what they do not', () => {
  const { status, output } = compile('react', [join(root, 'test/types/consumer/jsx.tsx')]);
  assert.equal(status, 0, output);
});

test('the tags take in JSX every attribute and event that is documented, and no other event', async () => {
  const { modules } = await createManifest();
  const elements = modules.flatMap(({ declarations }) => declarations.filter(({ tagName }) => tagName));
  const allEvents = new Set(elements.flatMap(({ events = [] }) => events.map(({ name }) => name)));
  const lines = elements.flatMap(({ tagName = '', attributes = [], events = [] }) => [
    ...attributes.map(({ name, type }) => `<${tagName} ${name}=${exampleOf(type.text)} />,`),
    ...events.map(({ name, type }) => `<${tagName} on${name}={(event: ${type.text}) => event.bubbles} />,`),
    ...[...allEvents]
      .filter((name) => !events.some((event) => event.name === name))
      .map((name) => `// @ts-expect-error not of this element\n<${tagName} on${name}={() => undefined} />,`),
  ]);
  assert.ok(lines.length > 20);
  const classes = [...new Set(elements.flatMap(({ events = [] }) => events.map(({ type }) => type.text)))];
  const file = join(folder, 'every.tsx');
  writeFileSync(
    file,
    `import type { ${classes.join(', ')} } from 'video-call-payments';
     import 'video-call-payments/jsx';
     export const all = [${lines.join('\n')}];`,
  );
  const { status, output } = compile('every', [file]);
  assert.equal(status, 0, output);
});

/** As JSX writes it; of several words the first. */
function exampleOf(type: string): string {
  return type === 'number' ? '{1}' : (/^'[^']*'/.exec(type)?.[0] ?? '"a"');
}
