import type { Stripe } from 'stripe';

import { formatMoney } from '../../../src/localization/money.ts';
import { accountName } from '../resources/accounts/account.ts';
import { Times } from './times.ts';

/** Whose dashboard it is, and how its people read money and time. */
export interface Clinic {
  readonly id: string;
  readonly name: string;
  /** Lowercase ISO 4217. */
  readonly currency: string;
  readonly times: Times;
  /** Where its pages begin: `/dashboard/acct_…`. */
  readonly path: string;
  readonly account: Stripe.Account;
}

export function clinicOf(account: Stripe.Account): Clinic {
  return {
    id: account.id,
    name: accountName(account),
    currency: account.default_currency ?? 'aud',
    times: new Times(account.settings?.dashboard.timezone),
    path: `/dashboard/${account.id}`,
    account,
  };
}

/** E.g. `$85.00`. */
export function money(amount: number, currency: string): string {
  return formatMoney({ amount, currency }, 'en-AU');
}

/** With the currency's code beside it, once: `$85.00 AUD`. */
export function moneyWithCode(amount: number, currency: string): string {
  const written = money(amount, currency);
  const code = currency.toUpperCase();
  return written.includes(code) ? written : `${written} ${code}`;
}
