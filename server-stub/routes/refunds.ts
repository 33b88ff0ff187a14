import { personOf } from '../auth/guards.ts';
import { checkIdempotencyKey } from '../payments/input.ts';
import { renderRefund } from '../payments/story.ts';
import { answers, SECURITY } from './answers.ts';
import type { App, Gateway } from './gateway.ts';
import { render } from './payment-requests.ts';
import { IdempotencyHeaders, IdParams } from './schemas/payment-requests.ts';
import { CreateRefundSchema, RefundAnswerSchema } from './schemas/records.ts';

export function refundRoutes(app: App, { guards, payments }: Gateway): void {
  app.post(
    '/v1/payment-requests/:id/refunds',
    {
      onRequest: guards.token,
      config: { fieldProblems: { amount: 'amount_invalid' } },
      schema: {
        tags: ['For a clinic’s admins'],
        summary: 'Give a payment back',
        description:
          'A clinic’s admin. In whole, or the amount. The same key and body again answer with the same refund: after a time-out, ask again with the same key.',
        headers: IdempotencyHeaders,
        security: SECURITY.token,
        params: IdParams,
        body: CreateRefundSchema,
        response: {
          ...answers(
            RefundAnswerSchema,
            'token',
            'idempotency_key_missing',
            'idempotency_key_reused',
            'not_allowed',
            'not_found',
            'amount_invalid',
            'not_refundable',
            'refund_too_large',
            'refund_disputed',
            'refund_balance_too_low',
            'account_not_ready',
            'payload_too_large',
            'stripe_rejected',
          ),
          200: {
            ...RefundAnswerSchema,
            'x-response-description': 'The key was known: its refund, as it is.',
          },
          201: { ...RefundAnswerSchema, 'x-response-description': 'Stripe has it.' },
          202: {
            ...RefundAnswerSchema,
            'x-response-description': 'Saved as `creating`: Stripe has not confirmed it yet.',
          },
        },
      },
    },
    async (request, reply) => {
      const who = personOf(request);
      const key = checkIdempotencyKey(request.headers['idempotency-key']);
      const { refund, row, isNew, refundable } = await payments.refund(
        who,
        request.params.id,
        request.body,
        key,
      );
      return reply
        .code(refund.status === 'creating' ? 202 : isNew ? 201 : 200)
        .send({ refund: renderRefund(refund), request: render(who, row), refundable });
    },
  );
}
