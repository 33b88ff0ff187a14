import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Letters and digits only, as in Stripe's ids. Each carries a little under 6 bits. */
export function randomToken(length: number): string {
  let token = '';
  while (token.length < length) {
    for (const byte of randomBytes(length)) {
      // Bytes from 248 on would favour the first letters.
      if (byte < 248 && token.length < length) token += ALPHABET[byte % 62];
    }
  }
  return token;
}

/** E.g. `pi_3Sim…`. */
export function newId(prefix: string): string {
  return `${prefix}_3Sim${randomToken(20)}`;
}

export function newRequestId(): string {
  return `req_${randomToken(14)}`;
}

export function newClientSecret(id: string): string {
  return `${id}_secret_${randomToken(25)}`;
}
