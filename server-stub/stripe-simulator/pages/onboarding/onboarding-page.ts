import type { Stripe } from 'stripe';

import { accountName } from '../../resources/accounts/account.ts';
import { dueOf, partsDue, stateOf } from '../../resources/accounts/account-state.ts';
import { requirementOf } from '../../resources/accounts/requirements.ts';
import { STATE_SENTENCES } from '../../resources/accounts/state-words.ts';
import { type Html, html } from '../html.ts';
import { hostedPage } from '../hosted-page.ts';
import { type Field, fieldsOf } from './fields.ts';
import { OUTCOMES, STEP_WORDS, type Step } from './steps.ts';

export interface OnboardingView {
  /** Where the visitor comes from; null for the business's own dashboard. */
  readonly platform: string | null;
  readonly account: Stripe.Account;
  readonly steps: readonly Step[];
  /** Null when there is nothing left to ask. */
  readonly step: Step | null;
  /** What was typed, by the field's name, where it was refused. */
  readonly typed: Readonly<Record<string, string>>;
  readonly problem: string | null;
  /** Where the form goes, and what it carries unseen. */
  readonly action: string;
  readonly hidden: Html;
}

/** A step of the hosted onboarding, as small as it can be and still be walked through. */
export function onboardingPage(view: OnboardingView): string {
  const { account, step, platform, problem } = view;
  const title = step ? STEP_WORDS[step] : 'Nothing to do';
  return hostedPage(
    problem ? `Problem: ${title}` : title,
    platform ?? accountName(account),
    html`${view.steps.length > 1 && step ? progress(view.steps, step, account) : ''}
      <h1>${heading(step)}</h1>
      <p class="lede">${lede(view)}</p>
      ${problem ? html`<p class="notice bad" role="alert" id="problem">${problem}</p>` : ''}
      <form method="post" action="${view.action}" novalidate>
        ${view.hidden} ${step ? content(view, step) : ''}
        <div class="actions">
          ${
            step
              ? html`<button class="button primary" name="decision" value="go-on">
                    ${step === 'agreement' || step === 'document' ? 'Agree and submit' : 'Continue'}
                  </button>
                  <button class="button" name="decision" value="later">Save for later</button>`
              : html`<button class="button primary" name="decision" value="later">
                  Back to ${platform ?? 'the dashboard'}
                </button>`
          }
        </div>
      </form>
      <p class="foot">${accountName(account)} · <code>${account.id}</code></p>`,
  );
}

function progress(steps: readonly Step[], current: Step, account: Stripe.Account): Html {
  const due: ReadonlySet<Step> = partsDue(account);
  return html`<ol class="steps" aria-label="Steps">
    ${steps.map(
      (step) =>
        html`<li class="${due.has(step) ? '' : 'done'}" ${step === current ? html`aria-current="step"` : ''}>
          ${STEP_WORDS[step]}${due.has(step) ? '' : html` <span class="visually-hidden">(given)</span>`}
        </li>`,
    )}
  </ol>`;
}

function heading(step: Step | null): string {
  switch (step) {
    case 'business':
      return 'Tell us about the business';
    case 'representative':
      return 'Who represents the business?';
    case 'bank':
      return 'Where should payouts go?';
    case 'agreement':
      return 'Review and submit';
    case 'document':
      return 'Confirm the representative’s identity';
    default:
      return 'Stripe needs nothing now';
  }
}

function lede({ step, account, platform }: OnboardingView): string {
  switch (step) {
    case null:
      return STATE_SENTENCES[stateOf(account)];
    case 'business':
      return `Stripe asks this of every business that takes payments${platform ? ` with ${platform}` : ''}.`;
    case 'representative':
      return 'Somebody who may act for the business. Names and dates typed here are thrown away.';
    case 'bank':
      return 'The account that the business’s takings are paid out to.';
    case 'agreement':
      return 'Stripe would now check what was given. In this simulation you choose what comes of it.';
    case 'document':
      return 'Stripe asks for a photo of an identity document. A made-up one stands in for it.';
  }
}

function content(view: OnboardingView, step: Step): Html {
  if (step === 'agreement') return html`${missing(view.account)} ${outcomes('ready')}`;
  if (step === 'document') return outcomes('ready', ['ready', 'in-review', 'restricted']);
  const fields = fieldsOf(step, view.account);
  const invalid = view.problem !== null;
  return html`${fields.map((field) => input(field, view.typed[field.name] ?? field.value, invalid))}`;
}

/** What is still due before the last page, when somebody has skipped a page. */
function missing(account: Stripe.Account): Html | string {
  const due = dueOf(account)
    .map(requirementOf)
    .filter(({ part }) => part !== 'agreement');
  if (due.length === 0) return '';
  return html`<div class="notice warn">
    Still missing: ${due.map(({ says }) => says).join('; ')}. Without it the account stays unfinished.
  </div>`;
}

function outcomes(chosen: keyof typeof OUTCOMES, offered: readonly string[] = Object.keys(OUTCOMES)): Html {
  return html`<fieldset>
    <legend>What Stripe makes of it</legend>
    <div class="options">
      ${Object.entries(OUTCOMES)
        .filter(([name]) => offered.includes(name))
        .map(
          ([name, [words, says]]) =>
            html`<label class="option">
              <input type="radio" name="outcome" value="${name}" ${name === chosen ? html`checked` : ''} />
              <span class="option-name">${words}</span>
              <span class="muted">${says}</span>
            </label>`,
        )}
    </div>
  </fieldset>`;
}

function input(field: Field, value: string, invalid: boolean): Html {
  const { name, label, inputmode, help } = field;
  const isWrong = invalid && value.trim() === '';
  const described = [...(help ? [`${name}-help`] : []), ...(isWrong ? ['problem'] : [])].join(' ');
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      value="${value}"
      autocomplete="off"
      maxlength="200"
      ${inputmode ? html`inputmode="${inputmode}"` : ''}
      ${described ? html`aria-describedby="${described}"` : ''}
      ${isWrong ? html`aria-invalid="true"` : ''}
    />
    ${help ? html`<p class="help" id="${name}-help">${help}</p>` : ''}
  </div>`;
}
