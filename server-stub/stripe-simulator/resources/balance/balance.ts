import type { Stripe } from 'stripe';

import type { BalanceSum } from '../../store/balance-sums.ts';
import { seconds, type World } from '../../world.ts';
import { PLATFORM_ACCOUNT } from '../accounts/platform.ts';

/**
 * The account's balance at this moment: the sum of its balance transactions, by currency. Nothing is paid
 * out here, so that it only grows by what comes in and shrinks by what is given or taken back.
 */
export function readBalance(world: World, account: string): Stripe.Balance {
  const sums = new Map<string, Omit<BalanceSum, 'currency'>>();
  const own = world.objects.find('account', account)?.object.default_currency;
  if (own) sums.set(own, { available: 0, pending: 0 });
  for (const sum of world.objects.balance(account, seconds(world))) sums.set(sum.currency, sum);
  const entries = [...sums];
  const available = entries.map(([currency, sum]) => entry(currency, sum.available));
  return {
    object: 'balance',
    available,
    ...(account === PLATFORM_ACCOUNT
      ? { connect_reserved: entries.map(([currency]) => ({ amount: 0, currency })) }
      : {}),
    livemode: false,
    pending: entries.map(([currency, sum]) => entry(currency, sum.pending)),
    refund_and_dispute_prefunding: {
      available: entries.map(([currency]) => ({ amount: 0, currency })),
      pending: entries.map(([currency]) => ({ amount: 0, currency })),
    },
  };
}

function entry(currency: string, amount: number) {
  return { amount, currency, source_types: { card: amount } };
}
