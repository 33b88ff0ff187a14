import type { ReceiptMail } from './receipt-outbox.ts';

/** The mail as a mail program takes it (RFC 5322, multipart/alternative): for opening in one. */
export function mailSource(mail: ReceiptMail, text: string, html: string): string {
  const boundary = `receipt-${mail.number}-${mail.chargeId}`;
  return [
    `From: ${encodedWord(mail.from)} <receipts@stripe-simulator.invalid>`,
    `To: ${mail.to.replaceAll(/[^\x21-\x7e]/g, '')}`,
    `Subject: ${encodedWord(mail.subject)}`,
    `Date: ${new Date(mail.at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${mail.chargeId}.${mail.number}@stripe-simulator.invalid>`,
    'MIME-Version: 1.0',
    'X-Simulated: not sent; live Stripe would send it',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...part(boundary, 'text/plain', text),
    ...part(boundary, 'text/html', html),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

function part(boundary: string, type: string, body: string): readonly string[] {
  const encoded = Buffer.from(body).toString('base64');
  return [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(encoded.match(/.{1,76}/g) ?? []),
    '',
  ];
}

/** RFC 2047, in words of at most 75 characters: a header is ASCII, and nobody's name may add one. */
function encodedWord(text: string): string {
  if (/^[\x20-\x21\x23-\x3b\x3d\x3f-\x5b\x5d-\x7e]*$/.test(text) && text.length < 70) return text;
  const pieces: string[] = [];
  let piece = '';
  for (const char of text) {
    if (Buffer.byteLength(piece + char) > 42) {
      pieces.push(piece);
      piece = '';
    }
    piece += char;
  }
  pieces.push(piece);
  return pieces.map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}
