import type { CreatePaymentRequest, PaymentRequest } from '../contract/payment-request.ts';
import type { Pauses } from './clock.ts';
import { isPassing, toPaymentsError } from './failure.ts';
import type { GatewayClient } from './gateway-client.ts';
import { EMPTY_DRAFT } from './session-memory.ts';
import type { SessionMemory } from './session-memory.ts';
import type { CreationState, RequestDraft } from './state.ts';

export interface RequestCreationOptions {
  readonly gateway: Pick<GatewayClient, 'createRequest'>;
  readonly memory: SessionMemory;
  readonly pauses: Pauses;
  readonly signal: AbortSignal;
  readonly onState: (creation: CreationState) => void;
  readonly onDraft: (draft: RequestDraft) => void;
  readonly onCreated: (request: PaymentRequest) => void;
}

/**
 * The clinician's new request. Its key is saved with the body before the first byte is sent, and goes with it
 * until the gateway has answered, over lost answers and reloads: one form becomes one request.
 */
export class RequestCreation {
  readonly #options: RequestCreationOptions;
  #sending: Promise<string | null> | null = null;

  constructor(options: RequestCreationOptions) {
    this.#options = options;
  }

  setDraft(change: Partial<RequestDraft>): void {
    const { memory, onDraft } = this.#options;
    const draft = { ...memory.value.draft, ...change };
    memory.set({ draft });
    onDraft(draft);
  }

  /** A second call while one is being sent joins it: a double click is one request. */
  create(body: CreatePaymentRequest): Promise<string | null> {
    return (this.#sending ??= this.#send(body, 'sending'));
  }

  /** After a reload: what had no answer is asked again, under its own key. */
  resume(): void {
    const { unanswered } = this.#options.memory.value;
    if (unanswered) this.#sending ??= this.#send(unanswered, 'checking');
  }

  async #send(body: CreatePaymentRequest, status: 'sending' | 'checking'): Promise<string | null> {
    const { gateway, memory, pauses, signal, onState } = this.#options;
    const idempotencyKey = memory.value.idempotencyKey ?? newIdempotencyKey();
    memory.set({ idempotencyKey, unanswered: body });
    onState({ status });
    try {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return this.#succeed(await gateway.createRequest(body, idempotencyKey));
        } catch (cause) {
          const error = toPaymentsError(cause);
          if (signal.aborted) return null;
          if (!isPassing(error)) {
            // The gateway has decided, and saved nothing: a corrected form is another request.
            memory.set({ idempotencyKey: null, unanswered: null });
            onState({ status: 'rejected', error });
            return null;
          }
          onState({ status: 'checking' });
          await pauses.sleep(pauses.backoff(attempt), signal);
          if (signal.aborted) return null;
        }
      }
    } finally {
      this.#sending = null;
    }
  }

  #succeed(request: PaymentRequest): string {
    const { memory, onState, onDraft, onCreated } = this.#options;
    memory.set({ draft: EMPTY_DRAFT, idempotencyKey: null, unanswered: null });
    onDraft(EMPTY_DRAFT);
    onCreated(request);
    onState({ status: 'idle' });
    return request.id;
  }
}

/** 128 random bits. Not `crypto.randomUUID`: pages without https, on loopback names, lack it in some browsers. */
function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
