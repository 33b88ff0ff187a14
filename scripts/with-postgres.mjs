// Runs a command with TEST_DATABASE_URL set: to the server that it names already, or else to one that is started
// here and thrown away at the end. `node scripts/with-postgres.mjs node --test …`
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
const given = process.env.TEST_DATABASE_URL;
const server = given
  ? null
  : await (await import('../test/support/server/postgres-server.ts')).startPostgres();
const child = spawn(command, args, {
  stdio: 'inherit',
  env: { ...process.env, TEST_DATABASE_URL: given ?? server.url },
  shell: process.platform === 'win32',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
const code = await new Promise((resolve) => {
  child.on('exit', (status) => resolve(status ?? 1));
  child.on('error', () => resolve(1));
});
await server?.stop();
process.exit(code);
