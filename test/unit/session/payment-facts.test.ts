import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { PaymentRequest } from '../../../src/contract/payment-request.ts';
import { factsOf } from '../../../src/session/payment-facts.ts';
import { paymentRequest } from './support/payment-request.ts';

function names(previous: PaymentRequest | null, request: PaymentRequest): string[] {
  return factsOf({ previous, request }).map(({ name }) => name);
}

const declined = { outcome: 'declined', code: 'card_declined', at: 7 } as const;

describe('the facts of a change', () => {
  it('a request that appears, or is finished being created, is requested', () => {
    assert.deepEqual(names(null, paymentRequest()), ['payment-requested']);
    assert.deepEqual(names(paymentRequest({ status: 'creating' }), paymentRequest()), ['payment-requested']);
  });

  it('a payment that Stripe gave back is not a new request', () => {
    assert.deepEqual(names(paymentRequest({ status: 'processing' }), paymentRequest()), []);
  });

  it('each end has its name, once', () => {
    for (const [status, name] of [
      ['paid', 'payment-received'],
      ['cancelled', 'payment-cancelled'],
      ['refused', 'payment-refused'],
      ['expired', 'payment-expired'],
    ] as const) {
      assert.deepEqual(names(paymentRequest(), paymentRequest({ status })), [name]);
      assert.deepEqual(names(paymentRequest({ status }), paymentRequest({ status, amountRefunded: 5 })), []);
    }
  });

  it('paid after cancelled is a payment received: paid beats all', () => {
    assert.deepEqual(names(paymentRequest({ status: 'cancelled' }), paymentRequest({ status: 'paid' })), [
      'payment-received',
    ]);
  });

  it('each failed attempt counts once', () => {
    const failed = paymentRequest({ lastAttempt: declined });
    assert.deepEqual(names(paymentRequest(), failed), ['attempt-failed']);
    assert.deepEqual(names(failed, paymentRequest({ lastAttempt: declined })), []);
    assert.deepEqual(names(failed, paymentRequest({ lastAttempt: { ...declined, at: 8 } })), [
      'attempt-failed',
    ]);
  });
});
