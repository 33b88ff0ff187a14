import { readConfig } from './config.ts';
import { explain, openEngine } from './serve.ts';
import { bringUpToDate } from './store/migrate.ts';

// Brings the database up to date and ends: for those who do that apart from starting (MIGRATE_ON_START=no).
try {
  const made = await bringUpToDate(await openEngine(readConfig(process.env)));
  process.stdout.write(
    `${made.length > 0 ? `Made: ${made.join(', ')}.` : 'Nothing to do: it is up to date.'}\n`,
  );
  process.exit(0);
} catch (error) {
  process.stderr.write(`${String(explain(error))}\n`);
  process.exit(1);
}
