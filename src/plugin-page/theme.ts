import type { HostContext } from '../session/host-port.ts';

const NAME = /^--payment-[a-z0-9-]{1,48}$/;
const VALUE_MAX_LENGTH = 200;
/** What could fetch something, or is no plain value. */
const FORBIDDEN = /[;{}<>@\\]|(?:url|src|image|image-set|element|attr)\s*\(/i;

/** Sets the host's theme on `root`: its mode, and those of its tokens that are `--payment-*` and harmless. */
export function applyTheme(root: HTMLElement, { mode, tokens }: HostContext['theme']): void {
  root.dataset['theme'] = mode;
  // A copy: the list is live, and gets shorter.
  for (const name of Array.from(root.style)) {
    if (NAME.test(name) && !Object.hasOwn(tokens, name)) root.style.removeProperty(name);
  }
  for (const [name, value] of Object.entries(tokens)) {
    if (NAME.test(name) && isHarmless(value)) root.style.setProperty(name, value);
  }
}

function isHarmless(value: unknown): value is string {
  return typeof value === 'string' && value.length <= VALUE_MAX_LENGTH && !FORBIDDEN.test(value);
}
