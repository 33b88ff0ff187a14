import { type ApiRoute, ok } from '../../http/api-call.ts';
import { invalidRequest, resourceMissing } from '../../http/api-error.ts';
import { LIST_PARAMS, listBody, listCursor, listQuery } from '../../http/pagination.ts';
import { seconds, type World } from '../../world.ts';
import { noAccess } from '../accounts/access.ts';
import { PLATFORM_ACCOUNT } from '../accounts/platform.ts';

const LISTED_SECONDS = 30 * 24 * 60 * 60;

/** Events can be listed for 30 days. Source: https://docs.stripe.com/api/events */
export function eventRoutes(world: World): readonly ApiRoute[] {
  return [
    {
      method: 'GET',
      path: '/v1/events/:id',
      handle(call) {
        const event = world.objects.get('event', call.account, call.id);
        if (!event) throw resourceMissing('event', call.id, 'id');
        return ok(event);
      },
    },
    {
      // Not in Stripe's reference: what `stripe events resend` and the dashboard's button call.
      method: 'POST',
      path: '/v1/events/:id/retry',
      handle(call) {
        call.params.allowOnly(['account', 'expand', 'for_stripecli', 'webhook_endpoint']);
        // The platform names the connected account whose event it is by this parameter, too.
        const account = call.params.filledText('account') ?? call.account;
        if (account !== call.account && call.account !== PLATFORM_ACCOUNT) throw noAccess(account);
        const event = world.objects.get('event', account, call.id);
        if (!event) throw resourceMissing('event', call.id, 'id');
        const again = world.redeliver(event);
        if (!again) throw invalidRequest('There is no webhook endpoint that this event could be sent to.');
        return ok(again);
      },
    },
    {
      method: 'GET',
      path: '/v1/events',
      handle(call) {
        const { params } = call;
        params.allowOnly([...LIST_PARAMS, 'type', 'types', 'delivery_success']);
        const type = params.filledText('type');
        const types = type === undefined ? params.texts('types') : [type];
        const delivered = params.flag('delivery_success');
        const query = listQuery(params);
        const page = world.objects.list('event', call.account, {
          ...query,
          createdFrom: Math.max(query.createdFrom ?? 0, seconds(world) - LISTED_SECONDS),
          where: types ? { type: types } : {},
          ...(delivered === undefined ? {} : { pendingWebhooks: delivered ? 'none' : 'some' }),
        });
        if (!page) throw resourceMissing('event', listCursor(params), 'starting_after');
        return ok(listBody('/v1/events', page));
      },
    },
  ];
}
