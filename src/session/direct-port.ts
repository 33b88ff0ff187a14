import type { AccessToken } from '../contract/gateway-session.ts';
import { TokenCache } from '../host-bridge/token-cache.ts';
import type { HostContext, HostPort } from './host-port.ts';

export interface DirectPortOptions {
  /** Asks the host's own backend, which mints the token with its API key. */
  readonly getToken: () => Promise<AccessToken>;
  /** BCP 47; the page's language unless given. */
  readonly locale?: string;
  readonly theme?: HostContext['theme'];
  readonly participants?: HostContext['participants'];
}

/** For elements in the host's own page, where no frame and no bridge is between: the token alone says who it is. */
export function directPort(options: DirectPortOptions): HostPort {
  const tokens = new TokenCache(options.getToken);
  const nothing = () => {};
  const never = () => nothing;
  return {
    kind: 'direct',
    connect: () =>
      Promise.resolve({
        callId: null,
        callState: 'active',
        role: 'observer',
        self: { id: '' },
        participants: options.participants ?? [],
        locale: options.locale || document.documentElement.lang || navigator.language,
        theme: options.theme ?? { mode: 'light', tokens: {} },
        panel: { visible: true },
      }),
    onContext: never,
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
    close: () => tokens.clear(),
  };
}
