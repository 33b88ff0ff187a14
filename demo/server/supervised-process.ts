import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface SupervisedProcessOptions {
  /** Shown on the console, and the name of its files: `<name>.log`, `<name>.pid`. */
  readonly name: string;
  /** The TypeScript or JavaScript file that Node runs. */
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
  readonly dataDir: string;
  /** Answers 200 once the process serves. */
  readonly healthUrl: string;
  readonly say: (line: string) => void;
  /** After it has started, each time it ends, and each time it answers again. */
  readonly onChange?: (state: 'ended' | 'back') => void;
  /** Milliseconds. */
  readonly startTimeout?: number;
  readonly firstRestartDelay?: number;
}

const TETHER = new URL('./tether.ts', import.meta.url).href;
const LONGEST_RESTART_DELAY = 5_000;
const KILL_AFTER = 5_000;
/** After this long alive, the next death is a first one again. */
const SETTLED_AFTER = 30_000;

/** A child process with its output in a log file, started again when it dies until it is stopped. */
export class SupervisedProcess {
  readonly #options: SupervisedProcessOptions;
  /** Where its output goes; begun anew by `start`. */
  readonly logFile: string;
  readonly #pidFile: string;
  readonly #stopping = new AbortController();
  #child: ChildProcess | null = null;
  #started = false;
  #deaths = 0;
  #isUp = false;

  constructor(options: SupervisedProcessOptions) {
    this.#options = options;
    this.logFile = join(options.dataDir, `${options.name}.log`);
    this.#pidFile = join(options.dataDir, `${options.name}.pid`);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Whether it has answered since it was last started. */
  get isUp(): boolean {
    return this.#isUp;
  }

  /** As a crash would. */
  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  /** Resolves once it answers on its health address. Rejects, with the end of its log, when it dies before. */
  async start(): Promise<void> {
    writeFileSync(this.logFile, '');
    const died = this.#spawn();
    const answered = this.#waitUntilHealthy(this.#options.startTimeout ?? 20_000);
    const how = await Promise.race([answered, died]);
    if (how && !this.#stopping.signal.aborted) throw new Error(this.#explain(`ended at once (${how})`));
    this.#started = true;
    this.#isUp = this.#child !== null;
    // It may have died between its first answer and now, unseen by the restarts.
    if (this.#child === null && !this.#stopping.signal.aborted) void this.#restart('ended');
  }

  /** Ends it, by force after a while. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER);
      await gone;
      clearTimeout(force);
    }
    rmSync(this.#pidFile, { force: true });
  }

  #spawn(): Promise<string> {
    const log = openSync(this.logFile, 'a');
    const child = spawn(process.execPath, ['--import', TETHER, this.#options.script], {
      env: this.#options.env,
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    child.channel?.unref();
    this.#child = child;
    const bornAt = Date.now();
    if (child.pid !== undefined) writeFileSync(this.#pidFile, `${child.pid}\n`);
    return new Promise((resolve) => {
      const handleEnd = (how: string) => {
        if (this.#child !== child) return;
        this.#child = null;
        this.#isUp = false;
        if (Date.now() - bornAt > SETTLED_AFTER) this.#deaths = 0;
        resolve(how);
        if (this.#started && !this.#stopping.signal.aborted) void this.#restart(how);
      };
      child.once('exit', (code, signal) => handleEnd(signal ?? `exit code ${code}`));
      child.once('error', (error) => handleEnd(error.message));
    });
  }

  async #restart(how: string): Promise<void> {
    const { name, say } = this.#options;
    const first = this.#options.firstRestartDelay ?? 300;
    const wait = Math.min(first * 2 ** this.#deaths, LONGEST_RESTART_DELAY);
    this.#deaths += 1;
    say(`The ${name} ended (${how}). Starting it again.`);
    this.#options.onChange?.('ended');
    try {
      await delay(wait, undefined, { signal: this.#stopping.signal });
    } catch {
      return; // Stopped while waiting.
    }
    void this.#spawn();
    try {
      await this.#waitUntilHealthy(this.#options.startTimeout ?? 20_000);
      if (this.#stopping.signal.aborted) return;
      this.#isUp = true;
      say(`The ${name} is back (process ${this.pid}).`);
      this.#options.onChange?.('back');
    } catch {
      say(this.#explain('does not answer yet'));
    }
  }

  async #waitUntilHealthy(timeout: number): Promise<void> {
    const deadline = Date.now() + timeout;
    while (Date.now() < deadline && !this.#stopping.signal.aborted) {
      if (this.#child && (await isHealthy(this.#options.healthUrl))) return;
      await delay(40);
    }
    if (!this.#stopping.signal.aborted) {
      throw new Error(this.#explain(`did not answer within ${timeout / 1000} s`));
    }
  }

  #explain(what: string): string {
    const lines = readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
    return `The ${this.#options.name} ${what}. Its log (${this.logFile}) ends with:\n${lines}`;
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false; // Not listening yet.
  }
}
