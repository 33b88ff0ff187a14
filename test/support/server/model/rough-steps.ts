import assert from 'node:assert/strict';

import { SECOND } from '../fake-clock.ts';
import type { GatewayFixture } from '../gateway-fixture.ts';
import { intentsOf, isLive, payWithAll, tellAll, type Outcome } from './at-stripe.ts';
import type { Known, Model } from './known.ts';
import { ask, askRefund, checkout, sendRefund, settle, withdraw } from './people.ts';
import { hasRoom, nextKey, Step, step } from './step.ts';
import { asking, newRefund, payFirst } from './steps.ts';
import { crashDuring, eventually, turns } from './timing.ts';

/** Turns in which a call that nothing holds up comes to its end. */
const LONG = 30;

export function crashing(number: number, method: 'cancel' | 'refund' | 'retrieve'): Step {
  return step(`crash during ${method}`, number, async (known, gateway, model) => {
    if (method === 'retrieve') return crashDuring(gateway, method, () => tellAll(gateway, known));
    if (method === 'cancel') {
      known.asked.add('cancelled');
      const clinician = await gateway.token();
      return crashDuring(gateway, method, () => gateway.act(clinician, known.id, 'cancel'));
    }
    await payFirst(model, known, gateway);
    const refund = newRefund(known, 1500);
    await crashDuring(gateway, method, () => sendRefund(known, refund, gateway));
    return askRefund(model, known, refund, gateway);
  });
}

export function crashingAsk(): Step {
  const act = async (model: Model, gateway: GatewayFixture) => {
    const key = nextKey(model);
    model.keys.push(key);
    const clinician = await gateway.token();
    await crashDuring(gateway, 'create', () => gateway.create(clinician, {}, key));
    await ask(model, gateway, key, 'well');
  };
  return new Step('crash during create', act, hasRoom);
}

export type Pair =
  | 'cancel+refuse'
  | 'cancel+refuse, Stripe away'
  | 'cancel+pay'
  | 'refuse+settle later'
  | 'refund+refund'
  | 'same refund';

export function both(number: number, pair: Pair, pause: number): Step {
  return step(`${pair} at once, ${pause} turns apart`, number, async (known, gateway, model) => {
    const after = async (work: () => Promise<unknown>) => {
      await turns(pause);
      return work();
    };
    const pay = (outcome: Outcome) => {
      payWithAll(gateway, known, outcome);
      return settle(model, known, gateway, false);
    };
    const refund = newRefund(known, 5000);
    switch (pair) {
      case 'cancel+refuse':
      case 'cancel+refuse, Stripe away':
        if (pair !== 'cancel+refuse') gateway.stripe.fail('cancel', 'before');
        return Promise.all([
          withdraw(model, known, gateway, 'cancelled', false),
          after(() => withdraw(model, known, gateway, 'refused', false)),
        ]);
      case 'cancel+pay':
      case 'refuse+settle later': {
        if (known.payable.size === 0) await checkout(model, known, gateway);
        const [as, outcome] =
          pair === 'cancel+pay'
            ? (['cancelled', 'succeeds'] as const)
            : (['refused', 'settles later'] as const);
        return Promise.all([withdraw(model, known, gateway, as, false), after(() => pay(outcome))]);
      }
      case 'refund+refund':
      case 'same refund': {
        await payFirst(model, known, gateway);
        const first = askRefund(model, known, refund, gateway);
        const other = pair === 'same refund' ? refund : newRefund(known, 5000);
        return Promise.all([first, after(() => askRefund(model, known, other, gateway))]);
      }
    }
  });
}

type Change = Outcome | 'cancelled' | 'refused' | 'refund';

/** A look is under way when it changes, and what it brings is old. */
export function lookingStale(number: number, change: Change): Step {
  return step(`an old look, meanwhile ${change}`, number, async (known, gateway, model) => {
    if (change === 'refund') {
      await payFirst(model, known, gateway);
      await askRefund(model, known, newRefund(known, 500), gateway);
    } else if (known.payable.size === 0) await checkout(model, known, gateway);
    const { stripe } = gateway;
    const release = stripe.delayRead();
    const before = stripe.count('retrieve');
    const looking = change === 'refund' ? tellAll(gateway, known) : settle(model, known, gateway, false);
    await eventually(looking, () => stripe.count('retrieve') > before);
    const changing = makeChange(model, known, gateway, change);
    await turns(LONG);
    release();
    await Promise.all([looking, changing]);
  });
}

function makeChange(model: Model, known: Known, gateway: GatewayFixture, change: Change): Promise<void> {
  if (change === 'refund') return askRefund(model, known, newRefund(known, 500), gateway);
  if (change === 'cancelled' || change === 'refused') return withdraw(model, known, gateway, change, false);
  payWithAll(gateway, known, change);
  return tellAll(gateway, known);
}

/** Stripe made one and would not say so: while the timer makes another, an event brings the first. */
export function makingTwo(): Step {
  const act = async (model: Model, gateway: GatewayFixture) => {
    const { stripe, clock, built } = gateway;
    stripe.heal();
    await asking('replayed').run(model, gateway);
    const known = model.requests.at(-1);
    if (!known || model.isShut) return;
    const release = stripe.hold('create');
    const before = stripe.count('create');
    clock.advance(2 * SECOND);
    const ticking = built.tick();
    await eventually(ticking, () => stripe.count('create') > before);
    const telling = tellAll(gateway, known);
    await turns(LONG);
    release();
    await Promise.all([ticking, telling]);
    await built.idle();
    // No event has told of the second yet: who made it knows.
    assert.ok(intentsOf(gateway, known).filter(isLive).length <= 1, 'two were made, and both stand');
  };
  return new Step('ask, replayed, and the event comes while it is made anew', act, hasRoom);
}
