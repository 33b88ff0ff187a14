import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { BUGS, withBug } from '../../chaos/bug-list.ts';

const ROOT = new URL('../../../', import.meta.url);

for (const bug of BUGS.filter(({ name }) => name !== 'no bug at all'))
  test(`the gateway is still one into which this bug can be put: ${bug.name}`, async () => {
    const source = await readFile(new URL(bug.file, ROOT), 'utf8');

    assert.notEqual(withBug(source, bug), source);
  });
