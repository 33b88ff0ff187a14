import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  isApiVersion,
  refusesPaymentMethodTypes,
} from '../../../server-stub/stripe-simulator/api-version.ts';
import { startSimulator } from './running-simulator.ts';

describe('an API version', () => {
  test('is a day, with the name of its release since there are names', () => {
    for (const version of [
      '2020-08-27',
      '2024-06-20',
      '2024-09-30.acacia',
      '2025-08-27.basil',
      '2026-08-26.dahlia',
      '2026-08-26.preview',
      '2026-10-28.endive',
      '2022-08-01; embedded_connect_beta=v1;unified_accounts_beta=v1',
    ]) {
      assert.equal(isApiVersion(version), true, version);
    }
  });

  test('is refused when it is no day, lies ahead, or has another release’s name', () => {
    for (const version of [
      '',
      'latest',
      'endive',
      '2026-02-30.clover',
      '2027-01-01.endive',
      '2026-08-26.basil',
      '2026-08-26',
      '2024-06-20.acacia',
      '1999-01-01',
      '2026-10-28.endive; oops',
    ]) {
      assert.equal(isApiVersion(version), false, version);
    }
  });

  test('decides whether payment_method_types may be written', () => {
    const refused = ['2026-08-26.preview', '2026-09-30.endive', '2026-10-28.endive'];
    const taken = [null, '2020-08-27', '2026-07-29.preview', '2026-08-26.dahlia'];
    for (const version of refused) assert.equal(refusesPaymentMethodTypes(version), true, version);
    for (const version of taken) assert.equal(refusesPaymentMethodTypes(version), false, String(version));
  });

  test('that Stripe does not know is answered with a 400 that names it', async (t) => {
    const { url } = await startSimulator(t);
    const response = await fetch(`${url}/v1/balance`, {
      headers: { authorization: 'Bearer sk_test_x', 'stripe-version': '2026-08-27.basil' },
    });
    const { error } = JSON.parse(await response.text());
    assert.deepEqual(
      [response.status, error.type, error.message],
      [400, 'invalid_request_error', 'Invalid Stripe API version: 2026-08-27.basil'],
    );
  });
});
