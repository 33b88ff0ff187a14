import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { mergeRequests } from '../../../src/session/request-list.ts';
import { paymentRequest } from './support/payment-request.ts';

describe('the list of requests', () => {
  it('keeps the higher revision, whatever came last', () => {
    const { entries } = mergeRequests([], [paymentRequest({ revision: 5, status: 'paid' })]);
    const late = mergeRequests(entries, [paymentRequest({ revision: 4, status: 'requested' })]);
    assert.equal(late.entries, entries);
    assert.deepEqual(late.changes, []);
  });

  it('says what changed, with what was known before', () => {
    const first = paymentRequest({ revision: 1 });
    const { entries } = mergeRequests([], [first]);
    const paid = paymentRequest({ revision: 2, status: 'paid' });
    assert.deepEqual(mergeRequests(entries, [paid]).changes, [{ previous: first, request: paid }]);
  });

  it('takes two events of one request in one delivery as two changes in order', () => {
    const { changes, entries } = mergeRequests(
      [],
      [paymentRequest({ revision: 1 }), paymentRequest({ revision: 2, status: 'processing' })],
    );
    assert.deepEqual(
      changes.map(({ previous, request }) => [previous?.status, request.status]),
      [
        [undefined, 'requested'],
        ['requested', 'processing'],
      ],
    );
    assert.equal(entries.length, 1);
  });

  it('puts the newest first, and orders those of one moment by id', () => {
    const { entries } = mergeRequests(
      [],
      [
        paymentRequest({ id: 'pr_a', createdAt: 1 }),
        paymentRequest({ id: 'pr_c', createdAt: 2 }),
        paymentRequest({ id: 'pr_b', createdAt: 2 }),
      ],
    );
    assert.deepEqual(
      entries.map(({ request }) => request.id),
      ['pr_c', 'pr_b', 'pr_a'],
    );
  });

  it('keeps what this page is doing with a request when the gateway says something new of it', () => {
    const { entries } = mergeRequests([], [paymentRequest()]);
    const busy = entries.map((entry) => ({ ...entry, pending: 'cancelling' as const }));
    const { entries: merged } = mergeRequests(busy, [paymentRequest({ revision: 2 })]);
    assert.equal(merged[0]?.pending, 'cancelling');
  });
});
