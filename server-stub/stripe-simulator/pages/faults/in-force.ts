import type { FaultRule } from '../../faults/fault-rule.ts';
import { type Html, html } from '../html.ts';
import { durationWords, howOften, howOftenStruck, whatItDoes } from './words.ts';

export interface InForce {
  readonly rules: readonly FaultRule[];
  readonly offsetMs: number;
  /** An account's name by its id. */
  readonly nameOf: (account: string) => string;
}

/** What is wrong at the moment, each with a way to end it. */
export function inForce(state: InForce): Html {
  const count = state.rules.length + Number(state.offsetMs !== 0);
  return html`<section id="in-force" tabindex="-1" aria-labelledby="in-force-title">
    <div class="head">
      <h2 id="in-force-title">In force</h2>
      ${count > 1 ? post('all-off', '', html`<button class="button danger" id="all-off">Turn everything off</button>`) : ''}
    </div>
    ${
      count === 0
        ? html`<p class="calm">Nothing is wrong: Stripe behaves as usual.</p>`
        : html`<ul class="rules">
            ${state.rules.map((rule) => ruleItem(rule, state.nameOf))}
            ${state.offsetMs === 0 ? '' : clockItem(state.offsetMs)}
          </ul>`
    }
  </section>`;
}

function ruleItem(rule: FaultRule, nameOf: (account: string) => string): Html {
  const words = whatItDoes(rule);
  return html`<li>
    <div>
      <strong>${words}</strong>
      <p class="scope">
        ${scope(rule)}${rule.account === null ? '' : html`, ${nameOf(rule.account)} only`}, ${howOften(rule)}
      </p>
    </div>
    <span class="struck ${rule.applied > 0 ? 'yes' : ''}">${howOftenStruck(rule)}</span>
    ${post(
      'off',
      rule.id,
      html`<button class="button" id="off-${rule.id}" aria-label="Turn off: ${words}">Turn off</button>`,
    )}
  </li>`;
}

function scope(rule: FaultRule): Html {
  if (rule.type !== null) return html`<code>${rule.type}</code>`;
  if (rule.route !== null) return html`<code>${rule.route}</code>`;
  return ['drop', 'delay', 'double', 'reorder'].includes(rule.effect)
    ? html`Every webhook`
    : html`Every call`;
}

function clockItem(offsetMs: number): Html {
  const words = `Stripe’s clock is ${durationWords(Math.abs(offsetMs))} ${offsetMs < 0 ? 'behind' : 'ahead'}`;
  return html`<li>
    <div>
      <strong>${words}</strong>
      <p class="scope">Times of objects, of signatures, and how long keys are kept</p>
    </div>
    <span class="struck"></span>
    ${post('clock', '0', html`<button class="button" id="clock-right">Set it right</button>`)}
  </li>`;
}

/** A form of one button. */
export function post(action: string, value: string, button: Html): Html {
  return html`<form method="post" action="/faults">
    <input type="hidden" name="action" value="${action}" /><input
      type="hidden"
      name="value"
      value="${value}"
    />
    ${button}
  </form>`;
}
