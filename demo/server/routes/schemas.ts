import { Type } from '@fastify/type-provider-typebox';
import { CLINICS } from '../practice.ts';

export const CallId = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$' });
export const CallRoleSchema = Type.Union([Type.Literal('clinician'), Type.Literal('patient')]);
export const AdminRoleSchema = Type.Union([Type.Literal('clinic-admin'), Type.Literal('organisation-admin')]);
export const ClinicRef = Type.Union([
  Type.Literal(CLINICS.harbourStreet.ref),
  Type.Literal(CLINICS.riverside.ref),
]);
export const DisplayName = Type.String({ minLength: 1, maxLength: 60 });
