import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SupervisedProcess } from '../../../demo/server/supervised-process.ts';
import { freePort } from '../../support/server/free-ports.ts';
import { temporaryFolder } from '../../support/server/temporary-folder.ts';

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));

async function setUp(context: TestContext, env: NodeJS.ProcessEnv = {}) {
  const port = await freePort();
  const lines: string[] = [];
  const changes: string[] = [];
  const dataDir = temporaryFolder();
  const child = new SupervisedProcess({
    name: 'tiny',
    script: fixture('tiny-server.ts'),
    env: { ...process.env, PORT: String(port), ...env },
    dataDir,
    healthUrl: `http://127.0.0.1:${port}/`,
    say: (line) => lines.push(line),
    firstRestartDelay: 1,
    // As it is at that moment: a moment later it may be another.
    onChange: (state) => changes.push(`${state}: ${child.isUp ? 'up' : 'down'}`),
  });
  context.after(() => child.stop());
  return { child, lines, changes, dataDir, port };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, 'It did not happen within a minute.');
    await delay(10);
  }
}

test('starts a process, writes down its id, and ends it', async (context) => {
  const { child, dataDir } = await setUp(context);
  await child.start();
  const pid = child.pid ?? 0;
  assert.equal(readFileSync(join(dataDir, 'tiny.pid'), 'utf8'), `${pid}\n`);
  assert.ok(isAlive(pid));
  await child.stop();
  assert.ok(!isAlive(pid));
  assert.ok(!existsSync(join(dataDir, 'tiny.pid')));
});

test('starts a process again that was killed, and says so', async (context) => {
  const { child, lines, port } = await setUp(context);
  await child.start();
  const first = child.pid ?? 0;
  process.kill(first, 'SIGKILL');
  await until(() => lines.some((line) => line.includes('is back')));
  assert.match(lines[0] ?? '', /The tiny ended \(SIGKILL\)\. Starting it again\./);
  assert.notEqual(child.pid, first);
  assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200);
});

test('says with the end of the log why a process does not start, and leaves it at that', async (context) => {
  const { child, lines } = await setUp(context, { FAIL: 'yes' });
  await assert.rejects(child.start(), /The tiny ended at once \(exit code 3\)[^]*cannot start: the reason/);
  assert.deepEqual(lines, []);
});

test('leaves no child behind when the demo is killed', async (context) => {
  const { dataDir, port } = await setUp(context);
  const parent = spawn(
    process.execPath,
    [fixture('parent.ts'), fixture('tiny-server.ts'), dataDir, String(port)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [output] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(output.toString());
  assert.ok(isAlive(pid));
  parent.kill('SIGKILL');
  await until(() => !isAlive(pid));
});

test('killed on purpose, it is down, starts again by itself, and tells of both', async (context) => {
  const { child, changes } = await setUp(context);
  assert.equal(child.isUp, false);
  await child.start();
  assert.equal(child.isUp, true);
  const before = child.pid;
  child.kill();
  await until(() => changes.length > 1);
  assert.notEqual(child.pid, before);
  assert.deepEqual(changes, ['ended: down', 'back: up']);
});
