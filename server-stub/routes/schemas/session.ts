import { Type } from 'typebox';

import { ROLES } from '../../../src/contract/roles.ts';
import { amount, currency, milliseconds, nullable } from './shared.ts';

export const GatewaySessionSchema = Type.Object(
  {
    role: Type.Enum(ROLES, { description: 'What the token says of its bearer.' }),
    participantId: Type.String({ description: 'The host’s id for the bearer.' }),
    callId: nullable(Type.String(), 'The call that the token is for; null outside a call.'),
    clinic: nullable(
      Type.Object({ name: Type.String({ description: 'As patients see it.' }) }),
      'The clinic; null when the gateway does not know the one that the token names.',
    ),
    payments: Type.Union(
      [
        Type.Object({ ready: Type.Literal(true, { description: 'Payments can be asked for.' }) }),
        Type.Object({
          ready: Type.Literal(false, { description: 'They cannot, for the reason.' }),
          reason: Type.Enum(
            [
              'clinic_not_enabled',
              'account_not_linked',
              'account_incomplete',
              'account_in_review',
              'account_restricted',
            ] as const,
            { description: 'What the clinic, its Stripe account or the operator still has to do.' },
          ),
        }),
      ],
      { description: 'Whether this clinic can take payments now.' },
    ),
    currency,
    limits: Type.Object(
      { minimum: amount('The least amount'), maximum: amount('The largest amount') },
      { description: 'What Stripe takes in this currency.' },
    ),
    publishableKey: Type.String({ description: 'For Stripe.js.' }),
    stripeAccount: nullable(
      Type.String(),
      'The clinic’s Stripe account, for Stripe.js; null until one is linked.',
    ),
    environment: Type.Enum(['live', 'test', 'simulated'] as const, {
      description: '`simulated` never moves money; `test` is Stripe’s test mode.',
    }),
    now: milliseconds('The server’s clock'),
  },
  { title: 'GatewaySession', description: 'Who the bearer is here, and what is possible.' },
);
