import type { PayerActivityKind, PaymentRequest } from '../contract/payment-request.ts';
import { PaymentsError } from '../errors.ts';
import type { Clock, Pauses } from './clock.ts';
import { toPaymentsError } from './failure.ts';
import type { GatewayClient } from './gateway-client.ts';
import { isEnded, isPayable } from './request-list.ts';
import type { SessionMemory } from './session-memory.ts';
import type {
  CardFormLooks,
  CardFormOptions,
  CheckoutProblem,
  CheckoutState,
  WalletOptions,
} from './state.ts';
import { stripeCardForms } from './stripe-checkout.ts';
import type { CardForm, CardForms, StripeLoader } from './stripe-checkout.ts';
import type { WalletApproval } from './wallet-buttons.ts';

export interface CheckoutFlowOptions {
  readonly gateway: Pick<GatewayClient, 'getCheckout' | 'settleRequest' | 'getRequest'>;
  readonly clock: Clock;
  /** Stripe's own loader unless given. */
  readonly stripe: StripeLoader | undefined;
  readonly memory: SessionMemory;
  readonly pauses: Pauses;
  readonly signal: AbortSignal;
  readonly getRequest: (id: string) => PaymentRequest | undefined;
  readonly getLanguage: () => string;
  readonly onCheckout: (id: string, checkout: CheckoutState) => void;
  /** The gateway's word on a request; comes back through `follow` when it says something new. */
  readonly onRequest: (request: PaymentRequest) => void;
  readonly onActivity: (id: string, kind: PayerActivityKind) => void;
  /** A try made here came to something: the other side may want to look. */
  readonly onOutcome: (request: PaymentRequest) => void;
  readonly onBusy: (busy: boolean) => void;
}

interface Checkout {
  readonly id: string;
  /** Null after a reload: there is an outcome to find, and no form. */
  readonly mount: HTMLElement | null;
  readonly wallets: WalletOptions | null;
  looks: CardFormLooks | null;
  form: CardForm | null;
  state: CheckoutState;
}

/**
 * So often the gateway has to have looked at Stripe and found the payment untouched, before an unanswered
 * confirmation is taken to have never arrived. Paying again is safe then: one request is one PaymentIntent.
 */
const LOOKS_UNTIL_UNTOUCHED = 4;

/**
 * The payer's side of a request: from the card form to the outcome. What Stripe tells this page is a hint; only
 * the gateway's word ends a checkout.
 */
export class CheckoutFlow {
  readonly #options: CheckoutFlowOptions;
  readonly #cardForms: CardForms;
  readonly #open = new Map<string, Checkout>();
  #busy = false;

  constructor(options: CheckoutFlowOptions) {
    this.#options = options;
    this.#cardForms = stripeCardForms(options.clock, options.stripe);
  }

  get isBusy(): boolean {
    return this.#busy;
  }

  /** @throws {PaymentsError} `CARD_FORM_MISPLACED` when another place in the document has this request's form. */
  async begin(id: string, { mount, looks, wallets }: CardFormOptions): Promise<void> {
    const request = this.#options.getRequest(id);
    if (!request || !isPayable(request)) return;
    const open = this.#open.get(id);
    if (open && open.mount !== mount) {
      if (open.mount?.isConnected) {
        throw new PaymentsError(
          'CARD_FORM_MISPLACED',
          `The card form of ${id} is open elsewhere in this page.`,
        );
      }
      if (open.state.status === 'checking') return;
      // Stripe's frame died with its old place. What it was asked to confirm may still come to something.
      if (open.state.status === 'confirming') {
        void this.#abandonForm(open);
        return;
      }
      this.#close(open);
    } else if (open && open.state.status !== 'unavailable') {
      return;
    }
    await this.#prepare({
      id,
      mount,
      looks,
      wallets: wallets ?? null,
      form: null,
      state: { status: 'idle' },
    });
  }

  async pay(id: string, email: string): Promise<void> {
    const checkout = this.#open.get(id);
    if (checkout) await this.#pay(checkout, email, null);
  }

  leave(id: string): void {
    const checkout = this.#open.get(id);
    if (!checkout || isConfirming(checkout)) return;
    this.#close(checkout);
    this.#options.onActivity(id, 'seen');
  }

  update(id: string, looks: CardFormLooks): void {
    const checkout = this.#open.get(id);
    if (!checkout) return;
    checkout.looks = looks;
    checkout.form?.update(looks);
  }

  /** Tries again what could not be shown. */
  retry(): void {
    for (const checkout of this.#open.values()) {
      if (checkout.state.status === 'unavailable') void this.#prepare(checkout);
    }
  }

  /** After a reload: takes up confirmations whose outcome this page has not seen. Says whether there are any. */
  resume(): boolean {
    let isAny = false;
    for (const id of Object.keys(this.#options.memory.value.confirming)) {
      const request = this.#options.getRequest(id);
      isAny ||= request !== undefined && !this.#open.has(id);
      if (!request || isEnded(request)) {
        this.#forget(id);
      } else if (!this.#open.has(id)) {
        const state = { status: 'idle' } as const;
        void this.#check({ id, mount: null, looks: null, wallets: null, form: null, state }, 'unknown');
      }
    }
    return isAny;
  }

  /** Takes in where a request stands now. */
  follow(request: PaymentRequest): void {
    const checkout = this.#open.get(request.id);
    if (!checkout) return;
    const wasConfirming = isConfirming(checkout);
    // While Stripe confirms, a withdrawal has yet to win: the gateway says so when it has.
    if (isEnded(request) || (!wasConfirming && !isPayable(request))) {
      this.#forget(request.id);
      this.#close(checkout);
      if (wasConfirming) this.#options.onOutcome(request);
    }
  }

  stop(): void {
    for (const checkout of this.#open.values()) checkout.form?.destroy();
    this.#open.clear();
  }

  /** Ends every form, and with them what the host keeps the frame for. */
  abandon(): void {
    this.stop();
    this.#updateBusy();
  }

  async #prepare(checkout: Checkout): Promise<void> {
    const { gateway, getLanguage, getRequest, onRequest, onActivity } = this.#options;
    const { id, mount, looks, wallets } = checkout;
    if (!mount || !looks) return;
    this.#set(checkout, { status: 'preparing' });
    onActivity(id, 'entering-details');
    try {
      const credentials = await gateway.getCheckout(id);
      if (!this.#isOpen(checkout)) return;
      const form = await this.#cardForms.open({
        credentials,
        mount,
        looks,
        language: getLanguage(),
        business: getRequest(id)?.clinic.name ?? '',
        wallets: wallets && {
          mount: wallets.mount,
          onApproved: (approval) => void this.#payByWallet(checkout, approval),
        },
      });
      if (!this.#isOpen(checkout)) return form.destroy();
      checkout.form = form;
      if (checkout.looks && checkout.looks !== looks) form.update(checkout.looks);
      this.#showDetails(checkout, lastProblem(getRequest(id)));
    } catch (cause) {
      if (!this.#isOpen(checkout)) return;
      const error = toPaymentsError(cause);
      this.#set(checkout, { status: 'unavailable', error });
      // "Not open any more": what it is instead closes the checkout.
      if (error.status === 409) await gateway.getRequest(id).then(onRequest, () => {});
    }
  }

  /** By what was typed, or by a wallet that was authorised. */
  async #pay(checkout: Checkout, email: string | null, wallet: WalletApproval | null): Promise<void> {
    const { memory, getRequest } = this.#options;
    const { form, id } = checkout;
    if (!this.#isOpen(checkout) || !form || checkout.state.status !== 'details') return wallet?.fail();
    this.#set(checkout, { status: 'confirming' });
    const incomplete = await form.submit();
    if (!this.#isOpen(checkout)) return wallet?.fail();
    if (incomplete) {
      wallet?.fail();
      return this.#showDetails(checkout, incomplete);
    }
    const request = getRequest(id);
    // Withdrawn while Stripe looked at what was typed.
    if (!request || !isPayable(request)) {
      wallet?.fail();
      return this.#close(checkout);
    }

    memory.set({ confirming: { ...memory.value.confirming, [id]: request.lastAttempt?.at ?? null } });
    const confirmation = await form.confirm(email);
    if (confirmation.outcome === 'refused') wallet?.fail();
    if (!this.#isOpen(checkout) || !checkout.form) return;
    if (confirmation.outcome !== 'refused') return this.#check(checkout, confirmation.outcome);
    this.#endTry(checkout, confirmation.problem);
    await this.#tellGateway(id);
  }

  async #payByWallet(checkout: Checkout, wallet: WalletApproval): Promise<void> {
    const typed = checkout.wallets?.typedEmail() ?? null;
    // The confirmation says where the receipt went.
    if (typed === null && wallet.email !== null) this.#options.memory.set({ email: wallet.email });
    await this.#pay(checkout, typed ?? wallet.email, wallet);
  }

  #abandonForm(checkout: Checkout): Promise<void> {
    checkout.form?.destroy();
    checkout.form = null;
    return this.#check(checkout, 'unknown');
  }

  /** Asks the gateway until the outcome is known, however long that takes: unknown is never failed. */
  async #check(checkout: Checkout, outcome: 'accepted' | 'unknown'): Promise<void> {
    const { gateway, memory, pauses, signal, onRequest } = this.#options;
    const { id } = checkout;
    const attemptBefore = memory.value.confirming[id] ?? null;
    this.#set(checkout, { status: 'checking' });
    let untouched = 0;
    for (let attempt = 0; ; attempt += 1) {
      const request = await gateway.settleRequest(id).catch(() => null);
      if (request) onRequest(request);
      if (signal.aborted || !this.#isOpen(checkout)) return;
      if (request?.status === 'requested') {
        untouched += 1;
        const failed = request.lastAttempt && request.lastAttempt.at !== attemptBefore;
        if (failed || (outcome === 'unknown' && untouched >= LOOKS_UNTIL_UNTOUCHED)) {
          this.#endTry(checkout, failed ? lastProblem(request) : { kind: 'error', code: 'no_answer' });
          return this.#options.onOutcome(request);
        }
      }
      await pauses.sleep(pauses.backoff(attempt), signal);
      if (signal.aborted || !this.#isOpen(checkout)) return;
    }
  }

  /** Back to the form as it was filled in, or, after a reload, to the request. */
  #endTry(checkout: Checkout, problem: CheckoutProblem | null): void {
    this.#forget(checkout.id);
    if (checkout.form) this.#showDetails(checkout, problem);
    else this.#close(checkout);
  }

  /** Best effort: Stripe's webhook tells the gateway the same. */
  async #tellGateway(id: string): Promise<void> {
    const request = await this.#options.gateway.settleRequest(id).catch(() => null);
    if (!request) return;
    this.#options.onRequest(request);
    this.#options.onOutcome(request);
  }

  #showDetails(checkout: Checkout, problem: CheckoutProblem | null): void {
    const { form } = checkout;
    this.#set(checkout, { status: 'details', problem, ...(form?.hasWallets && { wallets: true }) });
  }

  #isOpen(checkout: Checkout): boolean {
    return this.#open.get(checkout.id) === checkout;
  }

  #set(checkout: Checkout, state: CheckoutState): void {
    checkout.state = state;
    this.#open.set(checkout.id, checkout);
    this.#options.onCheckout(checkout.id, state);
    this.#updateBusy();
  }

  #close(checkout: Checkout): void {
    this.#open.delete(checkout.id);
    checkout.form?.destroy();
    this.#options.onCheckout(checkout.id, { status: 'idle' });
    this.#updateBusy();
  }

  #updateBusy(): void {
    const busy = [...this.#open.values()].some(({ state }) => state.status !== 'unavailable');
    if (busy === this.#busy) return;
    this.#busy = busy;
    this.#options.onBusy(busy);
  }

  #forget(id: string): void {
    const { [id]: _, ...confirming } = this.#options.memory.value.confirming;
    this.#options.memory.set({ confirming });
  }
}

function isConfirming({ state }: Checkout): boolean {
  return state.status === 'confirming' || state.status === 'checking';
}

function lastProblem(request: PaymentRequest | undefined): CheckoutProblem | null {
  const attempt = request?.lastAttempt;
  if (!attempt) return null;
  const { outcome: kind, code, declineCode } = attempt;
  return { kind, code, ...(declineCode !== undefined && { declineCode }) };
}
