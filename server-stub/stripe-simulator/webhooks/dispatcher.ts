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
  readonly now: () => number;
}

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
    const { deliveries, now } = this.#parts;
    const room = AT_ONCE - this.#sending.size;
    for (const delivery of deliveries.due(now(), room, new Set(this.#sending.keys()))) {
      this.#start(delivery, this.#parts.url);
    }
    // What is due and has found no place waits for one: each that ends wakes us.
    const next = deliveries.nextAt(now());
    if (next !== null) this.#timer = setTimeout(() => this.wake(), Math.min(next - now(), LONGEST_WAIT));
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
    const { database, deliveries, objects } = this.#parts;
    const attempts = delivery.attempts + 1;
    if (this.#paused) {
      deliveries.end(delivery.event, delivery.attempts, 'dropped', 'paused');
      return;
    }
    const outcome = await this.#post(delivery, url);
    if (this.#stopping.signal.aborted && outcome !== 'delivered') return;
    if (outcome === 'delivered') {
      database.transaction(() => {
        deliveries.end(delivery.event, attempts, 'delivered', outcome);
        const event = objects.get('event', delivery.account, delivery.event);
        if (event) objects.replace('event', { ...event, pending_webhooks: 0 });
      });
      return;
    }
    const delay = retryDelay(attempts, this.#parts.timeScale);
    if (delay === null) deliveries.end(delivery.event, attempts, 'given-up', outcome);
    else deliveries.retry(delivery.event, attempts, this.#parts.now() + delay, outcome);
  }

  /** `delivered`, or what came instead. */
  async #post(delivery: Delivery, url: string): Promise<string> {
    const { now, secret, timeoutMs } = this.#parts;
    try {
      const response = await fetch(url, {
        method: 'POST',
        body: delivery.payload,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': signatureHeader(delivery.payload, secret, now()),
        },
        // To Stripe a redirect is a failure.
        redirect: 'manual',
        signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(timeoutMs)]),
      });
      await response.body?.cancel();
      return response.ok ? 'delivered' : `HTTP ${response.status}`;
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  }
}
