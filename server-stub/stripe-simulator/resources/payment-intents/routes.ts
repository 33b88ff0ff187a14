import { type ApiCall, type ApiRoute, ok } from '../../http/api-call.ts';
import { resourceMissing } from '../../http/api-error.ts';
import { LIST_PARAMS, listBody, listCursor, listQuery } from '../../http/pagination.ts';
import type { World } from '../../world.ts';
import { cancelIntent } from './cancel.ts';
import { confirmCall } from './confirm.ts';
import { createIntent } from './create.ts';
import { readIntent } from './read-intent.ts';
import { updateIntent } from './update.ts';

const PATH = '/v1/payment_intents';

export function paymentIntentRoutes(world: World): readonly ApiRoute[] {
  return [
    { method: 'POST', path: PATH, handle: (call) => createIntent(world, call) },
    {
      method: 'GET',
      path: `${PATH}/:id`,
      publishable: true,
      handle(call) {
        call.params.allowOnly(['client_secret', 'expand']);
        return ok(readIntent(world, call));
      },
    },
    { method: 'POST', path: `${PATH}/:id`, handle: (call) => ok(updateIntent(world, call)) },
    {
      method: 'POST',
      path: `${PATH}/:id/confirm`,
      publishable: true,
      handle: (call) => confirmCall(world, call, readIntent(world, call)),
    },
    { method: 'POST', path: `${PATH}/:id/cancel`, handle: (call) => ok(cancelIntent(world, call)) },
    { method: 'GET', path: PATH, handle: (call) => ok(list(world, call)) },
  ];
}

function list(world: World, call: ApiCall): object {
  call.params.allowOnly([...LIST_PARAMS, 'customer', 'customer_account']);
  const page = world.objects.list('payment_intent', call.account, {
    ...listQuery(call.params),
    where: call.params.equal(['customer', 'customer_account']),
  });
  if (!page) throw resourceMissing('payment_intent', listCursor(call.params), 'starting_after');
  return listBody(PATH, page);
}
