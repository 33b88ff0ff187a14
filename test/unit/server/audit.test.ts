import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { AccessRequest, AccessRequestForm } from '../../../src/contract/access-request.ts';
import type { RefundAnswer } from '../../../src/contract/records.ts';
import { HOST, startGateway, type GatewayFixture } from '../../support/server/gateway-fixture.ts';
import { ClinicAdmin, stateOf } from '../../support/server/linking.ts';

/** What the audit says of one thing: who, what, from what to what. */
async function told(gateway: GatewayFixture, subject: string): Promise<unknown[]> {
  const rows = await gateway.store.audit.of(subject);
  return rows.map(({ actor, act, before, after }) => [
    actor,
    act,
    before && JSON.parse(before),
    after && JSON.parse(after),
  ]);
}

test('what an operator says of a host is in the audit: its sites, its keys, and which clinics are enabled', async (context) => {
  const gateway = await startGateway(context);
  const { clinicId } = await gateway.store.tenants.resolve('h_demo', 'harbour', 'disabled');
  assert.deepEqual(await told(gateway, clinicId ?? ''), []);

  const [harbour, ...others] = HOST.organisations;
  assert.ok(harbour);
  const as = (enabled: boolean) => ({
    ...HOST,
    frameOrigins: [...HOST.frameOrigins, 'https://new.example.com'],
    organisations: [
      {
        ...harbour,
        clinics: harbour.clinics.map((clinic) =>
          clinic.ref === 'disabled' ? { ...clinic, enabled } : clinic,
        ),
      },
      ...others,
    ],
  });
  await gateway.provision('h_demo', as(true));
  await gateway.provision('h_demo', as(true));
  gateway.clock.advance(1);
  await gateway.provision('h_demo', as(false));

  assert.deepEqual(await told(gateway, clinicId ?? ''), [
    ['operator', 'clinic.enabled', { enabled: false, known: true }, { enabled: true }],
    ['operator', 'clinic.disabled', { enabled: true, known: true }, { enabled: false }],
  ]);
  const lines = (await told(gateway, 'h_demo')).map((line) => JSON.stringify(line));
  const news = lines.filter((line) => line.includes('https://new.example.com'));
  assert.equal(news.length, 1);
  assert.match(news.join(), /^\["operator","host.described",\{.*\},\{.*"frame https:\/\/new\.example\.com"/);
});

test('a key that is issued is in the audit, by its name alone', async (context) => {
  const gateway = await startGateway(context);
  const id = await gateway.store.tenants.addApiKey('h_demo', 'a-hash');

  assert.deepEqual(await told(gateway, id), [['operator', 'api-key.issued', null, { key: id }]]);
});

test('what became of a visit to Stripe is in the audit once it is known', async (context) => {
  const gateway = await startGateway(context);
  const admin = new ClinicAdmin(gateway);
  const state = stateOf(await admin.link({ strategy: 'existing' }));
  await admin.come(`/connect/oauth?error=access_denied&state=${state}`);
  const { clinicId } = await gateway.store.tenants.resolve('h_demo', 'harbour', 'unlinked');
  const visit = await gateway.store.stripeVisits.last(clinicId ?? '');

  const lines = await told(gateway, visit?.id ?? '');

  assert.deepEqual(
    lines.map((line) => JSON.stringify(line)).toSorted(),
    [
      [
        'participant:admin-1',
        'stripe-visit.began',
        null,
        { purpose: 'link', strategy: 'existing', account: null },
      ],
      ['stripe', 'stripe-visit.ended', null, { outcome: 'not_known_yet' }],
      ['stripe', 'stripe-visit.settled', { outcome: 'not_known_yet' }, { outcome: 'cancelled' }],
    ].map((line) => JSON.stringify(line)),
  );
});

test('what became of a refund is in the audit, and so is one that was made at Stripe', async (context) => {
  const gateway = await startGateway(context);
  const admin = await gateway.token({ role: 'clinic-admin', participantId: 'admin-1' });
  const { body } = await gateway.create(await gateway.token());
  gateway.stripe.pay('pi_1');
  await gateway.webhook({ paymentIntent: 'pi_1', requestId: body.id });
  const answer = await gateway.call<RefundAnswer>(`/v1/payment-requests/${body.id}/refunds`, {
    method: 'POST',
    as: admin,
    headers: { 'idempotency-key': 'once' },
    body: { amount: 1000, reason: 'duplicate' },
  });
  gateway.stripe.refund('pi_1', { amount: 500 });
  await gateway.webhook({ paymentIntent: 'pi_1', requestId: null, type: 'charge.refunded' });
  await gateway.built.idle();

  const lines = await told(gateway, body.id);

  const id = answer.body.refund.id;
  assert.deepEqual(
    lines
      .map((line) =>
        JSON.stringify(line).replace(/"rf_\w+"/g, (each) => (each === `"${id}"` ? '"ours"' : '"theirs"')),
      )
      .toSorted(),
    [
      [
        'participant:admin-1',
        'refund.asked',
        { refunded: 0 },
        { refund: 'ours', amount: 1000, currency: 'aud', reason: 'duplicate' },
      ],
      [
        'stripe',
        'refund.made-at-stripe',
        null,
        { refund: 'theirs', status: 'succeeded', amount: 500, currency: 'aud' },
      ],
      [
        'stripe',
        'refund.succeeded',
        { refund: 'ours', status: 'creating' },
        { refund: 'ours', status: 'succeeded', amount: 1000, currency: 'aud' },
      ],
    ].map((line) => JSON.stringify(line)),
  );
});

test('a corrected request says in the audit which clinics it was for, and is for now', async (context) => {
  const gateway = await startGateway(context);
  const as = await gateway.mint({
    organisationRef: 'northern',
    participantId: 'admin-9',
    role: 'organisation-admin',
  });
  const creek = { ref: 'creek', name: 'Creek Clinic', hasStripeAccount: true };
  const form: AccessRequestForm = {
    organisationName: 'Northern Health',
    clinics: [creek],
    contact: { name: 'Kim Admin', email: 'kim@northern.example' },
    expectedUse: 'Gap fees.',
    telehealthManager: { isMe: true },
    agreesToTerms: true,
  };
  const { body } = await gateway.call<AccessRequest>('/v1/access-requests', {
    method: 'POST',
    as,
    headers: { 'idempotency-key': 'once' },
    body: form,
  });
  const bay = { ref: 'bay', name: 'Bay Clinic', hasStripeAccount: false };
  const put = { method: 'PUT', as } as const;
  await gateway.call(`/v1/access-requests/${body.id}`, { ...put, body: { ...form, clinics: [creek, bay] } });

  const lines = (await told(gateway, body.id)).filter((line) => JSON.stringify(line).includes('corrected'));

  assert.deepEqual(lines, [
    [
      'participant:admin-9',
      'access-request.corrected',
      { status: 'sent', clinics: ['creek'] },
      { status: 'sent', revision: 2, note: 'clinics', clinics: ['creek', 'bay'] },
    ],
  ]);
});
