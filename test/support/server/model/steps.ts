import { StripeFailure } from '../../../../server-stub/stripe/stripe-port.ts';
import type { Fault } from '../fault.ts';
import { HOUR, SECOND } from '../fake-clock.ts';
import { HOST, OPERATOR_KEY, type GatewayFixture } from '../gateway-fixture.ts';
import { cancelInDashboard, payWithAll, refundInDashboard, tellAll, type Outcome } from './at-stripe.ts';
import type { Known, KnownRefund, Model } from './known.ts';
import { lookAtAll } from './looks.ts';
import { ask, askRefund, checkout, settle, withdraw } from './people.ts';
import { hasRoom, nextKey, Step, step, told } from './step.ts';

const DAY = 24 * HOUR;

export function asking(fault: Fault | 'well' | 'rejected'): Step {
  const act = async (model: Model, gateway: GatewayFixture) => {
    model.isRefusing = fault === 'rejected';
    const failure = new StripeFailure('rejected', 'Refused.', { code: 'parameter_invalid' });
    if (fault !== 'well' && !model.isShut)
      gateway.stripe.fail('create', fault === 'rejected' ? failure : fault);
    const making = fault === 'well' || fault === 'rejected' ? fault : 'late';
    await ask(model, gateway, nextKey(model), making);
  };
  return new Step(`ask, ${String(fault)}`, act, hasRoom);
}

export function waiting(milliseconds: number): Step {
  return new Step(`wait ${milliseconds / SECOND} s`, async (_model, { built, clock }) => {
    clock.advance(milliseconds);
    await built.tick();
  });
}

/** Whoever withdraws it, the payer's page may still try to open the form. */
export function withdrawing(
  number: number,
  as: 'cancelled' | 'refused',
  fault: Fault | null,
  times: number,
): Step {
  return step(`${as}, Stripe ${told(fault)} x${times}`, number, async (known, gateway, model) => {
    if (fault) gateway.stripe.fail('cancel', fault, times);
    await withdraw(model, known, gateway, as);
    await checkout(model, known, gateway);
  });
}

export function opening(number: number, fault: Fault | null): Step {
  return step(`open the form, Stripe ${told(fault)}`, number, async (known, gateway, model) => {
    if (fault) gateway.stripe.fail('retrieve', fault);
    await checkout(model, known, gateway);
  });
}

/** Who holds nothing to pay with opens the form first, if they may; their page asks to look after each news. */
export function paying(number: number, outcomes: readonly Outcome[]): Step {
  return step(`pay: ${outcomes.join(', ')}`, number, async (known, gateway, model) => {
    if (known.payable.size === 0) await checkout(model, known, gateway);
    for (const [index, outcome] of outcomes.entries()) {
      if (index > 0) await settle(model, known, gateway);
      payWithAll(gateway, known, outcome);
    }
  });
}

/** There is seldom anything to give back by chance alone. */
export async function payFirst(model: Model, known: Known, gateway: GatewayFixture): Promise<void> {
  if (known.status !== 'requested' || known.withdrawnAs !== null) return;
  await checkout(model, known, gateway);
  payWithAll(gateway, known, 'succeeds');
  await settle(model, known, gateway);
  await lookAtAll(model, gateway);
}

export function settling(number: number, fault: Fault | null): Step {
  return step(`settle, Stripe ${told(fault)}`, number, (known, gateway, model) => {
    if (fault) gateway.stripe.fail('retrieve', fault);
    return settle(model, known, gateway);
  });
}

export function telling(number: number, times: number): Step {
  return step(`events x${times}`, number, (known, gateway) => tellAll(gateway, known, times));
}

export interface Refunding {
  readonly number: number;
  readonly amount: number | undefined;
  readonly fault: Fault | 'rejected' | null;
  /** With the key of one that is not known to be made, if there is any. */
  readonly isAgain: boolean;
  /** Nobody tries it again before Stripe has forgotten the key. */
  readonly thenSleeps: boolean;
}

export function refunding({ number, amount, fault, isAgain, thenSleeps }: Refunding): Step {
  const words = `refund ${amount ?? 'all'}${isAgain ? ' again' : ''}, Stripe ${told(fault)}`;
  return step(words + (thenSleeps ? ', then a day' : ''), number, async (known, gateway, model) => {
    const { stripe, clock, built } = gateway;
    await payFirst(model, known, gateway);
    const unsure = known.refunds.find(({ told: heard }) => heard !== 'succeeded' && heard !== 'refused');
    const refund = (isAgain && unsure) || newRefund(known, amount);
    const tooPoor = new StripeFailure('rejected', 'Too little.', { code: 'balance_insufficient' });
    // Asked again, it may be made already: that Stripe would refuse it says nothing.
    if (fault === 'rejected' && refund !== unsure) stripe.fail('refund', tooPoor);
    else if (fault !== null && fault !== 'rejected') stripe.fail('refund', fault);
    await askRefund(model, known, refund, gateway);
    if (fault === 'rejected') stripe.heal();
    if (!thenSleeps) return;
    clock.advance(DAY);
    await built.tick();
  });
}

export function newRefund({ id, refunds }: Known, asked: number | undefined): KnownRefund {
  return { key: `${id}-${refunds.length + 1}`, asked, id: null, amount: null, told: null };
}

/** The clinic, in its own dashboard. */
export function inDashboard(number: number, what: 'cancels' | 'gives back'): Step {
  return step(`the clinic ${what} at Stripe`, number, (known, gateway) =>
    what === 'cancels' ? cancelInDashboard(gateway, known) : refundInDashboard(gateway, known, 1000),
  );
}

export function troubling(method: 'cancel' | 'retrieve' | 'refund' | 'list-refunds', fault: Fault): Step {
  const isRead = method === 'retrieve' || method === 'list-refunds';
  return new Step(`the next ${method}: ${String(fault)}`, async (_model, { stripe }) =>
    stripe.fail(method, isRead ? 'before' : fault),
  );
}

/** Stripe says so, unless that is lost. */
export function losingAccess(isTold: boolean): Step {
  return new Step(`access is lost${isTold ? ', told' : ''}`, async (model, gateway) => {
    Object.assign(model, { isShut: true, wasShut: true });
    gateway.stripe.isShut = true;
    if (isTold) await gateway.webhook({ type: 'account.application.deauthorized' });
  });
}

export async function regain(model: Model, gateway: GatewayFixture): Promise<void> {
  model.isShut = false;
  gateway.stripe.isShut = false;
  await gateway.call('/v1/hosts/h_demo', { method: 'PUT', as: OPERATOR_KEY, body: HOST });
}
