import type { AccessToken } from '../../../src/contract/gateway-session.ts';
import type { Finding } from '../../../src/diagnose/diagnose.ts';
import {
  PaymentsHost,
  type CallContext,
  type ObservedMessage,
  type Participant,
} from '../../../src/host-bridge/host.ts';
import { byId } from '../shared/dom.ts';
import type { Preferences } from '../shared/preferences.ts';
import type { Drawer } from './drawer.ts';
import { LateRelay } from './late-relay.ts';
import { themeTokens } from './theme-tokens.ts';
import type { CallState } from './video-call.ts';
import type { CallRole, VisitDetails } from './visit-details.ts';

export interface PaymentsPanelOptions {
  readonly visit: VisitDetails;
  readonly preferences: Preferences;
  readonly drawer: Drawer;
  /** Told of each message between this page and its frame, without what is secret. */
  readonly observe: (message: ObservedMessage) => void;
  /** After `isBusy`, `isMounted` or `waiting` changed. */
  readonly onChange: () => void;
}

/** Payments in the *Apps & Tools* drawer: all that a host's page does for them. */
export class PaymentsPanel {
  readonly #options: PaymentsPanelOptions;
  readonly #relay = new LateRelay();
  readonly #container = byId('payments-frame', HTMLElement);
  #host: PaymentsHost | null = null;
  #context: CallContext;
  #waiting = 0;

  constructor(options: PaymentsPanelOptions) {
    this.#options = options;
    this.#context = this.#describeCall({ peers: [], callState: 'waiting' });
  }

  /** Somebody is paying here: the frame must stay. */
  get isBusy(): boolean {
    return this.#host?.busy ?? false;
  }

  get isMounted(): boolean {
    return this.#host !== null;
  }

  /** How many things wait for this person. */
  get waiting(): number {
    return this.#waiting;
  }

  get relayIsOpen(): boolean {
    return this.#relay.isOpen;
  }

  /** At the start of the call, with the drawer closed: the frame is ready when it is needed. */
  async start(): Promise<void> {
    if (this.#host) return;
    const { visit, drawer, observe, onChange } = this.#options;
    const host = new PaymentsHost({
      gateway: visit.gateway,
      hostId: visit.hostId,
      getToken: () => fetchToken(visit),
      context: this.#context,
      relay: this.#relay,
      observe,
      panel: {
        open: ({ focus }) => {
          drawer.open('payments');
          if (focus) this.#focusFrame();
          return true;
        },
        close: () => drawer.close(),
        focus: () => this.#focusFrame(),
      },
    });
    this.#host = host;
    host.addEventListener('busy-changed', onChange);
    host.addEventListener('badge-changed', ({ count }) => {
      this.#waiting = count;
      onChange();
    });
    onChange();
    try {
      await host.mount(this.#container);
    } catch {
      // The host has put words and a way to try again into the panel; the call goes on without payments.
    }
  }

  /** Takes the frame away. Not while somebody is paying. */
  stop(): void {
    if (!this.#host || this.isBusy) return;
    void this.#host.unmount();
    this.#host = null;
    this.#waiting = 0;
    this.#options.onChange();
  }

  /** Why payments do not work here. What finds it is loaded when it is wanted. */
  async diagnose(): Promise<readonly Finding[]> {
    const { visit, preferences } = this.#options;
    const { diagnose } = await import('../../../src/diagnose/diagnose.ts');
    return diagnose({
      gateway: visit.gateway,
      hostId: visit.hostId,
      getToken: () => fetchToken(visit),
      frame: this.#container.querySelector('iframe'),
      locale: preferences.locale,
      ...(this.#host && { payments: this.#host }),
    });
  }

  /** A direct channel to the person with this id is open. */
  useChannel(channel: RTCDataChannel, participantId: string): void {
    this.#relay.use(channel, participantId);
  }

  /** Tells the frame what has changed in the call, in language or in appearance. */
  callChanged(state: CallState): void {
    const { status } = state.phase;
    const callState = status === 'left' ? 'ended' : state.peers.length > 0 ? 'active' : 'waiting';
    const context = this.#describeCall({ peers: state.peers, callState });
    if (JSON.stringify(context) === JSON.stringify(this.#context)) return;
    this.#context = context;
    this.#host?.updateContext(context);
  }

  #describeCall(now: Pick<CallState, 'peers'> & Required<Pick<CallContext, 'callState'>>): CallContext {
    const { visit, preferences } = this.#options;
    const booked = Object.entries(visit.booked) as [CallRole, CallContext['self']][];
    return {
      callId: visit.callId,
      role: visit.role,
      self: visit.self,
      // Who is booked, here already or not: somebody who has yet to join can be asked to pay, too.
      participants: booked.map(([role, person]): Participant => {
        if (role === visit.role) return { ...visit.self, role };
        const peer = now.peers.find(({ participantId }) => participantId === person.id);
        return { ...person, ...(peer && { displayName: peer.displayName }), role };
      }),
      locale: preferences.locale,
      theme: { mode: preferences.themeMode, tokens: themeTokens() },
      callState: now.callState,
    };
  }

  #focusFrame(): void {
    this.#container.querySelector('iframe')?.focus();
  }
}

/** Our own backend mints it; the gateway's API key never comes near a page. */
async function fetchToken({ callId, role, self, clinic }: VisitDetails): Promise<AccessToken> {
  const answer = await fetch('/api/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ callId, role, displayName: self.displayName, clinic: clinic.ref }),
  });
  if (!answer.ok) throw new Error(`The demo answered ${answer.status} instead of a token.`);
  return (await answer.json()) as AccessToken;
}
