import type { PaymentRequest } from '../../contract/payment-request.ts';
import type { RecordsWords } from '../../localization/records/messages.ts';
import { isRefunded } from '../shared/render-details.ts';
import type { Tone } from '../shared/render-shell.ts';

export interface StatusWords {
  readonly tone: Tone;
  readonly words: string;
}

const TONES: Readonly<Record<PaymentRequest['status'], Tone>> = {
  creating: 'info',
  requested: 'info',
  processing: 'info',
  paid: 'good',
  cancelled: 'calm',
  refused: 'calm',
  expired: 'calm',
  failed: 'bad',
  unreachable: 'warn',
};

/** Disputes that are over as if they had never been. */
const SETTLED_DISPUTES = ['won', 'warning_closed'];

/** What there is most to say about a payment, in a word or two. */
export function statusOf(request: PaymentRequest, { records }: RecordsWords): StatusWords {
  const { status, amountRefunded, disputeStatus } = request;
  if (disputeStatus != null && !SETTLED_DISPUTES.includes(disputeStatus))
    return { tone: 'warn', words: records.statuses.disputed };
  if (status === 'paid' && amountRefunded > 0)
    return {
      tone: 'calm',
      words: isRefunded(request) ? records.statuses.refunded : records.partlyRefunded,
    };
  return { tone: TONES[status], words: records.statuses[status] };
}

/** How a dispute stands; what Stripe may call it in time to come is open. */
export function disputeStateOf(status: string): 'open' | 'won' | 'lost' {
  if (status === 'lost') return 'lost';
  return SETTLED_DISPUTES.includes(status) ? 'won' : 'open';
}
