const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

let end: (() => void) | null = null;

/**
 * What SIGTERM and SIGINT do from now on. The kernel hands them to the first process of a container only while that
 * listens for them: whoever wants to be ended while it starts has to listen before it loads anything.
 */
export function endBy(how: () => void): void {
  if (!end) for (const signal of SIGNALS) process.on(signal, () => end?.());
  end = how;
}
