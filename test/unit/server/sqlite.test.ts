import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { DataDirectoryUnusableError, openSqlite } from '../../../server-stub/store/sqlite.ts';
import { temporaryFolder } from '../../support/server/temporary-folder.ts';

for (const file of ['gateway.lock', 'gateway.db'])
  test(`a ${file} that is none is told as that, and not as another gateway’s`, async () => {
    const directory = temporaryFolder();

    await writeFile(join(directory, file), 'nothing that SQLite has written'.repeat(100));
    assert.throws(() => openSqlite(directory), DataDirectoryUnusableError);
    await rm(join(directory, file));
    await mkdir(join(directory, file));
    assert.throws(() => openSqlite(directory), DataDirectoryUnusableError);
  });
