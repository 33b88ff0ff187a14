/** Repeating what was refused or has failed under the same key would only replay it, but for v2's failures. */
export function retryAdvice(status: number, isV2 = false): Readonly<Record<string, string>> {
  if (status === 409 || (isV2 && status >= 500)) return { 'stripe-should-retry': 'true' };
  return status >= 400 && status !== 429 ? { 'stripe-should-retry': 'false' } : {};
}
