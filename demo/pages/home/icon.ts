import { html, type TemplateResult } from 'lit';

/** One of the sprite's icons, for the eye only. */
export function icon(name: string): TemplateResult {
  return html`<svg class="icon" aria-hidden="true"><use href=${`/images/icons.svg#${name}`} /></svg>`;
}
