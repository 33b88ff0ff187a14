import { API_EFFECTS, WEBHOOK_EFFECTS, type FaultEffect } from '../../faults/fault-rule.ts';
import type { ApiRoute } from '../../http/api-call.ts';
import { type Html, html } from '../html.ts';
import { EFFECT_WORDS } from './words.ts';

/** As typed, so that a refused form comes back as it was. */
export type TypedRule = Readonly<Record<string, string>>;

export interface RuleForm {
  readonly typed: TypedRule;
  readonly problem: string | null;
  readonly routes: readonly Pick<ApiRoute, 'method' | 'path'>[];
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}

/** For whatever the presets do not say. */
export function ruleForm({ typed, problem, routes, accounts }: RuleForm): Html {
  const value = (name: string) => typed[name] ?? '';
  return html`<section aria-labelledby="own-title">
    <h2 id="own-title">Your own</h2>
    ${problem === null ? '' : html`<p class="problem" role="alert" id="problem">${problem}</p>`}
    <form class="own panel" method="post" action="/faults" id="own">
      <input type="hidden" name="action" value="add" />
      <label class="broad"
        >What goes wrong
        <select name="effect">
          <optgroup label="Calls of the API">${API_EFFECTS.map((effect) => option(effect, typed))}</optgroup>
          <optgroup label="Webhooks">${WEBHOOK_EFFECTS.map((effect) => option(effect, typed))}</optgroup>
        </select>
      </label>
      <label class="broad"
        >Which calls <span class="hint">for calls; empty for all, * for any text</span>
        <input name="route" list="routes" value="${value('route')}" placeholder="POST /v1/payment_intents*" />
      </label>
      <label class="broad"
        >Which webhooks <span class="hint">for webhooks; empty for all</span>
        <input name="type" list="types" value="${value('type')}" placeholder="payment_intent.succeeded" />
      </label>
      <label class="broad"
        >Whose
        <select name="account">
          <option value="">Everybody’s</option>
          ${accounts.map(
            ({ id, name }) =>
              html`<option value="${id}" ${typed['account'] === id ? html`selected` : ''}>${name}</option>`,
          )}
        </select>
      </label>
      <label
        >Seconds <span class="hint">for what takes time</span>
        <input name="seconds" type="number" min="0.001" max="600" step="any" value="${value('seconds')}" />
      </label>
      <label
        >How many times <span class="hint">empty for no end</span>
        <input name="count" type="number" min="1" max="1000000" step="1" value="${value('count')}" />
      </label>
      <label
        >Chance in % <span class="hint">empty for always</span>
        <input name="percent" type="number" min="0" max="100" step="any" value="${value('percent')}" />
      </label>
      <div class="end"><button class="button primary">Turn on</button></div>
      <datalist id="routes">
        ${routes.map(({ method, path }) => html`<option value="${method} ${path}"></option>`)}
      </datalist>
      <datalist id="types">${TYPES.map((type) => html`<option value="${type}"></option>`)}</datalist>
    </form>
  </section>`;
}

const TYPES = [
  'payment_intent.*',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'charge.*',
  'charge.succeeded',
  'charge.refunded',
  'charge.dispute.*',
];

function option(effect: FaultEffect, typed: TypedRule): Html {
  return html`<option value="${effect}" ${typed['effect'] === effect ? html`selected` : ''}>
    ${EFFECT_WORDS[effect]}
  </option>`;
}

/** The typed form as the body of `POST /_simulator/faults`. */
export function bodyOf(typed: TypedRule): Readonly<Record<string, unknown>> {
  const text = (name: string) => typed[name]?.trim() || null;
  const number = (name: string) => (text(name) === null ? null : Number(text(name)));
  const seconds = number('seconds');
  const percent = number('percent');
  return {
    effect: text('effect'),
    route: text('route'),
    type: text('type'),
    account: text('account'),
    delayMs: seconds === null ? null : Math.round(seconds * 1000),
    count: number('count'),
    probability: percent === null ? null : percent / 100,
  };
}
