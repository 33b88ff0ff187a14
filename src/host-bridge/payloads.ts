import type { AccessToken } from '../contract/gateway-session.ts';
import type { Person, Role } from '../contract/roles.ts';
import { ROLES } from '../contract/roles.ts';
import type {
  HostContext,
  HostFact,
  Participant,
  PaymentHint,
  PaymentNotification,
} from '../session/host-port.ts';
import { isObject } from './json.ts';
import { isId, isText } from './protocol.ts';

const CALL_STATES = ['active', 'waiting', 'ended'] as const;
const THEME_MODES = ['light', 'dark', 'contrast'] as const;
const MAX_PARTICIPANTS = 200;
const MAX_HEIGHT = 2_000;
const TOKEN_NAME = /^--payment-[\w-]{1,64}$/;
/** Nothing that loads, nests or ends a declaration. */
const TOKEN_VALUE = /^(?!.*(?:url|image|set|src)\s*\()[^;{}<>\\]{1,200}$/i;

/** One of the list; its first for what this version does not know. */
function oneOf<T>(list: readonly [T, ...T[]], value: unknown): T {
  return list.find((item) => item === value) ?? list[0];
}

/** A role that this version does not know sees nothing. */
function readRole(value: unknown): Role {
  return oneOf(['observer', ...ROLES], value);
}

function readPerson(value: unknown): Person | null {
  if (!isObject(value) || !isId(value.id)) return null;
  return { id: value.id, ...(isText(value.displayName, 200) && { displayName: value.displayName }) };
}

function readParticipants(value: unknown): readonly Participant[] {
  return (Array.isArray(value) ? value : []).slice(0, MAX_PARTICIPANTS).flatMap((item) => {
    const person = readPerson(item);
    return person ? { ...person, role: readRole(item.role) } : [];
  });
}

function readTokens(value: unknown): Readonly<Record<string, string>> {
  const tokens: Record<string, string> = {};
  for (const [name, token] of Object.entries(isObject(value) ? value : {})) {
    if (typeof token === 'string' && TOKEN_NAME.test(name) && TOKEN_VALUE.test(token)) tokens[name] = token;
  }
  return tokens;
}

/**
 * Null when it does not say who and which call; what is unknown of the rest gets a plain value, and style
 * tokens that are not allowed are left out.
 */
export function readContext(value: unknown): HostContext | null {
  if (!isObject(value)) return null;
  const { callId, theme, panel } = value;
  const self = readPerson(value.self);
  if (!self || (callId !== null && !isId(callId))) return null;
  return {
    callId,
    callState: oneOf(CALL_STATES, value.callState),
    role: readRole(value.role),
    self,
    participants: readParticipants(value.participants),
    locale: isText(value.locale, 35) ? value.locale : 'en',
    theme: {
      mode: oneOf(THEME_MODES, isObject(theme) && theme.mode),
      tokens: readTokens(isObject(theme) && theme.tokens),
    },
    panel: { visible: isObject(panel) && panel.visible === true },
  };
}

export function readToken(value: unknown): AccessToken | null {
  if (!isObject(value)) return null;
  const { token, expiresAt } = value;
  return isText(token, 8192) && token && typeof expiresAt === 'number' ? { token, expiresAt } : null;
}

export function readHint(value: unknown): PaymentHint | null {
  return isObject(value) && isId(value.requestId) ? { requestId: value.requestId } : null;
}

export function readFact(value: unknown): HostFact | null {
  if (!isObject(value) || !isId(value.requestId)) return null;
  const { name, requestId } = value;
  return name === 'payment-requested' || name === 'payment-received' ? { name, requestId } : null;
}

export function readNotification(value: unknown): PaymentNotification | null {
  if (!isObject(value)) return null;
  const { id, title, body, dismissLabel } = value;
  if (!isId(id) || !isText(title, 200) || !isText(body, 500) || !isText(dismissLabel, 100)) return null;
  return { id, kind: 'payment-received', title, body, dismissLabel };
}

/** A whole number of CSS pixels that a page can bear; 0 for no wish. */
export function readMinHeight(value: unknown): number {
  return readWhole(value, MAX_HEIGHT);
}

export function readCount(value: unknown): number {
  return readWhole(value, 99);
}

function readWhole(value: unknown, maximum: number): number {
  return typeof value === 'number' ? Math.max(0, Math.min(maximum, Math.round(value))) || 0 : 0;
}
