import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { systemClock } from '../../../server-stub/clock.ts';
import { buildSimulator } from '../../../server-stub/stripe-simulator/app.ts';
import { SIMULATED } from '../../../server-stub/stripe/simulated.ts';
import { createStripeClient } from '../../../server-stub/stripe/stripe-client.ts';
import { createStripePort } from '../../../server-stub/stripe/stripe-node-port.ts';
import type { CheckoutCredentials } from '../../../src/contract/payment-request.ts';
import type { StripeAccountStanding } from '../../../src/contract/stripe-account.ts';
import { freePorts } from '../../support/server/free-ports.ts';
import { startGateway } from '../../support/server/gateway-fixture.ts';
import { ClinicAdmin } from '../../support/server/linking.ts';
import { fillIn, leadsTo, open } from '../stripe-simulator/connect/pages.ts';

const { riverside } = SIMULATED.accounts;

/** Gateway and simulator on real ports, and a clinic that has no account. */
async function startBoth(context: TestContext) {
  const [gatewayPort = 0, simulatorPort = 0] = await freePorts(2);
  const simulator = buildSimulator({
    webhookUrl: `http://127.0.0.1:${gatewayPort}/webhooks/stripe`,
    webhookSecret: SIMULATED.webhookSecret,
    publicUrl: `http://127.0.0.1:${simulatorPort}`,
  });
  const url = await simulator.app.listen({ port: simulatorPort, host: '127.0.0.1' });
  context.after(() => simulator.app.close());
  const stripe = createStripeClient(SIMULATED.secretKey, new URL(url));
  const gateway = await startGateway(context, {
    clock: systemClock,
    stripe: createStripePort(stripe, [SIMULATED.webhookSecret], SIMULATED.connectClientId),
    settings: { SIMULATOR_PORT: String(simulatorPort), GATEWAY_PORT: String(gatewayPort) },
  });
  await gateway.built.app.listen({ port: gatewayPort, host: '127.0.0.1' });
  const admin = new ClinicAdmin(gateway);
  /** Until the clinic stands so, by whatever Stripe has sent. */
  const until = async (fits: (standing: StripeAccountStanding) => boolean) => {
    const deadline = performance.now() + 30_000;
    for (;;) {
      const standing = await admin.standing();
      if (fits(standing)) return standing;
      if (performance.now() > deadline) throw new Error(`Still ${JSON.stringify(standing)}`);
      await sleep(20);
    }
  };
  return { gateway, simulator: { url }, stripe, admin, until };
}

type Both = Awaited<ReturnType<typeof startBoth>>;

/** From the page of Stripe's that the admin was sent to, back to the gateway. */
async function choose({ simulator, admin }: Both, fields: Record<string, string>) {
  const { url } = await admin.link({ strategy: 'existing' });
  const back = leadsTo(await fillIn(simulator, url, fields));
  return admin.come(back.pathname + back.search);
}

/** As the clinic's own people do at Stripe: a form of the account's page in its dashboard. */
async function press({ url }: Both['simulator'], account: string, action: string, fields: object) {
  const page = new URL(`/dashboard/${account}/account`, url);
  const text = await (await fetch(page)).text();
  const form = text.split('<form').find((part) => part.includes(`/account/${action}"`)) ?? '';
  const hidden = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
    name,
    value,
  ]);
  const { status } = await fetch(new URL(`${page.pathname}/${action}`, url), {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }),
  });
  assert.equal(status, 303);
}

/** A request for payment is made and paid on the clinic's account. */
async function payOnce({ gateway, stripe }: Both, account: string): Promise<string> {
  const clinician = await gateway.token({ clinicRef: 'unlinked' });
  const patient = await gateway.patientToken({ clinicRef: 'unlinked' });
  const { body: request } = await gateway.create(clinician);
  const checkout = await gateway.act(patient, request.id, 'checkout');
  const { clientSecret, stripeAccount } = checkout.body as unknown as CheckoutCredentials;
  assert.equal(stripeAccount, account);
  await stripe.paymentIntents.confirm(
    clientSecret.split('_secret_')[0] ?? '',
    { payment_method: 'pm_card_visa', return_url: 'http://localhost/' },
    { stripeAccount },
  );
  return (await gateway.act(patient, request.id, 'settle')).body.status;
}

test('simulator: from a clinic without an account to a paid request, by OAuth, and away again', async (context) => {
  const both = await startBoth(context);
  const { admin, gateway, stripe, until } = both;

  const page = await choose(both, { account: riverside, decision: 'connect' });
  assert.match(page.body, /Use this account/);
  const { parked } = await admin.standing();
  assert.deepEqual(
    [parked?.id, parked?.name, parked?.country, parked?.health, parked?.origin],
    [riverside, 'Riverside Clinic', 'AU', 'ready', 'existing'],
  );
  await admin.act('confirm', { account: riverside });

  assert.equal(await payOnce(both, riverside), 'paid');
  const { body: tested } = await admin.act('test-payment');
  assert.equal(tested.testPayment?.status, 'succeeded');
  const linked = await until(({ domains }) => domains.every(({ state }) => state !== 'pending'));
  assert.deepEqual(
    linked.domains.map(({ domain, state }) => `${domain} ${state}`),
    ['call.example.com active', 'localhost inactive', 'plugin.example.com active'],
  );
  assert.match(linked.domains[1]?.problem ?? '', /Apple Pay needs a public domain/);

  const clinician = await gateway.token({ clinicRef: 'unlinked' });
  await gateway.patientToken({ clinicRef: 'unlinked' });
  const { body: open } = await gateway.create(clinician);
  assert.equal((await admin.remove()).status, 200);
  assert.equal((await gateway.get(clinician, open.id)).status, 'cancelled');
  await assert.rejects(stripe.accounts.retrieve(riverside), { code: 'account_invalid' });
  assert.equal((await admin.standing()).lastRemoval?.by, 'admin');
});

test('simulator: whoever stops at Stripe, or chooses what another platform controls, links nothing', async (context) => {
  const both = await startBoth(context);

  assert.match((await choose(both, { decision: 'cancel' })).body, /You stopped at Stripe/);
  assert.equal((await both.admin.standing()).lastVisit?.outcome, 'cancelled');
  const { url } = await both.admin.link({ strategy: 'existing' });
  const stays = await fillIn(both.simulator, url, {
    account: SIMULATED.accounts.kingStreet,
    decision: 'connect',
  });
  assert.equal(stays.status, 422);
});

test('simulator: from nothing to a paid request, by a new account and Stripe’s questions', async (context) => {
  const both = await startBoth(context);
  const { admin, simulator, until } = both;
  const { url } = await admin.link({ strategy: 'new' });
  const id = (await admin.standing()).parked?.id ?? '';

  // The link opens once; a second time Stripe leads to where another one is made.
  let visit = leadsTo(await open(simulator, url)).pathname;
  const refresh = leadsTo(await open(simulator, url));
  const fresh = await admin.come(refresh.pathname + refresh.search);
  assert.equal(fresh.status, 303);
  visit = leadsTo(await open(simulator, String(fresh.headers['location']))).pathname;
  let back = new URL(simulator.url);
  for (let page = 0; page < 4; page += 1) {
    const next = leadsTo(await open(simulator, visit)).pathname;
    const fields = { decision: 'go-on', ...(page === 3 && { outcome: 'in-review' }) };
    back = leadsTo(await fillIn(simulator, next, fields));
  }
  assert.match((await admin.come(back.pathname + back.search)).body, /Use this account/);
  assert.equal((await admin.standing()).parked?.health, 'in_review');
  await admin.act('confirm', { account: id });

  // Stripe has looked: its thin event makes the clinic ready.
  await press(simulator, id, 'state', { state: 'ready' });
  const ready = await until(({ account }) => account?.health === 'ready');
  assert.deepEqual([ready.account?.origin, ready.account?.country], ['new', 'AU']);
  assert.equal(await payOnce(both, id), 'paid');
  const { body: removed } = await admin.remove();
  assert.deepEqual(
    removed.setAside.map((account) => account.id),
    [id],
  );
});

test('simulator: when the clinic disconnects at Stripe, it is noticed and said', async (context) => {
  const both = await startBoth(context);
  await choose(both, { account: riverside, decision: 'connect' });
  await both.admin.act('confirm', { account: riverside });
  await press(both.simulator, riverside, `disconnect/${SIMULATED.connectClientId}`, {});

  const { account, lastRemoval } = await both.until(({ lastRemoval }) => lastRemoval !== null);

  assert.deepEqual([account, lastRemoval?.by], [null, 'stripe']);
});
