import type { GatewayFixture } from '../gateway-fixture.ts';
import { until } from '../until.ts';

/** So often everything else gets on. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
}

/** Until it is so, or the work is over. */
export async function eventually(work: Promise<unknown>, isSo: () => boolean): Promise<void> {
  let isOver = false;
  work.finally(() => (isOver = true)).catch(() => undefined);
  await until(() => isOver || isSo(), 'what a model run does to get as far as Stripe, or to end');
}

/**
 * The call gets as far as Stripe, and the process ends; the next one has looked for what was left when Stripe acts
 * upon the first.
 */
export async function crashDuring(
  gateway: GatewayFixture,
  method: 'create' | 'cancel' | 'refund' | 'retrieve',
  call: () => Promise<unknown>,
): Promise<void> {
  const { stripe } = gateway;
  const release = stripe.hold(method);
  const before = stripe.count(method);
  // Nobody hears it: its connection ends with the process.
  const lost = call().catch(() => undefined);
  await eventually(lost, () => stripe.count(method) > before);
  const held = stripe.count(method);
  await gateway.crash();
  const ticking = gateway.built.tick();
  await eventually(ticking, () => stripe.count(method) > held);
  release();
  await Promise.all([lost, ticking]);
}
