import { bridgePort } from '../../../src/host-bridge/plugin.ts';
import type { HostContext, PaymentHint } from '../../../src/session/host-port.ts';

const port = bridgePort({ allowedOrigins: [location.origin.replace('plugin.', 'host.')] });

const plugin = {
  port,
  contexts: [] as HostContext[],
  hints: [] as PaymentHint[],
  closed: [] as string[],
  /** The code that connecting failed with. */
  failed: null as string | null,
};

declare global {
  interface Window {
    plugin: typeof plugin;
  }
}
window.plugin = plugin;

port.onContext((context) => plugin.contexts.push(context));
port.onHint((hint) => plugin.hints.push(hint));
port.onClosed((code) => plugin.closed.push(code));
port.connect(new AbortController().signal).then(
  () => port.ready(),
  (error: unknown) => {
    plugin.failed = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    // Said to the test: a driver does not reach into every frame.
    void fetch('/report', { method: 'POST', mode: 'no-cors', body: `failed ${plugin.failed}` });
  },
);
