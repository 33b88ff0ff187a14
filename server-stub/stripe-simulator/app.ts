import { fastify, type FastifyInstance } from 'fastify';

import { ActivityLog } from './activity/activity-log.ts';
import { mountActivity } from './activity/activity-routes.ts';
import { CardFacts } from './cards/card-facts.ts';
import { AccountLinkStore } from './connect/account-link-store.ts';
import { AuthorizationCodes } from './connect/authorization-codes.ts';
import { ConnectionStore } from './connect/connection-store.ts';
import { guardControl } from './control-guard.ts';
import { mountControl } from './control-routes.ts';
import { ApiActions } from './dashboard/api-actions.ts';
import { mountDashboard } from './dashboard/routes.ts';
import { ApiFaults } from './faults/api-faults.ts';
import { DeliveryFaults } from './faults/delivery-faults.ts';
import { mountFaults } from './faults/fault-routes.ts';
import { FaultRules } from './faults/fault-rules.ts';
import { SimulatorClock } from './faults/simulator-clock.ts';
import { ApiPipeline } from './http/api-pipeline.ts';
import { mountApi } from './http/api-plugin.ts';
import { Idempotency } from './http/idempotency.ts';
import { resolveOptions, type SimulatorOptions } from './options.ts';
import { mountAssets } from './pages/asset-routes.ts';
import { mountFaultsPage } from './pages/faults/faults-page-routes.ts';
import { mountFrames } from './pages/frame-routes.ts';
import { mountAuthorize } from './pages/oauth/authorize-routes.ts';
import { mountOnboarding } from './pages/onboarding/onboarding-routes.ts';
import { mountPages } from './pages/page-routes.ts';
import { ReceiptOutbox } from './receipts/receipt-outbox.ts';
import { accountLinkRoutes } from './resources/accounts/account-links.ts';
import { accountRoutes } from './resources/accounts/routes.ts';
import { seedAccounts } from './resources/accounts/seed.ts';
import { v2AccountRoutes } from './resources/accounts/v2-routes.ts';
import { balanceRoutes } from './resources/balance/routes.ts';
import { chargeRoutes } from './resources/charges/routes.ts';
import { disputeRoutes } from './resources/disputes/routes.ts';
import { eventRecorder } from './resources/events/record-event.ts';
import { eventRoutes } from './resources/events/routes.ts';
import { oauthRoutes } from './resources/oauth/routes.ts';
import { ChallengeStore } from './resources/payment-intents/challenge-store.ts';
import { paymentIntentRoutes } from './resources/payment-intents/routes.ts';
import { SettlementStore } from './resources/payment-intents/settlement-store.ts';
import { SettlementTimer } from './resources/payment-intents/settlement-timer.ts';
import { paymentMethodDomainRoutes } from './resources/payment-method-domains/routes.ts';
import { refundRoutes } from './resources/refunds/routes.ts';
import { v2EventRecorder } from './resources/v2-events/emit-v2.ts';
import { v2EventRoutes } from './resources/v2-events/routes.ts';
import { openDatabase } from './store/database.ts';
import { IdempotencyStore } from './store/idempotency-store.ts';
import { ObjectStore } from './store/object-store.ts';
import { DeliveryStore } from './webhooks/delivery-store.ts';
import { WebhookDispatcher } from './webhooks/dispatcher.ts';
import { redeliverer } from './webhooks/redeliver.ts';
import type { World } from './world.ts';

export interface Simulator {
  /** Not listening yet; `app.close()` also stops deliveries and closes the state. */
  readonly app: FastifyInstance;
  readonly world: World;
  readonly webhooks: WebhookDispatcher;
  readonly activity: ActivityLog;
}

/** Builds the simulator without listening. Deliveries left from before start when `app` is ready. */
export function buildSimulator(options: SimulatorOptions = {}): Simulator {
  const resolved = resolveOptions(options);
  const { publicUrl } = resolved;
  const database = openDatabase(resolved.data);
  const clock = new SimulatorClock(database, resolved.now);
  const { now } = clock;
  const objects = new ObjectStore(database);
  const connections = new ConnectionStore(database);
  const deliveries = new DeliveryStore(database);
  const receipts = new ReceiptOutbox(database, objects, now);
  const activity = new ActivityLog(clock.real);
  const rules = new FaultRules(database);
  const apiFaults = new ApiFaults(rules, publicUrl);
  const webhooks = new WebhookDispatcher({
    database,
    deliveries,
    objects,
    clock,
    faults: new DeliveryFaults(database, rules, deliveries),
    activity,
    url: resolved.webhookUrl,
    secret: resolved.webhookSecret,
    timeScale: resolved.webhookTimeScale,
    timeoutMs: resolved.webhookTimeoutMs,
  });
  const delivers = () => webhooks.delivers;
  const world: World = {
    publicUrl,
    now,
    realNow: clock.real,
    objects,
    connections,
    codes: new AuthorizationCodes(database, now),
    accountLinks: new AccountLinkStore(database, now),
    receipts,
    cards: new CardFacts(database),
    challenges: new ChallengeStore(database),
    settlements: new SettlementStore(database),
    settleAfterMs: resolved.settleAfterMs,
    emit: eventRecorder({ objects, deliveries, connections, clock, delivers }),
    emitV2: v2EventRecorder({ objects, deliveries, clock, delivers }),
    redeliver: redeliverer({ objects, deliveries, connections, realNow: clock.real, delivers }),
  };
  database.transaction(() => seedAccounts(objects, connections, now()));

  const settlements = new SettlementTimer(database, world, () => webhooks.wake());
  const committed = () => {
    webhooks.wake();
    settlements.wake();
  };
  const idempotency = new Idempotency(new IdempotencyStore(database, now));
  const pipeline = new ApiPipeline({
    database,
    objects,
    connections,
    idempotency,
    idempotencyV2: new Idempotency(new IdempotencyStore(database, now, 'v2')),
    activity,
    faults: resolved.faults ?? apiFaults,
    publicUrl,
    now,
    committed,
  });

  const app = fastify({ logger: false, forceCloseConnections: true, bodyLimit: 256 * 1024 });
  const routes = [
    ...accountRoutes(world),
    ...v2AccountRoutes(world),
    ...accountLinkRoutes(world),
    ...v2EventRoutes(world),
    ...oauthRoutes(world),
    ...paymentIntentRoutes(world),
    ...chargeRoutes(world),
    ...refundRoutes(world),
    ...paymentMethodDomainRoutes(world),
    ...disputeRoutes(world),
    ...balanceRoutes(world),
    ...eventRoutes(world),
  ];
  guardControl(app);
  mountApi(app, pipeline, routes, publicUrl);
  mountControl(app, { receipts, webhooks, deliveries });
  mountFaults(app, { rules, clock, routes });
  mountActivity(app, activity);
  mountAssets(app, resolved.assetsDir);
  mountFrames(app, database, world, committed);
  mountPages(app, world);
  mountAuthorize(app, world, database);
  mountOnboarding(app, world, database, committed);
  const actions = new ApiActions({ routes, database, idempotency, committed });
  mountDashboard(app, { world, database, deliveries, actions, committed });
  mountFaultsPage(app, { rules, clock, routes, objects, activity });
  app.addHook('onReady', async () => committed());
  app.addHook('onClose', async () => {
    apiFaults.stop();
    settlements.stop();
    await webhooks.stop();
    database.close();
  });
  return { app, world, webhooks, activity };
}
