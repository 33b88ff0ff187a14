import { createHash, randomBytes } from 'node:crypto';

/** `pr` gives `pr_` and 128 random bits in hexadecimal: never sequential, so that one id tells nothing of another. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString('hex')}`;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
