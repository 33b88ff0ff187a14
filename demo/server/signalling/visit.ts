/** What one page sends to another to set up the video; opaque to the server. */
export type SignalData = Readonly<Record<string, unknown>>;

export interface Attendee {
  /** The host's stable id for the person. */
  readonly participantId: string;
  /** One page load of theirs; a reload is a new one. */
  readonly sessionId: string;
  readonly role: string;
  readonly displayName: string;
}

export interface OutgoingSignal {
  /** Rises by one per signal and session, so that a request sent twice delivers once. */
  readonly seq: number;
  /** The `sessionId` it is for. */
  readonly to: string;
  readonly data: SignalData;
}

export interface IncomingSignal {
  readonly seq: number;
  readonly from: string;
  readonly data: SignalData;
}

export interface Exchange {
  /** `elsewhere`: the same person has opened the call in another page since. */
  readonly standing: 'present' | 'elsewhere';
  readonly peers: readonly Attendee[];
  readonly signals: readonly IncomingSignal[];
  /** UTC milliseconds, when two people were first here together; null before. */
  readonly startedAt: number | null;
}

interface Seat extends Attendee {
  lastSeen: number;
  lastSeqFromThem: number;
  nextSeqToThem: number;
  inbox: IncomingSignal[];
}

/** A page in the background may only run its timers once a minute: longer than that without a word is gone. */
const GONE_AFTER = 90_000;
const INBOX_LIMIT = 300;

/** One visit's waiting room: who is here, and what their pages have to tell each other. One seat per person. */
export class Visit {
  readonly #seats = new Map<string, Seat>();
  #startedAt: number | null = null;

  /** Takes the person's seat, also from an older page of theirs. */
  join(attendee: Attendee, now: number): Seat {
    const held = this.#seats.get(attendee.participantId);
    const seat =
      held?.sessionId === attendee.sessionId
        ? held
        : { ...attendee, lastSeen: now, lastSeqFromThem: 0, nextSeqToThem: 1, inbox: [] };
    seat.lastSeen = now;
    this.#seats.set(attendee.participantId, seat);
    this.#removeGone(now);
    if (this.#seats.size > 1) this.#startedAt ??= now;
    return seat;
  }

  /**
   * Delivers what the page sends, and answers with what waits for it. `acknowledged` is the highest
   * `seq` that it has handled: those are dropped, the rest is answered again.
   */
  exchange(
    attendee: Attendee,
    outgoing: readonly OutgoingSignal[],
    acknowledged: number,
    now: number,
  ): Exchange {
    const held = this.#seats.get(attendee.participantId);
    if (held && held.sessionId !== attendee.sessionId && now - held.lastSeen < GONE_AFTER) {
      return { standing: 'elsewhere', peers: [], signals: [], startedAt: this.#startedAt };
    }
    const seat = this.join(attendee, now);
    seat.inbox = seat.inbox.filter((signal) => signal.seq > acknowledged);
    for (const signal of outgoing) this.#deliver(seat, signal);
    const peers = [...this.#seats.values()].filter((other) => other !== seat).map(toAttendee);
    return { standing: 'present', peers, signals: [...seat.inbox], startedAt: this.#startedAt };
  }

  /** Nothing happens when the person has another page open by now. */
  leave(participantId: string, sessionId: string): void {
    if (this.#seats.get(participantId)?.sessionId === sessionId) this.#seats.delete(participantId);
  }

  #deliver(sender: Seat, signal: OutgoingSignal): void {
    if (signal.seq <= sender.lastSeqFromThem) return;
    sender.lastSeqFromThem = signal.seq;
    for (const seat of this.#seats.values()) {
      if (seat.sessionId !== signal.to || seat.inbox.length >= INBOX_LIMIT) continue;
      seat.inbox.push({ seq: seat.nextSeqToThem, from: sender.sessionId, data: signal.data });
      seat.nextSeqToThem += 1;
    }
  }

  #removeGone(now: number): void {
    for (const [id, seat] of this.#seats) {
      if (now - seat.lastSeen >= GONE_AFTER) this.#seats.delete(id);
    }
  }
}

function toAttendee({ participantId, sessionId, role, displayName }: Seat): Attendee {
  return { participantId, sessionId, role, displayName };
}
