import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

/** Rows of a name and a value; a row without a value is left out. */
export function renderRows(
  rows: readonly (readonly [string, unknown])[],
  className = 'list',
): TemplateResult {
  return html`<dl class=${className} part="details">
    ${rows.map(([name, value]) =>
      value
        ? html`<div>
            <dt>${name}</dt>
            <dd><bdi>${value}</bdi></dd>
          </div>`
        : nothing,
    )}
  </dl>`;
}
