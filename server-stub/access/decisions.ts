import type {
  AccessRequestStatus,
  ApproveAccessRequest,
  DeclineAccessRequest,
  OperatorAccessRequest,
} from '../../src/contract/access-request.ts';
import { notFound, ProblemError } from '../problem.ts';
import type { AccessRow } from '../store/access-requests.ts';
import { visible } from './input.ts';
import { changeRequest, checkRevision, closed, type AccessParts } from './parts.ts';
import type { TicketVerdict } from './service-desk.ts';
import { toHistory, viewForOperator } from './view.ts';

interface Decision {
  readonly actor: 'operator' | 'service-desk';
  /** The revision that was decided on; null where the ticket speaks for itself. */
  readonly revision: number | null;
  readonly by?: string | undefined;
}

const NO_REASON = 'The service desk declined the request without saying why. Contact us to ask.';

/** What the operator does with requests, and what a ticket's status does in their place. */
export class AccessDecisions {
  readonly #parts: AccessParts;

  constructor(parts: AccessParts) {
    this.#parts = parts;
  }

  list(
    status: AccessRequestStatus | undefined,
    limit: number,
    after?: { readonly createdAt: number; readonly id: string },
  ): Promise<AccessRow[]> {
    return this.#parts.store.access.list(status === undefined ? {} : { status }, limit, after);
  }

  async get(id: string): Promise<OperatorAccessRequest> {
    const row = await this.#parts.store.access.find(id);
    if (!row) throw notFound();
    const history = await this.#parts.store.audit.of(id);
    return { ...viewForOperator(row), history: toHistory(history) };
  }

  approve(id: string, { revision, currency, by }: ApproveAccessRequest): Promise<AccessRow> {
    return this.#approve(id, { actor: 'operator', revision, by }, currency);
  }

  decline(id: string, { revision, reason, by }: DeclineAccessRequest): Promise<AccessRow> {
    return this.#decline(id, { actor: 'operator', revision, by }, visible(reason, 'reason'));
  }

  /** The ticket was read: its status decides. */
  async byTicket({ id }: AccessRow, verdict: TicketVerdict): Promise<void> {
    const decision = { actor: 'service-desk', revision: null } as const;
    try {
      if (verdict.verdict === 'approved') await this.#approve(id, decision);
      if (verdict.verdict === 'declined') await this.#decline(id, decision, verdict.reason ?? NO_REASON);
    } catch (error) {
      // Withdrawn meanwhile: then there is nothing to decide.
      if (!(error instanceof ProblemError)) throw error;
    }
  }

  async #approve(id: string, decision: Decision, currency?: string): Promise<AccessRow> {
    const { actor, by } = decision;
    return this.#change(id, 'approved', decision, {
      set: {},
      enableWith: { currency: currency ?? this.#parts.settings.currency },
      actor,
      act: 'access-request.approved',
      ...(by !== undefined && { note: { by } }),
    });
  }

  async #decline(id: string, decision: Decision, reason: string): Promise<AccessRow> {
    const { actor, by } = decision;
    return this.#change(id, 'declined', decision, {
      set: { decline_reason: reason },
      actor,
      act: 'access-request.declined',
      note: { note: reason, ...(by !== undefined && { by }) },
    });
  }

  #change(
    id: string,
    status: 'approved' | 'declined',
    { actor, revision }: Decision,
    change: Pick<
      Parameters<AccessParts['store']['access']['change']>[1],
      'set' | 'actor' | 'act' | 'note' | 'enableWith'
    >,
  ): Promise<AccessRow> {
    const { clock, desk } = this.#parts;
    return changeRequest(this.#parts, id, (row) => {
      // The same decision again is the same decision.
      if (row.status === status) return null;
      if (row.status !== 'sent') throw closed(row);
      if (revision !== null) checkRevision(row, revision);
      const tellsTicket = actor === 'operator' && desk.kind === 'outside';
      return {
        ...change,
        from: ['sent'],
        set: {
          ...change.set,
          status,
          decided_at: clock.now(),
          ...(tellsTicket && { ticket_next_at: clock.now() }),
        },
        ...(tellsTicket && { message: `The operator ${status} this request.` }),
      };
    });
  }
}
