import type { GatewaySession } from '../../../../src/contract/gateway-session.ts';
import type {
  CheckoutCredentials,
  CreatePaymentRequest,
  PayerActivityKind,
  PaymentRequest,
  PaymentRequestPage,
} from '../../../../src/contract/payment-request.ts';
import { PaymentsError } from '../../../../src/errors.ts';
import type { EventsOptions, GatewayCall, GatewayClient } from '../../../../src/session/gateway-client.ts';
import { CALL, CLINICIAN, paymentRequest } from './payment-request.ts';

type Method = keyof GatewayClient;
/** How one call goes: refused with the error, or carried out with the answer lost. */
type Fate = PaymentsError | 'answer-lost';

export const UNREACHABLE = new PaymentsError('GATEWAY_UNREACHABLE', 'No answer.', { retryable: true });

/** A gateway in memory: it keeps requests, raises revisions, and streams real Server-Sent Events. */
export class FakeGateway implements GatewayClient {
  readonly calls: { readonly method: Method; readonly args: readonly unknown[] }[] = [];
  readonly requests = new Map<string, PaymentRequest>();
  readonly keys = new Map<string, string>();
  /** What the gateway finds at Stripe when it is told to look. */
  readonly atStripe = new Map<string, Parameters<typeof paymentRequest>[0]>();
  isDown = false;
  session: GatewaySession = {
    role: 'clinician',
    participantId: CLINICIAN.id,
    callId: CALL,
    clinic: { name: 'Harbour Street Clinic' },
    payments: { ready: true },
    currency: 'aud',
    limits: { minimum: 50, maximum: 500_000 },
    publishableKey: 'pk_test_1',
    stripeAccount: 'acct_1',
    environment: 'simulated',
    now: 0,
  };
  readonly #fates = new Map<Method, Fate[]>();
  readonly #held = new Map<Method, Promise<void>>();
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  #revision = 10;
  #position = 0;

  /** The next calls of `method` go like this, one after the other. */
  next(method: Method, ...fates: Fate[]): void {
    this.#fates.set(method, fates);
  }

  /** Calls of `method` wait until the answer is let go. */
  hold(method: Method): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held.set(method, promise);
    return () => {
      this.#held.delete(method);
      resolve();
    };
  }

  count(method: Method): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  argsOf(method: Method): readonly (readonly unknown[])[] {
    return this.calls.filter((call) => call.method === method).map(({ args }) => args);
  }

  get openStreams(): number {
    return this.#streams.size;
  }

  /** Changes (or adds) a request without telling anybody. */
  set(changes: Parameters<typeof paymentRequest>[0] = {}): PaymentRequest {
    const id = changes.id ?? 'pr_1';
    const before: object | undefined = this.requests.get(id);
    const request = paymentRequest({ ...before, ...changes, revision: (this.#revision += 1) });
    this.requests.set(id, request);
    return request;
  }

  /** Changes (or adds) a request, and tells the streams. */
  push(changes: Parameters<typeof paymentRequest>[0] = {}): PaymentRequest {
    const request = this.set(changes);
    this.send('request', request);
    return request;
  }

  send(event: string, data: unknown): void {
    this.#position += 1;
    this.write(`id: ${this.#position}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  write(text: string): void {
    for (const stream of this.#streams) stream.enqueue(new TextEncoder().encode(text));
  }

  endStreams(): void {
    for (const stream of this.#streams) stream.close();
    this.#streams.clear();
  }

  getSession(options?: { readonly freshToken?: boolean }): Promise<GatewaySession> {
    return this.#answer('getSession', options ? [options] : [], () => this.session);
  }

  listRequests(): Promise<PaymentRequestPage> {
    return this.#answer('listRequests', [], () => ({
      items: [...this.requests.values()],
      nextCursor: null,
      streamPosition: String(this.#position),
    }));
  }

  getRequest(id: string): Promise<PaymentRequest> {
    return this.#answer('getRequest', [id], () => this.#find(id));
  }

  createRequest(body: CreatePaymentRequest, key: string): Promise<PaymentRequest> {
    return this.#answer('createRequest', [body, key], () => {
      const id = this.keys.get(key) ?? `pr_${this.keys.size + 1}`;
      this.keys.set(key, id);
      return this.requests.get(id) ?? this.set({ ...body, id });
    });
  }

  cancelRequest(id: string): Promise<PaymentRequest> {
    return this.#answer('cancelRequest', [id], () => this.#close(id, 'cancelled'));
  }

  refuseRequest(id: string): Promise<PaymentRequest> {
    return this.#answer('refuseRequest', [id], () => this.#close(id, 'refused'));
  }

  getCheckout(id: string): Promise<CheckoutCredentials> {
    return this.#answer('getCheckout', [id], () => ({
      clientSecret: `${id}_secret_1`,
      publishableKey: 'pk_test_1',
      stripeAccount: 'acct_1',
    }));
  }

  sendActivity(id: string, kind: PayerActivityKind): Promise<void> {
    return this.#answer('sendActivity', [id, kind], () => undefined);
  }

  settleRequest(id: string): Promise<PaymentRequest> {
    return this.#answer('settleRequest', [id], () => {
      const found = this.atStripe.get(id);
      return found ? this.set({ ...found, id }) : this.#find(id);
    });
  }

  /** What is asked under a path of a *Configure* page; the test says what comes. */
  answerTo: (path: string, call?: GatewayCall) => unknown = (path) => {
    throw new PaymentsError('not_found', `Nothing at ${path}.`, { status: 404 });
  };

  async ask<Answer>(
    path: string,
    isAnswer: (value: unknown) => value is Answer,
    call?: GatewayCall,
  ): Promise<Answer> {
    const value = await this.#answer('ask', [path, call], () => this.answerTo(path, call));
    if (!isAnswer(value)) throw new PaymentsError('GATEWAY_UNEXPECTED', `Not what ${path} answers.`);
    return value;
  }

  async download(path: string, type: string): Promise<Blob> {
    return this.#answer('download', [path, type], () => new Blob(['\uFEFFAsked at'], { type }));
  }

  async openEvents(
    position: string,
    { signal, freshToken }: EventsOptions,
  ): Promise<ReadableStream<Uint8Array>> {
    return this.#answer('openEvents', [position, freshToken], () => {
      let own: ReadableStreamDefaultController<Uint8Array>;
      const stream = new ReadableStream<Uint8Array>({
        start: (controller) => {
          own = controller;
          this.#streams.add(controller);
        },
      });
      signal.addEventListener('abort', () => {
        if (this.#streams.delete(own)) own.error(signal.reason);
      });
      return stream;
    });
  }

  #close(id: string, status: 'cancelled' | 'refused'): PaymentRequest {
    const request = this.#find(id);
    return request.status === 'paid' ? request : this.set({ id, status });
  }

  #find(id: string): PaymentRequest {
    const request = this.requests.get(id);
    if (!request) throw new PaymentsError('not_found', 'No such request.', { status: 404 });
    return request;
  }

  async #answer<Answer>(method: Method, args: readonly unknown[], act: () => Answer): Promise<Answer> {
    this.calls.push({ method, args });
    if (this.isDown) throw UNREACHABLE;
    const fate = this.#fates.get(method)?.shift();
    if (fate instanceof PaymentsError) throw fate;
    const answer = act();
    await this.#held.get(method);
    if (fate === 'answer-lost' || this.isDown) throw UNREACHABLE;
    return answer;
  }
}
