import { type ApiRoute, ok } from '../../http/api-call.ts';
import { resourceMissing } from '../../http/api-error.ts';
import { LIST_PARAMS, listBody, listCursor, listQuery } from '../../http/pagination.ts';
import { seconds, type World } from '../../world.ts';
import { asOf } from './balance-transaction.ts';
import { readBalance } from './balance.ts';

const PATH = '/v1/balance_transactions';

export function balanceRoutes(world: World): readonly ApiRoute[] {
  return [
    {
      method: 'GET',
      path: '/v1/balance',
      handle(call) {
        call.params.allowOnly(['expand']);
        return ok(readBalance(world, call.account));
      },
    },
    {
      method: 'GET',
      path: `${PATH}/:id`,
      handle(call) {
        call.params.allowOnly(['expand']);
        const transaction = world.objects.get('balance_transaction', call.account, call.id);
        if (!transaction) throw resourceMissing('balance transaction', call.id, 'id');
        return ok(asOf(transaction, seconds(world)));
      },
    },
    {
      method: 'GET',
      path: PATH,
      handle(call) {
        const { params } = call;
        params.allowOnly([...LIST_PARAMS, 'currency', 'payout', 'source', 'type']);
        const page = world.objects.list('balance_transaction', call.account, {
          ...listQuery(params),
          where: params.equal(['currency', 'source', 'type']),
        });
        if (!page) throw resourceMissing('balance transaction', listCursor(params), 'starting_after');
        const now = seconds(world);
        return ok(listBody(PATH, { ...page, data: page.data.map((entry) => asOf(entry, now)) }));
      },
    },
  ];
}
