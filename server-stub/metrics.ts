import { timingSafeEqual } from 'node:crypto';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import { bearer } from './auth/guards.ts';
import { sha256 } from './ids.ts';
import type { Meter } from './meter.ts';
import { within } from './payments/single-flight.ts';
import { ProblemError } from './problem.ts';
import type { App, Gateway } from './routes/gateway.ts';
import { StripeFailure, type StripePort } from './stripe/stripe-port.ts';

/** Seconds. People pay within minutes, or come back within a day. */
const PAYING = [5, 15, 30, 60, 120, 300, 900, 3600, 6 * 3600, 24 * 3600];
const CALLING = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const DELIVERING = [1, 2, 5, 10, 30, 60, 300, 3600, 24 * 3600];
/** Milliseconds. Prometheus waits for all numbers or takes none. */
const LONGEST_COUNT = 1_000;

/** The gateway's numbers for Prometheus. No label holds anything of a person, a clinic or a payment. */
export class Metrics implements Meter {
  readonly #registry = new Registry();
  readonly #moves = this.#counter('payments_moved_total', 'Requests that reached a status', ['status']);
  readonly #untilPaid = this.#histogram('payments_until_paid_seconds', 'From asked to paid', PAYING);
  readonly #webhooks = this.#counter('payments_webhooks_total', 'Events that Stripe delivered', ['outcome']);
  readonly #webhookLag = this.#histogram(
    'payments_webhook_lag_seconds',
    'From an event at Stripe to its first delivery here',
    DELIVERING,
  );
  readonly #reconciliations = this.#counter('payments_reconciliations_total', 'Looks by the clock', [
    'outcome',
  ]);
  readonly #stripeCalls = this.#histogram('payments_stripe_call_seconds', 'Calls to Stripe', CALLING, [
    'operation',
    'outcome',
  ]);
  readonly #calls = this.#histogram('payments_http_request_seconds', 'Calls to the gateway', CALLING, [
    'method',
    'route',
    'status',
  ]);

  /** Milliseconds that the database is given to count. */
  readonly #patience: number;

  constructor(patience = LONGEST_COUNT) {
    this.#patience = patience;
    collectDefaultMetrics({ register: this.#registry });
    // A counter that first shows with 1 has not risen, for an alert.
    for (const outcome of ['done', 'failed']) this.#reconciliations.inc({ outcome }, 0);
    for (const outcome of ['kept', 'duplicate', 'ignored']) this.#webhooks.inc({ outcome }, 0);
  }

  moved(to: Parameters<Meter['moved']>[0], age: number): void {
    this.#moves.inc({ status: to });
    if (to === 'paid') this.#untilPaid.observe(Math.max(age, 0) / 1000);
  }

  webhookTaken(outcome: Parameters<Meter['webhookTaken']>[0], lag: number): void {
    this.#webhooks.inc({ outcome });
    if (outcome === 'kept') this.#webhookLag.observe(Math.max(lag, 0) / 1000);
  }

  reconciled(outcome: 'done' | 'failed'): void {
    this.#reconciliations.inc({ outcome });
  }

  /** The same port, each of its calls timed. */
  timeStripe(stripe: StripePort): StripePort {
    const timed = async <Result>(operation: string, call: () => Promise<Result>): Promise<Result> => {
      const end = this.#stripeCalls.startTimer({ operation });
      try {
        const result = await call();
        end({ outcome: 'answered' });
        return result;
      } catch (error) {
        end({ outcome: error instanceof StripeFailure ? error.kind : 'unknown' });
        throw error;
      }
    };
    const { accounts } = stripe;
    return {
      accounts: {
        readAccount: (...given) => timed('read-account', () => accounts.readAccount(...given)),
        createAccount: (...given) => timed('create-account', () => accounts.createAccount(...given)),
        createAccountLink: (...given) => timed('account-link', () => accounts.createAccountLink(...given)),
        exchangeCode: (...given) => timed('exchange-code', () => accounts.exchangeCode(...given)),
        deauthorize: (...given) => timed('deauthorize', () => accounts.deauthorize(...given)),
        registerDomain: (...given) => timed('register-domain', () => accounts.registerDomain(...given)),
        validateDomain: (...given) => timed('validate-domain', () => accounts.validateDomain(...given)),
        payTest: (...given) => timed('test-payment', () => accounts.payTest(...given)),
      },
      createPaymentIntent: (...given) => timed('create', () => stripe.createPaymentIntent(...given)),
      retrievePaymentIntent: (...given) => timed('retrieve', () => stripe.retrievePaymentIntent(...given)),
      cancelPaymentIntent: (...given) => timed('cancel', () => stripe.cancelPaymentIntent(...given)),
      createRefund: (...given) => timed('refund', () => stripe.createRefund(...given)),
      listRefunds: (...given) => timed('list-refunds', () => stripe.listRefunds(...given)),
      listFailedCharges: (...given) => timed('list-charges', () => stripe.listFailedCharges(...given)),
      latestDispute: (...given) => timed('dispute', () => stripe.latestDispute(...given)),
      readEvent: (...given) => stripe.readEvent(...given),
    };
  }

  /** Times the gateway's own calls, and answers `GET /metrics` to whoever has the token. */
  serve(app: App, { hub, store }: Gateway, token: string): void {
    const wanted = Buffer.from(sha256(token));
    this.#gauge('payments_event_streams', 'Event streams open at this process', [], (gauge) =>
      gauge.set(hub.size),
    );
    const help = 'Requests that may still be paid, of all processes: take the max of them, not the sum';
    this.#gauge('payments_open_requests', help, ['status'], async (gauge) => {
      gauge.reset();
      const asked = store.requests.countOpen().catch((error: unknown) => {
        app.log.warn({ err: error }, 'the open requests could not be counted');
        return [];
      });
      for (const { status, count } of (await within(this.#patience, asked)) ?? [])
        gauge.set({ status }, count);
    });
    app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
      const route = routeOptions.url ?? 'none';
      // A stream lasts as long as its page: that is no answer's time.
      if ((route === '/v1/events' && statusCode === 200) || route === '/metrics') return;
      this.#calls.observe({ method, route, status: statusCode }, elapsedTime / 1000);
    });
    app.get(
      '/metrics',
      {
        config: { rateLimit: false },
        logLevel: 'warn',
        schema: {
          tags: ['For the operator'],
          summary: 'Numbers for Prometheus',
          description: '`METRICS_TOKEN` as bearer; without that setting there is no such route.',
        },
      },
      async (request, reply) => {
        const given = Buffer.from(sha256(bearer(request) ?? ''));
        if (!timingSafeEqual(given, wanted))
          throw new ProblemError('api_key_invalid', 'Send METRICS_TOKEN as “Authorization: Bearer …”.');
        return reply.type(this.#registry.contentType).send(await this.text());
      },
    );
  }

  /** Everything, as Prometheus reads it. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.#registry] });
  }

  #histogram<Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: Label[] = [],
  ): Histogram<Label> {
    return new Histogram({ name, help, buckets, labelNames, registers: [this.#registry] });
  }

  #gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    collect: (gauge: Gauge<Label>) => void | Promise<void>,
  ): void {
    const gauge: Gauge<Label> = new Gauge({
      name,
      help,
      labelNames,
      registers: [this.#registry],
      collect: () => collect(gauge),
    });
  }
}
