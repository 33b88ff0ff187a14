import { byId, setText } from '../shared/dom.ts';
import type { DemoMessages } from '../shared/messages.ts';
import type { CallState } from './video-call.ts';
import { otherSideUrl, type VisitDetails } from './visit-details.ts';

const COPIED_SHOWN_FOR = 2_500;

/** *Call details*: who is here, how well they are connected, and the other person's link. */
export class DetailsTool {
  readonly #visit: VisitDetails;
  readonly #list = byId('facts', HTMLElement);
  readonly #copy = byId('copy-link', HTMLButtonElement);
  #copied = false;

  constructor(visit: VisitDetails, onChange: () => void) {
    this.#visit = visit;
    this.#copy.addEventListener('click', () => void this.#handleCopy(onChange));
  }

  render(state: CallState, relayIsOpen: boolean, messages: DemoMessages, locale: string): void {
    const words = messages.details;
    const people = Object.entries(this.#visit.booked).map(([role, person]) => {
      const isSelf = role === this.#visit.role;
      const here = isSelf ? state.phase.status !== 'left' : state.peers.some((peer) => peer.role === role);
      const name = isSelf
        ? `${this.#visit.self.displayName} (${messages.you})`
        : (state.peers.find((peer) => peer.role === role)?.displayName ?? person.displayName);
      return `${name} · ${here ? words.inCall : words.notHere}`;
    });
    const { quality } = state;
    const isConnected = state.phase.status === 'connected' && quality;
    const milliseconds = new Intl.NumberFormat(locale, { style: 'unit', unit: 'millisecond' });
    const facts: [string, ...string[]][] = [
      [words.clinic, this.#visit.clinic.name],
      [words.call, this.#visit.callId],
      [words.people, ...people],
      [
        words.connection,
        isConnected
          ? [
              messages.quality[quality.level],
              ...(quality.roundTrip === null
                ? []
                : [`${words.roundTrip} ${milliseconds.format(quality.roundTrip)}`]),
            ].join(' · ')
          : words.notConnected,
      ],
    ];
    if (isConnected && quality.picture) {
      const { width, height, framesPerSecond } = quality.picture;
      facts.push([words.picture, `${width} × ${height} · ${framesPerSecond} fps`]);
    }
    facts.push([words.payments, relayIsOpen ? words.relayOpen : words.relayClosed]);
    this.#renderFacts(facts);
    const other = this.#visit.role === 'clinician' ? 'patient' : 'clinician';
    const name = this.#visit.booked[other].displayName;
    setText(this.#copy, this.#copied ? words.copied : words.copyLinkFor(name));
  }

  #renderFacts(facts: readonly [string, ...string[]][]): void {
    const rows = facts.map(([term, ...values]) => {
      const row = document.createElement('div');
      row.append(createElement('dt', term), ...values.map((value) => createElement('dd', value)));
      return row;
    });
    this.#list.replaceChildren(...rows);
  }

  async #handleCopy(onChange: () => void): Promise<void> {
    try {
      await navigator.clipboard.writeText(otherSideUrl(this.#visit));
    } catch {
      // No clipboard for this page: the address is shown to be copied by hand.
      prompt('', otherSideUrl(this.#visit));
      return;
    }
    this.#copied = true;
    onChange();
    setTimeout(() => {
      this.#copied = false;
      onChange();
    }, COPIED_SHOWN_FOR);
  }
}

function createElement(tag: 'dt' | 'dd', text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
