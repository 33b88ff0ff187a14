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
  const resolve = (color: string): string => {
    probe.style.color = color;
    return computed.color;
  };
  const variables: Record<string, string> = {};
  for (const [name, property] of Object.entries(COLORS)) variables[name] = resolve(`var(${property})`);
  probe.style.borderRadius = 'var(--_radius)';
  variables['borderRadius'] = computed.borderTopLeftRadius;
  variables['fontFamily'] = computed.fontFamily;
  variables['fontSizeBase'] = computed.fontSize;
  const rules = rulesOf(resolve);
  // `light-dark()` says which of the two schemes is in use, whoever chose it.
  const theme = resolve('light-dark(#fff, #000)') === 'rgb(0, 0, 0)' ? 'night' : 'stripe';
  probe.remove();
  return { theme, variables, rules };
}

/**
 * Fields as our own are. Stripe's variables have no say on a field's border, and its own is too pale to be
 * seen as one (WCAG 2.2, 1.4.11).
 * Source of the class names: https://docs.stripe.com/elements/appearance-api#rules
 */
function rulesOf(resolve: (color: string) => string): NonNullable<CardFormLooks['rules']> {
  const primary = resolve('var(--_primary)');
  const danger = resolve('var(--_danger)');
  const field = { border: `1px solid ${resolve('var(--_border)')}`, boxShadow: 'none' };
  const ring = (color: string) => `0 0 0 3px ${color.replace(/^rgb\((.*)\)$/, 'rgba($1, 0.3)')}`;
  return {
    '.Input': field,
    '.Input:focus': { borderColor: primary, boxShadow: ring(primary) },
    '.Input--invalid': { borderColor: danger, boxShadow: 'none' },
    '.Input--invalid:focus': { borderColor: danger, boxShadow: ring(danger) },
    '.CodeInput': field,
    '.Block': { border: `1px solid ${resolve('var(--_line)')}`, boxShadow: 'none' },
    '.Label': { fontSize: '0.875rem', fontWeight: '600' },
    '.Error': { fontSize: '0.875rem', fontWeight: '500' },
  };
}
