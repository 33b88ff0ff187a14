import type { Stripe } from 'stripe';

import { type ApiCall, type ApiRoute, ok } from '../../http/api-call.ts';
import { invalidRequest, missingParam } from '../../http/api-error.ts';
import type { Params } from '../../http/params.ts';
import type { World } from '../../world.ts';
import { readV2 } from './v2-routes.ts';

/**
 * `POST /v2/core/account_links`: the way to the hosted onboarding, `{publicUrl}/setup/e/{account}/{token}`,
 * which opens once, within five minutes; after that it leads to `refresh_url`.
 * Source: https://docs.stripe.com/api/v2/core/account-links/create
 */
export function accountLinkRoutes(world: World): readonly ApiRoute[] {
  return [
    {
      method: 'POST',
      path: '/v2/core/account_links',
      handle: (call) => ok(createLink(world, call)),
    },
  ];
}

function createLink(world: World, call: ApiCall): Stripe.V2.Core.AccountLink {
  const { params } = call;
  params.allowOnly(['account', 'use_case']);
  const account = readV2(world, call, params.requiredText('account'));
  const useCase = params.nested('use_case');
  if (!useCase) throw missingParam('use_case');
  const type = useCase.choice('type', ['account_onboarding', 'account_update']);
  if (type === undefined) throw missingParam(useCase.path('type'));
  if (type === 'account_update') {
    throw invalidRequest(
      'You cannot create account_update links for an account that has access to the full Stripe Dashboard. Use account_onboarding.',
      'invalid_fields',
      useCase.path('type'),
    );
  }
  const onboarding = useCase.nested('account_onboarding');
  if (!onboarding) throw missingParam(useCase.path('account_onboarding'));
  onboarding.allowOnly(['collection_options', 'refresh_url', 'return_url']);
  const refreshUrl = urlIn(onboarding, 'refresh_url');
  if (refreshUrl === undefined) throw missingParam(onboarding.path('refresh_url'));
  const returnUrl = urlIn(onboarding, 'return_url');
  const { token, createdAt, expiresAt } = world.accountLinks.create(account.id, {
    refreshUrl,
    returnUrl: returnUrl ?? refreshUrl,
  });
  return {
    object: 'v2.core.account_link',
    account: account.id,
    created: new Date(createdAt).toISOString(),
    expires_at: new Date(expiresAt).toISOString(),
    livemode: false,
    url: `${world.publicUrl}/setup/e/${account.id}/${token}`,
    use_case: {
      type,
      account_onboarding: { refresh_url: refreshUrl, ...(returnUrl ? { return_url: returnUrl } : {}) },
    },
  };
}

function urlIn(params: Params, name: string): string | undefined {
  const text = params.filledText(name);
  if (text === undefined) return undefined;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw invalidRequest('Not a valid URL', 'url_invalid', params.path(name));
}
