import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import type { SwitchName, SwitchState } from '../../contract/passed.ts';
import type { BarMessages } from './bar-messages.ts';

export interface FaultHandlers {
  readonly turn: (name: SwitchName, on: boolean) => void;
  readonly allOff: () => void;
  readonly killGateway: () => void;
}

/** What can be made to go wrong: which of it is on, and what it did. */
export function faultSwitches(
  messages: BarMessages,
  switches: readonly SwitchState[],
  gateway: 'up' | 'down',
  handlers: FaultHandlers,
): TemplateResult {
  return html`
    <p class="tools-hint">${messages.faultsHint}</p>
    <ul class="switches" role="list">
      ${switches.map((state) => html`<li>${renderSwitch(messages, state, handlers)}</li>`)}
      ${switches.length === 0 ? html`<li class="tools-hint">${messages.faultsUnavailable}</li>` : nothing}
    </ul>
    <div class="switch-actions">
      <button
        type="button"
        class="button button-outline button-small"
        ?disabled=${!switches.some(({ on }) => on)}
        @click=${handlers.allOff}
      >
        ${messages.allOff}
      </button>
      <button
        type="button"
        class="button button-danger button-small"
        title=${messages.killGatewayHint}
        ?disabled=${gateway === 'down'}
        @click=${handlers.killGateway}
      >
        ${gateway === 'down' ? messages.gatewayDown : messages.killGateway}
      </button>
    </div>
  `;
}

function renderSwitch(
  messages: BarMessages,
  { name, on, struck }: SwitchState,
  handlers: FaultHandlers,
): TemplateResult {
  const words = messages.switches[name];
  const did = struck > 0 ? messages.struck(struck) : on ? messages.waits : '';
  return html`
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        .checked=${live(on)}
        @change=${(event: Event) => {
          if (event.target instanceof HTMLInputElement) handlers.turn(name, event.target.checked);
        }}
      />
      <span>
        <span class="switch-name">${words.name}</span>
        <small>${words.does}</small>
        ${did ? html`<small class="switch-did" data-on=${on ? 'yes' : 'no'}>${did}</small>` : nothing}
      </span>
    </label>
  `;
}
