import { html, type TemplateResult } from 'lit';

import type { ShownObject } from '../../../contract/passed.ts';

/** A member's name, a text, a number or word, and whatever stands between them. */
const PARTS = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\b\d[\d.eE+-]*\b|\b(?:true|false|null)\b|[^"\w-]+|./g;

/** JSON to be read by people, its texts and numbers told apart by colour. */
export function jsonView(value: ShownObject): TemplateResult {
  const parts = [...JSON.stringify(value, null, 2).matchAll(PARTS)].map(([whole, text, colon]) => {
    if (colon !== undefined) return html`<span class="json-name">${text}</span>${colon}`;
    if (text !== undefined) return html`<span class="json-text">${text}</span>`;
    return /^[-\w]/.test(whole) ? html`<span class="json-value">${whole}</span>` : whole;
  });
  // Nothing between the tags: white space counts here.
  return html`<pre class="json" tabindex="0">${parts}</pre>`;
}
