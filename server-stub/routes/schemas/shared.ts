import { Type } from 'typebox';

import { PROBLEM_STATUS, type ProblemCode } from '../../../src/contract/problem.ts';

/*
 * The wire, for validation and for OpenAPI, where a schema goes by its title. A type test holds these equal to the
 * contract's types. Bodies refuse fields that they do not know: a misspelt one would otherwise be silently ignored.
 */

export const closed = { additionalProperties: false };

export const milliseconds = (description: string) =>
  Type.Integer({ description: `${description}, UTC milliseconds.` });

/** Something of the host's own naming. */
export const hostRef = (description: string, maxLength = 128) =>
  Type.String({ description, minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f\\p{Cs}]*$' });

/** Several lines. */
export const text = (description: string, maxLength: number) =>
  Type.String({ description, minLength: 1, maxLength, pattern: '^[^\\u0000\\p{Cs}]*$' });

/** A list that our own code hands over as it is: its type is `readonly`, as the contract's are. */
export const list = <Schema extends Type.TSchema>(items: Schema, options: Type.TArrayOptions) =>
  Type.Immutable(Type.Array(items, options));

export const nullable = <Schema extends Type.TSchema>(schema: Schema, description: string) =>
  Type.Union([schema, Type.Null()], { description });

export const currency = Type.String({
  pattern: '^[a-z]{3}$',
  description: 'What the clinic charges in: lowercase ISO 4217, e.g. `aud`.',
});

/** Integer money. */
export const amount = (description: string) =>
  Type.Integer({ description: `${description}, in Stripe’s units of the currency: cents for AUD.` });

export const HostParams = Type.Object({
  hostId: Type.String({
    pattern: '^[A-Za-z0-9_-]{1,64}$',
    description: 'The host: a video product, by the id that the operator gave it.',
  }),
});

export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: '`urn:video-call-payments:problem:` and the code.' }),
    title: Type.String({ description: 'The code in words.' }),
    status: Type.Integer({ description: 'The HTTP status again.' }),
    code: Type.Enum(Object.keys(PROBLEM_STATUS) as ProblemCode[], {
      description: 'What went wrong, for programs. Stable.',
    }),
    detail: Type.String({
      description: 'One plain sentence for developers: what was wrong, and what to do.',
    }),
    field: Type.Optional(
      Type.String({ description: 'The field that is wrong, when one is; dots lead into it.' }),
    ),
    instance: Type.Optional(Type.String({ description: 'The call’s id in the gateway’s log.' })),
  },
  { title: 'Problem', description: 'RFC 9457, as `application/problem+json`. Programs go by `code`.' },
);
