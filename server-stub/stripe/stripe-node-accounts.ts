import { Stripe } from 'stripe';

import { readV1Account, readV2Account, V2_INCLUDE } from './account-reading.ts';
import type { DomainFacts, StripeAccountsPort, TestPaymentFacts } from './accounts-port.ts';
import { toStripeFailure } from './stripe-errors.ts';
import { StripeFailure } from './stripe-port.ts';

/** Accounts through stripe-node. `clientId`: of the platform's Connect, for OAuth; null when it has none. */
export function createStripeAccounts(stripe: Stripe, clientId: string | null): StripeAccountsPort {
  return {
    readAccount: (id, form) =>
      answered(async () =>
        form === 'v2'
          ? readV2Account(await stripe.v2.core.accounts.retrieve(id, { include: [...V2_INCLUDE] }))
          : readV1Account(await stripe.accounts.retrieve(id)),
      ),
    createAccount: ({ displayName, country, contactEmail, metadata }, idempotencyKey) =>
      answered(async () =>
        readV2Account(
          await stripe.v2.core.accounts.create(
            {
              display_name: displayName,
              identity: { country },
              ...(contactEmail !== null && { contact_email: contactEmail }),
              // The clinic has Stripe's own dashboard, pays Stripe's fees and bears its own losses.
              dashboard: 'full',
              defaults: { responsibilities: { fees_collector: 'stripe', losses_collector: 'stripe' } },
              configuration: { merchant: { capabilities: { card_payments: { requested: true } } } },
              metadata: { ...metadata },
              include: [...V2_INCLUDE],
            },
            { idempotencyKey },
          ),
        ),
      ),
    createAccountLink: (account, { refreshUrl, returnUrl }) =>
      answered(async () => {
        const link = await stripe.v2.core.accountLinks.create({
          account,
          use_case: {
            type: 'account_onboarding',
            account_onboarding: { refresh_url: refreshUrl, return_url: returnUrl },
          },
        });
        return { url: link.url, expiresAt: Date.parse(link.expires_at) };
      }),
    exchangeCode: (code) =>
      answered(async () => {
        const { stripe_user_id, livemode } = await stripe.oauth
          .token({ grant_type: 'authorization_code', code }, { maxNetworkRetries: 0 })
          .catch(sayWhyNotGranted);
        if (stripe_user_id === undefined || livemode === undefined)
          throw new StripeFailure('unknown', 'Stripe did not say which account it is.');
        return { account: stripe_user_id, livemode };
      }),
    deauthorize: (account) =>
      answered(async () => {
        if (clientId === null) return;
        try {
          await stripe.oauth.deauthorize({ client_id: clientId, stripe_user_id: account });
        } catch (error) {
          // It is not connected (any more): which was the aim.
          if (!(error instanceof Stripe.errors.StripeInvalidClientError)) throw error;
        }
      }),
    registerDomain: (account, domain, idempotencyKey) =>
      domainFacts(
        stripe.paymentMethodDomains.create(
          { domain_name: domain },
          { stripeAccount: account, idempotencyKey },
        ),
      ),
    validateDomain: (account, id) =>
      domainFacts(stripe.paymentMethodDomains.validate(id, undefined, { stripeAccount: account })),
    payTest: ({ account, amount, currency, metadata }, idempotencyKey) =>
      testPaymentFacts(
        stripe.paymentIntents.create(
          {
            amount,
            currency,
            description: 'Test payment',
            metadata: { ...metadata },
            allowed_payment_method_types: ['card'],
            payment_method: 'pm_card_visa',
            confirm: true,
          },
          { stripeAccount: account, idempotencyKey },
        ),
      ),
  };
}

/** Stripe has one code for all that may be wrong with a grant; which one it is, only its words say. */
function sayWhyNotGranted(cause: unknown): never {
  if (!(cause instanceof Stripe.errors.StripeInvalidGrantError)) throw cause;
  const code = /\b(?:test|live) ?mode\b|\b(?:test|live) keys?\b/i.test(cause.message)
    ? 'mode_mismatch'
    : 'invalid_grant';
  throw new StripeFailure('rejected', 'Stripe did not take the authorisation code.', { code, cause });
}

async function answered<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof StripeFailure ? error : toStripeFailure(error);
  }
}

/** A domain that Stripe refuses is an answer, in Stripe's words, and not a failure. */
async function domainFacts(call: Promise<Stripe.PaymentMethodDomain>): Promise<DomainFacts> {
  try {
    const domain = await call;
    const wallets = [domain.apple_pay, domain.google_pay, domain.link];
    const wrong = wallets.find(({ status }) => status !== 'active');
    if (domain.enabled && !wrong) return { id: domain.id, state: 'active', problem: null };
    return { id: domain.id, state: 'inactive', problem: wrong?.status_details?.error_message ?? null };
  } catch (error) {
    const failure = toStripeFailure(error);
    if (failure.kind !== 'rejected' || !(error instanceof Stripe.errors.StripeInvalidRequestError))
      throw failure;
    return { id: null, state: 'inactive', problem: error.message };
  }
}

async function testPaymentFacts(call: Promise<Stripe.PaymentIntent>): Promise<TestPaymentFacts> {
  try {
    const { id, status, last_payment_error } = await call;
    if (status === 'succeeded') return { paymentIntent: id, status: 'succeeded', code: null };
    const { code, type } = last_payment_error ?? {};
    return { paymentIntent: id, status: 'failed', code: code ?? type ?? status };
  } catch (error) {
    const failure = toStripeFailure(error);
    if (failure.kind !== 'rejected') throw failure;
    const intent = error instanceof Stripe.errors.StripeError ? error.payment_intent : undefined;
    return { paymentIntent: intent?.id ?? null, status: 'failed', code: failure.code ?? 'rejected' };
  }
}
