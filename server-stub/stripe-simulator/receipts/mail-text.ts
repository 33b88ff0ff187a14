import type { ReceiptContent } from './receipt-content.ts';

/** The plain part of the mail. */
export function mailText(receipt: ReceiptContent, receiptUrl: string): string {
  const { amount, total } = receipt;
  return [
    receipt.heading,
    ...(receipt.number ? [`Receipt #${receipt.number}`] : []),
    '',
    `${amount.what}: ${amount.amount}`,
    `${receipt.dateLabel}: ${receipt.date}`,
    `Payment method: ${receipt.brandName}${receipt.last4 ? ` ending ${receipt.last4}` : ''}`,
    '',
    'SUMMARY',
    ...receipt.lines.map((line) => `${line.what}: ${line.amount}`),
    `${total.what}: ${total.amount}`,
    '',
    ...(receipt.kind === 'refund' ? [REFUND_TIME, ''] : []),
    `See the receipt: ${receiptUrl}`,
    '',
    `If you have any questions, contact ${receipt.clinic} at ${receipt.contact}.`,
    '',
    `Payment ${receipt.chargeId}`,
    '',
  ].join('\n');
}

export const REFUND_TIME =
  'It goes back to the card you paid with. Banks take 5 to 10 business days to show it.';
