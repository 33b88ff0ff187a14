import type { Stripe } from 'stripe';

import { SIMULATED } from '../../../stripe/simulated.ts';
import { OUR_APPLICATION } from '../../connect/applications.ts';
import { type ApiCall, type ApiRoute, ok } from '../../http/api-call.ts';
import { ApiError } from '../../http/api-error.ts';
import { ACCESS_TOKEN_PREFIX } from '../../http/authentication.ts';
import { randomToken } from '../../ids.ts';
import type { World } from '../../world.ts';
import { disconnect } from './disconnect.ts';

/**
 * `POST /oauth/token` and `POST /oauth/deauthorize`, which Stripe has at connect.stripe.com; the page before
 * them is `GET /oauth/authorize`. Refusals are `{error, error_description}`.
 * Source: https://docs.stripe.com/connect/oauth-reference
 */
export function oauthRoutes(world: World): readonly ApiRoute[] {
  return [
    { method: 'POST', path: '/oauth/token', handle: (call) => ok(exchange(world, call)) },
    { method: 'POST', path: '/oauth/deauthorize', handle: (call) => ok(deauthorize(world, call)) },
  ];
}

function exchange(world: World, call: ApiCall): Stripe.OAuthToken {
  const grantType = text(call, 'grant_type');
  if (grantType !== 'authorization_code') {
    throw new ApiError(400, {
      type: 'invalid_request_error',
      code: grantType === undefined ? 'invalid_request' : 'unsupported_grant_type',
      message:
        grantType === undefined
          ? 'No grant type specified'
          : `This simulator knows the grant type authorization_code only, not ${grantType}`,
    });
  }
  const code = text(call, 'code');
  if (code === undefined) throw refused('invalid_request', 'No authorization code provided');
  const redeemed = world.codes.redeem(code, OUR_APPLICATION.id);
  if (redeemed.state === 'unknown') {
    throw refused('invalid_grant', `Authorization code does not exist: ${code}`);
  }
  if (redeemed.state === 'used') {
    // At Stripe that ends what the code has given, too; whether the account with it is not documented.
    throw refused(
      'invalid_grant',
      'This authorization code has already been used. All tokens issued with this code have been revoked.',
    );
  }
  const { account, scope } = redeemed.grant;
  const isNew = !world.connections.isOurs(account);
  world.connections.connect({ account, application: OUR_APPLICATION.id, by: 'oauth', since: world.now() });
  if (isNew) world.emit({ ...call, account }, 'account.application.authorized', OUR_APPLICATION);
  return {
    access_token: `${ACCESS_TOKEN_PREFIX}${randomToken(24)}`,
    livemode: false,
    refresh_token: `rt_Sim${randomToken(24)}`,
    token_type: 'bearer',
    stripe_publishable_key: SIMULATED.publishableKey,
    stripe_user_id: account,
    scope,
  };
}

function deauthorize(world: World, call: ApiCall): Stripe.OAuthDeauthorization {
  const client = text(call, 'client_id');
  const account = text(call, 'stripe_user_id');
  if (client === undefined) throw refused('invalid_request', 'No client_id provided');
  if (client !== OUR_APPLICATION.id) {
    throw refused('invalid_client', `No such application: '${client}'`, 401);
  }
  if (account === undefined) throw refused('invalid_request', 'No stripe_user_id provided');
  if (!disconnect(world, call, account, client)) {
    throw refused(
      'invalid_client',
      `This application is not connected to stripe account ${account}, or that account does not exist.`,
      401,
    );
  }
  return { stripe_user_id: account };
}

function text({ params }: ApiCall, name: string): string | undefined {
  return params.text(name) ?? undefined;
}

function refused(code: string, message: string, status = 400): ApiError {
  return new ApiError(status, { type: 'invalid_request_error', code, message });
}
