import { readdir, readFile } from 'node:fs/promises';

/** Seconds of a processor that each part has used so far. */
export type Used = Readonly<Record<string, number>>;

/** Hundredths of a second. */
const TICK = 100;

interface Process {
  readonly parent: number;
  readonly own: number;
  /** Of its children that have ended. */
  readonly ended: number;
}

/** Of a process, and of all that it has started. Linux only. */
export async function secondsOf(pid: number): Promise<number> {
  const ids = (await readdir('/proc')).map(Number).filter((id) => id > 0);
  // One that ends meanwhile is its parent's.
  const all = (await Promise.all(ids.map((id) => read(id).catch(() => null)))).filter(
    (each) => each !== null,
  );
  const mine = await read(pid);
  const children = all.filter(({ parent }) => parent === pid).reduce((sum, { own }) => sum + own, 0);
  return (mine.own + mine.ended + children) / TICK;
}

async function read(pid: number): Promise<Process> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  // By proc(5), the first of these being its third: ppid; utime and stime; cutime and cstime.
  const [parent = 0, own = 0, ownInKernel = 0, ended = 0, endedInKernel = 0] = [1, 11, 12, 13, 14].map(
    (index) => fields[index],
  );
  return { parent, own: own + ownInKernel, ended: ended + endedInKernel };
}

/** The megabytes that a process holds. Linux only. */
export async function megabytesOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

/** This process. */
export function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** What was used between the two. */
export function between(before: Used, after: Used): Used {
  return Object.fromEntries(
    Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]),
  );
}

/** In milliseconds for each of `count`, without what goes on anyway: `idle`, a second. */
export function each(used: Used, count: number, seconds: number, idle: Used = {}): string {
  const parts = Object.entries(used).map(([name, value]) => {
    const own = value - (idle[name] ?? 0) * seconds;
    return `${name} ${((own * 1000) / count).toFixed(1)}`;
  });
  return `${parts.join(', ')} ms`;
}

/** In per cent of a processor, over `seconds`. */
export function share(used: Used, seconds: number): string {
  return Object.entries(used)
    .map(([name, value]) => `${name} ${((value / seconds) * 100).toFixed(0)} %`)
    .join(', ');
}
