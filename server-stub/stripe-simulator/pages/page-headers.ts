export type PageKind =
  /** A page of its own: nobody frames it. */
  | 'page'
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
    "form-action 'none'",
    kind === 'frame' ? 'frame-ancestors *' : "frame-ancestors 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}
