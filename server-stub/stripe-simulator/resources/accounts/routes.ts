import { type ApiRoute, ok } from '../../http/api-call.ts';
import type { World } from '../../world.ts';
import { isPlatforms, noAccess } from './access.ts';
import { PLATFORM_ACCOUNT } from './platform.ts';

export function accountRoutes(world: World): readonly ApiRoute[] {
  const read = (id: string) => {
    const found = world.objects.find('account', id);
    if (!found || !isPlatforms(world, id)) throw noAccess(id);
    return ok(found.object);
  };
  return [
    {
      method: 'GET',
      path: '/v1/account',
      handle: (call) => read(call.account),
    },
    {
      method: 'GET',
      path: '/v1/accounts/:id',
      handle(call) {
        call.params.allowOnly(['expand']);
        // A connected account sees itself only; the platform sees those connected to it.
        if (call.account !== PLATFORM_ACCOUNT && call.account !== call.id) throw noAccess(call.id);
        return read(call.id);
      },
    },
  ];
}
