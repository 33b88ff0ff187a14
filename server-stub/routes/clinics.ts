import { listClinics } from '../accounts/clinics.ts';
import { personOf } from '../auth/guards.ts';
import { answers, SECURITY } from './answers.ts';
import type { App, Gateway } from './gateway.ts';
import { ClinicListSchema } from './schemas/stripe-account.ts';

export function clinicRoutes(app: App, { guards, store }: Gateway): void {
  app.get(
    '/v1/clinics',
    {
      onRequest: guards.token,
      schema: {
        tags: ['For admins'],
        summary: 'Clinics and how their accounts stand',
        description: 'An organisation’s admin: all of the organisation. A clinic’s admin: their own.',
        security: SECURITY.token,
        response: answers(ClinicListSchema, 'token', 'not_allowed'),
      },
    },
    async (request) => ({ items: [...(await listClinics(store, personOf(request))).items] }),
  );
}
