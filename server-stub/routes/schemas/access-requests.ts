import { Type } from 'typebox';

import { ACCESS_REQUEST_STATUSES } from '../../../src/contract/access-request.ts';
import { here } from '../named-schemas.ts';
import { closed, currency, hostRef, list, milliseconds, nullable, text } from './shared.ts';

export const AccessIdParams = Type.Object({
  id: Type.String({
    maxLength: 64,
    pattern: '^[^\\u0000]*$',
    description: 'The request for access: `ar_` and 32 hexadecimal digits.',
  }),
});

const clinicFacts = {
  name: hostRef('As patients will see it.', 200),
  hasStripeAccount: Type.Boolean({
    description: 'Whether it has its own Stripe account: its admin links it once the app is enabled.',
  }),
};

const AccessClinic = Type.Object(
  { ref: hostRef('The host’s own reference, as tokens name it.'), ...clinicFacts },
  { ...closed, title: 'AccessClinic', description: 'A clinic that the app is asked for.' },
);

const AccessContact = Type.Object(
  {
    name: hostRef('Their name.', 200),
    email: hostRef('Their email address.', 254),
    phone: Type.Optional(hostRef('Their telephone number, as they write it.', 50)),
  },
  { ...closed, title: 'AccessContact', description: 'Who answers questions about the request.' },
);

const TelehealthManager = Type.Union(
  [
    Type.Object(
      {
        isMe: Type.Literal(true, { description: 'Whoever sends the form: sending it raises the ticket.' }),
      },
      closed,
    ),
    Type.Object(
      {
        isMe: Type.Literal(false, { description: 'Somebody else, who raises it by a shared link.' }),
        name: hostRef('Their name.', 200),
        email: hostRef('Their email address.', 254),
      },
      closed,
    ),
  ],
  {
    title: 'TelehealthManager',
    description: 'The organisation’s authorised telehealth manager, who raises the service request ticket.',
  },
);

const formFacts = {
  organisationName: hostRef('The organisation’s name.', 200),
  clinics: list(AccessClinic, { minItems: 1, maxItems: 100, description: 'Each once.' }),
  contact: here(AccessContact, 'Who answers questions.'),
  expectedUse: text('What for, and about how many payments a month. Up to 2,000 characters.', 2000),
  telehealthManager: here(TelehealthManager, 'Point 4 of the form.'),
};

export const AccessRequestFormSchema = Type.Object(
  {
    ...formFacts,
    agreesToTerms: Type.Literal(true, { description: 'Nothing is sent without it.' }),
  },
  { ...closed, title: 'AccessRequestForm', description: 'The request form, filled.' },
);

const ServiceTicket = Type.Object(
  {
    state: Type.Enum(['opening', 'open'] as const, {
      description: '`opening`: the service desk has not confirmed it yet; the gateway goes on trying.',
    }),
    key: nullable(Type.String(), 'What the service desk calls it; null until it is open.'),
    url: nullable(Type.String(), 'The ticket’s own page; null without one.'),
    raisedAt: milliseconds('When it was raised'),
    raisedBy: Type.Enum(['requester', 'telehealth-manager'] as const, { description: 'Who raised it.' }),
  },
  { title: 'ServiceTicket', description: 'The ticket at the service desk.' },
);

const facts = {
  id: Type.String({ description: '`ar_` and 128 random bits in hexadecimal.' }),
  revision: Type.Integer({
    description: 'Rises with every change: a lower one that comes late is out of date.',
  }),
  organisationRef: Type.String({ description: 'The host’s own reference.' }),
  ...formFacts,
  requestedBy: Type.String({ description: 'The host’s id for whoever sent the form.' }),
  canChange: Type.Boolean({
    description: 'Whether the reader may correct and withdraw it while it is not decided.',
  }),
  createdAt: milliseconds('When it was first sent'),
  updatedAt: milliseconds('When it last changed'),
};
const ticket = here(ServiceTicket, 'The ticket.');
const decidedAt = milliseconds('When the service desk decided');

export const AccessRequestSchema = Type.Union(
  [
    Type.Object({
      ...facts,
      status: Type.Literal('waiting', { description: 'The telehealth manager is to raise the ticket.' }),
      linkExpiresAt: nullable(
        Type.Integer(),
        'When the link for the telehealth manager ends, UTC milliseconds; null without one.',
      ),
      notForMeAt: nullable(
        Type.Integer(),
        'When whoever opened the link said that it is not for them, UTC milliseconds; null otherwise.',
      ),
    }),
    Type.Object({
      ...facts,
      status: Type.Literal('sent', { description: 'The ticket is with the service desk.' }),
      ticket,
    }),
    Type.Object({
      ...facts,
      status: Type.Literal('approved', { description: 'The organisation and its clinics are enabled.' }),
      ticket,
      decidedAt,
    }),
    Type.Object({
      ...facts,
      status: Type.Literal('declined', { description: 'They are not; a new request may be sent.' }),
      ticket,
      decidedAt,
      reason: Type.String({ description: 'The service desk’s own words.' }),
    }),
    Type.Object({
      ...facts,
      status: Type.Literal('withdrawn', { description: 'Taken back before it was decided.' }),
    }),
  ],
  { title: 'AccessRequest', description: 'One request for the app, as its reader may see it.' },
);

const nextCursor = nullable(Type.String(), 'Pass as `cursor` for what is older; null at the end.');
const cursor = Type.Optional(
  Type.String({ maxLength: 200, description: '`nextCursor` of a page: what is older than it.' }),
);
const status = Type.Enum(ACCESS_REQUEST_STATUSES, { description: 'Where it stands.' });

export const AccessListQuerySchema = Type.Object({ cursor }, closed);
export const OperatorAccessListQuerySchema = Type.Object({ cursor, status: Type.Optional(status) }, closed);

const AccessScope = Type.Object(
  {
    organisation: Type.Object(
      {
        ref: Type.String({ description: 'The host’s own reference.' }),
        name: nullable(Type.String(), 'Null: the gateway does not know the organisation yet.'),
      },
      { description: 'Whom the token is for.' },
    ),
    clinicRef: nullable(
      Type.String(),
      'The one clinic that a clinic admin may ask for; null for an organisation’s admin.',
    ),
    clinics: list(
      Type.Object({
        ref: Type.String({ description: 'The host’s own reference.' }),
        name: Type.String({ description: 'As patients see it.' }),
        enabled: Type.Boolean({ description: 'Whether it may ask for payments already.' }),
      }),
      { description: 'Those that the gateway knows already.' },
    ),
  },
  { title: 'AccessScope', description: 'What the bearer of the token may ask for.' },
);

export const AccessRequestPageSchema = Type.Object(
  {
    items: list(AccessRequestSchema, { description: 'Newest first.' }),
    nextCursor,
    scope: here(AccessScope, 'What may be asked for.'),
  },
  { title: 'AccessRequestPage', description: 'A page of requests for access.' },
);

export const AccessShareSchema = Type.Object(
  {
    url: Type.String({
      description: 'For the telehealth manager. The secret is in its fragment, and shown this once.',
    }),
    expiresAt: milliseconds('When it ends, unless a newer link or a withdrawal ends it before'),
    request: here(AccessRequestSchema, 'The request.'),
  },
  { title: 'AccessShare', description: 'A link to one filled form.' },
);

const secret = Type.String({
  pattern: '^[A-Za-z0-9_-]{20,100}$',
  description: 'What the link’s fragment held.',
});

export const SharedAccessSecretSchema = Type.Object(
  { secret },
  { ...closed, title: 'SharedAccessSecret', description: 'What a shared link opens with.' },
);

export const RaiseSharedAccessSchema = Type.Object(
  { secret, revision: Type.Integer({ description: 'The revision that was looked at.' }) },
  { ...closed, title: 'RaiseSharedAccess', description: 'Raises the ticket of the form that was looked at.' },
);

export const SharedAccessRequestSchema = Type.Object(
  {
    revision: Type.Integer({ description: 'Grows with each change.' }),
    organisationName: formFacts.organisationName,
    clinics: list(
      Type.Object(clinicFacts, { ...closed, title: 'SharedAccessClinic', description: 'A clinic.' }),
      { description: 'What the app is asked for.' },
    ),
    contact: formFacts.contact,
    expectedUse: formFacts.expectedUse,
    managerName: Type.String({ description: 'The telehealth manager, as the requester named them.' }),
    status,
    ticketKey: nullable(Type.String(), 'What the service desk calls the ticket; null until it is open.'),
    createdAt: milliseconds('When the request was sent'),
    expiresAt: milliseconds('When the link ends'),
  },
  { title: 'SharedAccessRequest', description: 'The filled form, for the telehealth manager.' },
);

const revision = Type.Integer({ description: 'The revision that was looked at.' });
const by = Type.Optional(hostRef('Who at the service desk decided, for the history.', 200));

export const ApproveAccessRequestSchema = Type.Object(
  { revision, currency: Type.Optional(currency), by },
  {
    ...closed,
    title: 'ApproveAccessRequest',
    description: '`currency`: of clinics that are made now; `CLINIC_CURRENCY` unless said.',
  },
);

export const DeclineAccessRequestSchema = Type.Object(
  { revision, reason: text('For whoever asked, in words that they can act on.', 1000), by },
  { ...closed, title: 'DeclineAccessRequest', description: 'Why not.' },
);

const operatorFacts = {
  request: here(AccessRequestSchema, 'The request.'),
  host: Type.Object(
    {
      id: Type.String({ description: 'The host’s id.' }),
      name: Type.String({ description: 'Its name.' }),
    },
    { description: 'Whose organisation asks.' },
  ),
  ticketProblem: nullable(Type.String(), 'Why the ticket is not open yet, or could not be read.'),
};

export const OperatorAccessRequestSchema = Type.Object(
  {
    ...operatorFacts,
    history: list(
      Type.Object(
        {
          at: milliseconds('When'),
          actor: Type.String({
            description:
              '`participant:…`, `telehealth-manager:…` (one link each), `operator`, `service-desk` or `gateway`.',
          }),
          name: Type.Optional(Type.String({ description: 'Who that is, where somebody gave a name.' })),
          act: Type.String({ description: 'In the past tense, e.g. `access-request.approved`.' }),
          note: Type.Optional(Type.String({ description: 'A reason, or which fields were corrected.' })),
        },
        { title: 'AccessHistoryEntry', description: 'One line of a request’s history.' },
      ),
      { description: 'Oldest first.' },
    ),
  },
  { title: 'OperatorAccessRequest', description: 'One request for access, as the operator sees it.' },
);

export const OperatorAccessRequestPageSchema = Type.Object(
  {
    items: list(
      Type.Object(operatorFacts, {
        title: 'OperatorAccessListItem',
        description: 'One request for access, without its history.',
      }),
      { description: 'Newest first.' },
    ),
    nextCursor,
  },
  { title: 'OperatorAccessRequestPage', description: 'A page of everybody’s requests for access.' },
);
