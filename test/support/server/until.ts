import { setImmediate } from 'node:timers/promises';

/** Milliseconds. What has not come about by then never will. */
const DEADLINE = 10_000;

/** Resolves once it is so. @throws after ten seconds, with `what` was waited for: "Stripe is asked to cancel", say. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + DEADLINE;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Ten seconds went by, and it never was that ${what}.`);
    await setImmediate();
  }
}
