import type { ApiCall, ApiReply, ApiRoute } from './api-call.ts';

/** The seam where a test or a switch makes Stripe misbehave. Each hook may do nothing. */
export interface Faults {
  /** Before anything is carried out: wait, or throw an `ApiError` in its place. */
  beforeCommit(call: ApiCall, route: ApiRoute): Promise<void>;
  /** Inside the transaction: what is sent and kept under the idempotency key instead of the reply. */
  seal(call: ApiCall, route: ApiRoute, reply: ApiReply): ApiReply;
  /** After the commit: wait, or say that the connection is to be cut instead of answered. */
  afterCommit(call: ApiCall, route: ApiRoute): Promise<'answer' | 'cut'>;
}

export const NO_FAULTS: Faults = {
  beforeCommit: () => Promise.resolve(),
  seal: (_call, _route, reply) => reply,
  afterCommit: () => Promise.resolve('answer'),
};
