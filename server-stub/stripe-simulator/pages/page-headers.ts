export type PageKind =
  /** A page of its own: nobody frames it. */
  | 'page'
  /** A page of its own with forms: their posts say where they come from. */
  | 'forms'
  /** The same, but what a form answers leads back to the platform, at another address of this machine. */
  | 'leads-back'
  /** Made to be framed by whoever takes payments. */
  | 'frame';

/** A browser holds the redirects after a form to it, too, all the way to the last page. */
const FORM_TARGETS: Readonly<Record<PageKind, string>> = {
  page: "'none'",
  frame: "'none'",
  forms: "'self'",
  'leads-back':
    "'self' http://localhost:* https://localhost:* http://*.localhost:* https://*.localhost:* http://127.0.0.1:* https://127.0.0.1:*",
};

/** No inline script or style anywhere; scripts talk to the simulator only. */
export function pageHeaders(kind: PageKind): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    `form-action ${FORM_TARGETS[kind]}`,
    ...(kind === 'forms' ? ["frame-src 'self'"] : []),
    kind === 'frame' ? 'frame-ancestors *' : "frame-ancestors 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    // With no-referrer a browser would send its forms with an `Origin` of null.
    'referrer-policy': kind === 'forms' || kind === 'leads-back' ? 'same-origin' : 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}
