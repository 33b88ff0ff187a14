import { type Database, numberColumn, textColumn } from './database.ts';

export interface BalanceSum {
  readonly currency: string;
  /** Stripe's units. */
  readonly available: number;
  readonly pending: number;
}

/** What an account holds at `now` (epoch seconds), summed from an index: no transaction is opened for it. */
export function balanceSums(database: Database, account: string, now: number): readonly BalanceSum[] {
  return database.sqlite
    .prepare(
      `select json_extract(body, '$.currency') as currency,
         sum(case when json_extract(body, '$.available_on') <= ? then json_extract(body, '$.net') else 0 end)
           as available,
         sum(case when json_extract(body, '$.available_on') > ? then json_extract(body, '$.net') else 0 end)
           as pending
       from objects where kind = 'balance_transaction' and account = ?
       group by json_extract(body, '$.currency')`,
    )
    .all(now, now, account)
    .map((row) => ({
      currency: textColumn(row, 'currency'),
      available: numberColumn(row, 'available'),
      pending: numberColumn(row, 'pending'),
    }));
}
