/** `localhost`, `127.0.0.1`, `[::1]` and every name under `localhost`. */
function isLoopback(hostname: string): boolean {
  return /^(?:(?:[^.]+\.)*localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
}

/**
 * The address of a page or service that payments may talk to, or null: https, or http on a loopback name;
 * no user name or password in it.
 */
export function readTrustworthyUrl(value: unknown): URL | null {
  if (typeof value !== 'string' || !URL.canParse(value)) return null;
  const url = new URL(value);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return secure && !url.username && !url.password ? url : null;
}
