import type { Entry } from '../../activity/activity-log.ts';
import { RIBBON } from '../../dashboard/pages/layout.ts';
import { html, renderPage } from '../html.ts';
import { type InForce, inForce, post } from './in-force.ts';
import { CALL_PRESETS, CLOCK_PRESETS, type Preset, WEBHOOK_PRESETS } from './presets.ts';
import { type RuleForm, ruleForm } from './rule-form.ts';
import { struckLately } from './struck-lately.ts';

export interface FaultsPage {
  readonly state: InForce;
  readonly form: RuleForm;
  readonly entries: readonly Entry[];
}

/** Fault switches for people; all of it works without a script, which only spares the reloading. */
export function faultsPage({ state, form, entries }: FaultsPage): string {
  return renderPage({
    title: 'Make Stripe misbehave · Stripe simulator',
    language: 'en-AU',
    stylesheet: 'faults.css',
    script: 'faults.js',
    body: html`<a class="skip" href="#main">Skip to the page</a>
      <header>${RIBBON}</header>
      <main id="main" class="wide" tabindex="-1">
        <p class="crumbs"><a href="/">Stripe simulator</a></p>
        <h1>Make Stripe misbehave</h1>
        <p class="lede">
          See what a payment in the call does when Stripe is slow, silent or wrong. What is on stays on, also
          over a restart, until it has struck as often as it says or you turn it off.
        </p>
        <p id="told" role="status" class="visually-hidden"></p>
        ${inForce(state)} ${struckLately(entries)}
        <section aria-labelledby="calls-title">
          <h2 id="calls-title">Calls to Stripe</h2>
          <div class="presets">${CALL_PRESETS.map(presetButton)}</div>
        </section>
        <section aria-labelledby="webhooks-title">
          <h2 id="webhooks-title">Webhooks from Stripe</h2>
          <div class="presets">${WEBHOOK_PRESETS.map(presetButton)}</div>
        </section>
        <section aria-labelledby="clock-title">
          <h2 id="clock-title">Stripe’s clock</h2>
          <div class="presets">
            ${CLOCK_PRESETS.map(({ title, says, advanceMs }) =>
              post(
                'advance',
                String(advanceMs),
                html`<button class="preset" id="advance-${advanceMs}">
                  <strong>${title}</strong><span>${says}</span>
                </button>`,
              ),
            )}
          </div>
        </section>
        ${ruleForm(form)}
      </main>`,
  });
}

function presetButton({ name, title, says }: Preset) {
  return post(
    'preset',
    name,
    html`<button class="preset" id="preset-${name}"><strong>${title}</strong><span>${says}</span></button>`,
  );
}
