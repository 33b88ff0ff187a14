import type { Appearance } from '@stripe/stripe-js';

import { APPEARANCE_SELECTOR, APPEARANCE_VARIABLES } from '../appearance-names.ts';
import type { FrameAppearance } from '../protocol.ts';
import { tellNoEffect, warnUnknown } from './warn-unknown.ts';

const KNOWN = {
  simulated: ['rules', 'theme', 'variables'],
  ignored: ['disableAnimations', 'inputs', 'labels'],
} satisfies { simulated: (keyof Appearance)[]; ignored: (keyof Appearance)[] };

/** Says in the console what of it changes nothing. */
export function checkAppearance(where: string, appearance: Appearance | undefined): void {
  warnUnknown(`${where} appearance`, appearance, KNOWN);
  for (const name of Object.keys(appearance?.variables ?? {})) {
    if (!(name in APPEARANCE_VARIABLES)) tellNoEffect(`${where} appearance.variables`, name);
  }
  for (const selector of Object.keys(appearance?.rules ?? {})) {
    if (!APPEARANCE_SELECTOR.test(selector)) tellNoEffect(`${where} appearance.rules`, selector);
  }
}

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
