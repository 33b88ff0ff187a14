import { Readable } from 'node:stream';

import type { FastifyInstance } from 'fastify';

import type { Stripe } from 'stripe';

import { readBalance } from '../resources/balance/balance.ts';
import { PLATFORM_ACCOUNT } from '../resources/accounts/platform.ts';
import { stateOf } from '../resources/accounts/account-state.ts';
import type { Database } from '../store/database.ts';
import type { DeliveryStore } from '../webhooks/delivery-store.ts';
import type { World } from '../world.ts';
import type { ApiActions } from './api-actions.ts';
import { clinicOf } from './clinic.ts';
import { mountAccount } from './account-routes.ts';
import { mountBalance } from './balance-routes.ts';
import { mountDisputes } from './dispute-routes.ts';
import { mountEvents } from './event-routes.ts';
import { paymentsCsv } from './export.ts';
import { filterOf, readListRequest } from './filter.ts';
import { isLoopbackHost } from './form-guard.ts';
import { type AccountChoice, accountsPage } from './pages/accounts-page.ts';
import { homePage } from './pages/home-page.ts';
import { paymentsPage } from './pages/payments-page.ts';
import { Payments } from './payments.ts';
import { mountPayment } from './payment-routes.ts';
import { mountOutbox } from './receipt-routes.ts';
import { answer, Visits } from './visits.ts';
import { volumesOf } from './volumes.ts';

export interface DashboardParts {
  readonly world: World;
  readonly database: Database;
  readonly deliveries: DeliveryStore;
  readonly actions: ApiActions;
  /** Called after each commit: there may be events to deliver. */
  readonly committed: () => void;
}

const SHOWN = 25;
const RECENT = 8;
const URGENT = 3;
const MONTH_SECONDS = 30 * 24 * 60 * 60;
const MOST_ACCOUNTS = 100;

/** What a clinic sees at Stripe: `/dashboard/{account}`. */
export function mountDashboard(app: FastifyInstance, parts: DashboardParts): void {
  const { world } = parts;
  const payments = new Payments(world);
  const visits = new Visits(app, world);

  app.get('/dashboard', (request, reply) => {
    if (!isLoopbackHost(request.headers.host)) return answer(reply, null);
    return answer(reply, accountsPage(choices(world)));
  });

  visits.get('', ({ clinic, now, query }) => {
    const currencies = world.objects.payments.currencies(clinic.id);
    const currency = currencies.find((code) => code === query.get('currency')) ?? clinic.currency;
    return homePage({
      clinic,
      now,
      currency,
      currencies,
      volumes: volumesOf(world.objects.payments, clinic, currency, now),
      balance: readBalance(world, clinic.id),
      disputes: openDisputes(world, clinic.id),
      recent: payments.page(clinic.id, {}, {}, RECENT).rows,
    });
  });

  visits.get('/payments', ({ clinic, now, query }) => {
    const list = readListRequest(query);
    const page = payments.page(clinic.id, filterOf(list, clinic.times), list.cursor, SHOWN);
    return paymentsPage({ clinic, now, list, page, counts: world.objects.payments.counts(clinic.id) });
  });

  visits.get('/payments.csv', ({ clinic, now, query, reply }) => {
    const rows = payments.all(clinic.id, filterOf(readListRequest(query), clinic.times));
    return reply
      .headers({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="payments-${clinic.times.dayOf(now)}.csv"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
      .send(Readable.from(paymentsCsv(rows, clinic.times)));
  });

  mountPayment(visits, payments, parts);
  mountBalance(visits, parts);
  mountDisputes(visits, parts);
  mountEvents(visits, parts);
  mountOutbox(app, visits, world);
  mountAccount(visits, parts);
}

function connectedTo(world: World, account: string): AccountChoice['connected'] {
  if (world.connections.isOurs(account)) return 'us';
  return world.connections.of(account).length > 0 ? 'another platform' : 'nobody';
}

function openDisputes(world: World, account: string): readonly Stripe.Dispute[] {
  const status = ['needs_response', 'warning_needs_response'];
  return world.objects.list('dispute', account, { limit: URGENT, where: { status } })?.data ?? [];
}

function choices(world: World): readonly AccountChoice[] {
  const now = Math.floor(world.now() / 1000);
  return world.objects
    .latest('account', MOST_ACCOUNTS)
    .filter(({ account }) => account !== PLATFORM_ACCOUNT)
    .map(({ object }) => {
      const clinic = clinicOf(object);
      const { payments } = world.objects;
      return {
        clinic,
        last30: payments.volume(clinic.id, clinic.currency, now - MONTH_SECONDS, now + 1),
        state: stateOf(object),
        connected: connectedTo(world, clinic.id),
      };
    })
    .toReversed();
}
