import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';

import type { PaymentRequest } from '../../src/contract/payment-request.ts';
import type { Reader } from '../auth/claims.ts';
import { personOf, readerOf } from '../auth/guards.ts';
import { checkIdempotencyKey } from '../payments/input.ts';
import { viewFor } from '../payments/view.ts';
import { notFound } from '../problem.ts';
import type { RequestRow } from '../store/request-rows.ts';
import { writePosition } from '../streams/position.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { answers, SECURITY } from './answers.ts';
import type { App, Gateway } from './gateway.ts';
import {
  CreatePaymentRequestSchema,
  IdempotencyHeaders,
  IdParams,
  PaymentRequestPageSchema,
  PaymentRequestSchema,
} from './schemas/payment-requests.ts';
import { RecordsQuerySchema } from './schemas/records.ts';

const PAGE = 50;

export function paymentRequestRoutes(app: App, { guards, payments }: Gateway): void {
  app.post(
    '/v1/payment-requests',
    {
      onRequest: guards.token,
      config: {
        fieldProblems: {
          amount: 'amount_invalid',
          description: 'description_invalid',
          reference: 'reference_invalid',
          payerId: 'payer_unknown',
        },
      },
      schema: {
        tags: ['In a call'],
        summary: 'Ask for a payment',
        description: 'A clinician, for their call. The same key and body again answer with the same request.',
        headers: IdempotencyHeaders,
        security: SECURITY.token,
        body: CreatePaymentRequestSchema,
        response: {
          ...answers(
            PaymentRequestSchema,
            'token',
            'idempotency_key_missing',
            'not_allowed',
            'clinic_not_enabled',
            'account_not_ready',
            'payload_too_large',
            'amount_invalid',
            'amount_too_small',
            'amount_too_large',
            'description_invalid',
            'payer_required',
            'payer_unknown',
            'reference_invalid',
            'idempotency_key_reused',
            'stripe_rejected',
          ),
          200: {
            ...PaymentRequestSchema,
            'x-response-description': 'The key was known: its request, as it is.',
          },
          201: { ...PaymentRequestSchema, 'x-response-description': 'Asked.' },
          202: {
            ...PaymentRequestSchema,
            'x-response-description': 'Saved as `creating`: Stripe has not confirmed it yet.',
          },
        },
      },
    },
    async (request, reply) => {
      const who = personOf(request);
      const key = checkIdempotencyKey(request.headers['idempotency-key']);
      const { row, isNew } = await payments.create(who, request.body, key);
      return reply.code(row.status === 'creating' ? 202 : isNew ? 201 : 200).send(render(who, row));
    },
  );

  app.get(
    '/v1/payment-requests',
    {
      onRequest: guards.tokenOrApiKey,
      schema: {
        tags: ['In a call', 'For a clinic’s admins', 'For a host’s backend'],
        summary: 'The requests that the bearer may see',
        description:
          'A clinician: their call’s. A patient: those addressed to them, once they can be paid. A clinic’s admin: the clinic’s. A host’s backend: all of its own. Newest first. What narrows the list down, and CSV (`Accept: text/csv`), are for those who look back: a clinic’s admin; with `clinic`, an admin of its organisation; with `organisation` and `clinic`, a host’s backend. A page may hold fewer than `limit` and still not be the last: go by `nextCursor`.',
        headers: Type.Object({
          accept: Type.Optional(
            Type.String({
              description: '`text/csv`: all that fits, however much, as a spreadsheet takes it.',
            }),
          ),
        }),
        security: SECURITY.tokenOrApiKey,
        querystring: RecordsQuerySchema,
        response: {
          ...answers(PaymentRequestPageSchema, 'tokenOrApiKey', 'not_allowed', 'not_found'),
          200: {
            description: 'A page of requests, or all of them as CSV.',
            content: {
              'application/json': { schema: PaymentRequestPageSchema },
              'text/csv': { schema: Type.Unsafe<Readable>({ type: 'string' }) },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const reader = readerOf(request);
      const { limit, cursor, from, to, timeZone = 'UTC', ...rest } = request.query;
      const query = {
        ...rest,
        ...(from !== undefined && { from: Number(from) }),
        ...(to !== undefined && { to: Number(to) }),
      };
      if (wantsCsv(request.headers.accept)) {
        const csv = await payments.records.csv(reader, query, timeZone);
        return reply
          .header('content-disposition', 'attachment; filename="payments.csv"')
          .type('text/csv; charset=utf-8')
          .send(Readable.from(csv));
      }
      const after = readCursor(cursor);
      const most = Number(limit ?? PAGE);
      const page =
        Object.keys(query).length > 0
          ? await payments.records.list(reader, query, most, after)
          : await payments.list(reader, most, after);
      return {
        items: page.rows.flatMap((row) => viewFor(reader, row) ?? []),
        nextCursor: page.next && writeCursor(page.next),
        streamPosition: writePosition(page.streamPosition),
      };
    },
  );

  app.get(
    '/v1/payment-requests/:id',
    {
      onRequest: guards.tokenOrApiKey,
      schema: {
        tags: ['In a call', 'For a host’s backend'],
        summary: 'One request',
        description:
          'Whoever may see it in the list. How a host’s backend makes sure that a payment came in.',
        security: SECURITY.tokenOrApiKey,
        params: IdParams,
        response: answers(PaymentRequestSchema, 'tokenOrApiKey', 'not_found'),
      },
    },
    async (request) => {
      const reader = readerOf(request);
      return render(reader, await payments.get(reader, request.params.id));
    },
  );
}

/** A request whose reader was let at it just now. */
export function render(reader: Reader, row: RequestRow): PaymentRequest {
  const view = viewFor(reader, row);
  if (!view) throw notFound();
  return view;
}

/** 202 while Stripe has yet to confirm that it is withdrawn. */
export function answerClosing(reply: FastifyReply, view: PaymentRequest) {
  const isPending = view.status === 'creating' || (view.status === 'requested' && view.closingAs !== null);
  return reply.code(isPending ? 202 : 200).send(view);
}

/** JSON unless somebody asks for the other and not for it. */
function wantsCsv(accept: string | undefined): boolean {
  return accept !== undefined && accept.includes('text/csv') && !accept.includes('json');
}
