import { Type } from '@fastify/type-provider-typebox';

export const CallId = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$' });
export const CallRoleSchema = Type.Union([Type.Literal('clinician'), Type.Literal('patient')]);
export const DisplayName = Type.String({ minLength: 1, maxLength: 60 });
