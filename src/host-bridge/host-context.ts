import type { Person, Role } from '../contract/roles.ts';
import type { HostContext, Participant, ThemeMode } from '../session/host-port.ts';

/** What a host page says of its call. What it leaves out is taken from the page. */
export interface CallContext {
  /** One visit, never reused. */
  readonly callId: string | null;
  /** What the person at this page is in the call: a display hint, the gateway goes by the token. */
  readonly role: Role;
  /** Who is at this page: `{id, displayName?}`, by your own stable id for them in this call. */
  readonly self: Person;
  /** Who is in the call: the patients among them can be asked to pay. */
  readonly participants: readonly Participant[];
  /** BCP 47; else the document's language. */
  readonly locale?: string;
  /** `mode`: else what the browser says. `tokens`: `--payment-*` properties and their values. */
  readonly theme?: { readonly mode?: ThemeMode; readonly tokens?: Readonly<Record<string, string>> };
  /** `waiting`, `active` or `ended`; `active` unless said. */
  readonly callState?: HostContext['callState'];
}

const DARK = '(prefers-color-scheme: dark)';
const CONTRAST = '(forced-colors: active)';

export function completeContext(context: CallContext, isVisible: boolean): HostContext {
  const preferred = matchMedia(CONTRAST).matches ? 'contrast' : matchMedia(DARK).matches ? 'dark' : 'light';
  return {
    callId: context.callId,
    callState: context.callState ?? 'active',
    role: context.role,
    self: context.self,
    participants: context.participants,
    locale: context.locale ?? (document.documentElement.lang || navigator.language),
    theme: { mode: context.theme?.mode ?? preferred, tokens: context.theme?.tokens ?? {} },
    panel: { visible: isVisible },
  };
}

/** Calls back when something that `completeContext` takes from the page may have changed. */
export function watchPreferences(onChange: () => void, signal: AbortSignal): void {
  for (const query of [DARK, CONTRAST]) matchMedia(query).addEventListener('change', onChange, { signal });
}
