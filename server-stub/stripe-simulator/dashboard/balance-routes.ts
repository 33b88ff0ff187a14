import type { DashboardParts } from './routes.ts';
import { objectPage } from './object-page.ts';
import { balancePage } from './pages/balance-page.ts';
import { readBalance } from '../resources/balance/balance.ts';
import { asOf } from '../resources/balance/balance-transaction.ts';
import { idOf } from '../resources/reference.ts';
import { seconds, type World } from '../world.ts';
import type { Visits } from './visits.ts';

/** What the account holds, and every movement of it. */
export function mountBalance(visits: Visits, { world }: DashboardParts): void {
  visits.get('/balance', ({ clinic, now, query }) => {
    const page = objectPage(world.objects, 'balance_transaction', clinic.id, query);
    if (!page) return null;
    const at = seconds(world);
    return balancePage({
      clinic,
      now,
      balance: readBalance(world, clinic.id),
      movements: page.data.map((stored) => ({
        transaction: asOf(stored, at),
        payment: paymentOf(world, clinic.id, idOf(stored.source)),
      })),
      newer: page.newer,
      older: page.older,
    });
  });
}

/** The payment that money has moved for: its charge, a refund of it or a dispute over it is the source. */
function paymentOf({ objects }: World, account: string, source: string | null): string | null {
  if (source === null) return null;
  const found =
    objects.get('charge', account, source) ??
    objects.get('refund', account, source) ??
    objects.get('dispute', account, source);
  return idOf(found?.payment_intent);
}
