/** Names that never leave this machine. `hostname` as `URL` gives it. */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}

/** `URL` takes `*`, `;` and more for a name; in a security policy they would mean something else. */
const HOSTNAME = /^(?:[a-z0-9_.-]+|\[[0-9a-f:]+\])$/;

/** An origin as a browser sends it: https, or http on a loopback name. */
export function isAllowedOrigin(origin: string): boolean {
  const url = URL.parse(origin);
  if (!url || url.origin !== origin || !HOSTNAME.test(url.hostname)) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
}

/** Node resolves no `*.localhost`: a server reaches any loopback name by its address. */
export function reachableFromHere(address: string): URL {
  const url = new URL(address);
  if (isLoopbackHost(url.hostname)) url.hostname = '127.0.0.1';
  return url;
}
