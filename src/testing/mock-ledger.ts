import type {
  CreatePaymentRequest,
  PaymentAttempt,
  PaymentDetails,
  PaymentRequest,
} from '../contract/payment-request.ts';
import type { Person, Role } from '../contract/roles.ts';

/** Who asks: what the gateway would take from their token. */
export interface MockPerson extends Person {
  readonly role: Role;
  readonly callId: string;
}

type Facts = Omit<PaymentRequest, 'status'>;
type Bare<Status> = Status extends 'requested' | 'paid' ? never : { readonly status: Status };
export type Standing =
  | Pick<PaymentRequest & { status: 'requested' }, 'status' | 'closingAs' | 'activity'>
  | { readonly status: 'paid'; readonly payment: PaymentDetails }
  | Bare<PaymentRequest['status']>;

interface Row {
  readonly facts: Facts;
  readonly standing: Standing;
}

export interface NewRequest extends Omit<CreatePaymentRequest, 'payerId'> {
  readonly payer: Person;
  readonly requestedBy: Person;
  readonly callId: string;
  readonly clinicName: string;
  readonly currency: string;
}

const OPEN: Standing = { status: 'requested', closingAs: null, activity: null };
/** As long as the gateway's own: a day. */
const LIFE = 24 * 3_600_000;

/** The requests of a mock gateway, and the order in which they changed. */
export class MockLedger {
  readonly #rows = new Map<string, Row>();
  /** Which request changed: the position in the stream is how many changes were before. */
  readonly #changes: string[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  get position(): number {
    return this.#changes.length;
  }

  /** The newest first. */
  get ids(): readonly string[] {
    return [...this.#rows.keys()].toReversed();
  }

  add({ payer, requestedBy, callId, clinicName, currency, ...asked }: NewRequest): string {
    const id = `pr_mock_${this.#rows.size + 1}`;
    const now = this.#now();
    const facts = {
      id,
      revision: 0,
      callId,
      clinic: { name: clinicName },
      currency,
      amount: asked.amount,
      description: asked.description,
      ...(asked.reference !== undefined && { reference: asked.reference }),
      payer,
      requestedBy,
      createdAt: now,
      updatedAt: now,
      expiresAt: now + LIFE,
      amountRefunded: 0,
      disputeStatus: null,
      lastAttempt: null,
    };
    this.#save({ facts, standing: OPEN });
    return id;
  }

  /** The request as the clinician sees it. Throws for an id that there is none of. */
  get(id: string): PaymentRequest {
    const { facts, standing } = this.#row(id);
    return { ...facts, ...standing };
  }

  /** As `who` may see it; null when they may not. */
  view(id: string, who: MockPerson): PaymentRequest | null {
    const row = this.#rows.get(id);
    if (!row || row.facts.callId !== who.callId) return null;
    const { lastAttempt, ...facts } = row.facts;
    if (who.role === 'clinician')
      return { ...facts, lastAttempt: withoutReason(lastAttempt), ...row.standing };
    if (who.role !== 'patient' || facts.payer.id !== who.id) return null;
    const { reference: _reference, disputeStatus: _disputeStatus, ...theirs } = facts;
    const standing = row.standing.status === 'requested' ? { ...row.standing, activity: null } : row.standing;
    return { ...theirs, lastAttempt, ...standing };
  }

  set(id: string, standing: Standing | null, facts: Partial<Facts> = {}): PaymentRequest {
    const row = this.#row(id);
    this.#save({ facts: { ...row.facts, ...facts }, standing: standing ?? row.standing });
    return this.get(id);
  }

  /** Changes after `position`, each with the position that it leads to. */
  changesAfter(position: number): readonly (readonly [position: number, id: string])[] {
    return this.#changes.slice(position).map((id, index) => [position + index + 1, id]);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #row(id: string): Row {
    const row = this.#rows.get(id);
    if (row) return row;
    throw new Error(`The mock gateway has no request "${id}"; it has: ${this.ids.join(', ') || 'none'}.`);
  }

  #save({ facts, standing }: Row): void {
    const updatedAt = this.#now();
    this.#rows.set(facts.id, { facts: { ...facts, revision: facts.revision + 1, updatedAt }, standing });
    this.#changes.push(facts.id);
    for (const listener of this.#listeners) listener();
  }
}

/** Why a bank refused a card is between it and the payer. */
function withoutReason(attempt: PaymentAttempt | null): PaymentAttempt | null {
  if (!attempt) return null;
  const { declineCode: _declineCode, ...told } = attempt;
  return told;
}
