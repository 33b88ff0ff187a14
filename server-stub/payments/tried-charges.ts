import type { HistoryRow } from '../store/payment-requests.ts';
import type { RequestRow } from '../store/request-rows.ts';
import type { FailedCharge } from '../stripe/stripe-port.ts';
import { isOpen } from './life.ts';
import type { PaymentParts } from './parts.ts';
import { SingleFlight } from './single-flight.ts';

/** A charge is made a moment before its PaymentIntent says so; Stripe's times are whole seconds. */
const SLACK = 1000;

/**
 * Cards that were refused, and that nobody saw: a PaymentIntent shows its last refusal alone, and none once it is paid.
 * Stripe keeps a charge of each. They are looked up once a request is over, for a refusal that a later read of the
 * PaymentIntent still shows would be told twice.
 */
export class TriedCharges {
  readonly #parts: PaymentParts;
  readonly #flights: SingleFlight<void>;

  constructor(parts: PaymentParts) {
    this.#parts = parts;
    this.#flights = new SingleFlight(parts.settings.readGap);
  }

  /** Rejects with `StripeFailure` when Stripe did not say. */
  read(row: RequestRow): Promise<void> {
    return this.#flights.run(row.id, () => this.#read(row));
  }

  async #read({ id, payment_intent, stripe_account, status }: RequestRow): Promise<void> {
    if (payment_intent === null || isOpen(status)) return;
    const charges = await this.#parts.stripe.listFailedCharges(payment_intent, stripe_account);
    // Of several, one is told with each change: more than there are charges are never left.
    for (let told = 0; told < charges.length; told += 1) if (!(await this.#tellNext(id, charges))) return;
  }

  /** False when the history has all of them. */
  async #tellNext(id: string, charges: readonly FailedCharge[]): Promise<boolean> {
    const { requests } = this.#parts.store;
    let isTold = false;
    await requests.change(id, async () => {
      const history = await requests.history(id);
      const [charge] = untold(charges, history);
      isTold = charge !== undefined;
      if (!charge) return null;
      // Stripe's second may have begun before there was anything to pay.
      const payableAt = history.find(({ to_status }) => to_status === 'requested')?.at ?? 0;
      const happenedAt = Math.max(charge.createdAt, payableAt);
      return { set: {}, cause: causeOf(charge), actor: 'stripe', happenedAt };
    });
    return isTold;
  }
}

/** Those that the history has no line of. It has no charge's id, but of each charge one line at most. */
function untold(charges: readonly FailedCharge[], history: readonly HistoryRow[]): FailedCharge[] {
  const rest = charges.toSorted((a, b) => a.createdAt - b.createdAt);
  for (const { cause, at } of history) {
    const alike = rest.filter((charge) => causeOf(charge) === cause);
    const told = alike.findLast(({ createdAt }) => createdAt <= at + SLACK) ?? alike[0];
    if (told) rest.splice(rest.indexOf(told), 1);
  }
  return rest;
}

function causeOf({ code }: FailedCharge): string {
  return `attempt: ${code}`;
}
