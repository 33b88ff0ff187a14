export type PageKind =
  /** A page of its own: nobody frames it. */
  | 'page'
  /** A page of its own with forms: their posts say where they come from. */
  | 'forms'
  /** Made to be framed by whoever takes payments. */
  | 'frame';

/** No inline script or style anywhere; scripts talk to the simulator only. */
export function pageHeaders(kind: PageKind): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    kind === 'forms' ? "form-action 'self'" : "form-action 'none'",
    ...(kind === 'forms' ? ["frame-src 'self'"] : []),
    kind === 'frame' ? 'frame-ancestors *' : "frame-ancestors 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    // With no-referrer a browser would send its forms with an `Origin` of null.
    'referrer-policy': kind === 'forms' ? 'same-origin' : 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}
