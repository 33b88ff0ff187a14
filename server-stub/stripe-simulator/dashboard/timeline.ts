import type { Stripe } from 'stripe';

import type { ReceiptMail } from '../receipts/receipt-outbox.ts';
import type { EventType, StoredEvent } from '../resources/events/event.ts';
import { moneyWithCode } from './clinic.ts';
import { disputeBadge } from './disputes.ts';
import type { IconName } from './icons.ts';
import { declineWords, reasonWords, sentence, type Tone } from './words.ts';

/** Something that happened to a payment, as its clinic would tell it. */
export interface Happening {
  /** UTC milliseconds. */
  readonly at: number;
  readonly icon: IconName;
  readonly tone: Tone;
  readonly title: string;
  readonly text?: string;
  /** The events that said so, for their deliveries. */
  readonly events: readonly StoredEvent[];
  /** The mail that went out. */
  readonly mail?: number;
}

type DisputeEvent = Extract<EventType, `charge.dispute.${string}`>;
type Told = Omit<Happening, 'at' | 'events'>;

/** Oldest first. Several events of one moment that say the same make one happening. */
export function timelineOf(
  events: readonly StoredEvent[],
  mails: readonly ReceiptMail[],
): readonly Happening[] {
  const happenings: Happening[] = [];
  let silent: StoredEvent[] = [];
  for (const event of events) {
    const told = tell(event);
    if (!told) {
      silent.push(event);
      continue;
    }
    happenings.push({ ...told, at: event.created * 1000, events: [...silent, event] });
    silent = [];
  }
  const last = happenings.pop();
  if (last) happenings.push({ ...last, events: [...last.events, ...silent] });
  return mails.reduce<readonly Happening[]>(withMail, happenings);
}

/** Events carry whole seconds only, so a mail goes where what it tells of is, else by its time. */
function withMail(happenings: readonly Happening[], mail: ReceiptMail): readonly Happening[] {
  const sent: Happening = {
    at: mail.at,
    icon: 'mail',
    tone: 'calm',
    title: mail.kind === 'refund' ? 'Refund receipt sent' : 'Receipt sent',
    text: `To ${mail.to}`,
    events: [],
    mail: mail.number,
  };
  const second = Math.floor(mail.at / 1000) * 1000;
  const about = mail.refundId ?? mail.paymentIntentId;
  const told = happenings.findLastIndex(
    ({ at, events }) => at === second && events.some(({ data }) => data.object.id === about),
  );
  const before = happenings.findLastIndex(({ at }) => at <= mail.at);
  return happenings.toSpliced((told < 0 ? before : told) + 1, 0, sent);
}

/** Null for what another event of the same change says better. */
function tell(event: StoredEvent): Told | null {
  switch (event.type) {
    case 'payment_intent.created':
      return { icon: 'plus', tone: 'calm', title: 'Payment requested' };
    case 'payment_intent.requires_action':
      return { icon: 'shield', tone: 'info', title: 'The bank asked the payer to confirm (3-D Secure)' };
    case 'payment_intent.processing':
      return { icon: 'clock', tone: 'info', title: 'Payment is being processed' };
    case 'payment_intent.payment_failed':
      return tellFailure(event.data.object as Stripe.PaymentIntent);
    case 'payment_intent.succeeded': {
      const { amount, currency } = event.data.object as Stripe.PaymentIntent;
      return {
        icon: 'check',
        tone: 'good',
        title: 'Payment succeeded',
        text: moneyWithCode(amount, currency),
      };
    }
    case 'payment_intent.canceled': {
      const { cancellation_reason: reason } = event.data.object as Stripe.PaymentIntent;
      const text = reason ? { text: reasonWords(reason) } : {};
      return { icon: 'cross', tone: 'calm', title: 'Payment cancelled', ...text };
    }
    case 'refund.created': {
      const { amount, currency, reason } = event.data.object as Stripe.Refund;
      const text = reason ? { text: reasonWords(reason) } : {};
      return { icon: 'back', tone: 'info', title: `${moneyWithCode(amount, currency)} refunded`, ...text };
    }
    case 'refund.failed': {
      const { amount, currency } = event.data.object as Stripe.Refund;
      const text = 'The bank could not give the money back. It is in the balance again.';
      return {
        icon: 'cross',
        tone: 'bad',
        title: `Refund of ${moneyWithCode(amount, currency)} failed`,
        text,
      };
    }
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.funds_withdrawn':
    case 'charge.dispute.funds_reinstated':
    case 'charge.dispute.closed':
      return tellDispute(event.type, event.data.object as Stripe.Dispute);
    default:
      return null;
  }
}

function tellDispute(type: DisputeEvent, dispute: Stripe.Dispute): Told | null {
  const amount = moneyWithCode(dispute.amount, dispute.currency);
  switch (type) {
    case 'charge.dispute.created':
      return { icon: 'flag', tone: 'warn', title: 'Payment disputed', text: sentence(dispute.reason) };
    case 'charge.dispute.updated':
      if (!dispute.status.endsWith('under_review')) return null;
      return { icon: 'flag', tone: 'info', title: 'Evidence sent to the bank' };
    case 'charge.dispute.funds_withdrawn':
      return { icon: 'back', tone: 'warn', title: `${amount} withdrawn`, text: 'And the dispute fee.' };
    case 'charge.dispute.funds_reinstated':
      return { icon: 'check', tone: 'good', title: `${amount} returned`, text: 'The dispute fee is not.' };
    case 'charge.dispute.closed': {
      const [words, tone] = disputeBadge(dispute);
      return { icon: 'flag', tone, title: `Dispute: ${words.toLowerCase()}` };
    }
  }
}

function tellFailure({ last_payment_error: error }: Stripe.PaymentIntent): Told {
  if (error?.code === 'payment_intent_authentication_failure') {
    const text = 'The bank could not confirm that it was the payer.';
    return { icon: 'shield', tone: 'bad', title: '3-D Secure failed', text };
  }
  const card = error?.payment_method?.card;
  const text = declineWords(error?.decline_code ?? error?.code, error?.message);
  const on = card ? ` (card ending ${card.last4})` : '';
  return { icon: 'cross', tone: 'bad', title: 'Payment attempt failed', text: `${text}${on}` };
}
