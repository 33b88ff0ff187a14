import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Beyond that a gateway is no quicker, measured. */
const LARGEST = 8 * 1024 * 1024;

/*
 * V8 makes room for what is new by doubling it, up to 128 MB, whenever much is kept at once: while it loads, or when
 * thousands of pages come back after a restart. It does not give that back, though an idle gateway uses none of it.
 * Only the factor can be changed in a process that runs.
 */

/** From now on it stays as it is. */
export function holdYoungGeneration(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** From now on it may grow, as far as it is of use. */
export function releaseYoungGeneration(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
  const observer = new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    if (young === undefined || young.space_size < LARGEST) return;
    observer.disconnect();
    holdYoungGeneration();
  });
  observer.observe({ entryTypes: ['gc'] });
}
