/**
 * The headers that a host page needs around the payments frame, and nothing looser: `frame-src` and `connect-src`
 * name the gateway; no inline script or style.
 */
export function securityHeaders(gatewayUrl: string): Readonly<Record<string, string>> {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'media-src': "'self' blob:",
    'connect-src': `'self' ${gatewayUrl}`,
    // 'self': the side-by-side page frames the two call pages.
    'frame-src': `'self' ${gatewayUrl}`,
    'frame-ancestors': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'object-src': "'none'",
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'permissions-policy': 'camera=(self), microphone=(self), geolocation=()',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  };
}
