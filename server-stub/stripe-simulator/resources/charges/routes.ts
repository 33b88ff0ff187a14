import type { Stripe } from 'stripe';

import { type ApiCall, type ApiRoute, ok } from '../../http/api-call.ts';
import { resourceMissing } from '../../http/api-error.ts';
import { LIST_PARAMS, listBody, listCursor, listQuery } from '../../http/pagination.ts';
import type { World } from '../../world.ts';
import { receiptEmail } from '../receipt-email.ts';

export function chargeRoutes(world: World): readonly ApiRoute[] {
  return [
    { method: 'GET', path: '/v1/charges/:id', handle: (call) => ok(read(world, call)) },
    { method: 'POST', path: '/v1/charges/:id', handle: (call) => ok(update(world, call)) },
    {
      method: 'GET',
      path: '/v1/charges',
      handle(call) {
        call.params.allowOnly([...LIST_PARAMS, 'payment_intent', 'customer', 'transfer_group']);
        const page = world.objects.list('charge', call.account, {
          ...listQuery(call.params),
          where: call.params.equal(['payment_intent', 'customer', 'transfer_group']),
        });
        if (!page) throw resourceMissing('charge', listCursor(call.params), 'starting_after');
        return ok(listBody('/v1/charges', page));
      },
    },
  ];
}

function read(world: World, call: ApiCall): Stripe.Charge {
  const charge = world.objects.get('charge', call.account, call.id);
  if (!charge) throw resourceMissing('charge', call.id, 'id');
  return charge;
}

/** A new `receipt_email` sends the receipt (again) to that address. */
function update(world: World, call: ApiCall): Stripe.Charge {
  const { params } = call;
  params.allowOnly(['description', 'metadata', 'receipt_email', 'expand']);
  const charge = read(world, call);
  const email = receiptEmail(params);
  const description = params.text('description');
  const updated: Stripe.Charge = {
    ...charge,
    ...(description === undefined ? {} : { description }),
    ...(email === undefined ? {} : { receipt_email: email }),
    metadata: params.metadata(charge.metadata),
  };
  const sent = email ? world.receipts.send(call.account, updated) : updated;
  world.objects.replace('charge', sent);
  world.emit(call, 'charge.updated', sent);
  return sent;
}
