import type { TestContext } from 'node:test';
import { Kysely } from 'kysely';

import type { HostProvision, TokenRequest } from '../../../src/contract/hosts.ts';
import type { PaymentRequest } from '../../../src/contract/payment-request.ts';
import type { StripeEventFacts } from '../../../server-stub/stripe/stripe-port.ts';
import { buildApp, type AppParts, type BuiltApp } from '../../../server-stub/app.ts';
import { readConfig } from '../../../server-stub/config.ts';
import type { Tables } from '../../../server-stub/store/tables.ts';
import { openStore, type Store } from '../../../server-stub/store/store.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeStripe, signedEvent } from './fake-stripe.ts';
import { makeTestDatabase, type TestDatabase } from './test-database.ts';

export const OPERATOR_KEY = 'op_simulated';
export const ACCOUNT = 'acct_harbour';
export const OTHER_ACCOUNT = 'acct_riverside';

export const HOST: HostProvision = {
  name: 'Demo host',
  frameOrigins: ['https://call.example.com'],
  pluginOrigins: ['https://plugin.example.com'],
  organisations: [
    {
      ref: 'harbour',
      name: 'Harbour Health',
      clinics: [
        {
          ref: 'street',
          name: 'Harbour Street Clinic',
          currency: 'aud',
          enabled: true,
          stripeAccount: ACCOUNT,
        },
        {
          ref: 'riverside',
          name: 'Riverside Clinic',
          currency: 'aud',
          enabled: true,
          stripeAccount: OTHER_ACCOUNT,
        },
        { ref: 'unlinked', name: 'Unlinked Clinic', currency: 'aud', enabled: true },
        { ref: 'disabled', name: 'Disabled Clinic', currency: 'aud', enabled: false },
      ],
    },
    {
      ref: 'hills',
      name: 'Hills Health',
      clinics: [
        { ref: 'street', name: 'Hills Clinic', currency: 'aud', enabled: true, stripeAccount: 'acct_hills' },
      ],
    },
  ],
};

export interface Answer<Body = never> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS' | 'HEAD';
  /** Bearer. */
  readonly as?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FixtureOptions extends Partial<AppParts> {
  /** As a gateway's environment has them. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A gateway over a database of its own and a Stripe in memory; restarted on the same database as often as wanted. */
export class GatewayFixture {
  readonly clock = new FakeClock();
  readonly stripe = new FakeStripe();
  apiKey = '';
  built!: BuiltApp;
  store!: Store;
  /** For what the store never does by itself. Not to be closed: the store closes what is under it. */
  tables!: Kysely<Tables>;
  readonly #database: TestDatabase;
  readonly #options: FixtureOptions;
  #keys = 0;
  #events = 0;

  constructor(database: TestDatabase, options: FixtureOptions) {
    this.#database = database;
    this.#options = options;
    this.stripe.now = () => this.clock.now();
    this.stripe.accounts.now = () => this.clock.now();
  }

  async start(): Promise<void> {
    const engine = await this.#database.open();
    this.tables = new Kysely({ dialect: engine.dialect });
    this.store = openStore(engine, {
      clock: this.#options.clock ?? this.clock,
      livemode: false,
      ...(this.#options.metrics && { meter: this.#options.metrics }),
    });
    this.built = await buildApp(this.#parts());
  }

  #parts(): AppParts {
    return {
      config: this.#config(),
      store: this.store,
      stripe: this.stripe,
      clock: this.clock,
      assetsDir: 'no-assets',
      readGap: 0,
      ...this.#options,
    };
  }

  #config() {
    return readConfig({
      SIMULATOR_START: 'no',
      ...this.#database.env,
      ...this.#options.settings,
    });
  }

  /** Another process on the same database. */
  async second(): Promise<BuiltApp> {
    return buildApp(this.#parts());
  }

  async stop(): Promise<void> {
    await this.built.app.close();
    await this.store.close();
  }

  /** As after a crash: nothing of the old process is asked to finish anything. */
  async crash(): Promise<void> {
    await this.store.close();
    await this.start();
  }

  async removeData(): Promise<void> {
    await this.#database.remove();
  }

  async call<Body = never>(path: string, options: CallOptions = {}): Promise<Answer<Body>> {
    const { method = 'GET', as, body, headers } = options;
    const response = await this.built.app.inject({
      method,
      url: path,
      headers: { ...(as !== undefined && { authorization: `Bearer ${as}` }), ...headers },
      ...(body !== undefined && { payload: body as object }),
    });
    const isJson = /json/.test(String(response.headers['content-type']));
    if (response.statusCode >= 400) this.#checkDescribed(method, path, response);
    return {
      status: response.statusCode,
      body: isJson ? response.json() : (response.body as Body),
      headers: response.headers,
    };
  }

  /** Whatever a route refuses with, its OpenAPI says that it may. */
  #checkDescribed(method: string, path: string, response: { statusCode: number; body: string }): void {
    const { pathname } = new URL(path, 'http://gateway');
    const { paths = {} } = this.built.app.swagger();
    const [, route] =
      Object.entries(paths).find(([pattern]) =>
        new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]*')}$`).test(pathname),
      ) ?? [];
    const operation = Object.entries(route ?? {}).find(([name]) => name === method.toLowerCase())?.[1];
    if (operation === undefined || !pathname.startsWith('/v1/')) return;
    const described = JSON.stringify(Object(operation).responses?.[response.statusCode] ?? '');
    const { code } = JSON.parse(response.body);
    if (!described.includes(`\`${code}\``))
      throw new Error(
        `OpenAPI does not say that ${method} ${path} may answer ${response.statusCode} ${code}.`,
      );
  }

  async provision(hostId = 'h_demo', host: HostProvision = HOST): Promise<string> {
    await this.call(`/v1/hosts/${hostId}`, { method: 'PUT', as: OPERATOR_KEY, body: host });
    const issued = await this.call<{ apiKey: string }>(`/v1/hosts/${hostId}/api-keys`, {
      method: 'POST',
      as: OPERATOR_KEY,
    });
    return issued.body.apiKey;
  }

  /** An access token; a clinician of call `call-1` at Harbour Street unless said otherwise. */
  async token(request: Partial<TokenRequest> = {}, apiKey = this.apiKey): Promise<string> {
    return this.mint(
      {
        organisationRef: 'harbour',
        clinicRef: 'street',
        callId: 'call-1',
        participantId: 'clinician-1',
        displayName: 'Dr Ada Byron',
        role: 'clinician',
        ...request,
      },
      apiKey,
    );
  }

  /** An access token for exactly this. */
  async mint(body: TokenRequest, apiKey = this.apiKey): Promise<string> {
    const answer = await this.call<{ token: string }>('/v1/tokens', { method: 'POST', as: apiKey, body });
    if (answer.status !== 200) throw new Error(`No token: ${JSON.stringify(answer.body)}`);
    return answer.body.token;
  }

  patientToken(request: Partial<TokenRequest> = {}): Promise<string> {
    return this.token({ role: 'patient', participantId: 'patient-1', displayName: 'Pat Lee', ...request });
  }

  async create(
    as: string,
    body: object = {},
    key = `key-${(this.#keys += 1)}`,
  ): Promise<Answer<PaymentRequest>> {
    return this.call('/v1/payment-requests', {
      method: 'POST',
      as,
      headers: { 'idempotency-key': key },
      body: { amount: 8500, description: 'Consultation', payerId: 'patient-1', ...body },
    });
  }

  async act(as: string, id: string, action: string, body?: object): Promise<Answer<PaymentRequest>> {
    return this.call(`/v1/payment-requests/${id}/${action}`, { method: 'POST', as, ...(body && { body }) });
  }

  async get(as: string, id: string): Promise<PaymentRequest> {
    return (await this.call<PaymentRequest>(`/v1/payment-requests/${id}`, { as })).body;
  }

  /** Delivers a signed event, and waits until it has been worked on. */
  async webhook(event: Partial<StripeEventFacts>, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await this.deliver(event, headers);
    await this.built.idle();
    return answer;
  }

  /** Delivers a signed event, and waits for no more than the answer. */
  deliver(event: Partial<StripeEventFacts>, headers: Record<string, string> = {}): Promise<Answer> {
    const { body, signature } = signedEvent(
      {
        id: `evt_${(this.#events += 1)}`,
        type: 'payment_intent.succeeded',
        createdAt: this.clock.now(),
        livemode: false,
        account: ACCOUNT,
        paymentIntent: null,
        requestId: null,
        dispute: null,
        ...event,
      },
      this.clock.now(),
    );
    return this.call('/webhooks/stripe', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': signature, ...headers },
      body,
    });
  }
}

export async function startGateway(
  context: TestContext,
  options: FixtureOptions = {},
): Promise<GatewayFixture> {
  const gateway = new GatewayFixture(await makeTestDatabase(), options);
  await gateway.start();
  gateway.apiKey = await gateway.provision();
  context.after(async () => {
    await gateway.stop();
    await gateway.removeData();
  });
  return gateway;
}
