import type { FastifyBaseLogger } from 'fastify';

import type { Background } from '../background.ts';
import type { Clock } from '../clock.ts';
import { ProblemError, notFound } from '../problem.ts';
import type { AccessChange, AccessRow } from '../store/access-requests.ts';
import type { Store } from '../store/store.ts';
import type { ServiceDesk } from './service-desk.ts';

/** What the use cases of asking for the app are made of. */
export interface AccessParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: ServiceDesk;
  readonly log: FastifyBaseLogger;
  readonly background: Background;
  readonly settings: {
    /** The gateway's origin, as browsers reach it. */
    readonly url: string;
    /** What clinics charge in that are made by approving. */
    readonly currency: string;
    /** How long a caller is kept waiting for the service desk, in milliseconds. */
    readonly patience: number;
  };
}

const TRIES = 5;

/** Who has just raised a ticket opens it; the clock leaves it to them for so long, in milliseconds. */
export const LEASE = 30_000;

/** The columns of a request whose ticket is raised now: what is to be opened is saved before it is. */
export function raised(now: number, by: 'requester' | 'telehealth-manager') {
  return {
    status: 'sent',
    raised_by: by,
    raised_at: now,
    not_for_me_at: null,
    ticket_state: 'opening',
    ticket_next_at: now + LEASE,
  } as const;
}

/** Changes a request as `decide` says from how it is now; null from it changes nothing. */
export async function changeRequest(
  { store }: Pick<AccessParts, 'store'>,
  id: string,
  decide: (row: AccessRow) => AccessChange | null | Promise<AccessChange | null>,
): Promise<AccessRow> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const row = await store.access.find(id);
    if (!row) throw notFound();
    const change = await decide(row);
    if (!change) return row;
    const after = await store.access.change(row, change);
    if (after) return after;
  }
  throw new Error(`Request for access ${id} kept changing under ${TRIES} attempts to change it.`);
}

export function closed(row: AccessRow): ProblemError {
  const words = {
    waiting: 'is waiting for the telehealth manager',
    sent: 'has its ticket with the service desk',
    approved: 'is approved',
    declined: 'is declined',
    withdrawn: 'is withdrawn',
  };
  return new ProblemError(
    'access_request_closed',
    `This request ${words[row.status]}: that is not possible now.`,
  );
}

/** What was corrected since somebody looked at it is not decided on unseen. */
export function checkRevision(row: AccessRow, revision: number): void {
  if (row.revision !== revision)
    throw new ProblemError(
      'revision_outdated',
      `This request is at revision ${row.revision}: read it again, and decide on what it says now.`,
      'revision',
    );
}
