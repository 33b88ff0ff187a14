import type { PaymentsErrorCode } from '../errors.ts';
import { PaymentsError } from '../errors.ts';
import { copyJson, isObject } from './json.ts';
import type { Json, JsonObject } from './json.ts';

/** postmate's own mark on its messages. */
export const POSTMATE_TYPE = 'application/x-postmate-v1+json';
/** The one event and the one function through which all envelopes go. */
export const CHANNEL = 'plugin';
export const PLUGIN_ID = 'video-call-payments';
/** This package's version: told to the other side for its diagnostics, never compared. */
export const SDK_VERSION = '0.1.0';
/** The protocol versions spoken here, the best first. */
export const PROTOCOL_VERSIONS: readonly number[] = [1];

/** Milliseconds. */
export const CONNECT_TIMEOUT = 10_000;
export const REQUEST_TIMEOUT = 10_000;
export const RELAY_TIMEOUT = 5_000;
/** A page that does not answer may not keep a panel open. */
export const BEFORE_CLOSE_TIMEOUT = 500;

/** What crosses in place of an error: no stack, no cause. */
export interface WireError {
  readonly code: PaymentsErrorCode;
  readonly message: string;
  readonly retryable: boolean;
}

export interface Address {
  /** The version of the envelope's form. */
  readonly v: 1;
  /** Minted by the host for one frame. */
  readonly iid: string;
  /** Minted by the plugin for one load of its document. */
  readonly sid: string;
}

export type Message =
  | {
      readonly k: 'hello';
      readonly versions: readonly number[];
      readonly plugin: string;
      readonly sdk: string;
    }
  | {
      readonly k: 'welcome';
      readonly version: number;
      readonly sdk: string;
      /** A key that is present is supported; its value holds the limits. */
      readonly caps: Readonly<Record<string, JsonObject>>;
      readonly context: Json;
    }
  | { readonly k: 'refuse'; readonly error: WireError }
  | { readonly k: 'req'; readonly id: string; readonly method: string; readonly params?: Json }
  | { readonly k: 'cancel'; readonly id: string }
  | { readonly k: 'res'; readonly id: string; readonly result?: Json }
  | { readonly k: 'err'; readonly id: string; readonly error: WireError }
  | { readonly k: 'evt'; readonly name: string; readonly data?: Json }
  | { readonly k: 'bye' };

export type Envelope = Address & Message;

/** An id of this protocol, of a participant or of a payment request; a method's or an event's name. */
export function isId(value: unknown): value is string {
  return isText(value, 128) && value !== '';
}

export function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value.length <= maxLength;
}

function isVersions(value: unknown): boolean {
  return Array.isArray(value) && value.every(Number.isSafeInteger);
}

/** A code that only a newer peer knows is still a code. */
function isWireError(value: unknown): boolean {
  return (
    isObject(value) && isId(value.code) && isText(value.message, 500) && typeof value.retryable === 'boolean'
  );
}

function isAnything(): boolean {
  return true;
}

/** One guard a field, for each kind of message: what is not named here is left out. */
const FIELDS: ReadonlyMap<unknown, Readonly<Record<string, (value: unknown) => boolean>>> = new Map([
  ['hello', { versions: isVersions, plugin: isId, sdk: isId }],
  ['welcome', { version: Number.isSafeInteger, sdk: isId, caps: isObject, context: isObject }],
  ['refuse', { error: isWireError }],
  ['req', { id: isId, method: isId, params: isAnything }],
  ['cancel', { id: isId }],
  ['res', { id: isId, result: isAnything }],
  ['err', { id: isId, error: isWireError }],
  ['evt', { name: isId, data: isAnything }],
  ['bye', {}],
]);

/**
 * Reads what came from outside. Null for anything that is not an envelope of this protocol: too large, too
 * deep, of an unknown kind, or with a field that is not what it should be. Never throws.
 */
export function readEnvelope(input: unknown): Envelope | null {
  try {
    const from = copyJson(input);
    const fields = isObject(from) && from.v === 1 && isId(from.iid) && isId(from.sid) && FIELDS.get(from.k);
    if (!fields) return null;
    const envelope: Record<string, unknown> = { v: 1, iid: from.iid, sid: from.sid, k: from.k };
    for (const [name, isRight] of Object.entries(fields)) {
      if (!isRight(from[name])) return null;
      if (from[name] !== undefined) envelope[name] = from[name];
    }
    // Every field has passed the guard that the table holds for it.
    return envelope as unknown as Envelope;
  } catch {
    return null;
  }
}

/** postmate's messages, and whatever looks like one. */
export function isPostmateMessage(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && 'postmate' in data;
}

/** What may be told of an error: a coded one as it is; of any other only that it happened. */
export function toWireError(error: unknown): WireError {
  return error instanceof PaymentsError
    ? { code: error.code, message: error.message.slice(0, 500), retryable: error.retryable }
    : { code: 'HANDLER_ERROR', message: 'The other side failed.', retryable: false };
}

export function fromWireError({ code, message, retryable }: WireError): PaymentsError {
  return new PaymentsError(code, message, { retryable });
}

/** The best version that both speak, if there is one. */
export function chooseVersion(theirs: readonly number[]): number | undefined {
  return PROTOCOL_VERSIONS.find((version) => theirs.includes(version));
}
