import type { FastifyBaseLogger } from 'fastify';

import type { Gateway } from './routes/gateway.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** A page that was away longer reads the list again. */
const KEEP_STREAM_EVENTS = 24 * 60 * MINUTE;
/** Longer than Stripe repeats them. */
const KEEP_WEBHOOK_EVENTS = 30 * 24 * 60 * MINUTE;
/** Whoever comes back later than that is told that the link is no longer good. */
const KEEP_VISITS = 30 * 24 * 60 * MINUTE;

/** Long after the last token of a call has ended. */
const KEEP_PAST_CALLS = 30 * 24 * 60 * MINUTE;

/** The work that the clock brings. Returns the way to stop. */
export function startTimers(
  { payments, accounts, access, store, clock }: Gateway,
  log: FastifyBaseLogger,
): () => Promise<void> {
  const timers = [
    every(SECOND, () => payments.reconciliation.tick(), log),
    every(SECOND, () => payments.webhooks.tick(), log),
    every(SECOND, () => access.deskWork.tick(), log),
    every(10 * MINUTE, () => store.topics.prune(clock.now() - KEEP_STREAM_EVENTS), log),
    every(10 * MINUTE, () => store.webhookEvents.prune(clock.now() - KEEP_WEBHOOK_EVENTS), log),
    every(10 * MINUTE, () => store.pastCalls.prune(clock.now() - KEEP_PAST_CALLS), log),
    every(SECOND, () => accounts.removals.tick(), log),
    every(SECOND, () => accounts.domains.tick(), log),
    every(SECOND, () => accounts.testPayments.tick(), log),
    every(MINUTE, () => payments.accountHealth.tick(), log),
    every(10 * MINUTE, () => store.stripeVisits.prune(clock.now() - KEEP_VISITS), log),
  ];
  return async () => {
    await Promise.all(timers.map((stop) => stop()));
  };
}

/** Never two at once: the next pause begins when the work is done. Returns the way to stop. */
export function every(pause: number, work: () => Promise<void>, log: FastifyBaseLogger): () => Promise<void> {
  let isStopped = false;
  let timer: NodeJS.Timeout;
  let running = Promise.resolve();
  const run = async () => {
    try {
      await work();
    } catch (error) {
      log.error({ err: error }, 'timed work failed');
    }
    if (!isStopped) schedule();
  };
  const schedule = () => {
    timer = setTimeout(() => (running = run()), pause).unref();
  };
  schedule();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    return running;
  };
}
