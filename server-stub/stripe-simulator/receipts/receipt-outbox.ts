import type { Stripe } from 'stripe';

import { accountName } from '../resources/accounts/account.ts';
import { idOf } from '../resources/reference.ts';
import { type Database, numberColumn, textColumn } from '../store/database.ts';
import type { ObjectStore } from '../store/object-store.ts';

/**
 * A receipt that Stripe would have mailed. Nothing is sent here; and at Stripe, test mode sends none
 * either: only a live payment does.
 */
export interface ReceiptMail {
  /** Its place in the outbox, from 1. */
  readonly number: number;
  readonly kind: 'payment' | 'refund';
  readonly to: string;
  /** The clinic's name: direct charges carry the connected account's branding. */
  readonly from: string;
  readonly subject: string;
  /** What was paid, or given back; Stripe's units. */
  readonly amount: number;
  readonly currency: string;
  readonly account: string;
  readonly chargeId: string;
  readonly paymentIntentId: string | null;
  /** For a refund's receipt. */
  readonly refundId: string | null;
  readonly description: string | null;
  readonly receiptNumber: string;
  readonly receiptUrl: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly would_send_live: true;
}

export interface MailPage {
  /** Newest first. */
  readonly mails: readonly ReceiptMail[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

/** Older than mail number `after`, or newer than `before`. */
export interface MailCursor {
  readonly after?: number;
  readonly before?: number;
}

export class ReceiptOutbox {
  readonly #database: Database;
  readonly #objects: ObjectStore;
  readonly #now: () => number;

  constructor(database: Database, objects: ObjectStore, now: () => number) {
    this.#database = database;
    this.#objects = objects;
    this.#now = now;
  }

  /** Puts the mail of a paid charge in the outbox; gives the charge with its receipt's number. */
  send(account: string, charge: Stripe.Charge): Stripe.Charge {
    if (charge.status !== 'succeeded' || !charge.receipt_email || !charge.receipt_url) return charge;
    const receiptNumber = charge.receipt_number ?? this.#nextNumber();
    const numbered = { ...charge, receipt_number: receiptNumber };
    const name = this.#nameOf(account);
    const subject = `Your ${name} receipt [#${receiptNumber}]`;
    this.#put(account, numbered, { kind: 'payment', subject, amount: charge.amount, refundId: null });
    return numbered;
  }

  /** The mail that tells the payer of money on its way back, if they had a receipt. */
  sendRefund(account: string, charge: Stripe.Charge, refund: Stripe.Refund): void {
    if (!charge.receipt_email || !charge.receipt_url || !charge.receipt_number) return;
    const subject = `Your refund from ${this.#nameOf(account)} [#${charge.receipt_number}]`;
    this.#put(account, charge, { kind: 'refund', subject, amount: refund.amount, refundId: refund.id });
  }

  /** Newest last. */
  all(): readonly ReceiptMail[] {
    return this.#database.sqlite.prepare('select seq, mail from receipts order by seq').all().map(readMail);
  }

  get(number: number): ReceiptMail | null {
    const row = this.#database.sqlite.prepare('select seq, mail from receipts where seq = ?').get(number);
    return row ? readMail(row) : null;
  }

  /** Oldest first. */
  about(paymentIntent: string): readonly ReceiptMail[] {
    return this.#database.sqlite
      .prepare(
        "select seq, mail from receipts where json_extract(mail, '$.paymentIntentId') = ? order by seq",
      )
      .all(paymentIntent)
      .map(readMail);
  }

  /** One account's, or all. */
  page(account: string | null, cursor: MailCursor, limit: number): MailPage {
    const conditions: string[] = ['true'];
    const values: (string | number)[] = [];
    if (account !== null) {
      conditions.push("json_extract(mail, '$.account') = ?");
      values.push(account);
    }
    const backwards = cursor.after === undefined && cursor.before !== undefined;
    const from = cursor.after ?? cursor.before;
    if (from !== undefined) {
      conditions.push(`seq ${backwards ? '>' : '<'} ?`);
      values.push(from);
    }
    const found = this.#database.sqlite
      .prepare(
        `select seq, mail from receipts where ${conditions.join(' and ')}
         order by seq ${backwards ? 'asc' : 'desc'} limit ?`,
      )
      .all(...values, limit + 1)
      .map(readMail);
    const more = found.length > limit;
    const mails = found.slice(0, limit);
    return {
      mails: backwards ? mails.toReversed() : mails,
      hasNewer: backwards ? more : cursor.after !== undefined,
      hasOlder: backwards ? true : more,
    };
  }

  #put(
    account: string,
    charge: Stripe.Charge & { readonly receipt_number: string | null },
    what: Pick<ReceiptMail, 'kind' | 'subject' | 'amount' | 'refundId'>,
  ): void {
    const mail: Omit<ReceiptMail, 'number'> = {
      ...what,
      to: charge.receipt_email ?? '',
      from: this.#nameOf(account),
      currency: charge.currency,
      account,
      chargeId: charge.id,
      paymentIntentId: idOf(charge.payment_intent),
      description: charge.description,
      receiptNumber: charge.receipt_number ?? '',
      receiptUrl: charge.receipt_url ?? '',
      at: this.#now(),
      would_send_live: true,
    };
    this.#database.sqlite.prepare('insert into receipts (mail) values (?)').run(JSON.stringify(mail));
  }

  #nameOf(account: string): string {
    const owner = this.#objects.find('account', account)?.object;
    return owner ? accountName(owner) : account;
  }

  /** As Stripe's, e.g. `1042-0007`. */
  #nextNumber(): string {
    const row = this.#database.sqlite.prepare('select count(*) as sent from receipts').get();
    const sent = Number(row?.['sent'] ?? 0) + 1;
    return `${1000 + Math.floor(sent / 10_000)}-${String(sent % 10_000).padStart(4, '0')}`;
  }
}

/** Mails from before refunds had receipts of their own do not say what they are. */
function readMail(row: Record<string, unknown>): ReceiptMail {
  const mail: Omit<ReceiptMail, 'number'> = JSON.parse(textColumn(row, 'mail'));
  return {
    ...mail,
    kind: mail.kind ?? 'payment',
    refundId: mail.refundId ?? null,
    number: numberColumn(row, 'seq'),
  };
}
