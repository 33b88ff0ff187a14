import { stripeExponent, toMajorUnits } from '../../src/localization/money.ts';
import { csvLine, CSV_START } from '../csv.ts';
import type { RecordPage } from '../store/records.ts';
import type { RequestCursor, RequestRow } from '../store/request-rows.ts';
import type { TimeZone } from '../time-zone.ts';

/** The columns have the same English names everywhere: books are kept by them. */
const COLUMNS = [
  'Asked at',
  'Paid at',
  'Status',
  'Amount',
  'Refunded',
  'Currency',
  'Description',
  'Reference',
  'Patient',
  'Asked by',
  'Method',
  'Card',
  'Dispute',
  'Charge',
  'Payment intent',
  'Request',
  'Call',
];

/** Requests, newest first, as lines of RFC 4180 in UTF-8; times as ISO 8601 in the zone, amounts with all decimals. */
export async function* recordsCsv(
  page: (after?: RequestCursor) => Promise<RecordPage>,
  zone: TimeZone,
): AsyncGenerator<string> {
  yield CSV_START + csvLine(COLUMNS);
  for (let after: RequestCursor | undefined; ;) {
    const { rows, next } = await page(after);
    if (rows.length > 0) yield rows.map((row) => line(row, zone)).join('');
    if (next === null) return;
    after = next;
  }
}

function line(row: RequestRow, zone: TimeZone): string {
  const { currency } = row;
  const decimal = (amount: number) => toMajorUnits({ amount, currency }).toFixed(stripeExponent(currency));
  return csvLine([
    zone.iso(row.created_at),
    row.paid_at === null ? null : zone.iso(row.paid_at),
    row.status,
    decimal(row.amount),
    decimal(row.amount_refunded),
    currency.toUpperCase(),
    row.description,
    row.reference,
    row.payer_name ?? row.payer_id,
    row.requested_by_name ?? row.requested_by,
    row.method,
    row.card_last4 === null ? null : `${row.card_brand ?? 'card'} ${row.card_last4}`,
    row.dispute_status,
    row.charge_id,
    row.payment_intent,
    row.id,
    row.call_id,
  ]);
}
