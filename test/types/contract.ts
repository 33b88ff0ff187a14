import type { Static } from 'typebox';

import type {
  AccessTokenSchema,
  ActivityBodySchema,
  ApiKeyIssuedSchema,
  CheckoutCredentialsSchema,
  CreatePaymentRequestSchema,
  EmbeddingAnswerSchema,
  GatewaySessionSchema,
  HostProvisionSchema,
  PaymentRequestPageSchema,
  PaymentRequestSchema,
  ProblemSchema,
  TokenRequestSchema,
} from '../../server-stub/routes/schemas.ts';
import type { AccessToken, EmbeddingAnswer, GatewaySession } from '../../src/contract/gateway-session.ts';
import type { ApiKeyIssued, HostProvision, TokenRequest } from '../../src/contract/hosts.ts';
import type {
  CheckoutCredentials,
  CreatePaymentRequest,
  PayerActivityKind,
  PaymentRequest,
  PaymentRequestPage,
} from '../../src/contract/payment-request.ts';
import type { Problem } from '../../src/contract/problem.ts';

/*
 * The gateway's schemas and the contract's types must say the same, field by field: optional ones, unions and
 * all. This file compiles, or they differ.
 */

/** A schema's type knows no `readonly`; nor does JSON. Flattens intersections on the way. */
type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : { -readonly [Key in keyof T]: Plain<T[Key]> };

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Holds<Contract, Schema> =
  Same<Plain<Contract>, Plain<Schema>> extends true
    ? true
    : [Plain<Contract>, Plain<Schema>] extends [Plain<Schema>, Plain<Contract>]
      ? SameOptionality<Plain<Contract>, Plain<Schema>>
      : false;
type OptionalKeys<T> = T extends unknown
  ? { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T]
  : never;
type SameOptionality<A, B> = Same<OptionalKeys<A>, OptionalKeys<B>>;

function expectTrue<_Claim extends true>(): void {}
function expectFalse<_Claim extends false>(): void {}

expectTrue<Holds<AccessToken, Static<typeof AccessTokenSchema>>>();
expectTrue<Holds<{ kind: PayerActivityKind }, Static<typeof ActivityBodySchema>>>();
expectTrue<Holds<ApiKeyIssued, Static<typeof ApiKeyIssuedSchema>>>();
expectTrue<Holds<CheckoutCredentials, Static<typeof CheckoutCredentialsSchema>>>();
expectTrue<Holds<CreatePaymentRequest, Static<typeof CreatePaymentRequestSchema>>>();
expectTrue<Holds<EmbeddingAnswer, Static<typeof EmbeddingAnswerSchema>>>();
expectTrue<Holds<GatewaySession, Static<typeof GatewaySessionSchema>>>();
expectTrue<Holds<HostProvision, Static<typeof HostProvisionSchema>>>();
expectTrue<Holds<PaymentRequest, Static<typeof PaymentRequestSchema>>>();
expectTrue<Holds<PaymentRequestPage, Static<typeof PaymentRequestPageSchema>>>();
expectTrue<Holds<Problem, Static<typeof ProblemSchema>>>();
expectTrue<Holds<TokenRequest, Static<typeof TokenRequestSchema>>>();

// The claim itself can tell a difference.
expectFalse<Holds<{ a: string }, { a?: string }>>();
expectFalse<Holds<{ a: 'x' | 'y' }, { a: 'x' }>>();
expectFalse<Holds<{ a: string }, { a: string; b: string }>>();
