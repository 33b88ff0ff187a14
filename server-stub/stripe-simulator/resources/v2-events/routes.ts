import { type ApiRoute, ok } from '../../http/api-call.ts';
import { v2NotFound } from '../../http/api-error.ts';
import { seconds, type World } from '../../world.ts';

const KEPT_SECONDS = 30 * 24 * 60 * 60;

/** Source: https://docs.stripe.com/api/v2/core/events */
export function v2EventRoutes(world: World): readonly ApiRoute[] {
  return [
    {
      method: 'GET',
      path: '/v2/core/events/:id',
      handle(call) {
        const event = world.objects.find('v2.core.event', call.id)?.object;
        const at = event && Date.parse(event.created) / 1000;
        if (!event || at === undefined || at < seconds(world) - KEPT_SECONDS) {
          throw v2NotFound('event', call.id);
        }
        return ok(event);
      },
    },
  ];
}
