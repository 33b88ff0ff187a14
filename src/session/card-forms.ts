import { PaymentsError } from '../errors.ts';
import type { Clock } from './clock.ts';
import type { CardForms, StripeLoader } from './stripe-checkout.ts';

export interface LazyCardForms extends CardForms {
  /** Somebody may pay soon: fetches the code now. */
  prepare(): void;
}

/** Card forms whose code is fetched for payers only, and so not by the clinician's page. */
export function lazyCardForms(clock: Clock, load?: StripeLoader): LazyCardForms {
  let loading: Promise<CardForms> | null = null;

  async function fetchForms(): Promise<CardForms> {
    try {
      const { stripeCardForms } = await import('./stripe-checkout.ts');
      return stripeCardForms(clock, load);
    } catch (cause) {
      loading = null;
      throw new PaymentsError('STRIPE_UNAVAILABLE', 'The card form did not load.', {
        cause,
        retryable: true,
      });
    }
  }

  const forms = () => (loading ??= fetchForms());
  return {
    prepare() {
      // When it is needed it is tried again, and then says what is wrong.
      forms().catch(() => {});
    },
    open: async (request) => (await forms()).open(request),
  };
}
