import { bridgePort } from '../../../src/host-bridge/plugin.ts';
import type { HostPort } from '../../../src/session/host-port.ts';

/** Another bundle in the plugin page's document, with its own copy of the package. */
declare global {
  interface Window {
    secondPort: HostPort;
  }
}
window.secondPort = bridgePort({ allowedOrigins: [location.origin.replace('plugin.', 'host.')] });
