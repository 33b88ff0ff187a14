import type { Stripe } from 'stripe';

import { type ApiCall, type ApiRoute, ok } from '../../http/api-call.ts';
import { ApiError, invalidRequest, v2NotFound } from '../../http/api-error.ts';
import type { World } from '../../world.ts';
import { changeAccount } from './change-account.ts';
import { createAccount } from './create-account.ts';
import { PLATFORM_ACCOUNT } from './platform.ts';
import { type Include, INCLUDES, v2Account } from './v2-account.ts';

const PATH = '/v2/core/accounts';

/** Source: https://docs.stripe.com/api/v2/core/accounts */
export function v2AccountRoutes(world: World): readonly ApiRoute[] {
  return [
    {
      method: 'POST',
      path: PATH,
      handle(call) {
        const include = includes(call);
        return ok(v2Account(createAccount(world, call), include));
      },
      again: (call, answered) => ok(v2Account(readV2(world, call, idOf(answered)), includes(call))),
    },
    {
      method: 'GET',
      path: `${PATH}/:id`,
      handle(call) {
        call.params.allowOnly(['include']);
        return ok(v2Account(readV2(world, call, call.id), includes(call)));
      },
    },
    {
      method: 'POST',
      path: `${PATH}/:id`,
      handle(call) {
        const { params } = call;
        params.allowOnly(['contact_email', 'display_name', 'include', 'metadata']);
        const account = readV2(world, call, call.id);
        const name = params.filledText('display_name');
        const email = params.filledText('contact_email');
        const changed = changeAccount(world, call, account, {
          ...account,
          ...(email === undefined ? {} : { email }),
          metadata: params.metadata(account.metadata ?? {}),
          ...(name === undefined || !account.settings
            ? {}
            : {
                settings: {
                  ...account.settings,
                  dashboard: { ...account.settings.dashboard, display_name: name },
                },
              }),
        });
        return ok(v2Account(changed, includes(call)));
      },
      again: (call) => ok(v2Account(readV2(world, call, call.id), includes(call))),
    },
  ];
}

/** The account that a v2 call is about: one that was made by v2 and is still the platform's, or itself. */
export function readV2(world: World, call: ApiCall, id: string): Stripe.Account {
  const mine = call.account === PLATFORM_ACCOUNT || call.account === id;
  const account = mine ? world.objects.find('account', id)?.object : undefined;
  if (!account || (id !== PLATFORM_ACCOUNT && !world.connections.isOurs(id))) throw v2NotFound('account', id);
  if (!world.connections.isMadeByUs(id)) {
    // An account that came by OAuth has a v1 form only.
    throw new ApiError(400, {
      type: 'invalid_request_error',
      code: 'v1_account_instead_of_v2_account',
      message: 'V1 Account ID cannot be used in V2 Account APIs.',
    });
  }
  return account;
}

function includes({ params }: ApiCall): readonly Include[] {
  return (params.texts('include') ?? []).map((name) => {
    const known = INCLUDES.find((include) => include === name);
    if (known) return known;
    throw invalidRequest(`Unexpected value '${name}' for include`, 'invalid_fields', 'include');
  });
}

function idOf(answered: unknown): string {
  return typeof answered === 'object' && answered !== null && 'id' in answered ? String(answered.id) : '';
}
