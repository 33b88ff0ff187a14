import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import * as fc from 'fast-check';

import type { PaymentRequestStatus } from '../../../src/contract/payment-request.ts';
import type { Fault } from '../../support/server/fault.ts';
import { HOUR, MINUTE, SECOND } from '../../support/server/fake-clock.ts';
import { startGateway, type GatewayFixture } from '../../support/server/gateway-fixture.ts';

/** `PROPERTY_RUNS` asks for more than the suite's own; a failing run prints its seed and its path. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 20);
const TTL = 24 * HOUR;

/**
 * What a request may become, seen from outside, between any two looks at it: the promise in plain words, kept
 * apart from the gateway's own table.
 */
const MAY_BECOME: Readonly<Record<PaymentRequestStatus, readonly PaymentRequestStatus[]>> = {
  creating: ['requested', 'processing', 'paid', 'cancelled', 'refused', 'expired', 'failed'],
  requested: ['processing', 'paid', 'cancelled', 'refused', 'expired'],
  processing: ['requested', 'paid', 'cancelled', 'refused', 'expired'],
  paid: [],
  cancelled: ['paid'],
  refused: ['paid'],
  expired: ['paid'],
  failed: ['paid'],
  unreachable: [],
};

/** One request as the plain model knows it: what people were told, and who first withdrew it. */
interface Known {
  readonly id: string;
  status: PaymentRequestStatus;
  withdrawnAs: 'cancelled' | 'refused' | null;
}

interface Model {
  readonly requests: Known[];
}

type Command = fc.AsyncCommand<Model, GatewayFixture>;

/** The PaymentIntents that Stripe made for a request. */
function intentsOf({ stripe }: GatewayFixture, id: string) {
  return [...stripe.intents.values()].map(({ facts }) => facts).filter(({ requestId }) => requestId === id);
}

async function lookAtAll(model: Model, gateway: GatewayFixture): Promise<void> {
  const clinician = await gateway.token();
  for (const known of model.requests) {
    const { status } = await gateway.get(clinician, known.id);
    const intents = intentsOf(gateway, known.id);
    const charges = intents.filter((intent) => intent.status === 'succeeded').length;
    if (status !== known.status)
      assert.ok(MAY_BECOME[known.status].includes(status), `${known.status} became ${status}`);
    assert.ok(charges <= 1, 'charged more than once');
    if (status === 'paid') assert.equal(charges, 1, 'shown as paid without a charge');
    // Another one than its own nobody can pay: its client secret was never handed out.
    const own = (await gateway.store.requests.find(known.id))?.payment_intent;
    if (status === 'cancelled' || status === 'refused' || status === 'expired')
      assert.equal(
        intents.find(({ id }) => id === own)?.status,
        'canceled',
        `shown as ${status} while Stripe would still take the money`,
      );
    known.status = status;
  }
}

abstract class OnRequest implements Command {
  readonly which: number;

  constructor(which: number) {
    this.which = which;
  }

  check({ requests }: Readonly<Model>): boolean {
    return requests.length > 0;
  }

  async run(model: Model, gateway: GatewayFixture): Promise<void> {
    const known = model.requests[this.which % model.requests.length];
    if (known) await this.act(known, gateway);
    await lookAtAll(model, gateway);
  }

  abstract act(known: Known, gateway: GatewayFixture): Promise<unknown>;

  toString(): string {
    return `${this.constructor.name}(${this.which})`;
  }
}

class Ask implements Command {
  readonly fault: Fault | null;

  constructor(fault: Fault | null) {
    this.fault = fault;
  }

  check({ requests }: Readonly<Model>): boolean {
    return requests.length < 4;
  }

  async run(model: Model, gateway: GatewayFixture): Promise<void> {
    if (this.fault) gateway.stripe.fail('create', this.fault);
    const { body } = await gateway.create(await gateway.token());
    const { id, status } = body;
    if (id !== undefined) model.requests.push({ id, status, withdrawnAs: null });
    await lookAtAll(model, gateway);
  }

  toString(): string {
    return `Ask(${String(this.fault ?? 'well')})`;
  }
}

class Withdraw extends OnRequest {
  readonly as: 'cancelled' | 'refused';
  readonly fault: Fault | null;

  constructor(which: number, as: 'cancelled' | 'refused', fault: Fault | null) {
    super(which);
    this.as = as;
    this.fault = fault;
  }

  async act(known: Known, gateway: GatewayFixture): Promise<void> {
    if (this.fault) gateway.stripe.fail('cancel', this.fault);
    if (this.as === 'cancelled') await gateway.act(await gateway.token(), known.id, 'cancel');
    else await gateway.act(await gateway.patientToken(), known.id, 'refuse');
    // Taken, even when Stripe is settling a payment just then: should that fail, the request is closed.
    const row = await gateway.store.requests.find(known.id);
    if (row?.closing_as === this.as || row?.status === this.as) known.withdrawnAs ??= this.as;
  }

  override toString(): string {
    return `Withdraw(${this.which}, ${this.as}, ${String(this.fault ?? 'well')})`;
  }
}

/** The payer at Stripe, in whatever way the card behaves. Only who has the client secret can: the request's own. */
class AtStripe extends OnRequest {
  readonly outcome: 'succeeds' | 'declines' | 'settles later' | 'fails later';

  constructor(which: number, outcome: AtStripe['outcome']) {
    super(which);
    this.outcome = outcome;
  }

  async act(known: Known, gateway: GatewayFixture): Promise<void> {
    const { payment_intent } = (await gateway.store.requests.find(known.id)) ?? {};
    const intent = payment_intent && gateway.stripe.intents.get(payment_intent)?.facts;
    if (!intent) return;
    const { stripe } = gateway;
    const isOpen = intent.status === 'requires_payment_method';
    if (this.outcome === 'succeeds' && (isOpen || intent.status === 'processing')) stripe.pay(intent.id);
    if (this.outcome === 'declines' && isOpen) stripe.decline(intent.id);
    if (this.outcome === 'settles later' && isOpen) stripe.change(intent.id, { status: 'processing' });
    if (this.outcome === 'fails later' && intent.status === 'processing') stripe.decline(intent.id);
  }

  override toString(): string {
    return `AtStripe(${this.which}, ${this.outcome})`;
  }
}

class Look extends OnRequest {
  readonly fails: boolean;

  constructor(which: number, fails: boolean) {
    super(which);
    this.fails = fails;
  }

  async act({ id }: Known, gateway: GatewayFixture): Promise<void> {
    if (this.fails) gateway.stripe.fail('retrieve', 'before');
    await gateway.act(await gateway.patientToken(), id, 'settle');
  }
}

/** Events of every PaymentIntent of the request, orphans too, each as often as Stripe likes. */
class Deliver extends OnRequest {
  readonly times: number;

  constructor(which: number, times: number) {
    super(which);
    this.times = times;
  }

  async act({ id }: Known, gateway: GatewayFixture): Promise<void> {
    for (const intent of intentsOf(gateway, id)) {
      const event = {
        id: `evt_${intent.id}_${intent.status}`,
        type: 'payment_intent.updated',
        paymentIntent: intent.id,
        requestId: id,
      };
      for (let time = 0; time < this.times; time += 1) await gateway.webhook(event);
    }
  }
}

class Wait implements Command {
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }

  check(): boolean {
    return true;
  }

  async run(model: Model, gateway: GatewayFixture): Promise<void> {
    await gateway.built.idle();
    gateway.clock.advance(this.milliseconds);
    await gateway.built.tick();
    await lookAtAll(model, gateway);
  }

  toString(): string {
    return `Wait(${this.milliseconds} ms)`;
  }
}

class Crash implements Command {
  check(): boolean {
    return true;
  }

  async run(model: Model, gateway: GatewayFixture): Promise<void> {
    await gateway.crash();
    await lookAtAll(model, gateway);
  }

  toString(): string {
    return 'Crash';
  }
}

const which = fc.nat({ max: 3 });
const fault = fc.option(fc.constantFrom<Fault>('before', 'after', 'replayed'), { freq: 2 });
const COMMANDS = [
  fault.map((f) => new Ask(f)),
  fc
    .tuple(which, fc.constantFrom('cancelled' as const, 'refused' as const), fault)
    .map(([w, as, f]) => new Withdraw(w, as, f)),
  fc
    .tuple(
      which,
      fc.constantFrom<AtStripe['outcome']>('succeeds', 'declines', 'settles later', 'fails later'),
    )
    .map(([w, outcome]) => new AtStripe(w, outcome)),
  fc.tuple(which, fc.boolean()).map(([w, fails]) => new Look(w, fails)),
  fc.tuple(which, fc.integer({ min: 1, max: 3 })).map(([w, times]) => new Deliver(w, times)),
  fc.constantFrom(SECOND, 10 * SECOND, MINUTE, HOUR, TTL).map((ms) => new Wait(ms)),
  fc.constant(new Crash()),
];

/** Stripe is well again, and nobody does anything: the timer alone must bring every request to Stripe's truth. */
async function settleDown(model: Model, gateway: GatewayFixture): Promise<void> {
  gateway.stripe.heal();
  for (let round = 0; round < 6; round += 1) await new Wait(HOUR).run(model, gateway);
}

async function auditAll(model: Model, gateway: GatewayFixture): Promise<void> {
  for (const { id, status, withdrawnAs } of model.requests) {
    const row = await gateway.store.requests.find(id);
    const own = gateway.stripe.intents.get(row?.payment_intent ?? '')?.facts;
    const isOverdue = (row?.expires_at ?? 0) <= gateway.clock.now();
    switch (own?.status) {
      case undefined:
        assert.equal(status, 'failed', 'a request without a payment intent');
        break;
      case 'succeeded':
        assert.equal(status, 'paid');
        break;
      case 'processing':
        assert.equal(status, 'processing');
        break;
      case 'canceled':
        assert.equal(status, withdrawnAs ?? 'expired');
        break;
      default:
        assert.equal(withdrawnAs, null, 'withdrawn, but Stripe was never told');
        assert.ok(!isOverdue, 'overdue, but never expired');
        assert.equal(status, 'requested');
    }
  }
}

test('whatever happens in whatever order, everybody ends up with what Stripe says, charged once or never', async (context: TestContext) => {
  await fc.assert(
    fc.asyncProperty(fc.commands(COMMANDS, { maxCommands: 25, size: '+1' }), async (commands) => {
      const gateway = await startGateway(context);
      const model: Model = { requests: [] };
      await fc.asyncModelRun(() => ({ model, real: gateway }), commands);
      await settleDown(model, gateway);
      await auditAll(model, gateway);
    }),
    { numRuns: RUNS },
  );
});
