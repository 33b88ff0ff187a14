import type { Stripe } from 'stripe';

import { type ApiCall, type ApiRoute, ok } from '../../http/api-call.ts';
import { invalidRequest, resourceMissing } from '../../http/api-error.ts';
import { LIST_PARAMS, listBody, listCursor, listQuery } from '../../http/pagination.ts';
import { seconds, type World } from '../../world.ts';
import { isDomainName, makeDomain, walletsOn } from './domain.ts';

const PATH = '/v1/payment_method_domains';

/**
 * Of each account its own: a domain that is to show wallets for a clinic is registered with the clinic's
 * `Stripe-Account`. Source: https://docs.stripe.com/api/payment_method_domains
 */
export function paymentMethodDomainRoutes(world: World): readonly ApiRoute[] {
  return [
    { method: 'POST', path: PATH, handle: (call) => ok(register(world, call)) },
    {
      method: 'GET',
      path: PATH,
      handle(call) {
        const { params } = call;
        params.allowOnly([...LIST_PARAMS, 'domain_name', 'enabled']);
        const enabled = params.flag('enabled');
        const page = world.objects.list('payment_method_domain', call.account, {
          ...listQuery(params),
          // As SQLite reads a true of JSON.
          where: {
            ...params.equal(['domain_name']),
            ...(enabled === undefined ? {} : { enabled: [enabled ? 1 : 0] }),
          },
        });
        if (!page) throw resourceMissing('payment_method_domain', listCursor(params), 'starting_after');
        return ok(listBody(PATH, page));
      },
    },
    { method: 'GET', path: `${PATH}/:id`, handle: (call) => ok(read(world, call)) },
    {
      method: 'POST',
      path: `${PATH}/:id`,
      handle(call) {
        call.params.allowOnly(['enabled', 'expand']);
        const domain = read(world, call);
        return ok(keep(world, { ...domain, enabled: call.params.flag('enabled') ?? domain.enabled }));
      },
    },
    {
      method: 'POST',
      path: `${PATH}/:id/validate`,
      handle(call) {
        call.params.allowOnly(['expand']);
        const domain = read(world, call);
        return ok(keep(world, { ...domain, ...walletsOn(domain.domain_name) }));
      },
    },
  ];
}

/** A name that is registered already is the same domain. */
function register(world: World, call: ApiCall): Stripe.PaymentMethodDomain {
  const { params } = call;
  params.allowOnly(['domain_name', 'enabled', 'expand']);
  const name = params.requiredText('domain_name').toLowerCase();
  const enabled = params.flag('enabled');
  if (!isDomainName(name)) {
    throw invalidRequest(
      `Invalid domain name: ${name}. Give the name alone, without a scheme, port or path.`,
      undefined,
      'domain_name',
    );
  }
  const [known] =
    world.objects.list('payment_method_domain', call.account, {
      limit: 1,
      where: { domain_name: [name] },
    })?.data ?? [];
  if (known) return keep(world, { ...known, enabled: enabled ?? known.enabled });
  const created = seconds(world);
  const domain = makeDomain(name, enabled ?? true, created);
  world.objects.insert('payment_method_domain', call.account, created, domain);
  return domain;
}

function read(world: World, call: ApiCall): Stripe.PaymentMethodDomain {
  const domain = world.objects.get('payment_method_domain', call.account, call.id);
  if (!domain) throw resourceMissing('payment_method_domain', call.id, 'payment_method_domain');
  return domain;
}

function keep(world: World, domain: Stripe.PaymentMethodDomain): Stripe.PaymentMethodDomain {
  world.objects.replace('payment_method_domain', domain);
  return domain;
}
