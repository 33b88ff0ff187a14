import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Ends a process when its parent is gone, however that went. */
const TETHER = new URL('../../demo/server/tether.ts', import.meta.url).href;

export interface ProcessOptions {
  readonly name: string;
  /** Where the sources are that it runs. */
  readonly root: string;
  /** From there. */
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  /** Answers 200 once it is up. */
  readonly healthUrl: string;
  readonly logFile: string;
}

/** A server that may be killed at any moment, and started again on the same data. */
export class KillableProcess {
  readonly #options: ProcessOptions;
  #child: ChildProcess | null = null;
  #hasFallen = false;

  constructor(options: ProcessOptions) {
    this.#options = options;
  }

  /** Null unless it has ever ended without being killed. */
  get fall(): string | null {
    const { name, logFile } = this.#options;
    return this.#hasFallen ? `the ${name} ended by itself: see ${logFile}` : null;
  }

  async start(): Promise<void> {
    const { root, script, env, logFile } = this.#options;
    const child = spawn(process.execPath, ['--import', TETHER, script], {
      cwd: root,
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const log = createWriteStream(logFile, { flags: 'a' });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    this.#child = child;
    child.once('exit', () => {
      if (this.#child === child) this.#hasFallen = true;
    });
    await this.#untilUp(child);
  }

  /** As a power cut would: no goodbye. */
  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  async #untilUp(child: ChildProcess): Promise<void> {
    const { name, healthUrl, logFile } = this.#options;
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline) {
      if (child.exitCode !== null) throw new Error(`The ${name} ended by itself: see ${logFile}`);
      const answer = await fetch(healthUrl, { signal: AbortSignal.timeout(2000) }).catch(() => null);
      await answer?.body?.cancel();
      if (answer?.ok) return;
      await sleep(50);
    }
    throw new Error(`The ${name} does not answer: see ${logFile}`);
  }
}
