import { PaymentsError } from '../errors.ts';
import { bridgePort } from '../host-bridge/plugin.ts';
import type { HostPort } from './host-port.ts';
import { PaymentSession } from './payment-session.ts';
import type { SessionStore } from './state.ts';

/** In the registry of symbols, so that two copies of this package in one document share the session. */
const KEY = Symbol.for('video-call-payments.session');

const GATEWAY = 'payments-gateway';
const ORIGINS = 'payments-host-origins';

/**
 * The document's session, made at first use from
 * `<meta name="payments-gateway" content="https://pay.example.com">` (the gateway's address) and
 * `<meta name="payments-host-origins" content="https://call.example.com …">` (who may frame this page).
 *
 * @throws {PaymentsError} `NOT_CONFIGURED` when one of them is missing, `INVALID_CONFIGURATION` when it cannot be used.
 */
export function getDefaultSession(): SessionStore {
  return (holder()[KEY] ??= new PaymentSession(readSettings()));
}

/** What the document's session is made from. @throws as `getDefaultSession` */
export function readSettings(): { readonly gateway: string; readonly port: HostPort } {
  return {
    gateway: toGatewayUrl(readMeta(GATEWAY, 'https://pay.example.com')),
    port: bridgePort({
      allowedOrigins: readMeta(ORIGINS, 'https://call.example.com')
        .split(/[\s,]+/)
        .map(toOrigin),
    }),
  };
}

/**
 * Makes `session` the document's default one, e.g. in a host's own page with `directPort`. To be called before
 * the first element is connected: one that has a session keeps it.
 */
export function installSession(session: SessionStore): void {
  holder()[KEY] = session;
}

function holder(): { [KEY]?: SessionStore } {
  return globalThis as { [KEY]?: SessionStore };
}

function readMeta(name: string, example: string): string {
  const content = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content.trim();
  if (content) return content;
  throw new PaymentsError(
    'NOT_CONFIGURED',
    `No payments session: add <meta name="${name}" content="${example}">, or call installSession first.`,
  );
}

function toGatewayUrl(content: string): string {
  const url = parse(content, document.baseURI);
  if (url && /^https?:$/.test(url.protocol)) return url.href;
  throw invalid(GATEWAY, content, "the gateway's address, e.g. https://pay.example.com");
}

function toOrigin(content: string): string {
  const url = parse(content);
  // "https://call.example.com/" is a slip that leaves no doubt; a path would promise more than an origin can hold.
  if (url && url.origin !== 'null' && url.href === `${url.origin}/`) return url.origin;
  throw invalid(ORIGINS, content, 'origins with spaces between, e.g. https://call.example.com');
}

function parse(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

function invalid(name: string, content: string, expected: string): PaymentsError {
  return new PaymentsError(
    'INVALID_CONFIGURATION',
    `<meta name="${name}"> has "${content}"; expected ${expected}.`,
  );
}
