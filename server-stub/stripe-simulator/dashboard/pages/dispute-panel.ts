import type { Stripe } from 'stripe';

import { type Html, html } from '../../pages/html.ts';
import { type Clinic, moneyWithCode } from '../clinic.ts';
import { disputeBadge, EVIDENCE, needsAnswer } from '../disputes.ts';
import { sentence } from '../words.ts';
import { badge, disclosure, facts } from './parts.ts';

export interface DisputePanel {
  readonly clinic: Clinic;
  readonly dispute: Stripe.Dispute;
  /** The hidden fields of a form that posts to this address. */
  readonly hiddenFields: (path: string) => Html;
}

/** Where a dispute stands, and what the clinic can do about it. */
export function disputePanel(view: DisputePanel): Html {
  const { clinic, dispute } = view;
  const due = dispute.evidence_details.due_by;
  const fee = dispute.balance_transactions.reduce((sum, transaction) => sum + transaction.fee, 0);
  return html`<section class="panel" aria-labelledby="dispute">
    <h2 id="dispute">Dispute ${badge(...disputeBadge(dispute))}</h2>
    ${facts([
      ['Reason', sentence(dispute.reason)],
      ['Amount', moneyWithCode(dispute.amount, dispute.currency)],
      ['Dispute fee', fee > 0 ? moneyWithCode(fee, dispute.currency) : null],
      ['Opened', clinic.times.moment(dispute.created * 1000)],
      ['Answer by', needsAnswer(dispute) && due ? clinic.times.moment(due * 1000) : null],
      ['Evidence', dispute.evidence.uncategorized_text],
      ['Dispute id', html`<code>${dispute.id}</code>`],
    ])}
    ${needsAnswer(dispute) ? answers(view) : ''}
  </section>`;
}

function answers({ clinic, dispute, hiddenFields }: DisputePanel): Html {
  const path = `${clinic.path}/disputes/${dispute.id}`;
  const inquiry = dispute.status === 'warning_needs_response';
  const loses = inquiry ? 'The inquiry is closed.' : 'The patient keeps the money. This cannot be undone.';
  return html`${disclosure(
    'Send evidence',
    html`<form class="answer" method="post" action="${path}/evidence">
      ${hiddenFields(`${path}/evidence`)}
      <fieldset>
        <legend>What the bank gets</legend>
        ${Object.entries(EVIDENCE).map(
          ([name, [, words, help]], index) =>
            html`<label class="choice">
              <input type="radio" name="evidence" value="${name}" ${index === 0 ? html` checked` : ''} />
              <span>${words}<br /><span class="help">${help}</span></span>
            </label>`,
        )}
      </fieldset>
      <div class="field">
        <label for="text">My own words <span class="help">(for evidence of my own)</span></label>
        <textarea id="text" name="text" rows="3" maxlength="5000"></textarea>
      </div>
      <button class="button primary" type="submit">Send evidence</button>
    </form>`,
  )}
  ${disclosure(
    'Accept the dispute',
    html`<form class="answer" method="post" action="${path}/accept">
      ${hiddenFields(`${path}/accept`)}
      <p>${loses}</p>
      <button class="button danger" type="submit">Accept the dispute</button>
    </form>`,
  )}`;
}
