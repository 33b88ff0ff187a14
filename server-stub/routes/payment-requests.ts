import type { FastifyReply } from 'fastify';

import type { PaymentRequest } from '../../src/contract/payment-request.ts';
import type { Reader } from '../auth/claims.ts';
import { personOf, readerOf } from '../auth/guards.ts';
import { checkIdempotencyKey } from '../payments/input.ts';
import { viewFor } from '../payments/view.ts';
import { notFound } from '../problem.ts';
import type { RequestRow } from '../store/payment-requests.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { answers, SECURITY, type App, type Gateway } from './gateway.ts';
import {
  CreatePaymentRequestSchema,
  IdParams,
  ListQuerySchema,
  PaymentRequestPageSchema,
  PaymentRequestSchema,
} from './schemas.ts';

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
        summary: 'Ask for a payment (clinician; Idempotency-Key required)',
        security: SECURITY.token,
        body: CreatePaymentRequestSchema,
        response: {
          ...answers(PaymentRequestSchema),
          201: PaymentRequestSchema,
          202: { description: 'Saved; Stripe has not confirmed it yet.', ...PaymentRequestSchema },
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
        summary: 'The requests that the bearer may see, newest first',
        security: SECURITY.tokenOrApiKey,
        querystring: ListQuerySchema,
        response: answers(PaymentRequestPageSchema),
      },
    },
    async (request) => {
      const reader = readerOf(request);
      const { limit, cursor } = request.query;
      const page = await payments.list(reader, Number(limit ?? PAGE), readCursor(cursor));
      const last = page.rows.at(-1);
      return {
        items: page.rows.flatMap((row) => viewFor(reader, row) ?? []),
        nextCursor: page.hasMore && last ? writeCursor(last) : null,
        streamPosition: String(page.streamPosition),
      };
    },
  );

  app.get(
    '/v1/payment-requests/:id',
    {
      onRequest: guards.tokenOrApiKey,
      schema: {
        summary: 'One request, as the bearer may see it',
        security: SECURITY.tokenOrApiKey,
        params: IdParams,
        response: answers(PaymentRequestSchema),
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
