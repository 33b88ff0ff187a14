import type { Entry } from '../../activity/activity-log.ts';
import { API_EFFECTS, WEBHOOK_EFFECTS } from '../../faults/fault-rule.ts';
import { type Html, html } from '../html.ts';
import { EFFECT_WORDS } from './words.ts';

const SHOWN = 5;

/** The latest that a fault struck, newest first. */
export function struckLately(entries: readonly Entry[]): Html {
  const struck = entries
    .filter((entry) => entry.fault !== null)
    .slice(-SHOWN)
    .toReversed();
  return html`<section id="struck" aria-labelledby="struck-title" ${struck.length === 0 ? html`hidden` : ''}>
    <h2 id="struck-title">Struck lately</h2>
    <ol class="struck-list">
      ${struck.map(
        (entry) =>
          html`<li>
            <time datetime="${new Date(entry.at).toISOString()}">${clockTime(entry.at)}</time>
            <span>${effectWords(entry.fault)}</span>
            <code>${subject(entry)}</code>
          </li>`,
      )}
    </ol>
  </section>`;
}

function subject(entry: Entry): string {
  if (entry.kind === 'delivery') return entry.type;
  return `${entry.method} ${entry.path}${entry.status === null ? '' : ` → ${entry.status}`}`;
}

function effectWords(fault: string | null): string {
  const effect = [...API_EFFECTS, ...WEBHOOK_EFFECTS].find((known) => known === fault);
  return effect ? EFFECT_WORDS[effect] : (fault ?? '');
}

/** The machine's own time: who looks at this page sits at it. */
function clockTime(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}
