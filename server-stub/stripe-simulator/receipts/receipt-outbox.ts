import type { Stripe } from 'stripe';

import { accountName } from '../resources/accounts/account.ts';
import { idOf } from '../resources/reference.ts';
import { type Database, textColumn } from '../store/database.ts';
import type { ObjectStore } from '../store/object-store.ts';

/**
 * A receipt that Stripe would have mailed. Nothing is sent here; and at Stripe, test mode sends none
 * either: only a live payment does.
 */
export interface ReceiptMail {
  readonly to: string;
  /** The clinic's name: direct charges carry the connected account's branding. */
  readonly from: string;
  readonly subject: string;
  /** Stripe's units. */
  readonly amount: number;
  readonly currency: string;
  readonly account: string;
  readonly chargeId: string;
  readonly paymentIntentId: string | null;
  readonly description: string | null;
  readonly receiptNumber: string;
  readonly receiptUrl: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly would_send_live: true;
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
    const owner = this.#objects.find('account', account)?.object;
    const name = owner ? accountName(owner) : account;
    const receiptNumber = charge.receipt_number ?? this.#nextNumber();
    const mail: ReceiptMail = {
      to: charge.receipt_email,
      from: name,
      subject: `Your ${name} receipt [#${receiptNumber}]`,
      amount: charge.amount,
      currency: charge.currency,
      account,
      chargeId: charge.id,
      paymentIntentId: idOf(charge.payment_intent),
      description: charge.description,
      receiptNumber,
      receiptUrl: charge.receipt_url,
      at: this.#now(),
      would_send_live: true,
    };
    this.#database.sqlite.prepare('insert into receipts (mail) values (?)').run(JSON.stringify(mail));
    return { ...charge, receipt_number: receiptNumber };
  }

  /** Newest last. */
  all(): readonly ReceiptMail[] {
    return this.#database.sqlite
      .prepare('select mail from receipts order by seq')
      .all()
      .map((row): ReceiptMail => JSON.parse(textColumn(row, 'mail')));
  }

  /** As Stripe's, e.g. `1042-0007`. */
  #nextNumber(): string {
    const row = this.#database.sqlite.prepare('select count(*) as sent from receipts').get();
    const sent = Number(row?.['sent'] ?? 0) + 1;
    return `${1000 + Math.floor(sent / 10_000)}-${String(sent % 10_000).padStart(4, '0')}`;
  }
}
