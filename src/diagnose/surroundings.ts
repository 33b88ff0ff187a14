import type { BlockedLoad, FrameFacts } from './facts.ts';

/** What a diagnosis looks at in its page; a test's own stands in. */
export interface Surroundings {
  readonly origin: string;
  readonly isTop: boolean;
  readonly isIsolated: boolean;
  readonly framedBy: string | null;
  readonly hasStripe: boolean;
  /** What `<meta name="payments-host-origins">` says. */
  readonly hostOrigins: readonly string[] | null;
  allowsPayment(): boolean | null;
  frameFacts(frame: HTMLIFrameElement): FrameFacts;
  /** The frame of `origin` that is in this page. */
  findFrame(origin: string): HTMLIFrameElement | null;
  /** Collects what the content security policy keeps from happening, until it is read. */
  watchPolicy(): () => readonly BlockedLoad[];
  /** Loads a page into a frame that nobody sees, to hear whether the policy lets it. */
  tryFrame(url: string, wait: number): Promise<void>;
  /** Whether a script can be had; it is not run. */
  tryScript(url: string, wait: number): Promise<boolean>;
}

interface Policy {
  allowsFeature(name: string): boolean;
}
/** Firefox and Safari have none of it. */
type WithPolicy = { readonly featurePolicy?: Policy; readonly permissionsPolicy?: Policy };

export function browserSurroundings(own: Window & typeof globalThis = window): Surroundings {
  const { document, location } = own;
  return {
    origin: own.origin,
    isTop: own.parent === own,
    isIsolated: own.crossOriginIsolated,
    framedBy: location.ancestorOrigins?.[0] ?? originOf(document.referrer),
    hasStripe: 'Stripe' in own,
    hostOrigins:
      document
        .querySelector<HTMLMetaElement>('meta[name="payments-host-origins"]')
        ?.content.trim()
        .split(/[\s,]+/) ?? null,
    allowsPayment: () => allows(document),
    frameFacts: (frame) => ({
      asksForPayment: /(?:^|;)\s*payment(?!-)(?:\s+(?!'none')|\s*(?:;|$))/.test(frame.allow),
      allowsPayment: allows(frame),
      sandbox: frame.hasAttribute('sandbox') ? [...frame.sandbox] : null,
    }),
    findFrame: (origin) =>
      [...document.querySelectorAll('iframe')].find(({ src }) => originOf(src) === origin) ?? null,
    watchPolicy() {
      const blocked: BlockedLoad[] = [];
      const note = (event: SecurityPolicyViolationEvent): void => {
        if (event.disposition === 'enforce')
          blocked.push({ directive: event.effectiveDirective, url: event.blockedURI });
      };
      document.addEventListener('securitypolicyviolation', note);
      return () => {
        document.removeEventListener('securitypolicyviolation', note);
        return blocked;
      };
    },
    async tryFrame(url, wait) {
      const frame = document.createElement('iframe');
      frame.hidden = true;
      frame.title = '';
      frame.setAttribute('sandbox', '');
      frame.src = url;
      document.body.append(frame);
      await settled(frame, wait);
      frame.remove();
    },
    async tryScript(url, wait) {
      const link = document.createElement('link');
      link.rel = 'preload';
      link.as = 'script';
      link.href = url;
      document.head.append(link);
      const isThere = await settled(link, wait);
      link.remove();
      return isThere;
    },
  };
}

/** True on `load`; false on `error`, and when neither comes in time. */
function settled(element: HTMLElement, wait: number): Promise<boolean> {
  return new Promise((resolve) => {
    element.addEventListener('load', () => resolve(true));
    element.addEventListener('error', () => resolve(false));
    setTimeout(() => resolve(false), wait);
  });
}

function allows(node: Document | HTMLIFrameElement): boolean | null {
  const owner: object & WithPolicy = node;
  return (owner.permissionsPolicy ?? owner.featurePolicy)?.allowsFeature('payment') ?? null;
}

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}
