import type { FormObject } from '../http/form.ts';
import { html } from '../pages/html.ts';
import { type AmountProblem, amountProblem, parseAmount } from './amount.ts';
import { money, moneyWithCode } from './clinic.ts';
import { notice } from './pages/parts.ts';
import { paymentPage } from './pages/payment-page.ts';
import { refundPage } from './pages/refund-page.ts';
import { isRefundable, type Payments, type PaymentStory } from './payments.ts';
import type { DashboardParts } from './routes.ts';
import { seeOther, type Visit, type Visits } from './visits.ts';
import { REFUND_REASONS } from './words.ts';

/** One payment, and giving it back. */
export function mountPayment(visits: Visits, payments: Payments, parts: DashboardParts): void {
  const path = ({ clinic, id }: Visit) => `${clinic.path}/payments/${id}`;

  visits.get('/payments/:id', (visit) => {
    const { clinic, now, id, query } = visit;
    const story = payments.story(clinic.id, id);
    if (!story) return null;
    const deliveries = new Map(
      story.events.flatMap((event) => {
        const state = parts.deliveries.stateOf(event.id);
        return state ? [[event.id, state] as const] : [];
      }),
    );
    const { hiddenFields } = visit;
    return paymentPage({
      clinic,
      now,
      story,
      deliveries,
      hiddenFields,
      done: justRefunded(story, query.get('refunded')),
    });
  });

  visits.get('/payments/:id/refund', (visit) => {
    const story = payments.story(visit.clinic.id, visit.id);
    if (!story) return null;
    if (!isRefundable(story)) return seeOther(visit.reply, path(visit));
    const hidden = visit.hiddenFields(`${path(visit)}/refund`);
    return refundPage({
      ...visit,
      story,
      hidden,
      amount: null,
      reason: 'requested_by_customer',
      problem: null,
    });
  });

  visits.post('/payments/:id/refund', path, (visit, { key, fields }) => {
    const { clinic, id } = visit;
    const story = payments.story(clinic.id, id);
    if (!story) return null;
    const typed = fieldText(fields, 'amount');
    const reason = fieldText(fields, 'reason');
    const units = parseAmount(typed, story.intent.currency);
    const result =
      typeof units === 'number'
        ? parts.actions.perform({
            account: clinic.id,
            path: '/v1/refunds',
            params: {
              payment_intent: id,
              amount: String(units),
              ...(reason in REFUND_REASONS ? { reason } : {}),
            },
            key,
          })
        : { done: false as const, message: '' };
    if (result.done) return seeOther(visit.reply, `${path(visit)}?refunded=${units}`);
    visit.reply.code(422);
    const hidden = visit.hiddenFields(`${path(visit)}/refund`);
    const problem = problemWords(units, story, result.message);
    return refundPage({ ...visit, story, hidden, amount: typed, reason, problem });
  });
}

/** In the clinic's words where we have them, else in the API's. */
function problemWords(
  units: number | AmountProblem,
  { charge, intent }: PaymentStory,
  message: string,
): string {
  if (typeof units === 'string') return amountProblem(units);
  const left = charge ? charge.amount - charge.amount_refunded : 0;
  if (left === 0) return 'This payment has already been refunded in full.';
  if (units > left) {
    return `At most ${money(left, intent.currency)} can be refunded: that is what is left of the payment.`;
  }
  return message;
}

/** Only what there really is a refund for. */
function justRefunded({ refunds, intent, mails }: PaymentStory, given: string | null) {
  const latest = refunds[0];
  if (!latest || String(latest.amount) !== given) return null;
  const told = mails.some(({ refundId }) => refundId === latest.id);
  return notice(
    'good',
    html`<strong>${moneyWithCode(latest.amount, intent.currency)} refunded.</strong> ${
        told ? 'The patient is told by mail.' : 'No mail goes out: the payment has no address for receipts.'
      }`,
  );
}

function fieldText(fields: FormObject, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}
