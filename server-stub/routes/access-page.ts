import type { App } from './gateway.ts';

/**
 * The page behind a shared link. The secret is in the fragment, which no server is sent, so that there is one page for
 * all; a GET changes nothing, and nothing in it is inline, so that its policy can be strict.
 */
export function accessPageRoutes(app: App): void {
  app.get('/access', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').headers(HEADERS).send(PAGE),
  );
}

const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>Service request</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/app/assets/access-page.css">
    <script type="module" src="/app/assets/access-page.js"></script>
  </head>
  <body>
    <main></main>
  </body>
</html>
`;
