import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import type { BarMessages } from '../bar-messages.ts';
import { jsonView } from './json-view.ts';
import type { Row, Told } from './rows.ts';
import type { PassingWords, Step } from './words.ts';

const NUMBERS: Readonly<Record<Step, string>> = {
  start: '',
  request: '1',
  pay: '2',
  confirm: '3',
  received: '4',
};

export interface RowsView {
  readonly messages: BarMessages;
  readonly words: PassingWords;
  /** The lines and folds that somebody has opened: only those have their message in the page. */
  readonly opened: ReadonlySet<string>;
  readonly onToggle: (row: HTMLDetailsElement, key: string) => void;
  /** UTC milliseconds to the time of the day. */
  readonly formatTime: (at: number) => string;
}

/** The list: each line opens its message, and says why it exists. */
export function renderRows(rows: readonly Row[], view: RowsView): TemplateResult {
  return html`<ol class="rows" role="list">
    ${repeat(
      rows,
      (row) => `${row.kind} ${row.id}`,
      (row) => html`<li class=${`row-${row.kind}`}>${renderRow(row, view)}</li>`,
    )}
  </ol>`;
}

function renderRow(row: Row, view: RowsView): TemplateResult {
  switch (row.kind) {
    case 'step':
      return html`<h3 class="step">
        ${NUMBERS[row.step] ? html`<span class="step-number">${NUMBERS[row.step]}</span>` : nothing}
        ${view.words.steps[row.step]}
      </h3>`;
    case 'line':
      return renderLine(row, view);
    case 'folded': {
      const key = `fold ${row.id}`;
      return html`<details class="fold" @toggle=${toggled(key, view)}>
        <summary>${view.messages.folded(row.lines.length)}</summary>
        ${
          view.opened.has(key)
            ? html`<ol class="rows" role="list">
                ${repeat(
                  row.lines,
                  ({ id }) => id,
                  (told) => html`<li>${renderLine(told, view)}</li>`,
                )}
              </ol>`
            : nothing
        }
      </details>`;
    }
  }
}

function renderLine({ id, at, line }: Told, view: RowsView): TemplateResult {
  const key = `line ${id}`;
  return html`<details
    class="line"
    data-lane=${line.lane}
    data-tone=${line.tone}
    @toggle=${toggled(key, view)}
  >
    <summary>
      <time>${view.formatTime(at)}</time>
      <span class="lane">${view.messages.lanes[line.lane]}</span>
      <span class="says">${line.text}</span>
      <span class="detail">${line.detail}</span>
    </summary>
    ${
      view.opened.has(key)
        ? html`<div class="message">
            <p>${line.why}</p>
            ${jsonView(line.body)}
          </div>`
        : nothing
    }
  </details>`;
}

function toggled(key: string, { onToggle }: RowsView): (event: Event) => void {
  return (event) => {
    const { currentTarget, target } = event;
    // A line inside a fold has a toggle of its own.
    if (target === currentTarget && currentTarget instanceof HTMLDetailsElement) onToggle(currentTarget, key);
  };
}
