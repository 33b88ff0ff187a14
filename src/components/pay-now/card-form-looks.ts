import type { CardFormLooks } from '../../session/state.ts';

/** Stripe's Appearance variables, and the properties of ours that they follow. */
const COLORS = {
  colorPrimary: '--_primary',
  colorBackground: '--_background',
  colorText: '--_text',
  colorTextSecondary: '--_muted',
  colorTextPlaceholder: '--_muted',
  colorDanger: '--_danger',
} as const;

/**
 * The looks of `shell` in values that mean something outside this document: custom properties and
 * `light-dark()` are resolved, as they stand now.
 */
export function cardFormLooks(shell: HTMLElement): CardFormLooks {
  const probe = document.createElement('span');
  shell.append(probe);
  const computed = getComputedStyle(probe);
  const variables: Record<string, string> = {};
  for (const [name, property] of Object.entries(COLORS)) {
    probe.style.color = `var(${property})`;
    variables[name] = computed.color;
  }
  probe.style.borderRadius = 'var(--_radius)';
  variables['borderRadius'] = computed.borderTopLeftRadius;
  variables['fontFamily'] = computed.fontFamily;
  variables['fontSizeBase'] = computed.fontSize;
  // `light-dark()` says which of the two schemes is in use, whoever chose it.
  probe.style.color = 'light-dark(#fff, #000)';
  const theme = computed.color === 'rgb(0, 0, 0)' ? 'night' : 'stripe';
  probe.remove();
  return { theme, variables };
}
