import type { AccessToken, GatewaySession, NotReadyReason } from '../contract/gateway-session.ts';
import type { PayerActivityKind, PaymentDetails, PaymentRequest } from '../contract/payment-request.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { Person, Role } from '../contract/roles.ts';
import { systemClock } from '../session/clock.ts';
import { createGatewayClient } from '../session/gateway-client.ts';
import type { GatewayClient } from '../session/gateway-client.ts';
import type { HostPort } from '../session/host-port.ts';
import type { StripeLoader } from '../session/stripe-checkout.ts';
import { MockLedger } from './mock-ledger.ts';
import type { MockPerson, NewRequest, Standing } from './mock-ledger.ts';
import { answer, nameCall, problem } from './mock-routes.ts';
import type { MockCallName } from './mock-routes.ts';
import { mockStripe } from './mock-stripe.ts';
import type { MockCard } from './mock-stripe.ts';

export interface MockGatewayOptions {
  /** Where the page believes it to be, e.g. `https://pay.example.test`. */
  readonly url: string;
  /** `Harbour Street Clinic` unless given. */
  readonly clinicName?: string;
  /** Lowercase ISO 4217; `aud` unless given. */
  readonly currency?: string;
  /** For `PaymentsHost`: the page that it is to frame, on the gateway's origin. Without it no page is allowed. */
  readonly pluginUrl?: string;
  /** UTC milliseconds; the system's clock unless given. */
  readonly now?: () => number;
}

export interface MockTokenRequest {
  readonly role: Role;
  readonly participantId: string;
  readonly displayName?: string;
  /** `call-1` unless given. */
  readonly callId?: string;
}

/** How a call goes wrong: the gateway's refusal, no answer, or carried out with the answer lost. */
export type MockFailure = ProblemCode | 'no-answer' | 'answer-lost';

const CALL = 'call-1';
const TOKEN_LIFE = 900_000;

/**
 * A payments gateway in memory, for tests: the routes that a call's page uses, with the same refusals, and a
 * small state behind them that the test moves. It needs no server and no Stripe: `video-call-payments/testing/msw`
 * answers with it what a page fetches, or a session is given `clientFor(port)`.
 */
export class MockGateway {
  readonly url: string;
  /** Every call that has come, in its order. */
  readonly calls: { readonly name: MockCallName; readonly requestId: string }[] = [];
  /** What a `PaymentSession` is given as `stripe`: a card form that needs no typing. */
  readonly stripe: StripeLoader;
  /** @internal */
  readonly ledger: MockLedger;
  /** @internal Idempotency keys, with what they came with. */
  readonly keys = new Map<string, { readonly id: string; readonly text: string }>();
  readonly #options: MockGatewayOptions;
  readonly #now: () => number;
  readonly #people = new Map<string, MockPerson>();
  readonly #failures: { readonly name: MockCallName; readonly how: MockFailure }[] = [];
  readonly #cards: MockCard[] = [];
  #validTokens = new Set<string>();
  #tokens = 0;
  #payments: GatewaySession['payments'] = { ready: true };

  constructor(options: MockGatewayOptions) {
    this.url = options.url.replace(/\/+$/, '');
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.ledger = new MockLedger(this.#now);
    this.stripe = mockStripe((id) => this.#charge(id));
  }

  /** All requests as the clinician sees them, the newest first. */
  get requests(): readonly PaymentRequest[] {
    return this.ledger.ids.map((id) => this.ledger.get(id));
  }

  /** An access token, as the host's backend would be given. The gateway knows the person from then on. */
  token({ role, participantId, displayName, callId = CALL }: MockTokenRequest): AccessToken {
    const token = `mock-token-${(this.#tokens += 1)}`;
    const name = displayName === undefined ? {} : { displayName };
    this.#people.set(token, { id: participantId, ...name, role, callId });
    this.#validTokens.add(token);
    return { token, expiresAt: this.#now() + TOKEN_LIFE };
  }

  /** The tokens given so far have run out: pages have to come back with new ones. */
  expireTokens(): void {
    this.#validTokens = new Set();
  }

  /** Whether the clinic can take payments, and if not why. Pages see it when they ask for their session. */
  setPayments(state: 'ready' | NotReadyReason): void {
    this.#payments = state === 'ready' ? { ready: true } : { ready: false, reason: state };
  }

  /** A request that somebody has made, for a test that begins with the payer. */
  add(
    request: Partial<Omit<NewRequest, 'clinicName' | 'currency'>> & { readonly payer: Person },
  ): PaymentRequest {
    const id = this.ledger.add({
      amount: 8500,
      description: 'Consultation fee',
      requestedBy: { id: 'clinician-1' },
      callId: CALL,
      clinicName: this.#clinicName,
      currency: this.#currency,
      ...request,
      payer: person(request.payer),
      ...(request.requestedBy && { requestedBy: person(request.requestedBy) }),
    });
    return this.ledger.get(id);
  }

  /** Stripe has taken the payment, and the gateway knows. */
  pay(id: string, details: Partial<PaymentDetails> = {}): PaymentRequest {
    const card = { method: 'card', cardBrand: 'visa', cardLast4: '4242', chargeId: `ch_${id}` };
    const payment = { paidAt: this.#now(), ...card, ...details };
    return this.#move(id, { status: 'paid', payment }, ['requested', 'processing']);
  }

  /** A card was refused: the request stays open. */
  decline(id: string, code = 'card_declined', declineCode = 'insufficient_funds'): PaymentRequest {
    const lastAttempt = { outcome: 'declined', code, declineCode, at: this.#now() } as const;
    return this.ledger.set(id, null, { lastAttempt });
  }

  cancel(id: string): PaymentRequest {
    return this.#move(id, { status: 'cancelled' }, ['requested']);
  }

  refuse(id: string): PaymentRequest {
    return this.#move(id, { status: 'refused' }, ['requested']);
  }

  expire(id: string): PaymentRequest {
    return this.#move(id, { status: 'expired' }, ['requested']);
  }

  /** In Stripe's units; all that is left unless given. */
  refund(id: string, amount?: number): PaymentRequest {
    const request = this.ledger.get(id);
    const amountRefunded = Math.min(request.amount, request.amountRefunded + (amount ?? request.amount));
    return this.#move(id, null, ['paid'], { amountRefunded });
  }

  /** What the payer is doing, as their page would say. */
  say(id: string, kind: PayerActivityKind): PaymentRequest {
    const { status } = this.ledger.get(id);
    if (status !== 'requested') return this.ledger.get(id);
    return this.ledger.set(id, { status, closingAs: null, activity: { kind, at: this.#now() } });
  }

  /** The next calls of this name go wrong, one after the other. */
  fail(name: MockCallName, ...failures: MockFailure[]): void {
    for (const how of failures) this.#failures.push({ name, how });
  }

  /** How the next cards go, one after the other; those after them are accepted. */
  nextCards(...cards: MockCard[]): void {
    this.#cards.push(...cards);
  }

  /** The client that a `PaymentSession` takes as `gateway`, where fetch is not answered by msw. */
  clientFor(port: Pick<HostPort, 'getToken'>): GatewayClient {
    const getToken: HostPort['getToken'] = (wish) => port.getToken(wish);
    return createGatewayClient({ baseUrl: this.url, getToken, clock: systemClock, fetch: this.fetch });
  }

  /** As the page's own, answered by this gateway. */
  readonly fetch: typeof fetch = async (input, init) => {
    const response = await this.respond(new Request(input, init));
    if (response.type === 'error') throw new TypeError('Failed to fetch');
    return response;
  };

  /** The gateway's answer; `Response.error()` where none arrives. */
  async respond(request: Request): Promise<Response> {
    const path = new URL(request.url).href.slice(`${this.url}/v1`.length).replace(/\?.*$/, '');
    const call = nameCall(request.method, path);
    if (!call) return problem('not_found', `The mock gateway has no ${request.method} ${path}.`);
    const { name, id } = call;
    this.calls.push({ name, requestId: id });
    const at = this.#failures.findIndex((failure) => failure.name === name);
    const [failure] = at < 0 ? [] : this.#failures.splice(at, 1);
    if (failure?.how === 'no-answer') return Response.error();
    if (failure && failure.how !== 'answer-lost') return problem(failure.how);
    const response = await this.#carryOut(name, id, request);
    return failure ? Response.error() : response;
  }

  /** @internal */
  sessionOf({ role, id, callId }: MockPerson): GatewaySession {
    return {
      role,
      participantId: id,
      callId,
      clinic: { name: this.#clinicName },
      payments: this.#payments,
      currency: this.#currency,
      limits: { minimum: 50, maximum: 99_999_999 },
      publishableKey: 'pk_test_mock',
      stripeAccount: this.#payments.ready ? 'acct_mock' : null,
      environment: 'simulated',
      now: this.#now(),
    };
  }

  /** @internal Who is to pay, or why that cannot be said. */
  payerOf(callId: string, id: string | undefined): Person | 'payer_required' | 'payer_unknown' {
    const known = [...this.#people.values()].filter((one) => one.callId === callId);
    if (id !== undefined) {
      const found = known.findLast((one) => one.id === id);
      return found && found.role !== 'patient' ? 'payer_unknown' : person(found ?? { id });
    }
    const patients = new Map(known.filter(({ role }) => role === 'patient').map((one) => [one.id, one]));
    const [only] = patients.values();
    return only && patients.size === 1 ? person(only) : 'payer_required';
  }

  get #clinicName(): string {
    return this.#options.clinicName ?? 'Harbour Street Clinic';
  }

  get #currency(): string {
    return this.#options.currency ?? 'aud';
  }

  #carryOut(name: MockCallName, id: string, request: Request): Response | Promise<Response> {
    if (name === 'embedding') {
      const { pluginUrl } = this.#options;
      return Response.json(
        pluginUrl === undefined
          ? { allowed: false, reason: 'origin_not_allowed' }
          : { allowed: true, pluginUrl },
      );
    }
    const [, token] = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
    const who = token === undefined ? undefined : this.#people.get(token);
    if (token === undefined) return problem('token_missing');
    if (!who) return problem('token_invalid');
    if (!this.#validTokens.has(token)) return problem('token_expired');
    return answer(this, { name, id }, who, request);
  }

  #charge(id: string): MockCard {
    const card = this.#cards.shift() ?? 'accepted';
    if (card === 'accepted') this.pay(id);
    else if (card !== 'unknown') this.decline(id, card.code, card.declineCode);
    return card;
  }

  #move(
    id: string,
    standing: Standing | null,
    from: readonly PaymentRequest['status'][],
    facts: { readonly amountRefunded?: number } = {},
  ): PaymentRequest {
    const { status } = this.ledger.get(id);
    if (from.includes(status)) return this.ledger.set(id, standing, facts);
    throw new Error(
      `The request ${id} is ${status}: that can happen only to one that is ${from.join(' or ')}.`,
    );
  }
}

/** Without what a token says besides. */
function person({ id, displayName }: Person): Person {
  return displayName === undefined ? { id } : { id, displayName };
}
