import { readerOf } from '../auth/guards.ts';
import { answers, SECURITY } from './answers.ts';
import type { App, Gateway } from './gateway.ts';
import { render } from './payment-requests.ts';
import { IdParams } from './schemas/payment-requests.ts';
import { PaymentRecordSchema, PaymentReportSchema, ReportQuerySchema } from './schemas/records.ts';

export function recordRoutes(app: App, { guards, payments }: Gateway): void {
  app.get(
    '/v1/payment-reports',
    {
      onRequest: guards.tokenOrApiKey,
      schema: {
        tags: ['For a clinic’s admins', 'For a host’s backend'],
        summary: 'What came in, day by day',
        description:
          'A clinic’s admin; with `clinic`, an admin of its organisation; with `organisation` and `clinic`, a host’s backend. Money counts on the day it was taken, and what was given back on the day of its refund.',
        security: SECURITY.tokenOrApiKey,
        querystring: ReportQuerySchema,
        response: answers(PaymentReportSchema, 'tokenOrApiKey', 'not_allowed', 'not_found'),
      },
    },
    async (request) => {
      const { from, to, timeZone = 'UTC', ...query } = request.query;
      const report = await payments.records.report(readerOf(request), {
        ...query,
        timeZone,
        ...(from !== undefined && { from: Number(from) }),
        ...(to !== undefined && { to: Number(to) }),
      });
      return { ...report, days: [...report.days], clinicians: [...report.clinicians] };
    },
  );

  app.get(
    '/v1/payment-requests/:id/history',
    {
      onRequest: guards.tokenOrApiKey,
      schema: {
        tags: ['For a clinic’s admins', 'For a host’s backend'],
        summary: 'One payment’s whole story',
        description:
          'An admin of its clinic or organisation, or the host’s backend. What was asked, seen, tried, paid, given back and disputed, by whom and when.',
        security: SECURITY.tokenOrApiKey,
        params: IdParams,
        response: answers(PaymentRecordSchema, 'tokenOrApiKey', 'not_allowed', 'not_found'),
      },
    },
    async (request) => {
      const reader = readerOf(request);
      const { row, ...story } = await payments.records.story(reader, request.params.id);
      const { events, refunds } = story;
      return { ...story, events: [...events], refunds: [...refunds], request: render(reader, row) };
    },
  );
}
