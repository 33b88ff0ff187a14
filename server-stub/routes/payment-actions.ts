import { personOf } from '../auth/guards.ts';
import { answers, SECURITY } from './answers.ts';
import type { App, Gateway } from './gateway.ts';
import { answerClosing, render } from './payment-requests.ts';
import {
  ActivityBodySchema,
  CheckoutCredentialsSchema,
  IdParams,
  PaymentRequestSchema,
} from './schemas/payment-requests.ts';

export function paymentActionRoutes(app: App, { guards, payments }: Gateway): void {
  const closing = (action: 'cancel' | 'refuse', summary: string, description: string) =>
    app.post(
      `/v1/payment-requests/:id/${action}`,
      {
        onRequest: guards.token,
        schema: {
          tags: ['In a call'],
          summary,
          description,
          security: SECURITY.token,
          params: IdParams,
          response: {
            ...answers(PaymentRequestSchema, 'token', 'not_allowed', 'not_found', 'request_not_open'),
            202: {
              ...PaymentRequestSchema,
              'x-response-description': 'Stripe has not confirmed it yet: `closingAs` is set.',
            },
          },
        },
      },
      async (request, reply) => {
        const who = personOf(request);
        return answerClosing(reply, render(who, await payments[action](who, request.params.id)));
      },
    );
  const orPaid = 'One that was paid meanwhile is answered as paid; one that has ended stays as it is.';
  closing('cancel', 'Withdraw a request', `A clinician of the call. ${orPaid}`);
  closing('refuse', 'Don’t pay this', `Who is asked to pay. ${orPaid}`);

  app.post(
    '/v1/payment-requests/:id/checkout',
    {
      onRequest: guards.token,
      schema: {
        tags: ['In a call'],
        summary: 'Open the card form',
        description:
          'Who is asked to pay. What Stripe.js needs to take the payment; read from Stripe each time.',
        security: SECURITY.token,
        params: IdParams,
        response: answers(
          CheckoutCredentialsSchema,
          'token',
          'not_allowed',
          'not_found',
          'already_paid',
          'request_not_open',
          'stripe_unreachable',
        ),
      },
    },
    (request) => payments.checkout(personOf(request), request.params.id),
  );

  app.post(
    '/v1/payment-requests/:id/activity',
    {
      onRequest: guards.token,
      schema: {
        tags: ['In a call'],
        summary: 'Say what the payer is doing',
        description:
          'Who is asked to pay. Shown live to the clinician; a request that is past that stays as it is.',
        security: SECURITY.token,
        params: IdParams,
        body: ActivityBodySchema,
        response: answers(PaymentRequestSchema, 'token', 'not_allowed', 'not_found'),
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
        tags: ['In a call'],
        summary: 'Look at Stripe now',
        description:
          'Who is asked to pay, or a clinician of the call. Stripe’s page said something: the gateway reads the PaymentIntent, and answers with the request as it is then.',
        security: SECURITY.token,
        params: IdParams,
        response: answers(PaymentRequestSchema, 'token', 'not_allowed', 'not_found', 'stripe_unreachable'),
      },
    },
    async (request) => {
      const who = personOf(request);
      return render(who, await payments.settle(who, request.params.id));
    },
  );
}
