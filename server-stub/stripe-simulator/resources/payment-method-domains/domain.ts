import type { Stripe } from 'stripe';

import { newId } from '../../ids.ts';
import { isLoopback } from '../../loopback.ts';

type Wallets = Pick<
  Stripe.PaymentMethodDomain,
  'amazon_pay' | 'apple_pay' | 'google_pay' | 'klarna' | 'link' | 'paypal'
>;

/**
 * Registering needs no more than the name, but for Apple Pay, for which Apple has to reach the domain: a name
 * of this machine stays inactive for it. Stripe's guide has such a machine borrow a public name, and does not
 * say what becomes of its own. A name that begins with `inactive.` is inactive for everything.
 * Source: https://docs.stripe.com/payments/payment-methods/pmd-registration
 */
export function walletsOn(domain: string): Wallets {
  const active = { status: 'active' };
  const refused = (error_message: string) => ({ status: 'inactive', status_details: { error_message } });
  const isOff = domain.startsWith('inactive.');
  const others = isOff
    ? refused(`We were unable to verify ${domain}. In this simulator names that begin so never are.`)
    : active;
  return {
    amazon_pay: others,
    apple_pay:
      isOff || isLocal(domain)
        ? refused(
            `We were unable to verify that you control the domain ${domain}: https://${domain}/.well-known/apple-developer-merchantid-domain-association could not be reached. Apple Pay needs a public domain with HTTPS.`,
          )
        : active,
    google_pay: others,
    klarna: others,
    link: others,
    paypal: others,
  };
}

export function makeDomain(name: string, enabled: boolean, created: number): Stripe.PaymentMethodDomain {
  return {
    id: newId('pmd'),
    object: 'payment_method_domain',
    created,
    domain_name: name,
    enabled,
    livemode: false,
    ...walletsOn(name),
  };
}

/** A name alone: no scheme, port or path. */
export function isDomainName(text: string): boolean {
  const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
  return text.length <= 253 && new RegExp(`^(localhost|${label}(\\.${label})+)$`).test(text);
}

function isLocal(domain: string): boolean {
  return isLoopback(domain) || /^\d+(\.\d+){3}$/.test(domain) || /\.(local|internal|test)$/.test(domain);
}
