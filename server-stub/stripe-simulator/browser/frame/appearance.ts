import { APPEARANCE_SELECTOR, APPEARANCE_VARIABLES } from '../appearance-names.ts';
import type { FrameAppearance } from '../protocol.ts';

const rules = new CSSStyleSheet();

/** Applies Stripe's Appearance API: the theme, its variables, and rules for `.Input`, `.Label`, `.Error`. */
export function applyAppearance(appearance: FrameAppearance): void {
  const root = document.documentElement;
  root.dataset['theme'] = appearance.theme;
  for (const [name, property] of Object.entries(APPEARANCE_VARIABLES)) {
    const value = appearance.variables[name];
    if (value !== undefined && CSS.supports(property, value)) root.style.setProperty(`--${name}`, value);
    else root.style.removeProperty(`--${name}`);
  }
  for (let index = rules.cssRules.length - 1; index >= 0; index -= 1) rules.deleteRule(index);
  for (const [selector, declarations] of Object.entries(appearance.rules)) {
    if (!APPEARANCE_SELECTOR.test(selector)) continue;
    const rule = rules.cssRules[rules.insertRule(`${selector} {}`, rules.cssRules.length)];
    if (!(rule instanceof CSSStyleRule)) continue;
    for (const [name, value] of Object.entries(declarations)) {
      // Nothing in the frame may fetch from elsewhere.
      if (!/url\s*\(/i.test(value)) rule.style.setProperty(kebab(name), value);
    }
  }
  document.adoptedStyleSheets = [rules];
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
