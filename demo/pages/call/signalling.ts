import type { CallRole } from './visit-details.ts';

export interface Attendee {
  readonly participantId: string;
  /** One page load of theirs. */
  readonly sessionId: string;
  readonly role: CallRole;
  readonly displayName: string;
}

export interface SignallingHandlers {
  /** After each exchange. `startedAt`: UTC milliseconds, null while alone. */
  readonly onPresence: (peers: readonly Attendee[], startedAt: number | null) => void;
  /** `from` is a session id. */
  readonly onSignal: (from: string, data: Readonly<Record<string, unknown>>) => void;
  /** The same person opened the call in another page: this one is out. */
  readonly onElsewhere: () => void;
}

interface Exchange {
  readonly standing: 'present' | 'elsewhere';
  readonly peers: readonly Attendee[];
  readonly signals: readonly { seq: number; from: string; data: Readonly<Record<string, unknown>> }[];
  readonly startedAt: number | null;
}

/** Milliseconds between exchanges: while two pages negotiate, while one waits, once they talk to each other directly. */
const PACES = { negotiating: 150, waiting: 700, connected: 3_000 } as const;
export type Pace = keyof typeof PACES;
const LONGEST_RETRY = 5_000;

/** The demo's signalling: short exchanges with its backend, as often as the call needs now. */
export class Signalling {
  readonly #seat: { readonly callId: string; readonly role: CallRole; readonly displayName: string };
  readonly #handlers: SignallingHandlers;
  #sessionId = '';
  #joining = true;
  #acknowledged = 0;
  #nextSeq = 1;
  #outbox: { seq: number; to: string; data: Readonly<Record<string, unknown>> }[] = [];
  #pace: Pace = 'waiting';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #inFlight = false;
  #failures = 0;

  constructor(seat: { callId: string; role: CallRole; displayName: string }, handlers: SignallingHandlers) {
    this.#seat = seat;
    this.#handlers = handlers;
    addEventListener('pagehide', () => this.#sayLeaving());
    // Coming back from the browser's page cache: the seat was given up when the page was left.
    addEventListener('pageshow', (event) => event.persisted && this.#running && this.join());
    document.addEventListener('visibilitychange', () => document.hidden || this.#soon());
  }

  /** Takes the person's seat as a new session, also from another page of theirs. */
  join(): void {
    this.#sessionId = crypto.randomUUID();
    this.#joining = true;
    this.#acknowledged = 0;
    this.#nextSeq = 1;
    this.#outbox = [];
    this.#running = true;
    this.#soon();
  }

  leave(): void {
    if (!this.#running) return;
    this.#running = false;
    clearTimeout(this.#timer);
    this.#sayLeaving();
  }

  send(to: string, data: Readonly<Record<string, unknown>>): void {
    this.#outbox.push({ seq: this.#nextSeq, to, data });
    this.#nextSeq += 1;
    this.#soon();
  }

  setPace(pace: Pace): void {
    if (pace === this.#pace) return;
    const faster = PACES[pace] < PACES[this.#pace];
    this.#pace = pace;
    if (faster) this.#soon();
  }

  #soon(): void {
    if (!this.#running || this.#inFlight) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#exchange(), 0);
  }

  async #exchange(): Promise<void> {
    const session = this.#sessionId;
    const signals = this.#outbox.slice(0, 100);
    this.#inFlight = true;
    let answer: Exchange | null = null;
    try {
      answer = await post('/api/signal', {
        ...this.#seat,
        sessionId: session,
        join: this.#joining,
        acknowledged: this.#acknowledged,
        signals,
      });
      this.#failures = 0;
    } catch {
      // The demo is restarting, or the network is away. What is in the outbox goes with the next try.
      this.#failures += 1;
    }
    try {
      const isCurrent = session === this.#sessionId && this.#running;
      if (answer && isCurrent) this.#handle(answer, signals.at(-1)?.seq ?? 0);
    } finally {
      this.#inFlight = false;
      this.#schedule();
    }
  }

  #handle(answer: Exchange, sentUpTo: number): void {
    if (answer.standing === 'elsewhere') {
      this.#running = false;
      this.#handlers.onElsewhere();
      return;
    }
    this.#joining = false;
    this.#outbox = this.#outbox.filter((signal) => signal.seq > sentUpTo);
    this.#handlers.onPresence(answer.peers, answer.startedAt);
    for (const signal of answer.signals) {
      if (signal.seq <= this.#acknowledged) continue;
      this.#acknowledged = signal.seq;
      this.#handlers.onSignal(signal.from, signal.data);
    }
  }

  #schedule(): void {
    if (!this.#running) return;
    const hasMail = this.#joining || this.#outbox.length > 0;
    const wait =
      this.#failures > 0
        ? Math.min(250 * 2 ** this.#failures, LONGEST_RETRY)
        : hasMail
          ? 0
          : PACES[this.#pace];
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#exchange(), wait);
  }

  #sayLeaving(): void {
    if (this.#sessionId === '') return;
    const { callId, role } = this.#seat;
    const body = JSON.stringify({ callId, role, sessionId: this.#sessionId });
    // A beacon is sent even while the page goes away.
    navigator.sendBeacon('/api/signal/leave', new Blob([body], { type: 'application/json' }));
  }
}

async function post(path: string, body: object): Promise<Exchange> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`Signalling answered ${answer.status}.`);
  // Our own backend's answer, from the same release.
  return (await answer.json()) as Exchange;
}
