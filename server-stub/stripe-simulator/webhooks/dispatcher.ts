import type { ActivityLog } from '../activity/activity-log.ts';
import type { DeliveryFault, DeliveryFaults } from '../faults/delivery-faults.ts';
import type { SimulatorClock } from '../faults/simulator-clock.ts';
import type { Database } from '../store/database.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { Delivery, DeliveryStore } from './delivery-store.ts';
import { retryDelay } from './schedule.ts';
import { signatureHeader } from './signature.ts';

export interface DispatcherParts {
  readonly database: Database;
  readonly deliveries: DeliveryStore;
  readonly objects: ObjectStore;
  readonly url: string | null;
  readonly secret: string;
  readonly timeScale: number;
  readonly timeoutMs: number;
  readonly clock: SimulatorClock;
  readonly faults: DeliveryFaults;
  readonly activity: ActivityLog;
}

/** How one attempt ended. */
interface Outcome {
  /** What the endpoint answered; null when it was not reached. */
  readonly status: number | null;
  readonly error: string | null;
  /** For the record: `delivered`, or what came instead. */
  readonly says: string;
}

/** What of an event's payload is looked at; a thin one carries no data. */
interface DeliveredEvent {
  readonly type: string;
  readonly data?: { readonly object: { readonly id?: string } };
  readonly related_object?: { readonly id: string };
}

const NOT_SENT: Outcome = { status: null, error: null, says: 'not sent' };
const AT_ONCE = 8;
/** Node's timers cannot wait longer. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** Brings events to the webhook endpoint, with Stripe's retries. Like Stripe, it promises no order. */
export class WebhookDispatcher {
  readonly #parts: DispatcherParts;
  readonly #sending = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #stopping = new AbortController();
  #paused = false;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
  }

  /** Whether new events are to be delivered at all. */
  get delivers(): boolean {
    return this.#parts.url !== null && !this.#paused;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** While paused, what is due is dropped, not kept: for trying how one gets along without webhooks. */
  set paused(paused: boolean) {
    this.#paused = paused;
    this.wake();
  }

  /** Looks for what is due; called after each commit, at the start, and by its own timer. */
  wake(): void {
    if (this.#stopping.signal.aborted || this.#parts.url === null) return;
    clearTimeout(this.#timer);
    const { clock, deliveries } = this.#parts;
    // Read once: what falls due between two readings would be neither due nor still to come.
    const now = clock.real();
    const room = AT_ONCE - this.#sending.size;
    for (const delivery of deliveries.due(now, room, new Set(this.#sending.keys()))) {
      this.#start(delivery, this.#parts.url);
    }
    // What is due and has found no place waits for one: each that ends wakes us.
    const next = deliveries.nextAt(now);
    if (next !== null) this.#timer = setTimeout(() => this.wake(), Math.min(next - now, LONGEST_WAIT));
  }

  /** Resolves when nothing is being sent; what waits for a retry goes on waiting. */
  async idle(): Promise<void> {
    while (this.#sending.size > 0) await Promise.all(this.#sending.values());
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.idle();
  }

  #start(delivery: Delivery, url: string): void {
    const sending = this.#deliver(delivery, url).finally(() => {
      this.#sending.delete(delivery.event);
      this.wake();
    });
    this.#sending.set(delivery.event, sending);
  }

  async #deliver(delivery: Delivery, url: string): Promise<void> {
    const { clock, database, deliveries, faults } = this.#parts;
    const attempts = delivery.attempts + 1;
    const event: DeliveredEvent = JSON.parse(delivery.payload);
    if (this.#paused) {
      faults.forget(delivery.event);
      deliveries.end(delivery.event, delivery.attempts, 'dropped', 'paused');
      return;
    }
    const fault = faults.meet(delivery, event.type, clock.real());
    if (fault?.held) return this.#record(delivery, event, fault, NOT_SENT);
    if (fault?.effect === 'drop') {
      this.#record(delivery, event, fault, NOT_SENT);
      return this.#delivered(delivery, attempts);
    }
    const [outcome] = await Promise.all([
      this.#post(delivery, event, fault, url),
      ...(fault?.effect === 'double' ? [this.#post(delivery, event, fault, url)] : []),
    ]);
    if (outcome.says === 'delivered') {
      faults.arrived(delivery, clock.real());
      return this.#delivered(delivery, attempts);
    }
    if (this.#stopping.signal.aborted) return;
    const delay = retryDelay(attempts, this.#parts.timeScale);
    if (delay !== null) return deliveries.retry(delivery.event, attempts, clock.real() + delay, outcome.says);
    database.transaction(() => {
      faults.forget(delivery.event);
      deliveries.end(delivery.event, attempts, 'given-up', outcome.says);
    });
  }

  #delivered(delivery: Delivery, attempts: number): void {
    const { database, deliveries, faults, objects } = this.#parts;
    database.transaction(() => {
      faults.forget(delivery.event);
      deliveries.end(delivery.event, attempts, 'delivered', 'delivered');
      const event = objects.get('event', delivery.account, delivery.event);
      if (event) objects.replace('event', { ...event, pending_webhooks: 0 });
    });
  }

  async #post(
    delivery: Delivery,
    event: DeliveredEvent,
    fault: DeliveryFault | null,
    url: string,
  ): Promise<Outcome> {
    const outcome = await this.#request(delivery, url);
    if (!this.#stopping.signal.aborted) this.#record(delivery, event, fault, outcome);
    return outcome;
  }

  async #request(delivery: Delivery, url: string): Promise<Outcome> {
    const { clock, secret, timeoutMs } = this.#parts;
    try {
      const response = await fetch(url, {
        method: 'POST',
        body: delivery.payload,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': signatureHeader(delivery.payload, secret, clock.now()),
        },
        // To Stripe a redirect is a failure.
        redirect: 'manual',
        signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(timeoutMs)]),
      });
      await response.body?.cancel();
      const { ok, status } = response;
      return { status, error: null, says: ok ? 'delivered' : `HTTP ${status}` };
    } catch (error) {
      const says = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return { status: null, error: says, says };
    }
  }

  #record(delivery: Delivery, event: DeliveredEvent, fault: DeliveryFault | null, outcome: Outcome): void {
    const { activity, clock, deliveries } = this.#parts;
    const switched = fault ? ` (fault switch: ${fault.effect})` : '';
    deliveries.noteAttempt(delivery.event, clock.now(), `${outcome.says}${switched}`);
    activity.add({
      kind: 'delivery',
      eventId: delivery.event,
      type: event.type,
      account: delivery.account,
      objectId: event.data?.object.id ?? event.related_object?.id ?? null,
      attempt: delivery.attempts + 1,
      status: outcome.status,
      error: outcome.error,
      fault: fault?.effect ?? null,
    });
  }
}
