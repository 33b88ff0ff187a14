import type { ObservedMessage } from '../../../../src/host-bridge/host.ts';
import type { ShownObject } from '../../../contract/passed.ts';
import type { CallRole } from '../../call/visit-details.ts';
import type { Line, Wording } from './line.ts';
import type { Saying } from './words.ts';

/** On the bridge, what is worth a line of its own; the rest is small talk. */
const LOUD = new Set([
  'hello',
  'welcome',
  'evt outcome',
  'evt payment.fact',
  'evt notify.toast',
  'req panel.open',
  'res token.get',
]);

/** Says what passed between a call page and its payments frame, or over the call's data channel. */
export function describeMessage(role: CallRole, message: ObservedMessage, wording: Wording): Line {
  const { via, kind, name, bytes, body } = message;
  const said = via === 'relay' ? sayRelayed(role, message, wording) : sayEnvelope(role, message, wording);
  const isRefused = kind === 'err' || kind === 'refuse';
  return {
    ...said,
    lane: via,
    quiet:
      via === 'bridge' &&
      !isRefused &&
      !LOUD.has(name === null ? kind : `${kind} ${name}`) &&
      !isBusy(message),
    tone: isRefused ? 'bad' : 'plain',
    detail: `${bytes} B`,
    begins: null,
    body,
  };
}

/** That nobody pays is said by every frame that has just loaded. */
function isBusy({ name, body }: ObservedMessage): boolean {
  return name === 'busy.changed' && inside(body, 'data')['busy'] === true;
}

function sayEnvelope(role: CallRole, { kind, name, body }: ObservedMessage, wording: Wording): Saying {
  const { bridge } = wording.words;
  const person = wording.nameOf(role);
  const data = inside(body, 'data');
  if (kind === 'hello') return bridge.hello(person);
  if (kind === 'welcome') return bridge.welcome(person);
  const { code } = inside(body, 'error');
  if (typeof code === 'string') return bridge.refuses(person, name ?? kind, code);
  switch (kind === 'res' ? `${name} answered` : name) {
    case 'token.get':
      return bridge.asksToken(person);
    case 'token.get answered':
      return bridge.givesToken(person);
    case 'outcome':
      return typeof data['code'] === 'string' ? bridge.failed(person, data['code']) : bridge.ready(person);
    case 'busy.changed':
      return bridge.busy(person, data['busy'] === true);
    case 'panel.open':
      return bridge.opensPanel(person);
    case 'panel.beforeClose':
      return bridge.mayClose(person);
    case 'relay.send':
      return bridge.sendsHint(person);
    case 'relay.message':
      return bridge.givesHint(person);
    case 'payment.fact':
      return data['name'] === 'payment-received' ? bridge.received(person) : bridge.requested(person);
    case 'notify.toast':
      return bridge.popUp(person);
    case 'context.changed':
      return bridge.context(person);
    default:
      return kind === 'res' ? bridge.answers(person, name ?? '') : bridge.small(person, name ?? kind);
  }
}

function sayRelayed(role: CallRole, { direction }: ObservedMessage, { words, nameOf }: Wording): Saying {
  const other = nameOf(role === 'clinician' ? 'patient' : 'clinician');
  const name = nameOf(role);
  return direction === 'out' ? words.relay.sent(name, other) : words.relay.heard(name, other);
}

function inside(body: ShownObject, name: string): ShownObject {
  const value = body[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ShownObject) : {};
}
