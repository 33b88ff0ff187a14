import type { EngineName } from './cluster.ts';

export interface Bug {
  readonly name: string;
  readonly file: string;
  /** Texts that are there exactly once, and what comes in their place. */
  readonly edits: readonly (readonly [from: string, to: string])[];
  /** Left out: SQLite, where there is one process. */
  readonly engine?: EngineName;
  /** Why it does no harm, where it does none. */
  readonly harmless?: string;
}

export const BUGS: readonly Bug[] = [
  {
    name: 'no bug at all',
    file: 'server-stub/serve.ts',
    edits: [['let isEnding = false;', 'let isEnding = false;']],
    harmless: 'this is what the others are compared with',
  },
  {
    name: 'each call that makes a PaymentIntent takes a key of its own',
    file: 'server-stub/payments/creation.ts',
    edits: [['idempotencyKey: key }', 'idempotencyKey: `${key}:${Date.now()}` }']],
  },
  {
    name: 'an answer that was lost is taken for a no',
    file: 'server-stub/stripe/stripe-errors.ts',
    edits: [['[0, 401, 408, 409, 425, 429]', '[401, 408, 409, 425, 429]']],
    harmless:
      'a request fails that need not have, and nobody can pay a PaymentIntent whose secret nobody was told',
  },
  {
    name: 'a request is closed before Stripe has confirmed it',
    file: 'server-stub/payments/closings.ts',
    edits: [['{ closing_as: as, next_check_at', '{ status: as, next_check_at']],
  },
  {
    name: 'what Stripe was settling can never be paid',
    file: 'server-stub/payments/life.ts',
    edits: [["paid: ['creating', 'requested', 'processing', ", "paid: ['creating', 'requested', "]],
  },
  {
    name: 'nobody looks after open requests by the clock',
    file: 'server-stub/timers.ts',
    edits: [['every(SECOND, () => payments.reconciliation.tick(), log),', '']],
  },
  {
    name: 'the clinician’s idempotency key is not kept',
    file: 'server-stub/payments/creation.ts',
    edits: [['idempotency_key: idempotency.key', 'idempotency_key: `${idempotency.key} ${now}`']],
  },
  {
    name: 'two admins do not see each other’s refunds',
    file: 'server-stub/payments/refunds.ts',
    edits: [
      ['checkRefund(row, all, body.amount)', 'checkRefund({ ...row, amount_refunded: 0 }, [], body.amount)'],
    ],
    harmless: 'Stripe itself refuses to give back more than was paid',
  },
  {
    name: 'each call that gives money back takes a key of its own',
    file: 'server-stub/payments/refunds.ts',
    edits: [['idempotencyKey: operation.key }', 'idempotencyKey: `${operation.key}:${Date.now()}` }']],
    engine: 'postgres',
  },
  {
    name: 'money is given back again without a look whether it was',
    file: 'server-stub/payments/refunds.ts',
    edits: [['if (refund.tries > 0)', 'if (refund.tries > 1000)']],
  },
  {
    name: 'stripe-node sends a refund again by itself',
    file: 'server-stub/stripe/stripe-client.ts',
    edits: [["if (method !== 'POST' || path !== REFUNDS) throw error;", 'throw error;']],
  },
  {
    name: 'one process does not hear of what another changes',
    file: 'server-stub/store/postgres-bus.ts',
    edits: [
      ['if (from === this.#self) return;', 'if (from !== null) return;'],
      ['return this.#local.topics();', 'return [];'],
    ],
    engine: 'postgres',
  },
  {
    name: 'the call is not told of a change, only the clinic',
    file: 'server-stub/store/payment-requests.ts',
    edits: [
      ['[callTopic(row.clinic_id, row.call_id), clinicTopic(row.clinic_id)]', '[clinicTopic(row.clinic_id)]'],
    ],
  },
  {
    name: 'an event is worked on as often as it is delivered',
    file: 'server-stub/payments/webhooks.ts',
    edits: [
      [
        'if (!kept) return;',
        "if (!kept) return void background.run('webhook', () => this.#apply({ ...event, stripe_account: account, payment_intent: paymentIntent, request_id: requestId, state: 'pending', tries: 0, next_try_at: null, received_at: 0 }));",
      ],
    ],
    harmless: 'it only makes the gateway read the PaymentIntent once more',
  },
  {
    name: 'cancel and refuse do nothing, and answer yes',
    file: 'server-stub/payments/closings.ts',
    edits: [
      ["(status === 'requested' || status === 'creating')", "as === 'expired' && status === 'requested'"],
    ],
  },
  {
    name: 'a cancel that was answered yes is forgotten when Stripe does not answer',
    file: 'server-stub/payments/closings.ts',
    edits: [
      [
        'await scheduleRetry(this.#parts, row);',
        "await this.#parts.store.requests.change(row.id, () => ({ set: { closing_as: null }, cause: 'forgotten', actor: 'gateway' }));",
      ],
    ],
  },
  {
    name: 'a request is shown as withdrawn while Stripe is still asked',
    file: 'server-stub/payments/view.ts',
    edits: [
      [
        "case 'requested':",
        "case 'requested':\n      if (row.closing_as !== null) return { ...facts, status: row.closing_as };",
      ],
    ],
  },
  {
    name: 'the admin is told a refusal, and the refund is made',
    file: 'server-stub/payments/refunds.ts',
    edits: [['if (refusal) throw refusal;', "throw refusal ?? new ProblemError('not_refundable', '');"]],
  },
  {
    name: 'too many calls at once count as access that is lost',
    file: 'server-stub/stripe/stripe-errors.ts',
    edits: [["if (code === 'account_invalid')", "if (code === 'account_invalid' || statusCode === 429)"]],
  },
  {
    name: 'the history has no line for how a request ended',
    file: 'server-stub/store/payment-requests.ts',
    edits: [
      [
        'const tells = moves || (await isNews(trx, before, change));',
        'const tells = moves ? set.next_check_at !== null : await isNews(trx, before, change);',
      ],
    ],
  },
  {
    name: 'who has paid is not told of the receipt',
    file: 'server-stub/payments/payment-intent.ts',
    edits: [['receipt_url: charge?.receiptUrl ?? row.receipt_url', 'receipt_url: row.receipt_url']],
  },
  {
    name: 'nobody can pay',
    file: 'server-stub/payments/payer-actions.ts',
    edits: [['if (clientSecret === null) throw', 'throw']],
  },
  {
    name: 'what a lost answer has made at Stripe is never cancelled',
    file: 'server-stub/payments/closings.ts',
    edits: [["if (intent.status === 'canceled') return;", "if (intent.status !== 'succeeded') return;"]],
  },
  {
    name: 'a connection to the database that breaks ends the process',
    file: 'server-stub/store/postgres.ts',
    edits: [["pool.on('connect', (client) => client.on('error', () => undefined));", '']],
    engine: 'postgres',
  },
];

/** Throws when the source is not what it was when the bug was thought of. */
export function withBug(source: string, { file, edits }: Bug): string {
  return edits.reduce((text, [from, to]) => {
    const [before, after, ...more] = text.split(from);
    if (before === undefined || after === undefined || more.length > 0)
      throw new Error(`“${from}” is not, or more than once, in ${file}: this bug has to be put in anew.`);
    return before + to + after;
  }, source);
}
