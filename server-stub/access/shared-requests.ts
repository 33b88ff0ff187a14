import { randomBytes } from 'node:crypto';

import type { SharedAccessRequest } from '../../src/contract/access-request.ts';
import { sha256 } from '../ids.ts';
import { ProblemError } from '../problem.ts';
import type { AccessRow } from '../store/access-requests.ts';
import type { Asker } from './input.ts';
import { changeRequest, checkRevision, closed, raised, type AccessParts } from './parts.ts';
import { viewForManager } from './view.ts';

/** Long enough for somebody who is away for some days. */
const LINK_LIFE = 7 * 24 * 60 * 60 * 1000;

/**
 * The link for a telehealth manager who has no account here: whoever holds its secret sees that one filled form, and
 * may raise its ticket. Nothing else.
 */
export class SharedRequests {
  readonly #parts: AccessParts;
  readonly #openTicket: (row: AccessRow) => Promise<AccessRow>;

  constructor(parts: AccessParts, openTicket: (row: AccessRow) => Promise<AccessRow>) {
    this.#parts = parts;
    this.#openTicket = openTicket;
  }

  /** A new link; the one before it ends. */
  async share(
    id: string,
    { participantId }: Asker,
  ): Promise<{ row: AccessRow; url: string; expiresAt: number }> {
    const { clock, settings } = this.#parts;
    const secret = randomBytes(32).toString('base64url');
    const expiresAt = clock.now() + LINK_LIFE;
    const row = await changeRequest(this.#parts, id, (row) => {
      if (row.status !== 'waiting') throw closed(row);
      return {
        from: ['waiting'],
        set: { link_hash: sha256(secret), link_expires_at: expiresAt, not_for_me_at: null },
        actor: `participant:${participantId}`,
        act: 'access-request.shared',
      };
    });
    return { row, url: `${settings.url}/access#${secret}`, expiresAt };
  }

  async look(secret: string): Promise<SharedAccessRequest> {
    return viewForManager(await this.#find(secret));
  }

  /** Raises the ticket; a second press finds it raised. */
  async raise(secret: string, revision: number): Promise<SharedAccessRequest> {
    const { clock } = this.#parts;
    const { id } = await this.#find(secret);
    const row = await changeRequest(this.#parts, id, (row) => {
      if (row.status === 'sent' && row.raised_by === 'telehealth-manager') return null;
      if (row.status !== 'waiting') throw closed(row);
      this.#check(row, secret);
      checkRevision(row, revision);
      return {
        from: ['waiting'],
        set: raised(clock.now(), 'telehealth-manager'),
        actor: actorOf(secret),
        act: 'access-request.raised',
        ...(row.manager_name !== null && { note: { by: row.manager_name } }),
      };
    });
    return viewForManager(await this.#openTicket(row));
  }

  /** “This is not for me”: the link ends, and whoever asked is told. */
  async refuse(secret: string): Promise<SharedAccessRequest> {
    const { id } = await this.#find(secret);
    const row = await changeRequest(this.#parts, id, (row) => {
      if (row.status !== 'waiting') throw closed(row);
      this.#check(row, secret);
      return {
        from: ['waiting'],
        set: { link_hash: null, not_for_me_at: this.#parts.clock.now() },
        actor: actorOf(secret),
        act: 'access-request.not-for-me',
        ...(row.manager_name !== null && { note: { by: row.manager_name } }),
      };
    });
    return viewForManager(row);
  }

  async #find(secret: string): Promise<AccessRow> {
    const row = await this.#parts.store.access.findByLink(sha256(secret));
    if (!row) throw ended();
    this.#check(row, secret);
    return row;
  }

  #check(row: AccessRow, secret: string): void {
    const isGood = row.link_hash === sha256(secret) && (row.link_expires_at ?? 0) > this.#parts.clock.now();
    if (!isGood) throw ended();
  }
}

/** Tells one link's acts from another's, and opens nothing. */
function actorOf(secret: string): string {
  return `telehealth-manager:${sha256(sha256(secret)).slice(0, 12)}`;
}

function ended(): ProblemError {
  return new ProblemError(
    'link_ended',
    'This link has ended, or a newer one took its place: ask whoever shared it for a new one.',
  );
}
