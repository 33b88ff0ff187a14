import { Type } from 'typebox';

import { PAYER_ACTIVITIES } from '../../src/contract/payment-request.ts';
import { PROBLEM_STATUS, type ProblemCode } from '../../src/contract/problem.ts';
import { ROLES } from '../../src/contract/roles.ts';

/*
 * The wire, for validation and for OpenAPI. A type test holds these equal to the contract's types.
 * Bodies refuse fields that they do not know: a misspelt one would otherwise be silently ignored.
 */

const closed = { additionalProperties: false };
const milliseconds = (description: string) =>
  Type.Integer({ description: `${description}, UTC milliseconds.` });
/** Something of the host's own naming. */
const hostRef = (maxLength = 128) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f\\p{Cs}]*$' });
const nullable = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const currency = Type.String({ pattern: '^[a-z]{3}$', description: 'Lowercase ISO 4217.' });

export const IdParams = Type.Object({ id: Type.String({ maxLength: 64, pattern: '^[^\\u0000]*$' }) });
export const HostParams = Type.Object({ hostId: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }) });

export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.Enum(Object.keys(PROBLEM_STATUS) as ProblemCode[]),
    detail: Type.String(),
    field: Type.Optional(Type.String()),
    instance: Type.Optional(Type.String()),
  },
  { description: 'RFC 9457, as application/problem+json. Programs go by `code`.' },
);

export const HostProvisionSchema = Type.Object(
  {
    name: hostRef(200),
    frameOrigins: Type.Array(Type.String({ maxLength: 300 }), { maxItems: 100 }),
    pluginOrigins: Type.Array(Type.String({ maxLength: 300 }), { maxItems: 100 }),
    organisations: Type.Array(
      Type.Object(
        {
          ref: hostRef(),
          name: hostRef(200),
          clinics: Type.Array(
            Type.Object(
              {
                ref: hostRef(),
                name: hostRef(200),
                currency,
                enabled: Type.Boolean(),
                stripeAccount: Type.Optional(Type.String({ pattern: '^acct_\\w{1,60}$' })),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);

export const ApiKeyIssuedSchema = Type.Object({ id: Type.String(), apiKey: Type.String() });

export const TokenRequestSchema = Type.Object(
  {
    organisationRef: hostRef(),
    clinicRef: Type.Optional(hostRef()),
    callId: Type.Optional(hostRef()),
    participantId: hostRef(),
    displayName: Type.Optional(hostRef(100)),
    role: Type.Enum(['clinician', 'patient', 'observer', 'clinic-admin', 'organisation-admin'] as const),
    expiresIn: Type.Optional(Type.Integer({ minimum: 60, maximum: 3600, description: 'Seconds.' })),
  },
  closed,
);

export const AccessTokenSchema = Type.Object({
  token: Type.String(),
  expiresAt: milliseconds('When it ends'),
});

export const EmbeddingAnswerSchema = Type.Union([
  Type.Object({ allowed: Type.Literal(true), pluginUrl: Type.String() }),
  Type.Object({ allowed: Type.Literal(false), reason: Type.Literal('origin_not_allowed') }),
]);

export const GatewaySessionSchema = Type.Object({
  role: Type.Enum(ROLES),
  participantId: Type.String(),
  callId: nullable(Type.String()),
  clinic: nullable(Type.Object({ name: Type.String() })),
  payments: Type.Union([
    Type.Object({ ready: Type.Literal(true) }),
    Type.Object({
      ready: Type.Literal(false),
      reason: Type.Enum([
        'clinic_not_enabled',
        'account_not_linked',
        'account_incomplete',
        'account_in_review',
        'account_restricted',
      ] as const),
    }),
  ]),
  currency,
  limits: Type.Object({ minimum: Type.Integer(), maximum: Type.Integer() }),
  publishableKey: Type.String(),
  stripeAccount: nullable(Type.String()),
  environment: Type.Enum(['live', 'test', 'simulated'] as const),
  now: milliseconds('The server’s clock'),
});

export const CreatePaymentRequestSchema = Type.Object(
  {
    amount: Type.Integer({ description: 'In Stripe’s units of the clinic’s currency, e.g. cents.' }),
    description: Type.String({ maxLength: 2000, description: '1 to 200 characters, in one line.' }),
    payerId: Type.Optional(hostRef()),
    reference: Type.Optional(Type.String({ maxLength: 2000, description: 'At most 64 characters.' })),
  },
  closed,
);

export const ActivityBodySchema = Type.Object({ kind: Type.Enum(PAYER_ACTIVITIES) }, closed);

const Person = Type.Object({ id: Type.String(), displayName: Type.Optional(Type.String()) });

const RequestFacts = {
  id: Type.String(),
  revision: Type.Integer(),
  callId: Type.String(),
  clinic: Type.Object({ name: Type.String() }),
  amount: Type.Integer(),
  currency,
  description: Type.String(),
  reference: Type.Optional(Type.String()),
  payer: Person,
  requestedBy: Person,
  createdAt: milliseconds('When it was asked'),
  updatedAt: milliseconds('When it last changed'),
  expiresAt: milliseconds('When it is withdrawn unless paid'),
  amountRefunded: Type.Integer(),
  disputeStatus: Type.Optional(nullable(Type.String())),
  lastAttempt: nullable(
    Type.Object({
      outcome: Type.Enum(['declined', 'authentication_failed', 'error'] as const),
      code: Type.String(),
      declineCode: Type.Optional(Type.String()),
      at: milliseconds('When'),
    }),
  ),
};

export const PaymentRequestSchema = Type.Union([
  Type.Object({ ...RequestFacts, status: Type.Literal('creating') }),
  Type.Object({
    ...RequestFacts,
    status: Type.Literal('requested'),
    closingAs: nullable(Type.Enum(['cancelled', 'refused', 'expired'] as const)),
    activity: nullable(Type.Object({ kind: Type.Enum(PAYER_ACTIVITIES), at: milliseconds('When') })),
  }),
  Type.Object({ ...RequestFacts, status: Type.Literal('processing') }),
  Type.Object({
    ...RequestFacts,
    status: Type.Literal('paid'),
    payment: Type.Object({
      paidAt: milliseconds('When Stripe took it'),
      method: Type.String(),
      cardBrand: Type.Optional(Type.String()),
      cardLast4: Type.Optional(Type.String()),
      receiptUrl: Type.Optional(Type.String()),
      chargeId: Type.Optional(Type.String()),
    }),
  }),
  Type.Object({
    ...RequestFacts,
    status: Type.Enum(['cancelled', 'refused', 'expired', 'failed', 'unreachable'] as const),
  }),
]);

export const ListQuerySchema = Type.Object(
  {
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(
      Type.String({ pattern: '^([1-9]|[1-9][0-9]|100)$', description: '1 to 100; 50 unless said.' }),
    ),
  },
  closed,
);

export const PaymentRequestPageSchema = Type.Object({
  items: Type.Array(PaymentRequestSchema),
  nextCursor: nullable(Type.String()),
  streamPosition: Type.String(),
});

export const CheckoutCredentialsSchema = Type.Object({
  clientSecret: Type.String(),
  publishableKey: Type.String(),
  stripeAccount: Type.String(),
});
