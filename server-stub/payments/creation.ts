import type { Transaction } from 'kysely';

import type { CreatePaymentRequest } from '../../src/contract/payment-request.ts';
import type { ProblemCode } from '../../src/contract/problem.ts';
import type { AccessClaims } from '../auth/claims.ts';
import { newId, sha256 } from '../ids.ts';
import { notAllowed, ProblemError } from '../problem.ts';
import type { NewRequest } from '../store/payment-requests.ts';
import type { RequestRow } from '../store/request-rows.ts';
import type { Tables } from '../store/tables.ts';
import type { ClinicRow } from '../store/tenants.ts';
import { StripeFailure, type PaymentIntentFacts } from '../stripe/stripe-port.ts';
import type { Closings } from './closings.ts';
import { checkCreateBody } from './input.ts';
import { patiently, type PaymentParts } from './parts.ts';
import type { PaymentReads } from './reads.ts';
import { CALM, LONGEST_CREATION, scheduleCheck, scheduleRetry, timetable } from './schedule.ts';
import { SingleFlight } from './single-flight.ts';

/** The timer leaves a new request to whoever is just creating it for so long. */
const FIRST_CHECK = 30_000;

export interface Created {
  readonly row: RequestRow;
  /** False when the same key had made it before. */
  readonly isNew: boolean;
}

/** Makes payment requests: saved first, with the key of the Stripe call, then told to Stripe. */
export class Creations {
  readonly #parts: PaymentParts;
  readonly #reads: PaymentReads;
  readonly #closings: Closings;
  readonly #flights = new SingleFlight<RequestRow | undefined>();

  constructor(parts: PaymentParts, reads: PaymentReads, closings: Closings) {
    this.#parts = parts;
    this.#reads = reads;
    this.#closings = closings;
  }

  async create(who: AccessClaims, body: CreatePaymentRequest, key: string): Promise<Created> {
    const { requests } = this.#parts.store;
    if (who.role !== 'clinician') throw notAllowed();
    const { clinicId, callId } = who;
    if (clinicId === null || callId === null) throw clinicNotEnabled();
    const clinic = await this.#parts.store.tenants.clinic(clinicId);
    if (!clinic) throw clinicNotEnabled();
    const checked = checkCreateBody(body, clinic.currency);
    const bodyHash = sha256(JSON.stringify([callId, checked]));

    const find = () => requests.findByIdempotencyKey(clinicId, who.participantId, key);
    let before: NewRequest | undefined = await find();
    let isNew = false;
    if (!before) {
      const row = await this.#newRow(who, clinic, callId, checked, { key, bodyHash });
      isNew = await requests.insert(row);
      before = isNew ? row : await find();
      if (!before) throw new Error('A request that was just saved is not there.');
    }
    if (before.body_hash !== bodyHash)
      throw new ProblemError(
        'idempotency_key_reused',
        'This Idempotency-Key was used with another body. Take a new key for a new request.',
      );
    // Without its description: what a visit was for has no place in a log.
    const { id, amount, currency } = before;
    this.#parts.log.info({ requestId: id, call: callId, amount, currency, isNew }, 'a payment is requested');
    const row =
      (await patiently(this.#parts, 'creation', this.finish(before.id))) ?? (await requests.find(before.id));
    if (!row) throw new Error('A request that was just saved is not there.');
    const refusal = creationRefusal(row);
    if (refusal) throw refusal;
    return { row, isNew };
  }

  async #newRow(
    who: AccessClaims,
    clinic: ClinicRow,
    callId: string,
    body: CreatePaymentRequest,
    idempotency: { key: string; bodyHash: string },
  ): Promise<NewRequest> {
    const { store, clock, settings } = this.#parts;
    if (clinic.enabled === 0) throw clinicNotEnabled();
    const account = await store.accounts.active(clinic.id);
    if (account?.readiness !== 'ready')
      throw new ProblemError(
        'account_not_ready',
        'The clinic has no Stripe account that can take payments. Its admin links one at Configure > Client Payments.',
      );
    const now = clock.now();
    return {
      id: newId('pr'),
      host_id: clinic.host_id,
      organisation_id: clinic.organisation_id,
      clinic_id: clinic.id,
      call_id: callId,
      requested_by: who.participantId,
      payer_id: await this.#payer(clinic.id, callId, body.payerId),
      amount: body.amount,
      currency: clinic.currency,
      description: body.description,
      reference: body.reference ?? null,
      stripe_account: account.stripe_account,
      livemode: account.livemode,
      idempotency_key: idempotency.key,
      body_hash: idempotency.bodyHash,
      next_check_at: now + FIRST_CHECK,
      expires_at: now + settings.requestTtl,
    };
  }

  /** Somebody who has not joined yet can be addressed; somebody who is known to be no patient cannot. */
  async #payer(clinicId: string, callId: string, payerId: string | undefined): Promise<string> {
    const { tenants } = this.#parts.store;
    if (payerId !== undefined) {
      const role = await tenants.roleOf(clinicId, callId, payerId);
      if (role !== undefined && role !== 'patient')
        throw new ProblemError('payer_unknown', 'The payer is not a patient of this call.', 'payerId');
      return payerId;
    }
    const [only, ...others] = await tenants.patients(clinicId, callId);
    if (only === undefined || others.length > 0)
      throw new ProblemError(
        'payer_required',
        only === undefined
          ? 'No patient has joined this call yet: say who pays with payerId.'
          : 'Several patients are in this call: say who pays with payerId.',
        'payerId',
      );
    return only;
  }

  /** Tells Stripe of a request that is still `creating`; the same call again after a crash makes nothing twice. */
  finish(id: string): Promise<RequestRow | undefined> {
    return this.#flights.run(id, () => this.#finish(id));
  }

  async #finish(id: string): Promise<RequestRow | undefined> {
    const { store, stripe, clock } = this.#parts;
    const row = await store.requests.find(id);
    if (row?.status !== 'creating') return row;
    if (clock.now() - row.created_at >= LONGEST_CREATION) return this.#fail(row, 'stripe_unreachable');
    // It was saved just when the account was taken away: whoever withdrew the clinic's requests may not have seen it.
    if (row.closing_as === null && !(await this.#isOnItsAccount(row))) await this.#beginClosing(row);
    const { key } = await store.operations.current(id, 'create');
    let intent: PaymentIntentFacts;
    try {
      intent = await stripe.createPaymentIntent(
        {
          amount: row.amount,
          currency: row.currency,
          description: row.description,
          metadata: { request_id: row.id, host_id: row.host_id, clinic_id: row.clinic_id },
        },
        { account: row.stripe_account, idempotencyKey: key },
      );
    } catch (error) {
      if (!(error instanceof StripeFailure)) throw error;
      return this.#handleFailure(row, key, error);
    }
    let isNoted = false;
    const note = async (trx: Transaction<Tables>) => {
      await store.operations.finish(key, 'succeeded', trx);
      isNoted = true;
    };
    const after =
      (await this.#reads.apply(id, intent, row, (change, now) => ({
        ...change,
        set: { ...timetable({ ...now, ...change.set }, CALM, clock.now()), ...change.set },
        also: note,
      }))) ?? row;
    // An earlier attempt's event was faster: this one is the orphan.
    if (after.payment_intent !== intent.id)
      this.#parts.background.run('orphan', () => this.#closings.cancelOrphan(after, intent));
    // Stripe's event was faster. The caller need not wait for two more commits, which a crash may well undo.
    if (!isNoted)
      this.#parts.background.run('creation', async () => {
        await store.operations.finish(key, 'succeeded');
        await scheduleCheck(this.#parts, (await store.requests.find(id)) ?? after, CALM);
      });
    return after.closing_as === null ? after : this.#closings.finish(id);
  }

  async #isOnItsAccount({ clinic_id, stripe_account }: RequestRow): Promise<boolean> {
    const active = await this.#parts.store.accounts.active(clinic_id);
    return active?.stripe_account === stripe_account;
  }

  async #beginClosing({ id }: RequestRow): Promise<void> {
    await this.#parts.store.requests.change(id, ({ status, closing_as }) =>
      status === 'creating' && closing_as === null
        ? { set: { closing_as: 'cancelled' }, cause: 'the account was removed', actor: 'gateway' }
        : null,
    );
  }

  async #handleFailure(row: RequestRow, key: string, failure: StripeFailure) {
    const { operations, requests } = this.#parts.store;
    this.#parts.log.warn({ requestId: row.id, stripe: failure.kind, code: failure.code }, failure.message);
    if (failure.kind === 'unknown') {
      // The key would bring the same 500 for ever. Whatever it may have made carries our metadata, and is
      // cancelled when its event comes; nobody has its secret, so nobody can pay it.
      if (failure.replayed) await operations.finish(key, 'abandoned');
      await scheduleRetry(this.#parts, row);
      return requests.find(row.id);
    }
    await operations.finish(key, 'rejected');
    if (failure.kind === 'access-lost') await this.#reads.loseAccess(row.stripe_account);
    return this.#fail(row, failureCode(failure));
  }

  async #fail(row: RequestRow, code: ProblemCode): Promise<RequestRow | undefined> {
    return this.#parts.store.requests.change(row.id, ({ status }) =>
      status === 'creating'
        ? {
            set: { status: 'failed', failure_code: code, closing_as: null, next_check_at: null },
            cause: code,
            actor: 'gateway',
          }
        : null,
    );
  }
}

function clinicNotEnabled(): ProblemError {
  return new ProblemError('clinic_not_enabled', 'Payments are not enabled for this clinic.');
}

function failureCode({ kind, code }: StripeFailure): ProblemCode {
  if (kind === 'access-lost') return 'account_not_ready';
  return code === 'amount_too_small' || code === 'amount_too_large' ? code : 'stripe_rejected';
}

/** The same key gets the same refusal again. */
function creationRefusal({ status, failure_code }: RequestRow): ProblemError | null {
  if (status !== 'failed') return null;
  switch (failure_code) {
    case 'amount_too_small':
    case 'amount_too_large':
      return new ProblemError(failure_code, 'Stripe does not take this amount.', 'amount');
    case 'account_not_ready':
      return new ProblemError(
        'account_not_ready',
        'The clinic’s Stripe account does not let the gateway in.',
      );
    case 'stripe_rejected':
      return new ProblemError('stripe_rejected', 'Stripe refused to make this payment request.');
    default:
      return null;
  }
}
