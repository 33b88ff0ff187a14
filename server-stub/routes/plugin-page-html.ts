export interface PluginPageFacts {
  readonly gatewayUrl: string;
  readonly frameOrigins: readonly string[];
  /** The simulator's origin as a browser reaches it; null when it is Stripe. */
  readonly simulatorUrl: string | null;
}

/** The ready-made plugin page of one host. Nothing in it is inline, so that its policy can be strict. */
export function pluginPage({ gatewayUrl, frameOrigins, simulatorUrl }: PluginPageFacts): string {
  const simulator = simulatorUrl
    ? `\n    <script defer src="${escape(`${simulatorUrl}/stripe.js`)}"></script>`
    : '';
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Payments</title>
    <meta name="payments-gateway" content="${escape(gatewayUrl)}">
    <meta name="payments-host-origins" content="${escape(frameOrigins.join(' '))}">
    <link rel="stylesheet" href="/app/assets/plugin-page.css">${simulator}
    <script type="module" src="/app/assets/plugin-page.js"></script>
  </head>
  <body>
    <main id="payments"></main>
  </body>
</html>
`;
}

/** Only the host's own pages may frame it, and only Stripe (or its stand-in) may run and be reached in it. */
export function pluginPageHeaders(
  frameOrigins: readonly string[],
  simulatorUrl: string | null,
): Record<string, string> {
  const stripe = simulatorUrl
    ? { script: [simulatorUrl], frame: [simulatorUrl], connect: [simulatorUrl], image: [simulatorUrl] }
    : STRIPE_SOURCES;
  const policy = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...stripe.script],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:', ...stripe.image],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...stripe.connect],
    'frame-src': stripe.frame,
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': frameOrigins.length > 0 ? frameOrigins : ["'none'"],
  };
  const payment = [
    'self',
    ...(simulatorUrl ? [simulatorUrl] : PAYMENT_FRAMES).map((origin) => `"${origin}"`),
  ];
  return {
    'content-security-policy': Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
      .join('; '),
    'permissions-policy': [
      `payment=(${payment.join(' ')})`,
      `publickey-credentials-get=(${payment.join(' ')})`,
      'camera=()',
      'microphone=()',
      'geolocation=()',
      'display-capture=()',
    ].join(', '),
    'referrer-policy': 'strict-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}

/** Source: https://docs.stripe.com/security/guide#content-security-policy */
const STRIPE_SOURCES = {
  script: ['https://js.stripe.com', 'https://*.js.stripe.com'],
  frame: ['https://*.stripe.com', 'https://*.link.com'],
  connect: ['https://*.stripe.com', 'https://*.link.com'],
  image: ['https://*.stripe.com', 'https://*.link.com'],
};
/** Who may ask for a wallet or a passkey: Stripe's frames, the bank's within them, and Link's. */
const PAYMENT_FRAMES = [
  'https://js.stripe.com',
  'https://*.js.stripe.com',
  'https://hooks.stripe.com',
  'https://*.link.com',
];

export function unknownHostPage(): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Payments are not set up here</title>
  </head>
  <body>
    <main>
      <h1>Payments are not set up here</h1>
      <p>The payments gateway does not know this address. Check the host id in it, or ask whoever runs the gateway.</p>
    </main>
  </body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
