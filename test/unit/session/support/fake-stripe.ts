import type { StripeLoader } from '../../../../src/session/stripe-checkout.ts';

type Loaded = Exclude<Awaited<ReturnType<StripeLoader>>, null>;

/** What `confirmPayment` answers: Stripe's own result objects, as far as they are read. */
export type ConfirmResult =
  | { readonly paymentIntent: { readonly status: string } }
  | { readonly error: { readonly type: string; readonly code?: string; readonly decline_code?: string } };

/** Stands in for Stripe.js: notes what it is asked, answers what the test says. */
export class FakeStripe {
  readonly loads: { readonly key: string; readonly account: string }[] = [];
  readonly elementsOptions: Record<string, unknown>[] = [];
  readonly createOptions: unknown[] = [];
  readonly confirmations: { readonly confirmParams: Record<string, unknown>; readonly redirect: string }[] =
    [];
  readonly updates: unknown[] = [];
  loadError: Error | null = null;
  drawing: 'ready' | 'loaderror' | 'never' = 'ready';
  submitError: { readonly type: string; readonly code: string } | null = null;
  /** What `submit` waits for. */
  checking: Promise<void> = Promise.resolve();
  /** Whether this device has a wallet, and whether Stripe says so. */
  wallets: 'google_pay' | 'none' | 'loaderror' | 'silent' | 'forbidden' = 'none';
  walletOptions: unknown = null;
  /** How often a wallet was told that nothing was paid. */
  walletFailures = 0;
  confirm: () => Promise<ConfirmResult> = () => Promise.resolve({ paymentIntent: { status: 'succeeded' } });
  mounted = 0;
  #approve: (event: unknown) => void = () => {};

  readonly load: StripeLoader = (key, { stripeAccount }) => {
    this.loads.push({ key, account: stripeAccount });
    if (this.loadError) return Promise.reject(this.loadError);
    // Only the calls that our code makes are there.
    return Promise.resolve(this.#stripe() as unknown as Loaded);
  };

  /** Somebody authorises the wallet, as its `confirm` event says. */
  approveWallet(email?: string): void {
    this.#approve({
      expressPaymentType: 'google_pay',
      billingDetails: { name: 'Sam', ...(email === undefined ? {} : { email }) },
      paymentFailed: () => (this.walletFailures += 1),
    });
  }

  #express(options: unknown) {
    if (this.wallets === 'forbidden') throw new Error('IntegrationError');
    this.walletOptions = options;
    const handlers = new Map<string, (event: unknown) => void>();
    const note = (name: string, handler: (event: unknown) => void) => handlers.set(name, handler);
    this.#approve = (event) => handlers.get('confirm')?.(event);
    return {
      on: note,
      once: note,
      mount: () => {
        this.mounted += 1;
        queueMicrotask(() => {
          if (this.wallets === 'loaderror') return handlers.get('loaderror')?.({});
          if (this.wallets === 'silent') return;
          const there = this.wallets === 'google_pay' ? { googlePay: true } : undefined;
          handlers.get('ready')?.({ availablePaymentMethods: there });
        });
      },
      destroy: () => {
        this.mounted -= 1;
      },
    };
  }

  #stripe() {
    return {
      elements: (options: Record<string, unknown>) => {
        this.elementsOptions.push(options);
        return {
          create: (type: string, created: unknown) => {
            if (type === 'expressCheckout') return this.#express(created);
            this.createOptions.push(created);
            return this.#element();
          },
          submit: async () => {
            await this.checking;
            return this.submitError ? { error: this.submitError } : { selectedPaymentMethod: 'card' };
          },
          update: (update: unknown) => this.updates.push(update),
        };
      },
      confirmPayment: (options: { confirmParams: Record<string, unknown>; redirect: string }) => {
        this.confirmations.push(options);
        return this.confirm();
      },
    };
  }

  #element() {
    const handlers = new Map<string, (event: unknown) => void>();
    return {
      once: (name: string, handler: (event: unknown) => void) => handlers.set(name, handler),
      mount: () => {
        this.mounted += 1;
        queueMicrotask(() =>
          handlers.get(this.drawing)?.({ error: { type: 'api_error', message: 'no frame' } }),
        );
      },
      destroy: () => {
        this.mounted -= 1;
      },
    };
  }
}
