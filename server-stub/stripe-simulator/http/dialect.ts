/** The three manners of Stripe's API: how a call's body is written, errors are worded and keys are kept. */
export type Dialect = 'v1' | 'v2' | 'oauth';

export function dialectOf(path: string): Dialect {
  if (path.startsWith('/v2/')) return 'v2';
  return path.startsWith('/oauth/') ? 'oauth' : 'v1';
}
