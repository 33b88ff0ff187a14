import { Type } from 'typebox';

import { here } from '../named-schemas.ts';
import { amount, closed, currency, milliseconds, nullable } from './shared.ts';

const AccountId = (description: string) => Type.String({ pattern: '^acct_\\w{1,60}$', description });

const Health = Type.Enum(['ready', 'incomplete', 'in_review', 'restricted'] as const, {
  description:
    'What Stripe says: `incomplete` needs something before the clinic can be paid, `in_review` is being looked at, `restricted` was stopped until something is done.',
});

const facts = {
  id: AccountId('`acct_…`'),
  name: nullable(Type.String(), 'As its owner calls it at Stripe; null while Stripe has none.'),
  country: nullable(Type.String(), 'ISO 3166-1 alpha-2, upper case.'),
  origin: Type.Enum(['existing', 'new', 'provisioned'] as const, {
    description: 'Linked by OAuth, made here, or named by the operator.',
  }),
};

const LinkedAccount = Type.Object(
  {
    ...facts,
    health: Health,
    requirementsDue: Type.Integer({ description: 'How many things Stripe waits for, now or soon.' }),
    deadline: nullable(Type.Integer(), 'By when they have to be there, UTC milliseconds.'),
    linkedAt: milliseconds('When it became the clinic’s'),
    checkedAt: milliseconds('When Stripe was last asked'),
    dashboardUrl: Type.String({ description: 'The account’s own dashboard at Stripe.' }),
  },
  { title: 'LinkedAccount', description: 'The account that the clinic is paid on.' },
);

const ParkedAccount = Type.Object(
  { ...facts, health: Health, parkedAt: milliseconds('When it came from Stripe') },
  {
    title: 'ParkedAccount',
    description: 'What came from Stripe. It does nothing until an admin of the clinic confirms it.',
  },
);

const WalletDomain = Type.Object(
  {
    domain: Type.String({ description: 'The site, without a port.' }),
    state: Type.Enum(['active', 'inactive', 'pending'] as const, {
      description: 'Whether wallets may be shown there; `pending` while Stripe has not said.',
    }),
    problem: Type.Optional(Type.String({ description: 'Stripe’s words on why it is inactive.' })),
  },
  { title: 'WalletDomain', description: 'A site that wallets are shown on.' },
);

const TestPayment = Type.Object(
  {
    status: Type.Enum(['pending', 'succeeded', 'failed'] as const, {
      description: '`pending`: Stripe has not said; it is asked again by itself.',
    }),
    at: milliseconds('When it was asked for'),
    amount: amount('The smallest amount of the currency'),
    currency,
    dashboardUrl: Type.Optional(Type.String({ description: 'The payment in the account’s dashboard.' })),
    code: Type.Optional(Type.String({ description: 'Stripe’s code, when it failed.' })),
  },
  { title: 'TestPayment', description: 'The last test payment. Never made in live mode.' },
);

export const StripeAccountStandingSchema = Type.Object(
  {
    clinic: Type.Object(
      {
        ref: Type.String({ description: 'The host’s own reference.' }),
        name: Type.String({ description: 'As patients see it.' }),
        enabled: Type.Boolean({ description: 'Whether the clinic may ask for payments.' }),
      },
      { description: 'The admin’s clinic.' },
    ),
    account: nullable(here(LinkedAccount, 'The linked account.'), 'The linked account; null: not linked.'),
    parked: nullable(here(ParkedAccount, 'The parked account.'), 'What waits to be confirmed.'),
    setAside: Type.Array(Type.Object(facts, { description: 'One of them.' }), {
      description: 'Made here for this clinic and put aside: offered again, so that none is made twice.',
    }),
    lastVisit: nullable(
      Type.Object(
        {
          outcome: Type.Enum(['cancelled', 'expired', 'other_platform', 'mode_mismatch', 'failed'] as const, {
            description: 'Why it brought no account.',
          }),
          at: milliseconds('When'),
        },
        { description: 'The last visit.' },
      ),
      'The last visit to Stripe, when it brought no account.',
    ),
    lastRemoval: nullable(
      Type.Object(
        {
          by: Type.Enum(['admin', 'stripe', 'operator'] as const, {
            description: 'Who took it away; `stripe`: its owner did, at Stripe.',
          }),
          at: milliseconds('When'),
        },
        { description: 'The last removal.' },
      ),
      'How the clinic came to be without an account; null when one is linked, or none ever was.',
    ),
    isRemoving: Type.Boolean({ description: 'Being removed; it goes on by itself.' }),
    openRequests: Type.Integer({ description: 'Payment requests that removing withdraws.' }),
    strategies: Type.Object(
      {
        existing: Type.Boolean({ description: 'An account that the clinic has already, by OAuth.' }),
        new: Type.Boolean({ description: 'One that Stripe makes on the way.' }),
      },
      { description: 'Which ways of linking are there.' },
    ),
    domains: Type.Array(WalletDomain, { description: 'Where wallets are shown.' }),
    testPayment: nullable(here(TestPayment, 'The last test payment.'), 'Null as long as none was made.'),
    canTestPayment: Type.Boolean({ description: 'False in live mode.' }),
  },
  { title: 'StripeAccountStanding', description: 'Where linking stands for one clinic.' },
);

const returnTo = Type.Optional(
  Type.String({
    maxLength: 2000,
    description: 'Where Stripe’s page leads back to, on one of the host’s origins.',
  }),
);

export const LinkStripeAccountSchema = Type.Object(
  {
    strategy: Type.Enum(['existing', 'new'] as const, {
      description: 'An account that the clinic has already, or one that Stripe makes.',
    }),
    account: Type.Optional(
      AccountId('For `new`: one that was set aside, or is parked and unfinished, to go on with.'),
    ),
    country: Type.Optional(
      Type.String({
        pattern: '^[A-Z]{2}$',
        description:
          'For `new`: ISO 3166-1 alpha-2 of the clinic’s country; needed where its currency does not say it.',
      }),
    ),
    contactEmail: Type.Optional(
      Type.String({
        maxLength: 200,
        pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$',
        description: 'For `new`: whom Stripe writes to about the account.',
      }),
    ),
    returnTo,
  },
  { ...closed, title: 'LinkStripeAccount', description: 'How to come to an account.' },
);

export const StripeVisitSchema = Type.Object(
  {
    url: Type.String({ description: 'Where to send the admin; never into a frame.' }),
    expiresAt: milliseconds('Until when it is good'),
  },
  { title: 'StripeVisit', description: 'A way to Stripe, good for one visit within minutes.' },
);

export const OpenRequirementsSchema = Type.Object(
  { returnTo },
  { ...closed, title: 'OpenRequirements', description: 'What Stripe still requires of the linked account.' },
);

export const ConfirmStripeAccountSchema = Type.Object(
  {
    account: AccountId('The parked account that the admin saw: another one is not confirmed by mistake.'),
  },
  { ...closed, title: 'ConfirmStripeAccount', description: '“Use this account”.' },
);

export const RemoveStripeAccountSchema = Type.Object(
  {
    clinicName: Type.String({
      maxLength: 300,
      description: 'As typed by the admin; it has to be the clinic’s name.',
    }),
  },
  { ...closed, title: 'RemoveStripeAccount', description: 'Removing, on purpose.' },
);

export const ClinicListSchema = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          ref: Type.String({ description: 'The host’s own reference.' }),
          name: Type.String({ description: 'As patients see it.' }),
          enabled: Type.Boolean({ description: 'Whether the clinic may ask for payments.' }),
          health: nullable(Health, 'How its Stripe account stands; null: none is linked.'),
        },
        { title: 'ClinicStanding', description: 'A clinic and how its account stands.' },
      ),
      { description: 'By name.' },
    ),
  },
  { title: 'ClinicList', description: 'Clinics, as an admin sees them.' },
);
