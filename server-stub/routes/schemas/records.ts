import { Type } from 'typebox';

import { REQUEST_STATUSES } from '../../../src/contract/payment-request.ts';
import { PAYMENT_EVENT_KINDS, REFUND_REASONS, REFUND_STATUSES } from '../../../src/contract/records.ts';
import { here } from '../named-schemas.ts';
import { ListQuerySchema, PaymentRequestSchema, Person } from './payment-requests.ts';
import { amount, closed, currency, hostRef, milliseconds, nullable } from './shared.ts';

const reason = Type.Enum(REFUND_REASONS, { description: 'Why, in Stripe’s words.' });

export const CreateRefundSchema = Type.Object(
  { amount: Type.Optional(amount('How much to give back; all that is left unless said')), reason },
  { ...closed, title: 'CreateRefund', description: 'Gives a payment back, in whole or in part.' },
);

const RefundSchema = Type.Object(
  {
    id: Type.String({ description: '`rf_` and 128 random bits in hexadecimal.' }),
    amount: amount('How much'),
    reason: nullable(reason, 'Why; null when Stripe says none, or one of its own.'),
    status: Type.Enum(REFUND_STATUSES, {
      description:
        '`creating`: not confirmed by Stripe yet, so that it may have been made. `pending`: Stripe has it. `succeeded`: the money is on its way; a bank may still send it back, days later. `failed`, `canceled`: nothing was given back.',
    }),
    detail: Type.Optional(
      Type.String({
        description: 'Why it is pending or has failed: a code of the gateway’s, or Stripe’s word.',
      }),
    ),
    stripeRefund: Type.Optional(Type.String({ description: 'Stripe’s `re_…`, once it is known.' })),
    requestedBy: nullable(Person, 'Who asked for it; null when it was made at Stripe.'),
    createdAt: milliseconds('When it was asked for'),
    updatedAt: milliseconds('When it last changed'),
  },
  { title: 'Refund', description: 'One giving back of money.' },
);

const refundable = amount('What can still be given back');

export const RefundAnswerSchema = Type.Object(
  {
    refund: here(RefundSchema, 'It.'),
    request: here(PaymentRequestSchema, 'Its request, as it is.'),
    refundable,
  },
  { title: 'RefundAnswer', description: 'A refund, and what it makes of its request.' },
);

const PaymentEventSchema = Type.Object(
  {
    kind: Type.Enum(PAYMENT_EVENT_KINDS, {
      description:
        'What happened. `requested`: Stripe knows it, so that it can be paid. `closing`: somebody asked to withdraw it. `refunded`: Stripe has sent the money back.',
    }),
    at: milliseconds('When'),
    by: Type.Union(
      [
        Type.Object({
          kind: Type.Literal('person', { description: 'Somebody of the clinic or the call.' }),
          person: here(Person, 'Who.'),
        }),
        Type.Object({
          kind: Type.Enum(['stripe', 'gateway'] as const, { description: 'Not a person.' }),
        }),
      ],
      { description: 'Who did it.' },
    ),
    code: Type.Optional(Type.String({ description: 'What more there is to say, e.g. `card_declined`.' })),
    amount: Type.Optional(amount('Of a refund')),
    refundId: Type.Optional(Type.String({ description: 'Of a refund.' })),
  },
  { title: 'PaymentEvent', description: 'Something that happened to a payment.' },
);

export const PaymentRecordSchema = Type.Object(
  {
    request: here(PaymentRequestSchema, 'The request, as it is.'),
    events: Type.Array(PaymentEventSchema, { description: 'What happened, the oldest first.' }),
    refunds: Type.Array(RefundSchema, { description: 'The oldest first, those made at Stripe included.' }),
    refundable,
    dashboardUrl: nullable(
      Type.String(),
      'The same payment in the clinic’s Stripe dashboard; null when Stripe does not know it.',
    ),
  },
  { title: 'PaymentRecord', description: 'One payment’s whole story.' },
);

const whose = {
  organisation: Type.Optional(
    hostRef('With `clinic`, for a host’s API key: the organisation, by the host’s reference.'),
  ),
  clinic: Type.Optional(
    hostRef('Whose records, by the host’s reference. An organisation’s admin has to say it.'),
  ),
};

const time = (description: string) =>
  Type.String({ pattern: '^\\d{1,15}$', description: `${description}, UTC milliseconds.` });

const timeZone = (description: string) =>
  Type.Optional(
    Type.String({
      maxLength: 64,
      description: `${description}: IANA, e.g. \`Australia/Sydney\`; UTC unless said.`,
    }),
  );

export const RecordsQuerySchema = Type.Object(
  {
    ...ListQuerySchema.properties,
    ...whose,
    status: Type.Optional(
      Type.Enum([...REQUEST_STATUSES, 'refunded', 'disputed'] as const, {
        description: 'Only those; `refunded` in whole or in part, `disputed` whatever became of it.',
      }),
    ),
    from: Type.Optional(time('Asked then or later')),
    to: Type.Optional(time('Asked before then')),
    clinician: Type.Optional(hostRef('Asked by this person, by the host’s id.')),
    q: Type.Optional(
      Type.String({
        maxLength: 200,
        pattern: '^[^\\u0000]*$',
        description:
          'Words that all have to be in the description, the reference, the amount or a name; or one id: `pr_…`, `pi_…`, `ch_…`, `re_…`.',
      }),
    ),
    timeZone: timeZone('Of the times in CSV'),
  },
  closed,
);

export const ReportQuerySchema = Type.Object(
  {
    ...whose,
    from: Type.Optional(time('From then on; 30 days before `to` unless said')),
    to: Type.Optional(time('Before then; now unless said. At most a year after `from`')),
    clinician: Type.Optional(hostRef('Only what this person asked for.')),
    timeZone: timeZone('Whose days'),
  },
  closed,
);

const totals = {
  paid: amount('What was taken'),
  refunded: amount('What was given back, of whatever day’s payments'),
  net: amount('`paid` less `refunded`'),
  count: Type.Integer({ description: 'How many payments were taken.' }),
};

export const PaymentReportSchema = Type.Object(
  {
    currency,
    timeZone: Type.String({ description: 'Whose days these are.' }),
    from: milliseconds('From then on'),
    to: milliseconds('Before then'),
    days: Type.Array(Type.Object({ date: Type.String({ description: '`YYYY-MM-DD`.' }), ...totals }), {
      description: 'Every day of it, the oldest first.',
    }),
    totals: Type.Object(totals, { description: 'All days together.' }),
    clinicians: Type.Array(Person, { description: 'Who has ever asked for a payment at this clinic.' }),
  },
  {
    title: 'PaymentReport',
    description:
      'What came in, day by day, in the clinic’s currency; another that it once charged in is left out.',
  },
);
