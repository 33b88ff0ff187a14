import { personOf } from '../auth/guards.ts';
import { answers, SECURITY, type App, type Gateway } from './gateway.ts';
import { answerClosing, render } from './payment-requests.ts';
import { ActivityBodySchema, CheckoutCredentialsSchema, IdParams, PaymentRequestSchema } from './schemas.ts';

export function paymentActionRoutes(app: App, { guards, payments }: Gateway): void {
  const closing = (action: 'cancel' | 'refuse', summary: string) =>
    app.post(
      `/v1/payment-requests/:id/${action}`,
      {
        onRequest: guards.token,
        schema: {
          summary,
          security: SECURITY.token,
          params: IdParams,
          response: {
            ...answers(PaymentRequestSchema),
            202: { description: 'Stripe has not confirmed it yet.', ...PaymentRequestSchema },
          },
        },
      },
      async (request, reply) => {
        const who = personOf(request);
        return answerClosing(reply, render(who, await payments[action](who, request.params.id)));
      },
    );
  closing('cancel', 'Withdraw it (clinician); one that was paid meanwhile is answered as paid');
  closing('refuse', 'Don’t pay this (payer); one that was paid meanwhile is answered as paid');

  app.post(
    '/v1/payment-requests/:id/checkout',
    {
      onRequest: guards.token,
      schema: {
        summary: 'What Stripe.js needs to take the payment (payer)',
        security: SECURITY.token,
        params: IdParams,
        response: answers(CheckoutCredentialsSchema),
      },
    },
    (request) => payments.checkout(personOf(request), request.params.id),
  );

  app.post(
    '/v1/payment-requests/:id/activity',
    {
      onRequest: guards.token,
      schema: {
        summary: 'What the payer is doing, shown live to the clinician (payer)',
        security: SECURITY.token,
        params: IdParams,
        body: ActivityBodySchema,
        response: answers(PaymentRequestSchema),
      },
    },
    async (request) => {
      const who = personOf(request);
      return render(who, await payments.noteActivity(who, request.params.id, request.body.kind));
    },
  );

  app.post(
    '/v1/payment-requests/:id/settle',
    {
      onRequest: guards.token,
      schema: {
        summary: 'Look at Stripe now, and answer with the request (payer, clinician)',
        security: SECURITY.token,
        params: IdParams,
        response: answers(PaymentRequestSchema),
      },
    },
    async (request) => {
      const who = personOf(request);
      return render(who, await payments.settle(who, request.params.id));
    },
  );
}
