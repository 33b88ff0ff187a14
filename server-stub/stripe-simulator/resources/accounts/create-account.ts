import type { Stripe } from 'stripe';

import { OUR_APPLICATION } from '../../connect/applications.ts';
import type { ApiCall } from '../../http/api-call.ts';
import { ApiError, invalidRequest } from '../../http/api-error.ts';
import { randomToken } from '../../ids.ts';
import { seconds, type World } from '../../world.ts';
import { readyAccount } from './account.ts';
import { inState } from './account-state.ts';
import { countryOf } from './countries.ts';

const CREATE_PARAMS = [
  'configuration',
  'contact_email',
  'contact_phone',
  'dashboard',
  'defaults',
  'display_name',
  'identity',
  'include',
  'metadata',
] satisfies readonly (keyof Stripe.V2.Core.AccountCreateParams)[];

const COLOURS = ['#0b6e75', '#5b3f99', '#1f4e79', '#8a4b08', '#1d6b3a'] as const;

/**
 * An account of the kind that a platform with direct charges opens for a business: its own full dashboard,
 * and Stripe answering for fees, losses and requirements. Other kinds are refused.
 * Source: https://docs.stripe.com/api/v2/core/accounts/create
 */
export function createAccount(world: World, call: ApiCall): Stripe.Account {
  const { params } = call;
  params.allowOnly(CREATE_PARAMS);
  const dashboard = params.choice('dashboard', ['express', 'full', 'none']);
  const responsibilities = params.nested('defaults')?.nested('responsibilities');
  const fees = responsibilities?.choice('fees_collector', [
    'application',
    'application_custom',
    'application_express',
    'stripe',
  ]);
  const losses = responsibilities?.choice('losses_collector', ['application', 'stripe']);
  if (dashboard !== 'full' || fees !== 'stripe' || losses !== 'stripe') {
    throw invalidRequest(
      "This simulator only opens accounts with dashboard 'full', and with defaults.responsibilities.fees_collector and losses_collector 'stripe'.",
      'unsupported_by_simulator',
    );
  }
  const email = params.filledText('contact_email');
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw invalidRequest('The contact email is not a valid email address.', 'email_invalid', 'contact_email');
  }
  const merchant = params.nested('configuration')?.nested('merchant');
  const wantsCards = merchant?.nested('capabilities')?.nested('card_payments')?.flag('requested') ?? false;
  const code = params.nested('identity')?.filledText('country')?.toUpperCase();
  if (code === undefined) {
    throw new ApiError(400, {
      type: 'invalid_request_error',
      code: 'identity_country_required',
      message: 'Identity country is required before you can add this configuration.',
      param: 'identity.country',
    });
  }
  const country = countryOf(code);
  if (!country) throw invalidRequest(`Country ${code} is not supported.`, 'country_unsupported');
  const id = `acct_3Sim${randomToken(12)}`;
  const created = seconds(world);
  const name = params.filledText('display_name') ?? email ?? id;
  const ready = readyAccount({
    id,
    name,
    email: email ?? '',
    country: code,
    ...country,
    created,
    color: COLOURS[created % COLOURS.length] ?? COLOURS[0],
    controlled: true,
  });
  const account: Stripe.Account = {
    ...inState(ready, 'incomplete', created),
    business_profile: ready.business_profile
      ? { ...ready.business_profile, mcc: null, name: null, support_email: null }
      : null,
    email: email ?? null,
    metadata: params.metadata(),
    capabilities: wantsCards
      ? { card_payments: 'inactive', link_payments: 'inactive', transfers: 'inactive' }
      : {},
  };
  // An account belongs to itself, as the seeded ones do.
  world.objects.insert('account', id, created, account);
  world.connections.connect({
    account: id,
    application: OUR_APPLICATION.id,
    by: 'created',
    since: world.now(),
  });
  world.emitV2(call, id, 'v2.core.account.created', null);
  return account;
}
