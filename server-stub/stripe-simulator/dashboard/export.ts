import { stripeExponent, toMajorUnits } from '../../../src/localization/money.ts';
import { csvLine, CSV_START } from '../../csv.ts';
import { cardOf, isLink } from './pages/parts.ts';
import type { PaymentRow } from './payments.ts';
import type { Times } from './times.ts';
import { brandName, STATE_WORDS } from './words.ts';

/** Payments as a spreadsheet takes them, line by line. */
export async function* paymentsCsv(rows: AsyncIterable<PaymentRow>, times: Times): AsyncGenerator<string> {
  yield CSV_START;
  yield csvLine([
    'id',
    'Created (UTC)',
    `Created (${times.timeZone})`,
    'Amount',
    'Amount refunded',
    'Currency',
    'Status',
    'Description',
    'Method',
    'Card last4',
    'Receipt to',
    'Receipt number',
    'Charge id',
    'Metadata',
  ]);
  for await (const row of rows) yield paymentLine(row, times);
}

function paymentLine({ intent, charge, state }: PaymentRow, times: Times): string {
  const { currency } = intent;
  // A decimal with all its digits, whatever the reader's language writes.
  const decimal = (amount: number) => toMajorUnits({ amount, currency }).toFixed(stripeExponent(currency));
  const card = cardOf(intent, charge);
  const at = intent.created * 1000;
  return csvLine([
    intent.id,
    new Date(at).toISOString().slice(0, 19).replace('T', ' '),
    times.full(at),
    decimal(intent.amount),
    decimal(charge?.amount_refunded ?? 0),
    currency,
    STATE_WORDS[state][0],
    intent.description,
    isLink(charge) ? 'Link' : card?.last4 ? brandName(card.brand) : null,
    card?.last4 ?? null,
    charge?.receipt_email ?? intent.receipt_email,
    charge?.receipt_number ?? null,
    charge?.id ?? null,
    Object.keys(intent.metadata).length === 0 ? null : JSON.stringify(intent.metadata),
  ]);
}
