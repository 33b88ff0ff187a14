import { fastify, type FastifyInstance } from 'fastify';

import { CardFacts } from './cards/card-facts.ts';
import { mountControl } from './control-routes.ts';
import { ApiPipeline } from './http/api-pipeline.ts';
import { mountApi } from './http/api-plugin.ts';
import { Idempotency } from './http/idempotency.ts';
import { resolveOptions, type SimulatorOptions } from './options.ts';
import { mountAssets } from './pages/asset-routes.ts';
import { mountFrames } from './pages/frame-routes.ts';
import { mountPages } from './pages/page-routes.ts';
import { ReceiptOutbox } from './receipts/receipt-outbox.ts';
import { accountRoutes } from './resources/accounts/routes.ts';
import { seedAccounts } from './resources/accounts/seed.ts';
import { balanceRoutes } from './resources/balance/routes.ts';
import { chargeRoutes } from './resources/charges/routes.ts';
import { disputeRoutes } from './resources/disputes/routes.ts';
import { eventRecorder } from './resources/events/record-event.ts';
import { eventRoutes } from './resources/events/routes.ts';
import { ChallengeStore } from './resources/payment-intents/challenge-store.ts';
import { paymentIntentRoutes } from './resources/payment-intents/routes.ts';
import { SettlementStore } from './resources/payment-intents/settlement-store.ts';
import { SettlementTimer } from './resources/payment-intents/settlement-timer.ts';
import { refundRoutes } from './resources/refunds/routes.ts';
import { openDatabase } from './store/database.ts';
import { IdempotencyStore } from './store/idempotency-store.ts';
import { ObjectStore } from './store/object-store.ts';
import { RequestLog } from './store/request-log.ts';
import { DeliveryStore } from './webhooks/delivery-store.ts';
import { WebhookDispatcher } from './webhooks/dispatcher.ts';
import type { World } from './world.ts';

export interface Simulator {
  /** Not listening yet; `app.close()` also stops deliveries and closes the state. */
  readonly app: FastifyInstance;
  readonly world: World;
  readonly webhooks: WebhookDispatcher;
  readonly log: RequestLog;
}

/** Builds the simulator without listening. Deliveries left from before start when `app` is ready. */
export function buildSimulator(options: SimulatorOptions = {}): Simulator {
  const resolved = resolveOptions(options);
  const { faults, now, publicUrl } = resolved;
  const database = openDatabase(resolved.data);
  const objects = new ObjectStore(database);
  const deliveries = new DeliveryStore(database);
  const receipts = new ReceiptOutbox(database, objects, now);
  const log = new RequestLog();
  const webhooks = new WebhookDispatcher({
    database,
    deliveries,
    objects,
    now,
    url: resolved.webhookUrl,
    secret: resolved.webhookSecret,
    timeScale: resolved.webhookTimeScale,
    timeoutMs: resolved.webhookTimeoutMs,
  });
  const world: World = {
    publicUrl,
    now,
    objects,
    receipts,
    cards: new CardFacts(database),
    challenges: new ChallengeStore(database),
    settlements: new SettlementStore(database),
    settleAfterMs: resolved.settleAfterMs,
    emit: eventRecorder({ objects, deliveries, now, delivers: () => webhooks.delivers }),
  };
  database.transaction(() => seedAccounts(objects, now()));

  const settlements = new SettlementTimer(database, world, () => webhooks.wake());
  const committed = () => {
    webhooks.wake();
    settlements.wake();
  };
  const pipeline = new ApiPipeline({
    database,
    objects,
    idempotency: new Idempotency(new IdempotencyStore(database, now)),
    log,
    faults,
    publicUrl,
    now,
    committed,
  });

  const app = fastify({ logger: false, forceCloseConnections: true, bodyLimit: 256 * 1024 });
  mountApi(
    app,
    pipeline,
    [
      ...accountRoutes(world),
      ...paymentIntentRoutes(world),
      ...chargeRoutes(world),
      ...refundRoutes(world),
      ...disputeRoutes(world),
      ...balanceRoutes(world),
      ...eventRoutes(world),
    ],
    publicUrl,
  );
  mountControl(app, { receipts, log, webhooks, deliveries });
  mountAssets(app, resolved.assetsDir);
  mountFrames(app, database, world, committed);
  mountPages(app, world);
  app.addHook('onReady', async () => committed());
  app.addHook('onClose', async () => {
    settlements.stop();
    await webhooks.stop();
    database.close();
  });
  return { app, world, webhooks, log };
}
