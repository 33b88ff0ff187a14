import { html, nothing, type TemplateResult } from 'lit';

import type { Lane, Passed, SwitchState } from '../../contract/passed.ts';
import type { BarMessages } from './bar-messages.ts';
import { faultSwitches, type FaultHandlers } from './fault-switches.ts';
import { icon } from './icon.ts';
import { renderRows } from './passing/render-rows.ts';
import { toRows, type Told } from './passing/rows.ts';
import type { PassingWords } from './passing/words.ts';
import { testCards } from './test-cards.ts';

const LANES: readonly Lane[] = ['bridge', 'relay', 'events', 'gateway', 'stripe', 'webhook'];

/** Where it is narrow one of them is shown; where it is wide the messages always, and one of the others. */
export type BarTab = 'messages' | 'cards' | 'faults';

export interface BarState {
  readonly messages: BarMessages;
  readonly words: PassingWords;
  readonly time: Intl.DateTimeFormat;
  readonly told: readonly Told[];
  /** How many came since it was paused; null while it is not. */
  readonly waiting: number | null;
  readonly isOpen: boolean;
  readonly isWide: boolean;
  /** Whether the list shows its end, and goes on with what comes. */
  readonly follows: boolean;
  readonly tab: BarTab;
  readonly hasCards: boolean;
  readonly hidden: ReadonlySet<Lane>;
  readonly opened: ReadonlySet<string>;
  readonly switches: readonly SwitchState[];
  readonly gateway: Passed['gateway'];
  readonly copied: string | null;
  readonly hasFailed: boolean;
}

export interface BarHandlers extends FaultHandlers {
  readonly toggle: () => void;
  readonly choose: (tab: BarTab) => void;
  readonly filter: (lane: Lane) => void;
  readonly open: (row: HTMLDetailsElement, key: string) => void;
  readonly pause: () => void;
  readonly clear: () => void;
  readonly scrolled: (list: HTMLElement) => void;
  readonly toEnd: () => void;
  readonly copy: (number: string) => void;
}

export function barView(state: BarState, handlers: BarHandlers): TemplateResult {
  const { messages, isOpen, isWide, switches, gateway, copied, hasFailed } = state;
  const onCount = switches.filter(({ on }) => on).length;
  return html`
    <section class="bar" aria-labelledby="bar-title" data-open=${isOpen ? 'yes' : 'no'}>
      <header class="bar-head">
        <h2>
          <button
            type="button"
            class="bar-toggle"
            id="bar-title"
            aria-expanded=${isOpen ? 'true' : 'false'}
            aria-controls="bar-body"
            @click=${handlers.toggle}
          >
            ${icon('forward')} ${messages.title}
          </button>
        </h2>
        ${!isOpen ? renderLatest(state) : isWide ? renderControls(state, handlers) : nothing}
        <div class="bar-flags">
          ${onCount > 0 ? html`<span class="flag">${messages.on(onCount)}</span>` : nothing}
          ${gateway === 'down' ? html`<span class="flag flag-bad">${messages.gatewayDown}</span>` : nothing}
        </div>
      </header>
      <div class="bar-body" id="bar-body" ?hidden=${!isOpen}>
        ${isOpen ? renderBody(state, handlers) : nothing}
      </div>
      <div class="visually-hidden" role="status">
        ${hasFailed ? messages.failed : copied ? messages.copied(copied) : ''}
      </div>
    </section>
  `;
}

function renderLatest({ told, messages }: BarState): TemplateResult {
  const latest = told.findLast(({ line }) => !line.quiet)?.line;
  return html`<p class="bar-latest" data-lane=${latest?.lane ?? ''}>
    ${latest ? html`<span class="lane">${messages.lanes[latest.lane]}</span>` : nothing}
    <span class="says">${latest?.text ?? messages.nothingYet}</span>
  </p>`;
}

function renderBody(state: BarState, handlers: BarHandlers): TemplateResult {
  const { messages, isWide, hasCards } = state;
  const side = state.tab === 'messages' ? (hasCards ? 'cards' : 'faults') : state.tab;
  const chosen = isWide ? side : state.tab;
  const tab = (name: BarTab, label: string): TemplateResult =>
    html`<button
      type="button"
      class="tab"
      aria-pressed=${chosen === name ? 'true' : 'false'}
      @click=${() => handlers.choose(name)}
    >
      ${label}
    </button>`;
  const tabs = html`<div class="tabs" role="group" aria-label=${messages.show}>
    ${isWide ? nothing : tab('messages', messages.messages)}
    ${hasCards ? tab('cards', messages.testCards) : nothing} ${tab('faults', messages.faults)}
  </div>`;
  return html`
    ${isWide ? nothing : tabs} ${isWide || chosen === 'messages' ? renderMessages(state, handlers) : nothing}
    ${
      isWide || chosen !== 'messages'
        ? html`<div class="bar-tools">
            ${isWide ? tabs : nothing}
            <div class="bar-panel">
              ${
                chosen === 'faults'
                  ? faultSwitches(messages, state.switches, state.gateway, handlers)
                  : testCards(messages, state.copied, handlers.copy)
              }
            </div>
          </div>`
        : nothing
    }
  `;
}

function renderMessages(state: BarState, handlers: BarHandlers): TemplateResult {
  const { messages, told, hidden, words, opened, time } = state;
  return html`
    ${state.isWide ? nothing : renderControls(state, handlers)}
    <div class="bar-messages">
      <div
        class="bar-list"
        role="region"
        aria-label=${messages.messages}
        tabindex="0"
        @scroll=${({ currentTarget }: Event) => {
          if (currentTarget instanceof HTMLElement) handlers.scrolled(currentTarget);
        }}
      >
        ${
          told.length === 0
            ? html`<p class="bar-nothing">${messages.nothingYet}</p>`
            : renderRows(toRows(told, hidden), {
                messages,
                words,
                opened,
                onToggle: handlers.open,
                formatTime: (at) => time.format(at),
              })
        }
      </div>
      ${
        state.follows
          ? nothing
          : html`<button type="button" class="button button-small bar-to-end" @click=${handlers.toEnd}>
              ${messages.latest}
            </button>`
      }
    </div>
  `;
}

function renderControls({ messages, hidden, waiting }: BarState, handlers: BarHandlers): TemplateResult {
  return html`
    <div class="bar-controls">
      <div class="lanes" role="group" aria-label=${messages.show}>
        ${LANES.map(
          (lane) =>
            html`<button
              type="button"
              class="lane-filter"
              data-lane=${lane}
              aria-pressed=${hidden.has(lane) ? 'false' : 'true'}
              @click=${() => handlers.filter(lane)}
            >
              ${messages.lanes[lane]}
            </button>`,
        )}
      </div>
      <button type="button" class="bar-control" @click=${handlers.pause}>
        ${waiting === null ? messages.pause : messages.goOn(waiting)}
      </button>
      <button type="button" class="bar-control" @click=${handlers.clear}>${messages.clear}</button>
    </div>
  `;
}
