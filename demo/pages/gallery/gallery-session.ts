import type { PaymentRequest } from '../../../src/contract/payment-request.ts';
import type { CardFormLooks, CardFormOptions, SessionStore } from '../../../src/session/state.ts';
import { NOON, PATIENT, anEntry, ended, requested } from '../staged/samples.ts';
import { StagedSession } from '../staged/staged-session.ts';
import { drawCardForm, dressCardForm } from './card-form-stand-in.ts';

/** A staged session that goes on from its state where that is plain, so that buttons do something. */
export class GallerySession extends StagedSession {
  readonly #mounts = new Map<string, HTMLElement>();

  override createRequest({
    amount,
    description,
  }: Parameters<SessionStore['createRequest']>[0]): Promise<string | null> {
    const id = `pr_new_${this.getState().requests.length}`;
    const entry = anEntry(requested({ id, amount, description }));
    this.set({
      requests: [entry, ...this.getState().requests],
      draft: { amount: '', description: '', payerId: null },
      creation: { status: 'idle' },
    });
    return Promise.resolve(id);
  }

  override cancelRequest(id: string): Promise<void> {
    this.setEntry(id, ({ request }) => anEntry(endOf(request, 'cancelled')));
    return Promise.resolve();
  }

  override refuseRequest(id: string): Promise<void> {
    this.setEntry(id, ({ request }) => anEntry(endOf(request, 'refused')));
    return Promise.resolve();
  }

  override putOff(id: string): void {
    this.setEntry(id, (entry) =>
      entry.request.status === 'requested'
        ? { ...entry, request: { ...entry.request, activity: { kind: 'put-off', at: NOON } } }
        : entry,
    );
  }

  override beginCheckout(id: string, { mount, looks }: CardFormOptions): Promise<void> {
    this.#mounts.set(id, mount);
    drawCardForm(mount, looks);
    this.setEntry(id, (entry) => ({ ...entry, checkout: { status: 'details', problem: null } }));
    return Promise.resolve();
  }

  override updateCardForm(id: string, looks: CardFormLooks): void {
    const mount = this.#mounts.get(id);
    if (mount) dressCardForm(mount, looks);
  }

  override pay(id: string): Promise<void> {
    this.setEntry(id, (entry) => ({ ...entry, checkout: { status: 'confirming' } }));
    return Promise.resolve();
  }

  override leaveCheckout(id: string): void {
    this.setEntry(id, (entry) => ({ ...entry, checkout: { status: 'idle' } }));
  }
}

function endOf({ id, amount, description }: PaymentRequest, status: 'cancelled' | 'refused'): PaymentRequest {
  return ended(status, { id, amount, description, payer: PATIENT });
}
