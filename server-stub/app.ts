import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyServerOptions } from 'fastify';

import { embeddedDesk } from './access/embedded-desk.ts';
import { AccessRequests } from './access/requests.ts';
import type { ServiceDesk } from './access/service-desk.ts';
import { WalletDomains } from './accounts/domains.ts';
import { Linking } from './accounts/linking.ts';
import { Removals } from './accounts/removals.ts';
import { TestPayments } from './accounts/test-payments.ts';
import { Visits } from './accounts/visits.ts';
import { createGuards } from './auth/guards.ts';
import { SigningKeys } from './auth/signing-keys.ts';
import { AccessTokens } from './auth/tokens.ts';
import { Background } from './background.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { answerProblems, sendProblem } from './errors.ts';
import { closeGracefully } from './graceful-close.ts';
import { newId } from './ids.ts';
import { NO_METER } from './meter.ts';
import type { Metrics } from './metrics.ts';
import type { PaymentParts } from './payments/parts.ts';
import { Payments } from './payments/payments.ts';
import { ProblemError } from './problem.ts';
import { protect } from './protection.ts';
import { accessPageRoutes } from './routes/access-page.ts';
import { accessRequestRoutes } from './routes/access-requests.ts';
import { clinicRoutes } from './routes/clinics.ts';
import { connectRoutes } from './routes/connect.ts';
import { eventRoutes } from './routes/events.ts';
import type { AccountWork, App, Gateway } from './routes/gateway.ts';
import { healthRoutes } from './routes/health.ts';
import { hostRoutes } from './routes/hosts.ts';
import { openapiOptions, openapiRoutes } from './routes/openapi.ts';
import { HERE } from './routes/named-schemas.ts';
import { operatorAccessRoutes } from './routes/operator-access-requests.ts';
import { paymentActionRoutes } from './routes/payment-actions.ts';
import { paymentRequestRoutes } from './routes/payment-requests.ts';
import { pluginPageRoutes } from './routes/plugin-page.ts';
import { recordRoutes } from './routes/records.ts';
import { refundRoutes } from './routes/refunds.ts';
import { sessionRoutes } from './routes/session.ts';
import { sharedAccessRoutes } from './routes/shared-access-requests.ts';
import { serviceDeskWebhookRoutes } from './routes/service-desk-webhook.ts';
import { stripeAccountRoutes } from './routes/stripe-account.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import type { Store } from './store/store.ts';
import { StreamHub } from './streams/hub.ts';
import { dashboardUrls } from './stripe/dashboard-urls.ts';
import type { UnansweredSince } from './stripe/stripe-client.ts';
import type { StripePort } from './stripe/stripe-port.ts';
import { startTimers } from './timers.ts';

export interface AppParts {
  readonly config: Config;
  readonly store: Store;
  readonly stripe: StripePort;
  /** Where tickets for access go; the gateway's own queue unless given. */
  readonly serviceDesk?: ServiceDesk;
  readonly clock: Clock;
  /** Where the built plugin page is. */
  readonly assetsDir: string;
  readonly logger?: FastifyServerOptions['logger'];
  /** Loaded only where somebody collects them. */
  readonly metrics?: Metrics;
  /** Whether the clock's work is done by timers; a test does it by `tick`. */
  readonly timers?: boolean;
  /** Milliseconds; see `PaymentSettings`. */
  readonly readGap?: number;
  readonly patience?: number;
  /** Milliseconds that a graceful end waits for work that is still waiting for Stripe. */
  readonly lastWait?: number;
  readonly stripeUnansweredSince?: UnansweredSince;
  /** Calls a minute of one person or address. */
  readonly callsPerMinute?: number;
}

export interface BuiltApp {
  readonly app: App;
  readonly gateway: Gateway;
  /** Does once what the timers do, and waits for all that it began. */
  tick(): Promise<void>;
  /** Resolves when nothing is being worked on behind an answer. */
  idle(): Promise<void>;
}

/** A call to Stripe may take longer; whoever hears from Stripe first takes the rest up, here or elsewhere. */
const LAST_WAIT = 9_000;
/** Long enough for any network, and well below what a browser's page waits. */
const PATIENCE = 8_000;

/**
 * Milliseconds until a call has to be here, its body included: one that never is would keep what came of it in memory. How
 * long its answer takes, a stream's too, does not count.
 */
const LONGEST_ARRIVAL = 30_000;

/** Builds the gateway without listening. */
export async function buildApp(parts: AppParts): Promise<BuiltApp> {
  const { config, store, stripe, clock } = parts;
  const app = Fastify({
    logger: parts.logger ?? false,
    genReqId: () => newId('req'),
    bodyLimit: 64 * 1024,
    requestTimeout: LONGEST_ARRIVAL,
    // Node takes the longer of the two for the body, and 60 s for the head unless told.
    http: { headersTimeout: LONGEST_ARRIVAL, connectionsCheckingInterval: 5_000 },
    return503OnClosing: false,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    ajv: {
      customOptions: {
        coerceTypes: false,
        removeAdditional: false,
        useDefaults: false,
        keywords: [HERE],
      },
    },
    frameworkErrors: (_error, request, reply) =>
      sendProblem(new ProblemError('invalid_request', 'The address could not be read.'), request, reply),
  }).withTypeProvider<TypeBoxTypeProvider>();
  // Bodies that a page can send without asking first are not accepted at all.
  app.removeContentTypeParser('text/plain');
  // Answers are built by our own typed code; their schemas are for the documentation and the type test.
  app.setSerializerCompiler(() => JSON.stringify);
  app.decorateRequest('reader', null);
  answerProblems(app);

  const background = new Background(app.log);
  const paymentParts: PaymentParts = {
    store,
    stripe,
    clock,
    background,
    log: app.log,
    meter: parts.metrics ?? NO_METER,
    settings: {
      publishableKey: config.stripe.publishableKey,
      livemode: config.stripe.environment === 'live',
      dashboardUrl: dashboardUrls(config.stripe),
      requestTtl: config.requestTtl,
      readGap: parts.readGap ?? 1000,
      patience: parts.patience ?? PATIENCE,
    },
  };
  const payments = new Payments(paymentParts);
  const linkParts = { ...paymentParts, config, health: payments.accountHealth };
  const domains = new WalletDomains(linkParts);
  const linking = new Linking(linkParts, domains);
  const accounts: AccountWork = {
    linking,
    domains,
    visits: new Visits(linkParts, linking),
    removals: new Removals(linkParts, linking, payments.closings, payments.refunds),
    testPayments: new TestPayments(linkParts, linking),
  };
  const access = new AccessRequests({
    store,
    clock,
    desk: parts.serviceDesk ?? embeddedDesk,
    log: app.log,
    background,
    settings: {
      url: config.url,
      currency: config.clinicCurrency,
      patience: parts.patience ?? PATIENCE,
    },
  });
  const keys = await SigningKeys.open(store.signingKeys, clock, config.tokenSigningKey);
  const tokens = new AccessTokens(keys, clock, config.url);
  const guards = createGuards({ tokens, tenants: store.tenants, operatorKey: config.operatorKey });
  const hub = new StreamHub({ store, clock, log: app.log });
  const { stripeUnansweredSince = () => null } = parts;
  const gateway: Gateway = {
    config,
    store,
    clock,
    tokens,
    guards,
    payments,
    accounts,
    access,
    hub,
    stripeUnansweredSince,
  };

  closeGracefully(app, hub, background, parts.lastWait ?? LAST_WAIT);
  await protect(app, store, { host: config.hostCallsPerMinute, other: parts.callsPerMinute ?? 1200 });
  await app.register(swagger, openapiOptions(config.url));
  tokenRoutes(app, gateway);
  sessionRoutes(app, gateway);
  hostRoutes(app, gateway);
  paymentRequestRoutes(app, gateway);
  paymentActionRoutes(app, gateway);
  refundRoutes(app, gateway);
  recordRoutes(app, gateway);
  eventRoutes(app, gateway);
  accessRequestRoutes(app, gateway);
  sharedAccessRoutes(app, gateway);
  accessPageRoutes(app);
  operatorAccessRoutes(app, gateway);
  clinicRoutes(app, gateway);
  stripeAccountRoutes(app, gateway);
  connectRoutes(app, gateway);
  webhookRoutes(app, gateway);
  serviceDeskWebhookRoutes(app, gateway);
  healthRoutes(app, gateway);
  openapiRoutes(app);
  pluginPageRoutes(app, gateway, parts.assetsDir);
  if (config.metricsToken !== null) parts.metrics?.serve(app, gateway, config.metricsToken);

  // Nobody knows what happened while no gateway ran.
  await store.requests.checkAllOpen();
  await store.refunds.checkAllCreating();
  if (parts.timers) {
    hub.start();
    const stop = startTimers(gateway, app.log);
    app.addHook('preClose', stop);
  }
  return {
    app,
    gateway,
    async tick() {
      await payments.reconciliation.tick();
      await payments.webhooks.tick();
      await accounts.removals.tick();
      await accounts.domains.tick();
      await accounts.testPayments.tick();
      await access.deskWork.tick();
      await background.idle();
    },
    idle: () => background.idle(),
  };
}
