import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildApp } from '../../server-stub/app.ts';
import { systemClock } from '../../server-stub/clock.ts';
import { readConfig } from '../../server-stub/config.ts';
import { bringUpToDate } from '../../server-stub/store/migrate.ts';
import { openSqlite } from '../../server-stub/store/sqlite.ts';
import { openStore } from '../../server-stub/store/store.ts';

/** What the gateway answers at `/openapi.json`, asked of one over an empty database that never listens. */
export async function readOpenapi() {
  const directory = mkdtempSync(join(tmpdir(), 'openapi-'));
  try {
    const engine = openSqlite(directory);
    await bringUpToDate(engine);
    const store = openStore(engine, { clock: systemClock, livemode: false });
    const config = readConfig({ DATA_DIR: directory });
    // Nothing that would ask Stripe is called.
    const { app } = await buildApp({ config, store, stripe: {}, clock: systemClock, assetsDir: 'none' });
    const { body } = await app.inject('/openapi.json');
    await app.close();
    await store.close();
    return JSON.parse(body);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
