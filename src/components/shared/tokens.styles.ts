import { css } from 'lit';

/**
 * The look of every element, from public `--payment-*` properties. Set them on the element or on anything
 * around it; each default follows `color-scheme`, so that light and dark come from one list.
 *
 * @cssproperty {color} --payment-color-primary - the main button, what is chosen, and the ring around what has the focus
 * @cssproperty {color} --payment-color-on-primary - words on the primary colour
 * @cssproperty {color} --payment-color-background - behind everything, fields and buttons included
 * @cssproperty {color} --payment-color-surface - behind a list of facts, and where something is still being fetched
 * @cssproperty {color} --payment-color-text - words
 * @cssproperty {color} --payment-color-muted - words that matter less: hints, the names of facts, placeholders
 * @cssproperty {color} --payment-color-line - lines between things
 * @cssproperty {color} --payment-color-border - the edge of a field or a button
 * @cssproperty {color} --payment-color-success - a payment that went through
 * @cssproperty {color} --payment-color-danger - what went wrong, and the button that withdraws a request
 * @cssproperty {color} --payment-color-warning - what needs attention, the strip of a test environment included
 * @cssproperty {length} --payment-radius - round corners of fields, buttons and boxes
 * @cssproperty {length} --payment-space - the room around and between things
 * @cssproperty {family-name} --payment-font-family - the typeface
 * @cssproperty {length} --payment-font-size - the size of ordinary words; headings, small print and the amount keep theirs
 */
export const tokens = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  .shell {
    --_primary: var(--payment-color-primary, light-dark(#0b5cc7, #8ab8ff));
    --_on-primary: var(--payment-color-on-primary, light-dark(#fff, #061d3d));
    --_background: var(--payment-color-background, light-dark(#fff, #15191f));
    --_surface: var(--payment-color-surface, light-dark(#f4f6f9, #1f252d));
    --_text: var(--payment-color-text, light-dark(#14202e, #eef2f7));
    --_muted: var(--payment-color-muted, light-dark(#55616f, #a9b4c2));
    --_line: var(--payment-color-line, light-dark(#dce2ea, #333c47));
    --_border: var(--payment-color-border, light-dark(#7d8998, #78859a));
    --_success: var(--payment-color-success, light-dark(#0b7446, #66d9a3));
    --_danger: var(--payment-color-danger, light-dark(#b3261e, #ffb3ab));
    --_warning: var(--payment-color-warning, light-dark(#875200, #f3c46f));
    --_amber: #ffb020;
    --_radius: var(--payment-radius, 10px);
    --_space: var(--payment-space, 1rem);
    --_font: var(
      --payment-font-family,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      'Helvetica Neue',
      Arial,
      sans-serif
    );
    color-scheme: light dark;
    color: var(--_text);
    background: var(--_background);
    font: 400 var(--payment-font-size, 1rem) / 1.5 var(--_font);
    overflow-wrap: anywhere;
  }
  .shell[data-theme='light'] {
    color-scheme: light;
  }
  .shell[data-theme='dark'] {
    color-scheme: dark;
  }
  .shell[data-theme='contrast'] {
    --_muted: var(--_text);
    --_line: var(--_text);
    --_border: var(--_text);
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 3px solid var(--_primary);
    outline-offset: 2px;
  }
  [tabindex='-1']:focus {
    outline: none;
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
