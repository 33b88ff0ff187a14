import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tsc = join(root, 'node_modules/typescript/bin/tsc');

function run(...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

test('a host’s strict TypeScript compiles against the published declarations', (t) => {
  // Inside the tree: the declarations' own imports (lit, stripe-js) are found from there, as in node_modules.
  const folder = mkdtempSync(join(root, 'node_modules/.types-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const emitted = run('-p', 'tsconfig.build.json', '--emitDeclarationOnly', '--declarationDir', folder);
  assert.equal(emitted.status, 0, emitted.output);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        module: 'nodenext',
        target: 'es2022',
        lib: ['es2023', 'dom', 'dom.iterable'],
        types: [],
        skipLibCheck: false,
        paths: {
          'video-call-payments': ['./src/index.d.ts'],
          'video-call-payments/define': ['./src/define.d.ts'],
          'video-call-payments/host': ['./src/host-bridge/host.d.ts'],
          'video-call-payments/relay/*': ['./src/host-bridge/relay/*.d.ts'],
        },
      },
      files: [join(root, 'test/types/consumer/host-page.ts')],
    }),
  );
  const compiled = run('-p', join(folder, 'tsconfig.json'));
  assert.equal(compiled.status, 0, compiled.output);
});
