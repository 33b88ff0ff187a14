import { open } from 'node:fs/promises';

/** When nobody has read for long, no more than the end of what came meanwhile is read. */
const MOST = 1024 * 1024;
const NEWLINE = 0x0a;

/** Reads what a log has got since the last reading, line by line. */
export class LogTail {
  readonly #file: string;
  #position = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** Whole lines only: one that is still being written comes the next time. */
  async read(): Promise<readonly string[]> {
    await using log = await open(this.#file);
    const { size } = await log.stat();
    // It was begun anew.
    if (size < this.#position) this.#position = 0;
    const begin = Math.max(this.#position, size - MOST);
    const buffer = Buffer.alloc(size - begin);
    const { bytesRead } = await log.read(buffer, 0, buffer.length, begin);
    const first = begin === this.#position ? 0 : buffer.indexOf(NEWLINE) + 1;
    const end = buffer.subarray(0, bytesRead).lastIndexOf(NEWLINE) + 1;
    this.#position = begin + end;
    return buffer.toString('utf8', Math.min(first, end), end).split('\n').filter(Boolean);
  }
}
