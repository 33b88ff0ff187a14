import type { AccessToken, GatewaySession, NotReadyReason } from '../contract/gateway-session.ts';
import type { PaymentsErrorCode } from '../errors.ts';
import { PaymentsError } from '../errors.ts';
import { findPluginPage } from '../host-bridge/host-embedding.ts';
import { readTrustworthyUrl } from '../host-bridge/origins.ts';
import { loadLocalization, loadWords } from '../localization/load.ts';
import type { Explanation } from '../localization/messages.ts';
import { systemClock } from '../session/clock.ts';
import { createGatewayClient } from '../session/gateway-client.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { judge } from './judge.ts';
import { mergeFindings, readFindings } from './merge.ts';
import { browserSurroundings } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';
import { en } from './words/en.ts';
import type { FindingWords } from './words/words.ts';

export type { Check, Finding, Outcome } from './finding.ts';

export interface DiagnoseOptions {
  /** Where the gateway is, e.g. `https://pay.example.com`. */
  readonly gateway: string;
  /** In the call's page: the host's id at the gateway. Left out, the page is taken for the framed one. */
  readonly hostId?: string;
  /** As `PaymentsHost` has it; in the framed page `() => port.getToken()`. Left out, nothing behind it is checked. */
  readonly getToken?: (options: { readonly force: boolean }) => Promise<AccessToken>;
  /** In the call's page: the payments frame; the one with the gateway's origin unless given. */
  readonly frame?: HTMLIFrameElement | null;
  /** In the call's page: your `PaymentsHost`. Its frame is asked for what this page cannot see. */
  readonly payments?: { diagnoseFrame(options: { readonly locale?: string }): Promise<unknown> };
  /** BCP 47; the document's language unless given. English and Italian are there. */
  readonly locale?: string;
  /** Milliseconds for each thing that is asked for; 6 s unless given. */
  readonly timeout?: number;
}

/** What is replaced in tests. */
export interface DiagnoseParts {
  readonly surroundings?: Surroundings;
}

const TIMEOUT = 6_000;
/** A policy blocks at once; nobody waits for the page itself. */
const FRAME_TRIAL = 1_000;
const STRIPE_SCRIPT = 'https://js.stripe.com/v3/';

/**
 * Why can't I take a payment? Looks at everything that a payment needs and this page can see, and says it in
 * plain words, in the order in which to put it right. Nothing is changed, no payment is made, and no token is in
 * what it answers. It works in the call's page and in the framed one; each sees what the other cannot.
 *
 * Rejects with `INVALID_CONFIGURATION` for an address that no gateway can have.
 */
export async function diagnose(
  options: DiagnoseOptions,
  { surroundings = browserSurroundings() }: DiagnoseParts = {},
): Promise<readonly Finding[]> {
  const gateway = readTrustworthyUrl(options.gateway);
  if (!gateway) {
    throw new PaymentsError(
      'INVALID_CONFIGURATION',
      '"gateway" must be an https address (http only on loopback names).',
    );
  }
  const language = options.locale ?? (globalThis.document?.documentElement.lang || 'en');
  const [facts, inFrame, { messages }, words] = await Promise.all([
    gather(gateway, options, surroundings),
    askFrame(options, language),
    loadLocalization(language),
    loadWords(language.split('-')[0] ?? '', en, { it: async () => (await import('./words/it.ts')).it }),
  ]);
  const findings = judge(facts).map(({ check, outcome, words: key, about = '' }): Finding => {
    const { message, help } =
      key in words ? words[key as keyof typeof words] : toWords(messages.notReady[key as NotReadyReason]);
    const name = (sentence: string): string => sentence.replace('{about}', about);
    return { check, outcome, message: name(message), help: name(help) };
  });
  return mergeFindings(findings, inFrame);
}

function toWords({ reason, advice }: Explanation): FindingWords {
  return { message: reason, help: advice };
}

/** What the framed page has found; nothing where it cannot be asked, which the findings of this page say. */
async function askFrame({ payments }: DiagnoseOptions, locale: string): Promise<readonly Finding[]> {
  try {
    return readFindings(await payments?.diagnoseFrame({ locale }));
  } catch {
    return [];
  }
}

async function gather(gateway: URL, options: DiagnoseOptions, page: Surroundings): Promise<Facts> {
  const { hostId, timeout = TIMEOUT } = options;
  const place = hostId === undefined ? 'plugin' : 'host';
  const frame =
    place === 'plugin' ? null : options.frame === undefined ? page.findFrame(gateway.origin) : options.frame;
  const readBlocked = page.watchPolicy();
  const getToken = options.getToken && within(timeout, options.getToken);
  const [embedding, hasToken, session, hasStripe] = await Promise.all([
    hostId === undefined ? undefined : askEmbedding(gateway, hostId, timeout),
    place === 'host' ? getToken && givesToken(getToken) : undefined,
    // The gateway takes no token from the call's page: that is not its origin.
    place === 'plugin' && getToken ? askSession(gateway, getToken, timeout) : undefined,
    // The framed page alone loads Stripe.js; the call's policy need not let it.
    place === 'host' ? null : page.hasStripe || page.tryScript(STRIPE_SCRIPT, timeout),
    hostId === undefined
      ? null
      : page.tryFrame(embeddingUrl(gateway, hostId), Math.min(timeout, FRAME_TRIAL)),
  ]);
  return {
    place,
    origin: page.origin,
    isTop: page.isTop,
    framedBy: page.framedBy,
    hostOrigins: page.hostOrigins,
    allowsPayment: page.allowsPayment(),
    isIsolated: page.isIsolated,
    frame: frame && page.frameFacts(frame),
    blocked: readBlocked().filter(({ url }) => concerns(url, gateway)),
    embedding,
    hasToken,
    session,
    hasStripe,
  };
}

/** Of what a page's policy keeps out, the most is none of ours. */
function concerns(url: string, { origin }: URL): boolean {
  return url.startsWith(origin) || /^https:\/\/([\w-]+\.)*stripe\.(com|network)/.test(url);
}

function embeddingUrl(gateway: URL, hostId: string): string {
  return `${gateway.href.replace(/\/*$/, '')}/v1/hosts/${encodeURIComponent(hostId)}/embedding`;
}

async function askEmbedding(
  gateway: URL,
  hostId: string,
  timeout: number,
): Promise<PaymentsErrorCode | null> {
  try {
    await findPluginPage(gateway, hostId, AbortSignal.timeout(timeout));
    return null;
  } catch (error) {
    return codeOf(error);
  }
}

type GetToken = NonNullable<DiagnoseOptions['getToken']>;

async function givesToken(getToken: GetToken): Promise<boolean> {
  try {
    const { token, expiresAt } = await getToken({ force: false });
    return token !== '' && expiresAt > systemClock.now();
  } catch {
    return false;
  }
}

async function askSession(
  gateway: URL,
  ask: GetToken,
  timeout: number,
): Promise<GatewaySession | PaymentsErrorCode> {
  const getToken = async ({ force = false } = {}): Promise<AccessToken> => {
    try {
      return await ask({ force });
    } catch (cause) {
      throw new PaymentsError('TOKEN_UNAVAILABLE', 'The page has no token.', { cause });
    }
  };
  const client = createGatewayClient({
    baseUrl: gateway.href,
    getToken,
    clock: systemClock,
    fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(timeout) }),
  });
  try {
    return await client.getSession();
  } catch (error) {
    return codeOf(error);
  }
}

/** The same, but it rejects when it takes longer. */
function within(limit: number, ask: GetToken): GetToken {
  return (options) =>
    new Promise((resolve, reject) => {
      const stop = systemClock.after(limit, () => reject(new Error('It took too long.')));
      Promise.resolve(options).then(ask).then(resolve, reject).finally(stop);
    });
}

function codeOf(error: unknown): PaymentsErrorCode {
  return error instanceof PaymentsError ? error.code : 'INTERNAL';
}
