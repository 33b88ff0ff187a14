import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

import type { Stripe } from 'stripe';

import { SIMULATED } from '../../server-stub/stripe/simulated.ts';
import {
  startReceiver,
  startSimulator,
  type WebhookReceiver,
} from '../unit/stripe-simulator/running-simulator.ts';

/**
 * Stripe's own command line is a client of the simulator that nobody here has written: what it needs is what
 * Stripe gives.
 */
const CLI = fileURLToPath(new URL('../../node_modules/.bin/stripe', import.meta.url));
const CLINIC = SIMULATED.accounts.harbourStreet;
/** It takes no shorter ones. */
const KEY = 'sk_test_simulated0123456789abcdef';
const TIME_LIMIT = 30_000;

interface Answer {
  readonly code: number;
  readonly text: string;
}

interface CommandLine {
  /** Runs it against the simulator, on the account that the test is for. */
  run(...words: readonly string[]): Promise<Answer>;
  /** The JSON that it prints. */
  json<T = Stripe.PaymentIntent>(...words: readonly string[]): Promise<T>;
  readonly stripe: Stripe;
  readonly onAccount: { readonly stripeAccount?: string };
  readonly webhooks: WebhookReceiver;
  /** What it wanted to reach beyond this machine; every one was turned away. */
  readonly outside: readonly string[];
}

async function commandLine(t: TestContext, account: string | null): Promise<CommandLine> {
  const outside: string[] = [];
  const proxy = await closedProxy(t, outside);
  const folder = mkdtempSync(join(tmpdir(), 'stripe-cli-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const receiver = await startReceiver(t);
  const { stripe, url } = await startSimulator(t, { webhookUrl: receiver.url, settleAfterMs: 20 });
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    STRIPE_CLI_TELEMETRY_OPTOUT: '1',
    DO_NOT_TRACK: '1',
    STRIPE_CLI_NO_PLUGIN_AUTO_INSTALL: '1',
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    NO_PROXY: '127.0.0.1,localhost',
  };
  const always = ['--api-base', url, '--api-key', KEY, '--color', 'off'];
  const run: CommandLine['run'] = (...words) =>
    new Promise((resolve, reject) => {
      const given = [...words, ...always, ...(account === null ? [] : ['--stripe-account', account])];
      execFile(CLI, given, { env, timeout: TIME_LIMIT }, (error, stdout, stderr) => {
        if (error && typeof error.code !== 'number') reject(error);
        else resolve({ code: Number(error?.code ?? 0), text: `${stdout}${stderr}` });
      });
    });
  return {
    run,
    async json(...words) {
      const { code, text } = await run(...words);
      assert.equal(code, 0, text);
      return JSON.parse(text.slice(text.indexOf('{')));
    },
    stripe,
    onAccount: account === null ? {} : { stripeAccount: account },
    webhooks: receiver,
    outside,
  };
}

/** The only way out, and it leads nowhere. */
async function closedProxy(t: TestContext, asked: string[]): Promise<string> {
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(403).end();
  });
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a TCP address');
  return `http://127.0.0.1:${address.port}`;
}

const FORM = ['--amount', '8500', '--currency', 'aud', '-d', 'automatic_payment_methods[enabled]=true'];
const STAY = ['-d', 'automatic_payment_methods[allow_redirects]=never'];

for (const [where, account] of [
  ['on the platform’s own account', null],
  ['on a clinic’s account', CLINIC],
] as const) {
  describe(`Stripe’s command line, ${where},`, () => {
    test('creates, reads, confirms and refunds a payment', async (t) => {
      const cli = await commandLine(t, account);
      const created = await cli.json('payment_intents', 'create', ...FORM, ...STAY);
      assert.equal(created.status, 'requires_payment_method');
      assert.equal((await cli.json('payment_intents', 'retrieve', created.id)).amount, 8500);
      const paid = await cli.json(
        'payment_intents',
        'confirm',
        created.id,
        '--payment-method',
        'pm_card_visa',
      );
      assert.equal(paid.status, 'succeeded');
      const refund = await cli.json<Stripe.Refund>('refunds', 'create', '--payment-intent', created.id);
      assert.deepEqual([refund.status, refund.amount], ['succeeded', 8500]);
      const charges = await cli.json<Stripe.ApiList<Stripe.Charge>>('charges', 'list', '--limit', '3');
      assert.deepEqual(
        charges.data.map(({ payment_intent, refunded }) => [payment_intent, refunded]),
        [[created.id, true]],
      );
      const elsewhere = account === null ? { stripeAccount: CLINIC } : {};
      assert.equal((await cli.stripe.charges.list({}, elsewhere)).data.length, 0);
    });

    test('cancels a payment, and is told why it cannot cancel it again', async (t) => {
      const cli = await commandLine(t, account);
      const { id } = await cli.json('post', '/v1/payment_intents', '-d', 'amount=8500', '-d', 'currency=aud');
      assert.equal((await cli.json('payment_intents', 'cancel', id)).status, 'canceled');
      const { text } = await cli.run('payment_intents', 'cancel', id);
      assert.match(text, /payment_intent_unexpected_state/);
    });

    test('reads the balance, both by its command and by its address', async (t) => {
      const cli = await commandLine(t, account);
      await cli.json(
        'post',
        '/v1/payment_intents',
        ...['amount=8500', 'currency=aud', 'confirm=true', 'payment_method=pm_card_bypassPending'].flatMap(
          (field) => ['-d', field],
        ),
        ...STAY,
      );
      const balance = await cli.json<Stripe.Balance>('balance', 'retrieve');
      assert.equal(balance.available[0]?.amount, 8500 - 328);
      assert.deepEqual(await cli.json<Stripe.Balance>('get', '/v1/balance'), balance);
    });

    const triggers: readonly (readonly [string, readonly string[]])[] = [
      [
        'payment_intent.succeeded',
        ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'],
      ],
      ['payment_intent.payment_failed', ['charge.failed', 'payment_intent.payment_failed']],
      ['payment_intent.canceled', ['payment_intent.created', 'payment_intent.canceled']],
      ['payment_intent.requires_action', ['payment_intent.requires_action']],
      ['charge.refunded', ['charge.succeeded', 'refund.created', 'charge.refunded']],
      ['charge.refund.updated', ['charge.refunded', 'charge.refund.updated', 'refund.updated']],
      ['charge.dispute.created', ['charge.succeeded', 'charge.dispute.created']],
      ['charge.dispute.updated', ['charge.dispute.created', 'charge.dispute.updated']],
      ['charge.dispute.closed', ['charge.dispute.created', 'charge.dispute.closed']],
    ];
    for (const [event, expected] of triggers) {
      test(`triggers ${event}`, async (t) => {
        const cli = await commandLine(t, account);
        const { code, text } = await cli.run('trigger', event);
        assert.equal(code, 0, text);
        assert.match(text, /Trigger succeeded/);
        const { data } = await cli.stripe.events.list({ limit: 100 }, cli.onAccount);
        const types: readonly string[] = data.map(({ type }) => type);
        for (const type of expected) assert.ok(types.includes(type), `${type} is not in ${types.join(', ')}`);
        const listed = await cli.json<Stripe.ApiList<Stripe.Event>>('events', 'list', '--limit', '100');
        assert.deepEqual(
          listed.data.map(({ id }) => id),
          data.map(({ id }) => id),
        );
        assert.deepEqual(
          cli.outside.filter((address) => address.includes('stripe.com')),
          [],
        );
      });
    }

    test('lists a dispute and gives it up', async (t) => {
      const cli = await commandLine(t, account);
      await cli.run('trigger', 'charge.dispute.created');
      const { data } = await cli.json<Stripe.ApiList<Stripe.Dispute>>('disputes', 'list');
      const [dispute] = data;
      assert.equal(dispute?.status, 'warning_needs_response');
      const closed = await cli.json<Stripe.Dispute>('disputes', 'close', dispute.id);
      assert.equal(closed.status, 'warning_closed');
    });
  });
}

test('Stripe’s command line sends a clinic’s event once more', async (t) => {
  const cli = await commandLine(t, null);
  const onClinic = { stripeAccount: CLINIC };
  await cli.stripe.paymentIntents.create({ amount: 8500, currency: 'aud' }, onClinic);
  await cli.webhooks.wait(1);
  const [event] = (await cli.stripe.events.list({}, onClinic)).data;
  assert.ok(event);

  await cli.json('events', 'resend', event.id, '--account', CLINIC, '--webhook-endpoint', 'we_connect');

  const [first, second] = await cli.webhooks.wait(2);
  assert.equal(JSON.parse(second?.body ?? '').id, event.id);
  assert.equal(JSON.parse(first?.body ?? '').id, event.id);
});
