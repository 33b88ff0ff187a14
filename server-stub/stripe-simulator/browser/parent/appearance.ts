import type { Appearance } from '@stripe/stripe-js';

import type { FrameAppearance } from '../protocol.ts';

/** Only texts go to the frame; a page may pass anything. */
export function frameAppearance(appearance: Appearance | undefined): FrameAppearance {
  const theme = appearance?.theme;
  return {
    theme: theme === 'night' || theme === 'flat' ? theme : 'stripe',
    variables: texts(appearance?.variables),
    rules: Object.fromEntries(
      Object.entries(appearance?.rules ?? {}).map(([selector, rule]) => [selector, texts(rule)]),
    ),
  };
}

function texts(values: object | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );
}
