import type { FrameAppearance } from '../protocol.ts';

/** Names of Stripe's variables that have an effect, and a property to try their value with. */
const VARIABLES: Readonly<Record<string, string>> = {
  borderRadius: 'border-radius',
  colorBackground: 'color',
  colorDanger: 'color',
  colorPrimary: 'color',
  colorText: 'color',
  colorTextPlaceholder: 'color',
  colorTextSecondary: 'color',
  fontFamily: 'font-family',
  fontSizeBase: 'font-size',
  fontWeightMedium: 'font-weight',
  fontWeightNormal: 'font-weight',
  gridColumnSpacing: 'gap',
  gridRowSpacing: 'gap',
  inputColorBorder: 'color',
  spacingUnit: 'width',
};

/** Class names and states of the Appearance API's rules that have an effect. */
const SELECTOR =
  /^\.(Input|Label|Error|Tab|TabIcon|TabLabel|AccordionItem|Block|CodeInput|PickerItem|TermsText|RedirectText|SecondaryLink)(--(invalid|selected))?(:(focus|hover|disabled)|::placeholder)?$/;

const rules = new CSSStyleSheet();

/** Applies Stripe's Appearance API: the theme, its variables, and rules for `.Input`, `.Label`, `.Error`. */
export function applyAppearance(appearance: FrameAppearance): void {
  const root = document.documentElement;
  root.dataset['theme'] = appearance.theme;
  for (const [name, property] of Object.entries(VARIABLES)) {
    const value = appearance.variables[name];
    if (value !== undefined && CSS.supports(property, value)) root.style.setProperty(`--${name}`, value);
    else root.style.removeProperty(`--${name}`);
  }
  for (let index = rules.cssRules.length - 1; index >= 0; index -= 1) rules.deleteRule(index);
  for (const [selector, declarations] of Object.entries(appearance.rules)) {
    if (!SELECTOR.test(selector)) continue;
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
