import type { AccessToken } from '../contract/gateway-session.ts';
import { TokenCache } from '../host-bridge/token-cache.ts';
import type { HostContext, HostPort } from './host-port.ts';
import { Listeners } from './state-cell.ts';

export interface DirectPortOptions {
  /** Asks the host's own backend, which mints the token with its API key. */
  readonly getToken: () => Promise<AccessToken>;
  /** BCP 47; the page's language unless given. */
  readonly locale?: string;
  readonly theme?: HostContext['theme'];
  readonly participants?: HostContext['participants'];
}

export interface DirectPort extends HostPort {
  /** The page has another language or another look now: the elements follow, and keep what was typed. */
  update(change: Pick<DirectPortOptions, 'locale' | 'theme'>): void;
}

/** For elements in the host's own page, where no frame and no bridge is between: the token alone says who it is. */
export function directPort(options: DirectPortOptions): DirectPort {
  const tokens = new TokenCache(options.getToken);
  const contexts = new Listeners<HostContext>();
  const nothing = () => {};
  const never = () => nothing;
  let { locale, theme } = options;
  const describe = (): HostContext => ({
    callId: null,
    callState: 'active',
    role: 'observer',
    self: { id: '' },
    participants: options.participants ?? [],
    locale: locale || document.documentElement.lang || navigator.language,
    theme: theme ?? { mode: 'light', tokens: {} },
    panel: { visible: true },
  });
  return {
    kind: 'direct',
    connect: () => Promise.resolve(describe()),
    update(change) {
      ({ locale = locale, theme = theme } = change);
      contexts.call(describe());
    },
    onContext: (listener) => contexts.add(listener),
    onHint: never,
    onClosed: never,
    getToken: (wish) => tokens.get(wish),
    sendHint: nothing,
    openPanel: () => Promise.resolve(false),
    notify: nothing,
    setBadge: nothing,
    setBusy: nothing,
    setMinHeight: nothing,
    report: nothing,
    ready: nothing,
    fail: nothing,
    close() {
      tokens.clear();
      contexts.clear();
    },
  };
}
