/** Names of Stripe's variables that have an effect, and a property to try their value with. */
export const APPEARANCE_VARIABLES: Readonly<Record<string, string>> = {
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
export const APPEARANCE_SELECTOR =
  /^\.(Input|Label|Error|Tab|TabIcon|TabLabel|AccordionItem|Block|CodeInput|PickerItem|TermsText|RedirectText|SecondaryLink)(--(invalid|selected))?(:(focus|hover|disabled)|::placeholder)?$/;
