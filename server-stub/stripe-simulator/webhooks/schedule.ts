const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FIRST = [5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR];
const THEN_EVERY = 12 * HOUR;
const GIVEN_UP_AFTER = 3 * 24 * HOUR;

/**
 * Stripe's delays in live mode: how long after failed attempt number `attempts` (1 is the first) the next
 * one comes, in milliseconds; null once three days are over.
 * Source: https://docs.stripe.com/webhooks#retries
 */
export function retryDelay(attempts: number, scale: number): number | null {
  let elapsed = 0;
  for (let attempt = 1; attempt < attempts; attempt += 1) elapsed += FIRST[attempt - 1] ?? THEN_EVERY;
  const delay = FIRST[attempts - 1] ?? THEN_EVERY;
  return elapsed + delay > GIVEN_UP_AFTER ? null : Math.round(delay * scale);
}
