import type { ObservedMessage } from '../../../src/host-bridge/host.ts';
import type { CallRole } from '../call/visit-details.ts';
import type { Appearance } from './preferences.ts';

/** What the two sides of a call, and the page that shows both, say to each other in one browser. */
export type SideMessage =
  /** A message passed over a side's bridge or its relay; secrets were taken out before. */
  | { readonly kind: 'observed'; readonly role: CallRole; readonly message: ObservedMessage }
  /** The page around asks a side for another language or appearance: live, the call goes on. */
  | ({ readonly kind: 'choose'; readonly role: CallRole } & Partial<SideChoice>)
  /** A side's own settings were changed. */
  | ({ readonly kind: 'chosen'; readonly role: CallRole } & SideChoice);

export interface SideChoice {
  readonly locale: string;
  readonly appearance: Appearance;
}

/** Only pages of this origin can be on it, so whoever speaks is the demo itself. */
export class SideChannel {
  readonly #channel: BroadcastChannel;

  constructor(callId: string, onMessage: (message: SideMessage) => void) {
    this.#channel = new BroadcastChannel(`video-call-demo ${callId}`);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<SideMessage>) => onMessage(data));
  }

  send(message: SideMessage): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin.
    this.#channel.postMessage(message);
  }
}
