/** A token bucket: `burst` at once, then `perSecond`. Returns the taking of one, if there is one. */
export function rateLimit(perSecond: number, burst: number, now: () => number): () => boolean {
  let left = burst;
  let filledAt = now();
  return () => {
    left = Math.min(burst, left + ((now() - filledAt) / 1000) * perSecond);
    filledAt = now();
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
