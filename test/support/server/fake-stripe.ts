import { createHmac } from 'node:crypto';

import type { ClosingReason } from '../../../src/contract/payment-request.ts';
import {
  SignatureError,
  StripeFailure,
  type ChargeFacts,
  type FailedCharge,
  type NewPaymentIntent,
  type NewRefund,
  type PaymentIntentFacts,
  type RefundFacts,
  type StripeCall,
  type StripeEventFacts,
  type StripePort,
} from '../../../server-stub/stripe/stripe-port.ts';
import { FakeAccounts } from './fake-accounts.ts';
import { toFailure, type Fault } from './fault.ts';

type Method = 'create' | 'retrieve' | 'cancel' | 'dispute' | 'refund' | 'list-refunds' | 'list-charges';

interface Intent {
  facts: PaymentIntentFacts;
  account: string;
}

export interface LoggedCall {
  readonly method: Method;
  readonly account: string;
  readonly key?: string;
  readonly intent?: NewPaymentIntent;
  readonly refund?: NewRefund;
  readonly id?: string;
}

const KEYS_ARE_KEPT = 24 * 60 * 60 * 1000;

/** As little of Stripe as the gateway's own tests need: PaymentIntents in memory, keys that replay, faults. */
export class FakeStripe implements StripePort {
  readonly accounts = new FakeAccounts();
  readonly calls: LoggedCall[] = [];
  readonly intents = new Map<string, Intent>();
  /** Their status, by the PaymentIntent's id. */
  readonly disputes = new Map<string, string>();
  /** By the PaymentIntent's id. */
  readonly refunds = new Map<string, RefundFacts[]>();
  /** By PaymentIntent. */
  readonly failedCharges = new Map<string, FailedCharge[]>();
  /** What a new refund is, as Stripe makes it. */
  refundStatus = 'succeeded';
  livemode = false;
  /** The clinic does not let the gateway in; who pays still can. */
  isShut = false;
  now: () => number = Date.now;
  readonly #replies = new Map<
    string,
    { reply: PaymentIntentFacts | RefundFacts | StripeFailure; params: string; at: number }
  >();
  readonly #faults: { method: Method; fault: Fault }[] = [];
  readonly #gates = new Map<Method, Promise<void>>();
  #late: Promise<void> | null = null;
  #count = 0;

  /** The next call of this kind goes wrong. */
  fail(method: Method, fault: Fault, times = 1): void {
    for (let i = 0; i < times; i += 1) this.#faults.push({ method, fault });
  }

  /** Nothing goes wrong from now on. */
  heal(): void {
    this.#faults.length = 0;
  }

  /** Calls of this kind do not answer until the returned function is called. */
  hold(method: Method): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gates.set(method, promise);
    return () => {
      this.#gates.delete(method);
      resolve();
    };
  }

  /** What is read next of a PaymentIntent is on its way until the returned function is called: it may be old by then. */
  delayRead(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#late = promise;
    return resolve;
  }

  count(method: Method): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  only(): PaymentIntentFacts {
    const [first, ...others] = this.intents.values();
    if (!first || others.length > 0) throw new Error(`There are ${this.intents.size} PaymentIntents.`);
    return first.facts;
  }

  change(id: string, facts: Partial<PaymentIntentFacts>): void {
    const intent = this.#intent(id);
    intent.facts = { ...intent.facts, ...facts };
  }

  pay(id: string, charge: Partial<ChargeFacts> = {}): void {
    this.change(id, {
      status: 'succeeded',
      lastError: null,
      charge: {
        id: `ch_${id}`,
        createdAt: Date.UTC(2026, 10, 23, 9, 5),
        amountRefunded: 0,
        receiptUrl: 'https://pay.stripe.com/receipts/x',
        method: 'card',
        cardBrand: 'visa',
        cardLast4: '4242',
        ...charge,
      },
    });
  }

  decline(id: string, declineCode = 'insufficient_funds', ref = 'ch_declined'): void {
    this.change(id, {
      status: 'requires_payment_method',
      lastError: { type: 'card_error', code: 'card_declined', declineCode, ref },
    });
  }

  createPaymentIntent(intent: NewPaymentIntent, call: StripeCall): Promise<PaymentIntentFacts> {
    this.calls.push({ method: 'create', account: call.account, key: call.idempotencyKey, intent });
    return this.#keyed('create', call, JSON.stringify(intent), () => {
      this.#count += 1;
      const id = `pi_${this.#count}`;
      const facts: PaymentIntentFacts = {
        id,
        status: 'requires_payment_method',
        amount: intent.amount,
        currency: intent.currency,
        livemode: this.livemode,
        requestId: intent.metadata['request_id'] ?? null,
        clientSecret: `${id}_secret_${this.#count}`,
        lastError: null,
        charge: null,
      };
      this.intents.set(id, { facts, account: call.account });
      return facts;
    });
  }

  async retrievePaymentIntent(id: string, account: string): Promise<PaymentIntentFacts> {
    this.calls.push({ method: 'retrieve', account, id });
    const fault = await this.#fault('retrieve');
    if (fault) throw toFailure(fault);
    const intent = this.intents.get(id);
    if (intent?.account !== account)
      throw new StripeFailure('gone', 'No such PaymentIntent.', { code: 'resource_missing' });
    const { facts } = intent;
    const late = this.#late;
    this.#late = null;
    await late;
    return facts;
  }

  cancelPaymentIntent(id: string, reason: ClosingReason, call: StripeCall): Promise<PaymentIntentFacts> {
    this.calls.push({ method: 'cancel', account: call.account, key: call.idempotencyKey, id });
    return this.#keyed('cancel', call, `${id} ${reason}`, () => {
      const intent = this.#intent(id);
      if (!intent.facts.status.startsWith('requires_'))
        throw new StripeFailure('already-ended', 'Past that.', { code: 'payment_intent_unexpected_state' });
      intent.facts = { ...intent.facts, status: 'canceled' };
      return intent.facts;
    });
  }

  createRefund(refund: NewRefund, call: StripeCall): Promise<RefundFacts> {
    this.calls.push({ method: 'refund', account: call.account, key: call.idempotencyKey, refund });
    return this.#keyed('refund', call, JSON.stringify(refund), () =>
      this.refund(refund.paymentIntent, {
        amount: refund.amount,
        reason: refund.reason,
        refundId: refund.metadata['refund_id'] ?? null,
      }),
    );
  }

  async listRefunds(paymentIntent: string, account: string): Promise<RefundFacts[]> {
    this.calls.push({ method: 'list-refunds', account, id: paymentIntent });
    const fault = await this.#fault('list-refunds');
    if (fault) throw toFailure(fault);
    return this.refunds.get(paymentIntent) ?? [];
  }

  async listFailedCharges(paymentIntent: string, account: string): Promise<FailedCharge[]> {
    this.calls.push({ method: 'list-charges', account, id: paymentIntent });
    const fault = await this.#fault('list-charges');
    if (fault) throw toFailure(fault);
    return this.failedCharges.get(paymentIntent) ?? [];
  }

  /** As it is made at Stripe, whoever asks: the charge knows of it. */
  refund(paymentIntent: string, facts: Partial<RefundFacts> = {}): RefundFacts {
    const { amount, charge } = this.#intent(paymentIntent).facts;
    if (!charge) throw new StripeFailure('rejected', 'Not paid.', { code: 'charge_not_refundable' });
    const rest = amount - charge.amountRefunded;
    if (rest === 0) throw new StripeFailure('rejected', 'Refunded.', { code: 'charge_already_refunded' });
    const all = this.refunds.get(paymentIntent) ?? [];
    const refund: RefundFacts = {
      id: `re_${paymentIntent}_${all.length + 1}`,
      refundId: null,
      amount: rest,
      status: this.refundStatus,
      reason: null,
      detail: null,
      createdAt: Date.UTC(2026, 10, 23, 9, 30),
      ...facts,
    };
    if (refund.amount > rest) throw new StripeFailure('rejected', 'More than is left.');
    this.refunds.set(paymentIntent, [...all, refund]);
    this.change(paymentIntent, {
      charge: { ...charge, amountRefunded: charge.amountRefunded + refund.amount },
    });
    return refund;
  }

  /** A refund goes on: one that fails gives the charge its money back. */
  changeRefund(paymentIntent: string, id: string, change: Partial<RefundFacts>): void {
    const all = this.refunds.get(paymentIntent) ?? [];
    const before = all.find((refund) => refund.id === id);
    const { charge } = this.#intent(paymentIntent).facts;
    if (!before || !charge) throw new Error(`There is no refund ${id}.`);
    this.refunds.set(
      paymentIntent,
      all.map((refund) => (refund === before ? { ...refund, ...change } : refund)),
    );
    if (change.status === 'failed')
      this.change(paymentIntent, {
        charge: { ...charge, amountRefunded: charge.amountRefunded - before.amount },
      });
  }

  async latestDispute(paymentIntent: string, account: string): Promise<string | null> {
    this.calls.push({ method: 'dispute', account, id: paymentIntent });
    // As it stood when Stripe was asked, however long the answer takes.
    const status = this.disputes.get(paymentIntent) ?? null;
    const fault = await this.#fault('dispute');
    if (fault) throw toFailure(fault);
    return status;
  }

  readEvent(body: Buffer, signature: string, now: number): StripeEventFacts {
    const [timestamp = '', mac] = signature.split('.');
    const isFresh = Math.abs(now - Number(timestamp)) <= 5 * 60 * 1000;
    if (!isFresh || mac !== sign(timestamp, body.toString())) throw new SignatureError('Not signed.');
    return JSON.parse(body.toString());
  }

  /** Stripe's idempotency: for a day the same key gets the same answer, and another body under it is refused. */
  async #keyed<Facts extends PaymentIntentFacts | RefundFacts>(
    method: Method,
    { idempotencyKey }: StripeCall,
    params: string,
    work: () => Facts,
  ): Promise<Facts> {
    const fault = await this.#fault(method);
    if (fault === 'before' || fault instanceof StripeFailure) throw toFailure(fault);
    const kept = this.#replies.get(idempotencyKey);
    const earlier = kept && this.now() - kept.at < KEYS_ARE_KEPT ? kept : undefined;
    if (earlier && earlier.params !== params)
      throw new StripeFailure('rejected', 'Same key, other parameters.', { code: 'idempotency_error' });
    const reply = earlier?.reply ?? work();
    const answer = fault === 'replayed' ? toFailure(fault) : reply;
    this.#replies.set(idempotencyKey, { reply: answer, params, at: earlier?.at ?? this.now() });
    if (fault === 'after') throw toFailure(fault);
    if (answer instanceof StripeFailure) throw answer;
    // The parameters were the same: so is the kind of call.
    return answer as Facts;
  }

  async #fault(method: Method): Promise<Fault | undefined> {
    const at = this.#faults.findIndex((entry) => entry.method === method);
    const fault = at < 0 ? undefined : this.#faults.splice(at, 1)[0]?.fault;
    await this.#gates.get(method);
    if (this.isShut) return new StripeFailure('access-lost', 'Shut out.', { code: 'account_invalid' });
    return fault;
  }

  #intent(id: string): Intent {
    const intent = this.intents.get(id);
    if (!intent) throw new StripeFailure('gone', `There is no ${id}.`, { code: 'resource_missing' });
    return intent;
  }
}

/** What the fake takes for Stripe's signature. */
export function signedEvent(event: StripeEventFacts, now: number): { body: string; signature: string } {
  const body = JSON.stringify(event);
  return { body, signature: `${now}.${sign(String(now), body)}` };
}

function sign(timestamp: string, body: string): string {
  return createHmac('sha256', 'fake').update(`${timestamp}.${body}`).digest('hex');
}
