import { readdirSync, readFileSync } from 'node:fs';

type Side = 'host' | 'plugin';

export interface Fields {
  readonly [name: string]: unknown;
}

export interface Step {
  /** Who sends the envelope. */
  readonly from?: Side;
  readonly envelope?: Fields;
  readonly act?: string;
  readonly causes?: string;
  readonly never?: string;
}

export interface Conversation {
  readonly name: string;
  /** What it shows, as a clause. */
  readonly about: string;
  readonly replayedTo: readonly Side[];
  readonly steps: readonly Step[];
}

export const FOLDER = new URL('bridge-v1/', import.meta.url);

/** All that is recorded of protocol version 1: README.md beside this file says how it reads. */
export function conversations(side: Side): Conversation[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      name: file.replace('.json', ''),
      ...(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Omit<Conversation, 'name'>),
    }))
    .filter(({ replayedTo }) => replayedTo.includes(side));
}

/** Values that differ from run to run: of these only the type is held. */
const VARYING = new Set(['sdk', 'message', 'messageId', 'token', 'expiresAt', 'mode', 'visible']);

/** Whether what was sent says at least what is recorded. */
export function says(sent: unknown, recorded: unknown, name = ''): boolean {
  if (VARYING.has(name)) return typeof sent === typeof recorded;
  if (typeof recorded !== 'object' || recorded === null) return sent === recorded;
  return Object.entries(recorded).every(([key, value]) => says(Object(sent)[key], value, key));
}

/**
 * The two counters of a conversation: who asks chooses the id, so that a recorded answer has to carry the one
 * that was asked with now.
 */
export class RequestIds {
  readonly #now = new Map<unknown, unknown>();

  /** A request was sent by who is under test. */
  asked(recorded: Fields, sent: Fields): void {
    if (recorded['k'] === 'req') this.#now.set(recorded['id'], sent['id']);
  }

  /** What to expect: with no id where who is under test chooses it. */
  expected({ id, ...envelope }: Fields): Fields {
    return envelope['k'] === 'req' || id === undefined ? envelope : { ...envelope, id };
  }

  /** What to play, as the answer to what was asked now. */
  played(envelope: Fields): Fields {
    const isAnswer = envelope['k'] === 'res' || envelope['k'] === 'err';
    return isAnswer ? { ...envelope, id: this.#now.get(envelope['id']) } : envelope;
  }
}
