import { readFileSync } from 'node:fs';

/** The host with nothing but postmate, as docs/bridge.md prints it: what is printed is what is tested. */
export function bareHostScript(): string {
  const page = readFileSync(new URL('../../../docs/bridge.md', import.meta.url), 'utf8');
  const [, code] = /```js\n(import Postmate [^]*?)```/.exec(page) ?? [];
  if (code === undefined) throw new Error('docs/bridge.md has lost its host with nothing but postmate.');
  return `${code}\nwindow.connectPayments = connectPayments;`;
}
