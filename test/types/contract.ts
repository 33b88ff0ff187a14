import type { Static } from 'typebox';

import type {
  AccessRequestFormSchema,
  AccessRequestPageSchema,
  AccessRequestSchema,
  AccessShareSchema,
  ApproveAccessRequestSchema,
  DeclineAccessRequestSchema,
  OperatorAccessRequestPageSchema,
  OperatorAccessRequestSchema,
  SharedAccessRequestSchema,
  SharedAccessSecretSchema,
  RaiseSharedAccessSchema,
} from '../../server-stub/routes/schemas/access-requests.ts';
import type {
  AccessTokenSchema,
  ApiKeyIssuedSchema,
  EmbeddingAnswerSchema,
  HostProvisionSchema,
  TokenRequestSchema,
} from '../../server-stub/routes/schemas/hosts.ts';
import type {
  ActivityBodySchema,
  CheckoutCredentialsSchema,
  CreatePaymentRequestSchema,
  PaymentRequestPageSchema,
  PaymentRequestSchema,
} from '../../server-stub/routes/schemas/payment-requests.ts';
import type {
  CreateRefundSchema,
  PaymentRecordSchema,
  PaymentReportSchema,
  RefundAnswerSchema,
} from '../../server-stub/routes/schemas/records.ts';
import type { GatewaySessionSchema } from '../../server-stub/routes/schemas/session.ts';
import type {
  ClinicListSchema,
  ConfirmStripeAccountSchema,
  LinkStripeAccountSchema,
  OpenRequirementsSchema,
  RemoveStripeAccountSchema,
  StripeAccountStandingSchema,
  StripeVisitSchema,
} from '../../server-stub/routes/schemas/stripe-account.ts';
import type { ProblemSchema } from '../../server-stub/routes/schemas/shared.ts';
import type {
  AccessRequest,
  AccessRequestForm,
  AccessRequestPage,
  AccessShare,
  ApproveAccessRequest,
  DeclineAccessRequest,
  OperatorAccessRequest,
  OperatorAccessRequestPage,
  SharedAccessRequest,
  SharedAccessSecret,
  RaiseSharedAccess,
} from '../../src/contract/access-request.ts';
import type { AccessToken, EmbeddingAnswer, GatewaySession } from '../../src/contract/gateway-session.ts';
import type { ApiKeyIssued, HostProvision, TokenRequest } from '../../src/contract/hosts.ts';
import type {
  CheckoutCredentials,
  CreatePaymentRequest,
  PayerActivityKind,
  PaymentRequest,
  PaymentRequestPage,
} from '../../src/contract/payment-request.ts';
import type { CreateRefund, PaymentRecord, PaymentReport, RefundAnswer } from '../../src/contract/records.ts';
import type { Problem } from '../../src/contract/problem.ts';
import type {
  ClinicList,
  ConfirmStripeAccount,
  LinkStripeAccount,
  OpenRequirements,
  RemoveStripeAccount,
  StripeAccountStanding,
  StripeVisit,
} from '../../src/contract/stripe-account.ts';

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

type Same<A, B> = [A, B] extends [B, A] ? true : false;
type OptionalKeys<T> = T extends unknown
  ? { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T]
  : never;
/** Assignability alone takes an optional field for a required one: those are compared apart. */
type Holds<Contract, Schema> =
  Same<Plain<Contract>, Plain<Schema>> extends true
    ? Same<OptionalKeys<Plain<Contract>>, OptionalKeys<Plain<Schema>>>
    : false;
type True<Claim extends true> = Claim;
type False<Claim extends false> = Claim;

export type Contract = [
  True<Holds<AccessRequest, Static<typeof AccessRequestSchema>>>,
  True<Holds<AccessRequestForm, Static<typeof AccessRequestFormSchema>>>,
  True<Holds<AccessRequestPage, Static<typeof AccessRequestPageSchema>>>,
  True<Holds<AccessShare, Static<typeof AccessShareSchema>>>,
  True<Holds<ApproveAccessRequest, Static<typeof ApproveAccessRequestSchema>>>,
  True<Holds<DeclineAccessRequest, Static<typeof DeclineAccessRequestSchema>>>,
  True<Holds<OperatorAccessRequest, Static<typeof OperatorAccessRequestSchema>>>,
  True<Holds<OperatorAccessRequestPage, Static<typeof OperatorAccessRequestPageSchema>>>,
  True<Holds<SharedAccessRequest, Static<typeof SharedAccessRequestSchema>>>,
  True<Holds<SharedAccessSecret, Static<typeof SharedAccessSecretSchema>>>,
  True<Holds<RaiseSharedAccess, Static<typeof RaiseSharedAccessSchema>>>,
  True<Holds<AccessToken, Static<typeof AccessTokenSchema>>>,
  True<Holds<{ kind: PayerActivityKind }, Static<typeof ActivityBodySchema>>>,
  True<Holds<ApiKeyIssued, Static<typeof ApiKeyIssuedSchema>>>,
  True<Holds<CheckoutCredentials, Static<typeof CheckoutCredentialsSchema>>>,
  True<Holds<ClinicList, Static<typeof ClinicListSchema>>>,
  True<Holds<ConfirmStripeAccount, Static<typeof ConfirmStripeAccountSchema>>>,
  True<Holds<CreatePaymentRequest, Static<typeof CreatePaymentRequestSchema>>>,
  True<Holds<EmbeddingAnswer, Static<typeof EmbeddingAnswerSchema>>>,
  True<Holds<GatewaySession, Static<typeof GatewaySessionSchema>>>,
  True<Holds<HostProvision, Static<typeof HostProvisionSchema>>>,
  True<Holds<LinkStripeAccount, Static<typeof LinkStripeAccountSchema>>>,
  True<Holds<OpenRequirements, Static<typeof OpenRequirementsSchema>>>,
  True<Holds<PaymentRequest, Static<typeof PaymentRequestSchema>>>,
  True<Holds<PaymentRequestPage, Static<typeof PaymentRequestPageSchema>>>,
  True<Holds<CreateRefund, Static<typeof CreateRefundSchema>>>,
  True<Holds<RefundAnswer, Static<typeof RefundAnswerSchema>>>,
  True<Holds<PaymentRecord, Static<typeof PaymentRecordSchema>>>,
  True<Holds<PaymentReport, Static<typeof PaymentReportSchema>>>,
  True<Holds<Problem, Static<typeof ProblemSchema>>>,
  True<Holds<RemoveStripeAccount, Static<typeof RemoveStripeAccountSchema>>>,
  True<Holds<StripeAccountStanding, Static<typeof StripeAccountStandingSchema>>>,
  True<Holds<StripeVisit, Static<typeof StripeVisitSchema>>>,
  True<Holds<TokenRequest, Static<typeof TokenRequestSchema>>>,
];

/** The claim itself can tell a difference. */
export type Differences = [
  False<Holds<{ a: string }, { a?: string }>>,
  False<Holds<{ a: 'x' | 'y' }, { a: 'x' }>>,
  False<Holds<{ a: string }, { a: string; b: string }>>,
];
