import { PaymentsError } from '../errors.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Of one message, its texts counted as UTF-8. */
export const MAX_BYTES = 64 * 1024;
export const MAX_DEPTH = 8;

export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of plain objects, of this realm or another: a Date, a Map or a class instance would lose its meaning. */
function isPlain(value: unknown): value is object {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Copies a value as JSON, without members that are undefined or called `__proto__`. Throws `NOT_CLONEABLE`
 * for what JSON does not have, `PAYLOAD_TOO_LARGE` above the limits (a cycle is endlessly deep).
 */
export function copyJson(input: unknown): Json {
  let room = MAX_BYTES;

  function copy(value: unknown, depth: number): Json {
    // A text has at least as many bytes as characters: a huge one is not even counted.
    room -= typeof value !== 'string' ? 1 : 2 + (value.length > room ? value.length : utf8Length(value));
    if (room < 0 || depth > MAX_DEPTH) throw new PaymentsError('PAYLOAD_TOO_LARGE', 'Too large or too deep.');
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number' && isFinite(value)) return value;
    if (Array.isArray(value)) return Array.from(value, (item) => copy(item, depth + 1));
    if (!isPlain(value)) throw new PaymentsError('NOT_CLONEABLE', 'Only JSON can be sent.');
    const members: [string, Json][] = [];
    for (const [key, member] of Object.entries(value)) {
      if (member === undefined || key === '__proto__') continue;
      copy(key, depth);
      members.push([key, copy(member, depth + 1)]);
    }
    return Object.fromEntries(members);
  }

  return copy(input, 0);
}
