import type { TestContext } from 'node:test';

import type { Problem } from '../../../src/contract/problem.ts';
import type { PaymentRecord, RefundAnswer } from '../../../src/contract/records.ts';
import { startGateway, type Answer, type GatewayFixture } from './gateway-fixture.ts';

export interface Paid {
  readonly gateway: GatewayFixture;
  readonly clinician: string;
  readonly admin: string;
  readonly id: string;
}

/** $85.00, paid at Stripe, and told. */
export async function startPaid(context: TestContext, options: { patience?: number } = {}): Promise<Paid> {
  const gateway = await startGateway(context, options);
  const clinician = await gateway.token();
  const admin = await gateway.token({
    role: 'clinic-admin',
    participantId: 'admin-1',
    displayName: 'Mira Costa',
  });
  const { body } = await gateway.create(clinician);
  gateway.stripe.pay('pi_1');
  await gateway.webhook({ paymentIntent: 'pi_1', requestId: body.id });
  return { gateway, clinician, admin, id: body.id };
}

type Body = RefundAnswer & Problem;

let keys = 0;
export function refund(
  { gateway, admin, id }: Omit<Paid, 'clinician'>,
  body: object = {},
  key = `refund-${(keys += 1)}`,
): Promise<Answer<Body>> {
  return gateway.call<Body>(`/v1/payment-requests/${id}/refunds`, {
    method: 'POST',
    as: admin,
    headers: { 'idempotency-key': key },
    body: { reason: 'requested_by_customer', ...body },
  });
}

export async function story({ gateway, admin, id }: Omit<Paid, 'clinician'>): Promise<PaymentRecord> {
  const { body } = await gateway.call<PaymentRecord>(`/v1/payment-requests/${id}/history`, { as: admin });
  await gateway.built.idle();
  return body;
}

/** Of the payment, at Stripe, in its smallest unit. */
export const givenBack = (gateway: GatewayFixture) =>
  gateway.stripe.intents.get('pi_1')?.facts.charge?.amountRefunded;
