import { Type } from 'typebox';

import { PAYER_ACTIVITIES } from '../../../src/contract/payment-request.ts';
import { here } from '../named-schemas.ts';
import { amount, closed, currency, hostRef, milliseconds, nullable } from './shared.ts';

export const IdParams = Type.Object({
  id: Type.String({
    maxLength: 64,
    pattern: '^[^\\u0000]*$',
    description: 'The payment request: `pr_` and 32 hexadecimal digits.',
  }),
});

export const IdempotencyHeaders = Type.Object({
  // Its absence has words of its own, which a schema's refusal would not.
  'idempotency-key': Type.Optional(
    Type.String({
      description:
        '1 to 255 visible ASCII characters: new for each new request, the same when it is tried again.',
    }),
  ),
});

export const CreatePaymentRequestSchema = Type.Object(
  {
    amount: amount('What to ask for'),
    description: Type.String({
      maxLength: 2000,
      description: 'What for, 1 to 200 characters in one line. It goes to Stripe and onto the receipt.',
    }),
    payerId: Type.Optional(
      hostRef(
        'Who should pay, by the host’s id; they need not have joined yet. Left out: the call’s only patient.',
      ),
    ),
    reference: Type.Optional(
      Type.String({
        maxLength: 2000,
        description: 'The host’s own record id, at most 64 characters. The payer never sees it.',
      }),
    ),
  },
  {
    ...closed,
    title: 'CreatePaymentRequest',
    description: 'The server fixes the currency, the account and who asks.',
  },
);

const activity = Type.Enum(PAYER_ACTIVITIES, { description: 'What the payer is doing with the request.' });

export const ActivityBodySchema = Type.Object(
  { kind: activity },
  { ...closed, title: 'Activity', description: 'What the payer is doing.' },
);

export const Person = Type.Object(
  {
    id: Type.String({ description: 'The host’s own stable id.' }),
    displayName: Type.Optional(Type.String({ description: 'As the others in the call see them.' })),
  },
  { title: 'Person', description: 'Somebody in the call.' },
);

const PaymentAttempt = Type.Object(
  {
    outcome: Type.Enum(['declined', 'authentication_failed', 'error'] as const, {
      description: 'A card was declined, its bank’s check not passed, or something else went wrong.',
    }),
    code: Type.String({ description: 'Stripe’s `error.code`, e.g. `card_declined`.' }),
    declineCode: Type.Optional(
      Type.String({
        description: 'Stripe’s `decline_code`, e.g. `insufficient_funds`: in the payer’s view only.',
      }),
    ),
    at: milliseconds('When'),
  },
  { title: 'PaymentAttempt', description: 'A try that did not go through; the request stays open.' },
);

const PaymentDetails = Type.Object(
  {
    paidAt: milliseconds('When Stripe took it'),
    method: Type.String({ description: 'What paid, e.g. `card`, `link`.' }),
    cardBrand: Type.Optional(Type.String({ description: '`visa`, `mastercard`, …, when a card paid.' })),
    cardLast4: Type.Optional(Type.String({ description: 'The last four digits of the card.' })),
    receiptUrl: Type.Optional(Type.String({ description: 'Stripe’s own receipt page.' })),
    chargeId: Type.Optional(
      Type.String({ description: 'Stripe’s charge, the reference in the clinic’s dashboard.' }),
    ),
  },
  { title: 'PaymentDetails', description: 'How it was paid.' },
);

const RequestFacts = {
  id: Type.String({ description: '`pr_` and 128 random bits in hexadecimal.' }),
  revision: Type.Integer({
    description: 'Rises with every change: a lower one that comes late is out of date.',
  }),
  callId: Type.String({ description: 'The visit.' }),
  clinic: Type.Object(
    { name: Type.String({ description: 'As patients see it.' }) },
    { description: 'Who is paid.' },
  ),
  amount: amount('What is asked'),
  currency,
  description: Type.String({ description: 'What for.' }),
  reference: Type.Optional(
    Type.String({ description: 'The host’s own record id. Absent from the payer’s view.' }),
  ),
  payer: here(Person, 'Who is asked to pay.'),
  requestedBy: here(Person, 'Who asked.'),
  createdAt: milliseconds('When it was asked'),
  updatedAt: milliseconds('When it last changed'),
  expiresAt: milliseconds('When it is withdrawn unless paid'),
  amountRefunded: amount('What was given back, more than 0 only once paid'),
  disputeStatus: Type.Optional(
    nullable(Type.String(), 'Stripe’s status of a dispute, null without one. Absent from the payer’s view.'),
  ),
  lastAttempt: nullable(PaymentAttempt, 'The last try that did not go through; null without one.'),
};

const status = <Value extends string>(value: Value, description: string) => ({
  status: Type.Literal(value, { description }),
});

export const PaymentRequestSchema = Type.Union(
  [
    Type.Object({ ...RequestFacts, ...status('creating', 'Saved, and not confirmed by Stripe yet.') }),
    Type.Object({
      ...RequestFacts,
      ...status('requested', 'It can be paid.'),
      closingAs: nullable(
        Type.Enum(['cancelled', 'refused', 'expired'] as const),
        'Set while Stripe is asked to withdraw it: it may yet turn out paid.',
      ),
      activity: nullable(
        Type.Object({ kind: activity, at: milliseconds('When') }),
        'What the payer’s page last said; null before that, and in the payer’s own view.',
      ),
    }),
    Type.Object({ ...RequestFacts, ...status('processing', 'Stripe is settling it.') }),
    Type.Object({
      ...RequestFacts,
      ...status('paid', 'Stripe has the money. It stays paid: refunds and disputes are facts beside it.'),
      payment: PaymentDetails,
    }),
    Type.Object({
      ...RequestFacts,
      status: Type.Enum(['cancelled', 'refused', 'expired', 'failed', 'unreachable'] as const, {
        description:
          'Withdrawn by the clinician, by the payer, or by time; `failed`: it could not be made; `unreachable`: the gateway lost its access to the clinic’s account.',
      }),
    }),
  ],
  { title: 'PaymentRequest', description: 'One request for a payment, as its reader may see it.' },
);

export const ListQuerySchema = Type.Object(
  {
    cursor: Type.Optional(
      Type.String({ maxLength: 200, description: '`nextCursor` of a page: what is older than it.' }),
    ),
    limit: Type.Optional(
      Type.String({
        pattern: '^([1-9]|[1-9][0-9]|100)$',
        description: 'The most items of a page, 1 to 100; 50 unless said.',
      }),
    ),
  },
  closed,
);

export const PaymentRequestPageSchema = Type.Object(
  {
    items: Type.Array(PaymentRequestSchema, { description: 'Newest first.' }),
    nextCursor: nullable(Type.String(), 'Pass as `cursor` for what is older; null at the end.'),
    streamPosition: Type.String({
      description: 'The event stream’s position that this page includes: resume from here without a gap.',
    }),
  },
  { title: 'PaymentRequestPage', description: 'A page of requests.' },
);

export const CheckoutCredentialsSchema = Type.Object(
  {
    clientSecret: Type.String({
      description: 'Of the PaymentIntent: for the payer’s page alone, never stored or logged.',
    }),
    publishableKey: Type.String({ description: 'The platform’s, for Stripe.js.' }),
    stripeAccount: Type.String({ description: 'The clinic’s, for Stripe.js.' }),
  },
  { title: 'CheckoutCredentials', description: 'What Stripe.js needs to take the payment.' },
);
