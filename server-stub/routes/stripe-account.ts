import type { ProblemCode } from '../../src/contract/problem.ts';
import type { StripeAccountStanding } from '../../src/contract/stripe-account.ts';
import { personOf } from '../auth/guards.ts';
import { answers, SECURITY } from './answers.ts';
import type { App, Gateway } from './gateway.ts';
import {
  ConfirmStripeAccountSchema,
  LinkStripeAccountSchema,
  OpenRequirementsSchema,
  RemoveStripeAccountSchema,
  StripeAccountStandingSchema,
  StripeVisitSchema,
} from './schemas/stripe-account.ts';

/** What any of them may be refused with. */
const ADMINS_ONLY: readonly ProblemCode[] = ['not_allowed', 'clinic_not_enabled'];

export function stripeAccountRoutes(
  app: App,
  { guards, accounts: { linking, removals, testPayments } }: Gateway,
): void {
  const described = (summary: string, description: string) => ({
    tags: ['For admins'],
    summary,
    description: `An admin of the clinic. ${description}`,
    security: SECURITY.token,
  });
  const standing = (...codes: ProblemCode[]) =>
    answers(StripeAccountStandingSchema, 'token', ...ADMINS_ONLY, ...codes);
  const visit = (...codes: ProblemCode[]) => answers(StripeVisitSchema, 'token', ...ADMINS_ONLY, ...codes);

  app.get(
    '/v1/stripe-account',
    {
      onRequest: guards.token,
      schema: {
        ...described('Where linking stands', 'Also for a clinic that is not enabled.'),
        response: standing(),
      },
    },
    async (request) => sent(await linking.standing(personOf(request))),
  );

  app.post(
    '/v1/stripe-account/link',
    {
      onRequest: guards.token,
      config: { fieldProblems: { contactEmail: 'email_invalid' } },
      schema: {
        ...described(
          'Go to Stripe',
          'Answers where to send the admin: to sign in and choose an account, or to Stripe’s questions for a new one. What comes back is only parked.',
        ),
        body: LinkStripeAccountSchema,
        response: visit(
          'origin_not_allowed',
          'strategy_unavailable',
          'account_linked',
          'account_not_parked',
          'country_required',
          'email_invalid',
          'stripe_rejected',
          'stripe_unreachable',
        ),
      },
    },
    (request) => linking.link(personOf(request), request.body),
  );

  app.post(
    '/v1/stripe-account/confirm',
    {
      onRequest: guards.token,
      schema: {
        ...described('Use this account', 'From then on the clinic is paid on it.'),
        body: ConfirmStripeAccountSchema,
        response: standing('account_not_parked', 'account_linked', 'account_in_use'),
      },
    },
    async (request) => sent(await linking.confirm(personOf(request), request.body)),
  );

  app.post(
    '/v1/stripe-account/discard',
    {
      onRequest: guards.token,
      schema: {
        ...described(
          'Drop what is parked',
          'One made here is put aside; of any other, the permission is given back.',
        ),
        response: standing(),
      },
    },
    async (request) => sent(await linking.discard(personOf(request))),
  );

  app.post(
    '/v1/stripe-account/refresh',
    {
      onRequest: guards.token,
      schema: {
        ...described('Ask Stripe now', 'How the linked and the parked account stand.'),
        response: standing('stripe_rejected', 'stripe_unreachable'),
      },
    },
    async (request) => sent(await linking.refresh(personOf(request))),
  );

  app.post(
    '/v1/stripe-account/test-payment',
    {
      onRequest: guards.token,
      schema: {
        ...described(
          'Make a test payment',
          'Of the smallest amount, with Stripe’s own test card; never in live mode. `testPayment` says what became of it: `pending` until Stripe has answered, and asked again by itself.',
        ),
        response: standing('not_in_live_mode', 'account_not_ready'),
      },
    },
    async (request) => sent(await testPayments.pay(personOf(request))),
  );

  app.delete(
    '/v1/stripe-account',
    {
      onRequest: guards.token,
      schema: {
        ...described(
          'Remove the account',
          'Open requests are withdrawn first, those that turn out paid stay so; then one that was linked by OAuth is let go of. Nothing is closed or deleted at Stripe, and the payments stay on record. One made here is put aside.',
        ),
        body: RemoveStripeAccountSchema,
        response: {
          ...standing('clinic_name_mismatch'),
          202: {
            ...StripeAccountStandingSchema,
            'x-response-description': 'It goes on by itself: `isRemoving` is set.',
          },
        },
      },
    },
    async (request, reply) => {
      const after = sent(await removals.remove(personOf(request), request.body));
      return reply.code(after.isRemoving ? 202 : 200).send(after);
    },
  );

  app.post(
    '/v1/stripe-account/requirements',
    {
      onRequest: guards.token,
      schema: {
        ...described(
          'Give what Stripe requires',
          'Answers where: Stripe’s questions for an account made here, the account’s own dashboard for any other.',
        ),
        body: OpenRequirementsSchema,
        response: visit('origin_not_allowed', 'account_not_ready', 'stripe_rejected', 'stripe_unreachable'),
      },
    },
    (request) => linking.requirements(personOf(request), request.body),
  );
}

/** Of lists that may be written to, as the schemas' types have it. */
function sent({ setAside, domains, ...standing }: StripeAccountStanding) {
  return { ...standing, setAside: [...setAside], domains: [...domains] };
}
