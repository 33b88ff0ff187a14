import { css } from './css.ts';

/** The choice of a method, Link, and saved cards: in the Payment Element and in the sheets. */
export const methodStyles = css`
  .TabList {
    display: grid;
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
    gap: calc(var(--_unit) * 2);
    margin-bottom: calc(var(--_unit) * 4);
  }
  .Tab {
    display: grid;
    gap: var(--_unit);
    justify-items: start;
    padding: calc(var(--_unit) * 2.5) calc(var(--_unit) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    box-shadow: var(--_shadow);
    color: var(--_secondary);
    font: inherit;
    font-size: calc(var(--_size) * 0.875);
    font-weight: 500;
    text-align: start;
    cursor: pointer;
  }
  .Tab:hover {
    color: var(--_text);
  }
  .Tab--selected,
  .Tab--selected:hover {
    border-color: var(--_primary);
    box-shadow: 0 0 0 1px var(--_primary);
    color: var(--_primary);
  }
  .TabIcon {
    inline-size: auto;
    block-size: var(--_size);
  }
  .TabLabel {
    overflow-wrap: anywhere;
  }
  button:focus-visible,
  input[type='radio']:focus-visible {
    outline: 2px solid var(--_primary);
    outline-offset: 2px;
  }

  .AccordionItem {
    padding: calc(var(--_unit) * 4);
    border: 1px solid var(--_border);
    background: var(--_background);
  }
  .AccordionItem + .AccordionItem {
    margin-top: -1px;
  }
  .AccordionItem:first-child {
    border-start-start-radius: var(--_radius);
    border-start-end-radius: var(--_radius);
  }
  .AccordionItem:last-child {
    border-end-start-radius: var(--_radius);
    border-end-end-radius: var(--_radius);
  }
  [data-spaced] .AccordionItem {
    margin-top: calc(var(--_unit) * 2);
    border-radius: var(--_radius);
  }
  .AccordionButton {
    display: flex;
    gap: calc(var(--_unit) * 2.5);
    align-items: center;
    inline-size: 100%;
    padding: 0;
    border: 0;
    border-radius: 2px;
    background: none;
    color: var(--_secondary);
    font: inherit;
    font-weight: 500;
    text-align: start;
    cursor: pointer;
  }
  .AccordionItem--selected .AccordionButton {
    color: var(--_text);
  }
  .AccordionItem .Panel {
    margin-top: calc(var(--_unit) * 4);
  }
  .RadioIcon {
    flex: none;
    inline-size: 1em;
    block-size: 1em;
    border: 1.5px solid var(--_placeholder);
    border-radius: 50%;
  }
  .AccordionItem--selected .RadioIcon {
    border: 0.3em solid var(--_primary);
  }
  .Picker:not([data-layout='single']) + .Note {
    margin-top: calc(var(--_unit) * 3);
  }

  .RedirectText,
  .TermsText {
    margin: 0 0 calc(var(--_unit) * 3);
    color: var(--_secondary);
    font-size: calc(var(--_size) * 0.875);
  }

  .LinkButton {
    display: flex;
    gap: calc(var(--_unit) * 2);
    align-items: center;
    margin: 0 0 calc(var(--_unit) * 3);
    padding: var(--_unit) 0;
    border: 0;
    border-radius: 2px;
    background: none;
    color: var(--_secondary);
    font: inherit;
    font-size: calc(var(--_size) * 0.875);
    text-align: start;
    cursor: pointer;
  }
  .LinkButton:hover {
    color: var(--_text);
  }
  .LinkButton::after {
    flex: none;
    inline-size: 0.4em;
    block-size: 0.4em;
    margin-inline-start: 0.1em;
    border: solid currentcolor;
    border-width: 0 1.5px 1.5px 0;
    transform: translateY(-25%) rotate(45deg);
    content: '';
  }
  .LinkButton[aria-expanded='true']::after {
    transform: translateY(25%) rotate(225deg);
  }
  .Block {
    margin-bottom: calc(var(--_unit) * 4);
    padding: calc(var(--_unit) * 4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    box-shadow: var(--_shadow);
  }
  .LinkAccount {
    display: grid;
    gap: calc(var(--_unit) * 3);
  }
  .LinkAccount .Field,
  .Address .Field {
    display: block;
    margin-bottom: 0;
  }
  .LinkAccount .Label,
  .Address .Label {
    display: block;
  }
  .Note-text {
    margin: 0;
    color: var(--_secondary);
    font-size: calc(var(--_size) * 0.875);
  }
  .CodeInput {
    inline-size: 9.5em;
    font-size: calc(var(--_size) * 1.125);
    letter-spacing: 0.35em;
  }
  .LinkAccount-in:empty {
    display: none;
  }
  .LinkAccount-who {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_unit) * 2);
    align-items: center;
    margin-bottom: calc(var(--_unit) * 3);
    font-size: calc(var(--_size) * 0.875);
    overflow-wrap: anywhere;
  }
  .SecondaryLink {
    margin-inline-start: auto;
    padding: var(--_unit);
    border: 0;
    background: none;
    color: var(--_primary);
    font: inherit;
    cursor: pointer;
  }
  .SavedCards {
    display: grid;
    gap: calc(var(--_unit) * 2);
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .SavedCards .Label {
    padding: 0;
  }
  .PickerItem {
    display: flex;
    gap: calc(var(--_unit) * 2.5);
    align-items: center;
    padding: calc(var(--_unit) * 2.5) calc(var(--_unit) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .PickerItem:has(:checked) {
    border-color: var(--_primary);
    box-shadow: 0 0 0 1px var(--_primary);
  }
  /* The frame has to stay in the light scheme, whose own radio is white. */
  .PickerItem input {
    flex: none;
    inline-size: 1em;
    block-size: 1em;
    margin: 0;
    border: 1.5px solid var(--_placeholder);
    border-radius: 50%;
    appearance: none;
  }
  .PickerItem input:checked {
    border: 0.3em solid var(--_primary);
  }
  .PickerItem-text {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_unit) * 2);
    align-items: center;
    justify-content: space-between;
    inline-size: 100%;
    font-variant-numeric: tabular-nums;
  }
  .PickerItem small {
    color: var(--_secondary);
    font-size: calc(var(--_size) * 0.8125);
  }

  .Address {
    display: grid;
    gap: calc(var(--_unit) * 3);
    margin-bottom: calc(var(--_unit) * 3);
  }
  .Select {
    padding-inline-end: calc(var(--_unit) * 8);
    appearance: none;
  }
  .Box--select::after {
    position: absolute;
    inset-block-start: calc(50% - 0.35em);
    inset-inline-end: calc(var(--_unit) * 4);
    inline-size: 0.45em;
    block-size: 0.45em;
    border: solid var(--_secondary);
    border-width: 0 1.5px 1.5px 0;
    transform: rotate(45deg);
    pointer-events: none;
    content: '';
  }
`;
