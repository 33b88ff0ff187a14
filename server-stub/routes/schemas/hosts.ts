import { Type } from 'typebox';

import { closed, currency, hostRef, milliseconds } from './shared.ts';

const Clinic = Type.Object(
  {
    ref: hostRef('The host’s own reference for the clinic, as tokens name it.'),
    name: hostRef('As patients see it.', 200),
    currency,
    enabled: Type.Optional(
      Type.Boolean({
        description:
          'Whether the clinic may ask for payments. Left out: as it was, and not for a new one, whose admins may ask for access.',
      }),
    ),
    stripeAccount: Type.Optional(
      Type.String({
        pattern: '^acct_\\w{1,60}$',
        description:
          'The clinic’s own Stripe account, checked by the operator. Left out: none, or as it was.',
      }),
    ),
  },
  { ...closed, title: 'Clinic', description: 'Where a payment goes: to its own Stripe account.' },
);

const Organisation = Type.Object(
  {
    ref: hostRef('The host’s own reference for the organisation, as tokens name it.'),
    name: hostRef('Its name.', 200),
    clinics: Type.Array(Clinic, { description: 'All of its clinics.' }),
  },
  { ...closed, title: 'Organisation', description: 'A health service with its clinics.' },
);

const origins = (description: string) =>
  Type.Array(Type.String({ maxLength: 300 }), { maxItems: 100, description });

export const HostProvisionSchema = Type.Object(
  {
    name: hostRef('The host’s name.', 200),
    frameOrigins: origins(
      'Origins whose pages may frame the plugin page, e.g. `https://call.example.com`: https, or http on a loopback name.',
    ),
    pluginOrigins: origins('Origins of plugin pages that the host serves itself: they may call this API.'),
    organisations: Type.Array(Organisation, { description: 'All of its organisations.' }),
  },
  {
    ...closed,
    title: 'HostProvision',
    description: 'What a host is and owns. The same body twice changes nothing.',
  },
);

export const ApiKeyIssuedSchema = Type.Object(
  {
    id: Type.String({ description: 'The key’s id, which is no secret.' }),
    apiKey: Type.String({
      description: '`pgk_…`: for the host’s backend alone. Shown this once, and stored hashed.',
    }),
  },
  { title: 'ApiKeyIssued', description: 'A new API key.' },
);

export const TokenRequestSchema = Type.Object(
  {
    organisationRef: hostRef('The organisation, by the host’s own reference.'),
    clinicRef: Type.Optional(
      hostRef('The clinic, by the host’s own reference. Needed for every role but `organisation-admin`.'),
    ),
    callId: Type.Optional(
      hostRef('One visit, never used again. Needed for `clinician`, `patient` and `observer`.'),
    ),
    participantId: hostRef('The host’s own stable id for this person in this call.'),
    displayName: Type.Optional(hostRef('As the others in the call see them.', 100)),
    role: Type.Enum(['clinician', 'patient', 'observer', 'clinic-admin', 'organisation-admin'] as const, {
      description:
        'What the person may do here. The host’s backend vouches for it: never take it from a browser.',
    }),
    expiresIn: Type.Optional(
      Type.Integer({
        minimum: 60,
        maximum: 3600,
        description: 'Seconds until it ends, 60 to 3600; 900 unless said.',
      }),
    ),
  },
  {
    ...closed,
    title: 'TokenRequest',
    description: 'Who is in which call, on the word of the host’s backend.',
  },
);

export const AccessTokenSchema = Type.Object(
  {
    token: Type.String({ description: 'A signed JWT: what a page sends as its bearer token.' }),
    expiresAt: milliseconds('When it ends'),
  },
  { title: 'AccessToken', description: 'For one person in one call.' },
);

export const EmbeddingAnswerSchema = Type.Union(
  [
    Type.Object({
      allowed: Type.Literal(true, { description: 'The asking origin may frame it.' }),
      pluginUrl: Type.String({ description: 'The address of the plugin page.' }),
    }),
    Type.Object({
      allowed: Type.Literal(false, {
        description: 'It may not: a frame would show the browser’s own error.',
      }),
      reason: Type.Literal('origin_not_allowed', {
        description: 'The origin is not among the host’s `frameOrigins`.',
      }),
    }),
  ],
  { title: 'EmbeddingAnswer', description: 'Whether the asking page may frame the plugin page.' },
);
