import type { AccessRequest, AccessRequestForm, AccessScope } from '../../src/contract/access-request.ts';
import type { AccessClaims } from '../auth/claims.ts';
import { newId, sha256 } from '../ids.ts';
import { within } from '../payments/single-flight.ts';
import { notAllowed, notFound, ProblemError } from '../problem.ts';
import type { AccessClinicRow, AccessRow } from '../store/access-requests.ts';
import { correctionOf, dueNow, told } from './corrections.ts';
import { AccessDecisions } from './decisions.ts';
import { DeskWork } from './desk-work.ts';
import { adminOf, askerOf, checkForm, type Asker } from './input.ts';
import { changeRequest, closed, raised, type AccessParts } from './parts.ts';
import { ServiceDeskFailure } from './service-desk.ts';
import { SharedRequests } from './shared-requests.ts';
import { viewForAsker } from './view.ts';

export interface AskedFor {
  readonly request: AccessRequest;
  /** False when the same key had asked for it before. */
  readonly isNew: boolean;
}

/** Asking for the app: the request form of an organisation's or a clinic's admin. */
export class AccessRequests {
  readonly decisions: AccessDecisions;
  readonly shared: SharedRequests;
  readonly deskWork: DeskWork;
  readonly #parts: AccessParts;

  constructor(parts: AccessParts) {
    this.#parts = parts;
    this.decisions = new AccessDecisions(parts);
    this.deskWork = new DeskWork(parts, (row, verdict) => this.decisions.byTicket(row, verdict));
    this.shared = new SharedRequests(parts, (row) => this.#openTicket(row));
  }

  async ask(who: AccessClaims, form: AccessRequestForm, key: string): Promise<AskedFor> {
    const { access } = this.#parts.store;
    const asker = askerOf(who);
    const { hostId, organisationRef, clinicRef, participantId } = asker;
    const checked = checkForm(form, asker);
    const bodyHash = sha256(JSON.stringify(checked));
    const find = () => access.findByIdempotencyKey(hostId, organisationRef, participantId, key);

    let row = await find();
    let isNew = false;
    if (!row) {
      await this.#checkClinics(who, asker, checked.clinics, null);
      const base = {
        id: newId('ar'),
        host_id: hostId,
        organisation_ref: organisationRef,
        clinic_ref: clinicRef,
        requested_by: participantId,
        idempotency_key: key,
        body_hash: bodyHash,
        ...checked.columns,
      };
      const isMe = form.telehealthManager.isMe;
      const start = isMe ? raised(this.#parts.clock.now(), 'requester') : { status: 'waiting' as const };
      const saved = await access.insert(
        { ...base, ...start },
        checked.clinics,
        `participant:${participantId}`,
      );
      // Somebody else was quicker: the clinic is named to whoever comes second.
      if (saved === 'taken') return this.ask(who, form, key);
      isNew = saved === 'saved';
      row = await find();
      if (!row) throw new Error('A request for access that was just saved is not there.');
    }
    if (row.body_hash !== bodyHash)
      throw new ProblemError(
        'idempotency_key_reused',
        'This Idempotency-Key was used with another body. Take a new key for a new request.',
      );
    if (isNew) this.#parts.log.info({ accessRequestId: row.id, status: row.status }, 'access is asked for');
    return { request: this.#render(asker, await this.#openTicket(row)), isNew };
  }

  async scope(who: AccessClaims): Promise<AccessScope> {
    const { organisationRef, clinicRef } = askerOf(who);
    const known =
      who.organisationId === null
        ? undefined
        : await this.#parts.store.tenants.organisation(who.organisationId);
    const clinics = (known?.clinics ?? []).filter(({ ref }) => clinicRef === null || ref === clinicRef);
    return {
      organisation: { ref: organisationRef, name: known?.name ?? null },
      clinicRef,
      clinics: clinics.map(({ ref, name, enabled }) => ({ ref, name, enabled: enabled === 1 })),
    };
  }

  /** One more than `limit` when there are more. */
  async list(
    who: AccessClaims,
    limit: number,
    after?: { readonly createdAt: number; readonly id: string },
  ): Promise<AccessRow[]> {
    const { hostId, organisationRef, clinicRef } = askerOf(who);
    const filter = { hostId, organisationRef, ...(clinicRef !== null && { clinicRef }) };
    return this.#parts.store.access.list(filter, limit, after);
  }

  view(who: AccessClaims, row: AccessRow): AccessRequest {
    return this.#render(askerOf(who), row);
  }

  async get(who: AccessClaims, id: string): Promise<AccessRequest> {
    return (await this.#find(who, id)).view;
  }

  /** Takes the place of what was sent, as long as it is not decided. */
  async correct(who: AccessClaims, id: string, form: AccessRequestForm): Promise<AccessRequest> {
    const { asker, row: before } = await this.#changeable(who, id);
    const checked = checkForm(form, asker);
    await this.#checkNotDecidedThere(before);
    const row = await changeRequest(this.#parts, id, async (row) => {
      const change = correctionOf(this.#parts, asker, row, checked);
      if (change) await this.#checkClinics(who, asker, checked.clinics, id);
      return change;
    });
    return this.#render(asker, await this.#openTicket(row));
  }

  async withdraw(who: AccessClaims, id: string): Promise<AccessRequest> {
    const { asker } = await this.#changeable(who, id);
    const row = await changeRequest(this.#parts, id, (row) => {
      if (row.status === 'withdrawn') return null;
      if (row.status !== 'waiting' && row.status !== 'sent') throw closed(row);
      return {
        ...told(this.#parts, row, 'The requester has withdrawn this request.'),
        from: ['waiting', 'sent'],
        set: { status: 'withdrawn', link_hash: null, ...dueNow(this.#parts, row) },
        actor: `participant:${asker.participantId}`,
        act: 'access-request.withdrawn',
      };
    });
    return this.#render(asker, row);
  }

  async share(who: AccessClaims, id: string) {
    const { asker } = await this.#changeable(who, id);
    const { row, url, expiresAt } = await this.shared.share(id, asker);
    return { url, expiresAt, request: this.#render(asker, row) };
  }

  /** The ticket is opened while the caller waits, if that is quick. */
  async #openTicket(row: AccessRow): Promise<AccessRow> {
    const { background, settings, store } = this.#parts;
    if (row.ticket_state !== 'opening') return row;
    const work = this.deskWork.attend(row.id);
    background.run('service desk', () => work);
    await within(settings.patience, work);
    return (await store.access.find(row.id)) ?? row;
  }

  /** An approval that is in the ticket, and not read here yet, must not be stretched to what nobody approved. */
  async #checkNotDecidedThere(row: AccessRow): Promise<void> {
    const { desk } = this.#parts;
    if (row.status !== 'sent' || row.ticket_key === null) return;
    try {
      const verdict = await desk.read(row.ticket_key);
      if (verdict.verdict !== 'undecided') await this.decisions.byTicket(row, verdict);
    } catch (error) {
      if (!(error instanceof ServiceDeskFailure)) throw error;
      throw new ProblemError(
        'service_desk_unreachable',
        'The service desk did not say whether the request is decided: try again in a moment.',
      );
    }
  }

  /** Whoever may not see it is told that it is not there. */
  async #find(who: AccessClaims, id: string) {
    const asker = adminOf(who);
    const row = await this.#parts.store.access.find(id);
    const view = asker && row && viewForAsker(asker, row);
    if (!asker || !row || !view) throw notFound();
    return { asker, row, view };
  }

  async #changeable(who: AccessClaims, id: string) {
    const found = await this.#find(who, id);
    if (!found.view.canChange) throw notAllowed();
    return found;
  }

  async #checkClinics(
    who: AccessClaims,
    { hostId, organisationRef }: Asker,
    clinics: readonly AccessClinicRow[],
    butFor: string | null,
  ): Promise<void> {
    const open = await this.#parts.store.access.openClinics(hostId, organisationRef, butFor);
    const known = (await this.scope(who)).clinics.filter(({ enabled }) => enabled).map(({ ref }) => ref);
    const index = clinics.findIndex(({ ref }) => open.includes(ref) || known.includes(ref));
    const clinic = clinics[index];
    if (clinic)
      throw new ProblemError(
        'access_already_requested',
        open.includes(clinic.ref)
          ? `A request for ${clinic.name} is open already.`
          : `${clinic.name} is enabled already.`,
        `clinics.${index}`,
      );
  }

  #render(asker: Asker, row: AccessRow): AccessRequest {
    const view = viewForAsker(asker, row);
    if (!view) throw notFound();
    return view;
  }
}
