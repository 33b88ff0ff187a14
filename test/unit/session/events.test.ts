import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { AttemptFailedEvent, PaymentReceivedEvent, PaymentRequestEvent } from '../../../src/events.ts';
import { paymentRequest } from './support/payment-request.ts';

describe('the event of a fact', () => {
  it('leaves the shadow root, and carries the request', () => {
    const request = paymentRequest({ status: 'paid' });
    const event = new PaymentReceivedEvent(request);
    assert.ok(event instanceof PaymentRequestEvent);
    const { type, bubbles, composed } = event;
    assert.deepEqual(
      { type, bubbles, composed },
      { type: 'payment-received', bubbles: true, composed: true },
    );
    assert.equal(event.request, request);
  });

  it('of a failed attempt says which', () => {
    const lastAttempt = { outcome: 'declined', code: 'card_declined', at: 1 } as const;
    assert.equal(new AttemptFailedEvent(paymentRequest({ lastAttempt })).attempt, lastAttempt);
  });
});
