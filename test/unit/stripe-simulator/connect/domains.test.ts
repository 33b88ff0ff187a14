import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { CLINIC, OTHER_CLINIC, startSimulator, stripeError } from '../running-simulator.ts';

const onClinic = { stripeAccount: CLINIC };

describe('a payment-method domain', () => {
  test('is registered for one account, and active for every wallet', async (t) => {
    const { paymentMethodDomains } = (await startSimulator(t)).stripe;
    const domain = await paymentMethodDomains.create({ domain_name: 'Pay.Example.com' }, onClinic);
    assert.deepEqual([domain.domain_name, domain.enabled, domain.livemode], ['pay.example.com', true, false]);
    for (const wallet of [domain.apple_pay, domain.google_pay, domain.link, domain.paypal]) {
      assert.deepEqual({ ...wallet }, { status: 'active' });
    }
    assert.equal((await paymentMethodDomains.retrieve(domain.id, {}, onClinic)).id, domain.id);
    for (const elsewhere of [{ stripeAccount: OTHER_CLINIC }, {}]) {
      const refused = await stripeError(paymentMethodDomains.retrieve(domain.id, {}, elsewhere));
      assert.equal(refused.code, 'resource_missing');
      assert.deepEqual((await paymentMethodDomains.list({}, elsewhere)).data, []);
    }
  });

  test('that is registered twice is the same one', async (t) => {
    const { paymentMethodDomains } = (await startSimulator(t)).stripe;
    const first = await paymentMethodDomains.create({ domain_name: 'pay.example.com' }, onClinic);
    const second = await paymentMethodDomains.create({ domain_name: 'pay.example.com' }, onClinic);
    assert.equal(second.id, first.id);
    const other = await paymentMethodDomains.create(
      { domain_name: 'pay.example.com' },
      { stripeAccount: OTHER_CLINIC },
    );
    assert.notEqual(other.id, first.id);
  });

  test('says which wallets are inactive on it, and why, also when it is validated again', async (t) => {
    const { paymentMethodDomains } = (await startSimulator(t)).stripe;
    const local = await paymentMethodDomains.create({ domain_name: 'localhost' }, onClinic);
    assert.deepEqual([local.apple_pay.status, local.google_pay.status], ['inactive', 'active']);
    assert.match(local.apple_pay.status_details?.error_message ?? '', /public domain/);
    const off = await paymentMethodDomains.create({ domain_name: 'inactive.example.com' }, onClinic);
    const again = await paymentMethodDomains.validate(off.id, {}, onClinic);
    for (const wallet of [again.apple_pay, again.google_pay, again.link]) {
      assert.equal(wallet.status, 'inactive');
      assert.ok(wallet.status_details?.error_message);
    }
  });

  test('can be turned off, and found by its name and by that', async (t) => {
    const { paymentMethodDomains } = (await startSimulator(t)).stripe;
    const names = ['a.example.com', 'b.example.com'] as const;
    const [a, b] = await Promise.all(
      names.map((domain_name) => paymentMethodDomains.create({ domain_name }, onClinic)),
    );
    const off = await paymentMethodDomains.update(a?.id ?? '', { enabled: false }, onClinic);
    assert.equal(off.enabled, false);
    const ids = async (filter: object) =>
      (await paymentMethodDomains.list(filter, onClinic)).data.map(({ id }) => id);
    assert.deepEqual(await ids({ enabled: true }), [b?.id]);
    assert.deepEqual(await ids({ enabled: false }), [a?.id]);
    assert.deepEqual(await ids({ domain_name: 'b.example.com' }), [b?.id]);
    assert.equal((await ids({})).length, 2);
  });

  test('is a name alone', async (t) => {
    const { paymentMethodDomains } = (await startSimulator(t)).stripe;
    for (const domain_name of [
      'https://pay.example.com',
      'pay.example.com:443',
      'a.b/c',
      'nodots',
      '-a.com',
    ]) {
      const refused = await stripeError(paymentMethodDomains.create({ domain_name }, onClinic));
      assert.deepEqual([refused.statusCode, refused.param], [400, 'domain_name']);
    }
  });
});
