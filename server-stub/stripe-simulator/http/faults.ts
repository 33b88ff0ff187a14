import type { ApiCall, ApiReply, ApiRoute } from './api-call.ts';

/** Thrown where the caller is to get nothing: the connection is cut after `holdMs`. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly holdMs: number;

  constructor(holdMs: number) {
    super('the connection is cut instead of answered');
    this.holdMs = holdMs;
  }
}

/** The seam where a test or a switch makes Stripe misbehave. Each hook may do nothing. */
export interface Faults {
  /** Before the idempotency key is looked at, so that it stays free: throws an `ApiError` or `NoAnswer`. */
  arrive(call: ApiCall, route: ApiRoute): void;
  /** Before anything is carried out, or replayed: wait, or throw as above. The key is in use meanwhile. */
  beforeCommit(call: ApiCall, route: ApiRoute): Promise<void>;
  /** Inside the transaction: what is sent and kept under the idempotency key instead of the reply. */
  seal(call: ApiCall, route: ApiRoute, reply: ApiReply): ApiReply;
  /** After the commit: wait, or say that the connection is to be cut instead of answered. */
  afterCommit(call: ApiCall, route: ApiRoute): Promise<'answer' | 'cut'>;
  /** What struck the call, for the activity. */
  struck(call: ApiCall): string | null;
}

export const NO_FAULTS: Faults = {
  arrive: () => {},
  beforeCommit: () => Promise.resolve(),
  seal: (_call, _route, reply) => reply,
  afterCommit: () => Promise.resolve('answer'),
  struck: () => null,
};
