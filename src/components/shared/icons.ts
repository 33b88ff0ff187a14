import { svg, html } from 'lit';
import type { TemplateResult } from 'lit';

const PATHS = {
  alert: svg`<path d="M12 8v5m0 3.5v.01M12 3 2.5 20h19z" />`,
  card: svg`<path d="M3 6h18v12H3zM3 10h18M7 15h3" />`,
  check: svg`<path d="m5 12.5 5 5 9-10" />`,
  clock: svg`<path d="M12 7v5l3 2M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z" />`,
  cross: svg`<path d="m6 6 12 12M18 6 6 18" />`,
  giveBack: svg`<path d="M9 14 4 9l5-5M4 9h10a5.5 5.5 0 0 1 0 11h-3" />`,
  lock: svg`<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />`,
} as const;

export type IconName = keyof typeof PATHS;

/** A picture that only repeats what words beside it say. */
export function icon(name: IconName): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">${PATHS[name]}</svg>`;
}
