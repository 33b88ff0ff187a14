import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';

import { StripeFailure } from '../../../server-stub/stripe/stripe-port.ts';
import type { PaymentRequest, PaymentRequestPage } from '../../../src/contract/payment-request.ts';
import type { PaymentRecord, PaymentReport } from '../../../src/contract/records.ts';
import { MINUTE, SECOND } from '../../support/server/fake-clock.ts';
import { HOST, startGateway, type GatewayFixture } from '../../support/server/gateway-fixture.ts';

const DAY = 24 * 60 * MINUTE;

async function startRecords(context: TestContext) {
  const gateway = await startGateway(context);
  const clinician = await gateway.token();
  const admin = await gateway.token({ role: 'clinic-admin', participantId: 'admin-1' });
  return { gateway, clinician, admin };
}

async function list(gateway: GatewayFixture, as: string, query = ''): Promise<PaymentRequest[]> {
  const { body } = await gateway.call<PaymentRequestPage>(`/v1/payment-requests?${query}`, { as });
  return [...body.items];
}

async function pay(gateway: GatewayFixture, request: PaymentRequest, intent: string): Promise<void> {
  gateway.stripe.pay(intent, { createdAt: gateway.clock.now() });
  await gateway.webhook({ paymentIntent: intent, requestId: request.id });
}

test('records are narrowed down by status, time, who asked, and what became of them', async (context) => {
  const { gateway, clinician, admin } = await startRecords(context);
  const { body: first } = await gateway.create(clinician);
  await pay(gateway, first, 'pi_1');
  gateway.clock.advance(MINUTE);
  const later = gateway.clock.now();
  const other = await gateway.token({ participantId: 'clinician-2' });
  const { body: second } = await gateway.create(other);
  gateway.stripe.refund('pi_1', { amount: 100 });
  await gateway.webhook({ type: 'charge.refunded', paymentIntent: 'pi_1', requestId: first.id });
  const ids = async (query: string) => (await list(gateway, admin, query)).map(({ id }) => id);

  assert.deepEqual(await ids(''), [second.id, first.id]);
  assert.deepEqual(await ids('status=paid'), [first.id]);
  assert.deepEqual(await ids('status=requested'), [second.id]);
  assert.deepEqual(await ids('status=refunded'), [first.id]);
  assert.deepEqual(await ids('status=disputed'), []);
  assert.deepEqual(await ids(`from=${later}`), [second.id]);
  assert.deepEqual(await ids(`to=${later}`), [first.id]);
  assert.deepEqual(await ids('clinician=clinician-2'), [second.id]);
  assert.deepEqual(await ids('clinician=clinician-2&status=paid'), []);
});

test('a search finds words anywhere, whatever their case and accents, prices however written, and ids', async (context) => {
  const { gateway, clinician, admin } = await startRecords(context);
  await gateway.patientToken({ displayName: 'José Anderson' });
  const { body: first } = await gateway.create(clinician, {
    amount: 108_500,
    description: 'Knee check_up 100%',
    reference: 'VISIT-77',
  });
  await gateway.create(clinician, { payerId: 'patient-2', description: 'Something else' });
  await pay(gateway, first, 'pi_1');
  const finds = async (q: string) =>
    (await list(gateway, admin, `q=${encodeURIComponent(q)}`)).map(({ id }) => id);

  for (const q of [
    'knee',
    'KNEE visit',
    'jose',
    'anderSON byron',
    'visit-77',
    '$1,085.00',
    '1.085,00 €',
    '1085',
    'check_up',
    '100%',
    first.id,
    'pi_1',
    'ch_pi_1',
  ])
    assert.deepEqual(await finds(q), [first.id], q);
  for (const q of ['knees', 'knee else', 'checkXup', '100_', 'ch_other', 'pr_other'])
    assert.deepEqual(await finds(q), [], q);
  assert.equal((await finds('   ')).length, 2);
});

test('a search knows a patient by the name that they joined with later', async (context) => {
  const { gateway, clinician, admin } = await startRecords(context);
  const { body } = await gateway.create(clinician, { payerId: 'patient-9' });
  await gateway.patientToken({ participantId: 'patient-9', displayName: 'Late Comer' });

  assert.deepEqual(
    (await list(gateway, admin, 'q=comer')).map(({ id }) => id),
    [body.id],
  );
});

test('a filtered list and a search go on where their page ended', async (context) => {
  const { gateway, clinician, admin } = await startRecords(context);
  const made: string[] = [];
  for (let i = 0; i < 5; i += 1) {
    made.unshift((await gateway.create(clinician, { description: `Visit ${i}` })).body.id);
    gateway.clock.advance(i === 2 ? 0 : 1);
  }
  for (const query of ['status=requested', 'q=visit']) {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/v1/payment-requests?${query}&limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await gateway.call<PaymentRequestPage>(path, { as: admin });
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    assert.deepEqual(seen.toSorted(), made.toSorted(), query);
    assert.equal(seen.length, 5, query);
  }
});

async function csv(gateway: GatewayFixture, as: string, query = ''): Promise<string[]> {
  const answer = await gateway.call<string>(`/v1/payment-requests?${query}`, {
    as,
    headers: { accept: 'text/csv' },
  });
  assert.equal(answer.status, 200);
  assert.match(String(answer.headers['content-type']), /^text\/csv/);
  return answer.body.split('\r\n');
}

test('CSV holds all that fits, in the clinic’s time and with plain amounts, safe from formulas', async (context) => {
  const { gateway, clinician, admin } = await startRecords(context);
  const { body } = await gateway.create(clinician, {
    description: '=HYPERLINK("http://evil")',
    reference: '+61 2',
  });
  await pay(gateway, body, 'pi_1');

  const [head, line, end] = await csv(gateway, admin, 'timeZone=Australia/Sydney&status=paid');

  assert.equal(head?.startsWith('\uFEFFAsked at,Paid at,Status,Amount'), true);
  assert.match(line ?? '', /^2026-\d\d-\d\dT\d\d:\d\d:\d\d\+11:00,2026-/);
  assert.match(line ?? '', /,paid,85\.00,0\.00,AUD,"'=HYPERLINK\(""http:\/\/evil""\)",'\+61 2,/);
  assert.match(line ?? '', /,Dr Ada Byron,card,visa 4242,,ch_pi_1,pi_1,pr_/);
  assert.equal(end, '');
});

test('CSV goes on over many pages', async (context) => {
  const { gateway, clinician, admin } = await startRecords(context);
  const { body } = await gateway.create(clinician);
  await copyRequest(gateway, body.id, 1200);

  const lines = await csv(gateway, admin);

  assert.equal(lines.length, 1 + 1201 + 1);
  assert.equal(new Set(lines).size, 1 + 1201 + 1);
});

/** Straight into the tables, which creating one by one would take long for. */
async function copyRequest(gateway: GatewayFixture, id: string, times: number): Promise<void> {
  const { requests } = gateway.store;
  const row = await requests.find(id);
  if (!row) throw new Error('There is no request to copy.');
  const { clinic_name: _c, payer_name: _p, requested_by_name: _r, ...facts } = row;
  for (let i = 0; i < times; i += 1) {
    await requests.insert({
      ...facts,
      id: `${id.slice(0, -6)}${String(i).padStart(6, '0')}`,
      payment_intent: null,
      idempotency_key: `copy-${i}`,
      next_check_at: null,
    });
  }
}

test('a report adds up the days of a time zone, across a change of its clocks', async (context) => {
  const { gateway, clinician, admin } = await startRecords(context);
  // Sydney puts its clocks forward at 16:00 UTC on 3 October 2026.
  const days = [
    Date.UTC(2026, 9, 2, 13, 59),
    Date.UTC(2026, 9, 2, 14, 0),
    Date.UTC(2026, 9, 3, 13, 59),
    Date.UTC(2026, 9, 4, 12, 59),
    Date.UTC(2026, 9, 4, 13, 0),
  ];
  for (const [index, at] of days.entries()) {
    const { body } = await gateway.create(clinician, { amount: 1000 * (index + 1) });
    gateway.stripe.pay(`pi_${index + 1}`, { createdAt: at });
    await gateway.webhook({ paymentIntent: `pi_${index + 1}`, requestId: body.id });
  }
  gateway.stripe.refund('pi_1', { amount: 300, createdAt: Date.UTC(2026, 9, 4, 13, 30) });
  await gateway.webhook({ type: 'charge.refunded', paymentIntent: 'pi_1' });
  const range = `from=${Date.UTC(2026, 9, 1, 14)}&to=${Date.UTC(2026, 9, 5, 13)}`;

  const { body } = await gateway.call<PaymentReport>(
    `/v1/payment-reports?timeZone=Australia/Sydney&${range}`,
    { as: admin },
  );

  assert.deepEqual(body.days, [
    { date: '2026-10-02', paid: 1000, refunded: 0, net: 1000, count: 1 },
    { date: '2026-10-03', paid: 5000, refunded: 0, net: 5000, count: 2 },
    { date: '2026-10-04', paid: 4000, refunded: 0, net: 4000, count: 1 },
    { date: '2026-10-05', paid: 5000, refunded: 300, net: 4700, count: 1 },
  ]);
  assert.deepEqual(body.totals, { paid: 15_000, refunded: 300, net: 14_700, count: 5 });
  assert.equal(body.currency, 'aud');
  assert.deepEqual(body.clinicians, [{ id: 'clinician-1', displayName: 'Dr Ada Byron' }]);
});

test('a report is of the last 30 days unless said, and of one person if asked', async (context) => {
  const { gateway, clinician, admin } = await startRecords(context);
  const other = await gateway.token({ participantId: 'clinician-2', displayName: 'Dr Bo' });
  await pay(gateway, (await gateway.create(clinician)).body, 'pi_1');
  await pay(gateway, (await gateway.create(other, { amount: 700 })).body, 'pi_2');
  gateway.clock.advance(1);
  const report = async (query = '') =>
    (await gateway.call<PaymentReport>(`/v1/payment-reports${query}`, { as: admin })).body;

  const all = await report();
  assert.equal(all.to - all.from, 30 * DAY);
  assert.equal(all.totals.paid, 9200);
  assert.equal(all.timeZone, 'UTC');
  assert.equal((await report('?clinician=clinician-2')).totals.paid, 700);
  assert.deepEqual(
    all.clinicians.map(({ displayName }) => displayName),
    ['Dr Ada Byron', 'Dr Bo'],
  );
});

test('a report of no time, of years, or of no place is refused', async (context) => {
  const { gateway, admin } = await startRecords(context);

  for (const query of ['from=5&to=5', `from=0&to=${400 * DAY}`, 'timeZone=Mars/Olympus', 'from=-1']) {
    const { status, body } = await gateway.call<{ code: string }>(`/v1/payment-reports?${query}`, {
      as: admin,
    });
    assert.deepEqual([status, body.code], [400, 'invalid_request'], query);
  }
});

test('a payment’s story tells what was asked, seen, tried and paid, by whom, each once', async (context) => {
  const { gateway, clinician, admin } = await startRecords(context);
  const patient = await gateway.patientToken();
  const { body } = await gateway.create(clinician);
  for (const kind of ['seen', 'put-off', 'seen', 'entering-details', 'put-off', 'entering-details'])
    await gateway.act(patient, body.id, 'activity', { kind });
  gateway.stripe.decline('pi_1');
  await gateway.act(patient, body.id, 'settle');
  await pay(gateway, body, 'pi_1');
  gateway.stripe.disputes.set('pi_1', 'needs_response');
  await gateway.webhook({ type: 'charge.dispute.created', paymentIntent: 'pi_1', dispute: 'dp_1' });

  const { body: story } = await gateway.call<PaymentRecord>(`/v1/payment-requests/${body.id}/history`, {
    as: admin,
  });

  const ada = { kind: 'person', person: { id: 'clinician-1', displayName: 'Dr Ada Byron' } };
  const pat = { kind: 'person', person: { id: 'patient-1', displayName: 'Pat Lee' } };
  const stripe = { kind: 'stripe' };
  assert.deepEqual(
    story.events.map(({ kind, by, code }) => [kind, by, ...(code ? [code] : [])]),
    [
      ['asked', ada],
      ['requested', stripe],
      ['seen', pat],
      ['put-off', pat],
      ['entering-details', pat],
      ['attempt-failed', stripe, 'card_declined'],
      ['paid', stripe],
      ['disputed', stripe, 'needs_response'],
    ],
  );
  assert.equal(story.request.status, 'paid');
  assert.equal(story.refundable, 8500);
  assert.equal(story.dashboardUrl, 'http://localhost:4300/dashboard/acct_harbour/payments/pi_1');
});

test('cards that were refused and that nobody saw are in the story, each once, when they were tried', async (context) => {
  const gateway = await startGateway(context);
  const admin = await gateway.token({ role: 'clinic-admin', participantId: 'admin-1' });
  const { body } = await gateway.create(await gateway.token());
  const at = gateway.clock.now();
  const card = (seconds: number, code = 'card_declined') => ({ code, createdAt: at + seconds * SECOND });
  const told = async () => {
    const { body: story } = await gateway.call<PaymentRecord>(`/v1/payment-requests/${body.id}/history`, {
      as: admin,
    });
    await gateway.built.idle();
    return story.events
      .filter(({ kind }) => kind === 'attempt-failed' || kind === 'paid')
      .map(({ kind, code = '', at: when }) => [kind, code, (when - at) / SECOND]);
  };

  // Two refusals before the first event is worked on: its PaymentIntent shows the second alone.
  gateway.stripe.failedCharges.set('pi_1', [card(20), card(10), card(30, 'expired_card')]);
  gateway.clock.advance(25 * SECOND);
  gateway.stripe.change('pi_1', {
    lastError: { type: 'card_error', code: 'card_declined', declineCode: null, ref: 'ch_2' },
  });
  await gateway.webhook({
    paymentIntent: 'pi_1',
    requestId: body.id,
    type: 'payment_intent.payment_failed',
  });
  assert.deepEqual(await told(), [['attempt-failed', 'card_declined', 25]]);

  // A third, and then a card that is accepted before the event of the third is worked on.
  gateway.clock.advance(15 * SECOND);
  gateway.stripe.pay('pi_1');
  await Promise.all([
    gateway.webhook({ paymentIntent: 'pi_1', requestId: body.id }),
    gateway.webhook({ paymentIntent: 'pi_1', requestId: body.id, type: 'payment_intent.payment_failed' }),
  ]);

  const all = [
    ['attempt-failed', 'card_declined', 10],
    ['attempt-failed', 'card_declined', 25],
    ['attempt-failed', 'expired_card', 30],
    ['paid', '', 40],
  ];
  assert.deepEqual(await told(), all);
  assert.deepEqual(await told(), all);
});

test('a story that Stripe does not answer for is told without what only Stripe knows', async (context) => {
  const gateway = await startGateway(context);
  const admin = await gateway.token({ role: 'clinic-admin', participantId: 'admin-1' });
  const { body } = await gateway.create(await gateway.token());
  // Its second began before the request was made.
  const createdAt = gateway.clock.now() - 900;
  gateway.clock.advance(SECOND);
  gateway.stripe.pay('pi_1');
  await gateway.webhook({ paymentIntent: 'pi_1', requestId: body.id });
  gateway.stripe.failedCharges.set('pi_1', [{ code: 'card_declined', createdAt }]);
  const read = () => gateway.call<PaymentRecord>(`/v1/payment-requests/${body.id}/history`, { as: admin });
  gateway.stripe.fail('list-charges', new StripeFailure('unknown', 'No answer.'));

  const first = await read();
  await gateway.built.idle();
  await read();
  await gateway.built.idle();
  const last = await read();

  assert.equal(first.status, 200);
  assert.deepEqual(
    last.body.events.map(({ kind }) => kind),
    ['asked', 'requested', 'attempt-failed', 'paid'],
  );
});

test('a story tells who withdrew a request, and why one could not be made', async (context) => {
  const { gateway, clinician, admin } = await startRecords(context);
  const { body } = await gateway.create(clinician);
  await gateway.act(clinician, body.id, 'cancel');

  const { body: story } = await gateway.call<PaymentRecord>(`/v1/payment-requests/${body.id}/history`, {
    as: admin,
  });

  assert.deepEqual(
    story.events.slice(2).map(({ kind, by, code }) => [kind, by.kind, code]),
    [
      ['closing', 'person', 'cancelled'],
      ['cancelled', 'stripe', undefined],
    ],
  );
  assert.equal(story.refundable, 0);
});

/** What each may see of Harbour Street's records: the answer's status. */
const WHO: Record<string, { list: number; csv: number; report: number; history: number; refund: number }> = {
  'the clinic’s admin': { list: 200, csv: 200, report: 200, history: 200, refund: 201 },
  'the organisation’s admin': { list: 200, csv: 200, report: 200, history: 200, refund: 403 },
  'another clinic’s admin': { list: 404, csv: 404, report: 404, history: 404, refund: 404 },
  'another organisation’s admin': { list: 404, csv: 404, report: 404, history: 404, refund: 404 },
  'another host’s admin': { list: 404, csv: 404, report: 404, history: 404, refund: 404 },
  'an unknown organisation’s admin': { list: 404, csv: 404, report: 404, history: 404, refund: 404 },
  'a clinician of the call': { list: 403, csv: 403, report: 403, history: 403, refund: 403 },
  'a clinician of another call': { list: 403, csv: 403, report: 403, history: 404, refund: 404 },
  'the patient': { list: 403, csv: 403, report: 403, history: 403, refund: 403 },
  'an observer': { list: 403, csv: 403, report: 403, history: 404, refund: 404 },
  'the host’s backend': { list: 200, csv: 200, report: 200, history: 200, refund: 401 },
  'another host’s backend': { list: 404, csv: 404, report: 404, history: 404, refund: 401 },
};

test('who may look back, and give back: others learn nothing', async (context) => {
  const gateway = await startGateway(context);
  const otherKey = await gateway.provision('h_other', {
    ...HOST,
    organisations: [{ ref: 'other', name: 'Other', clinics: [] }],
  });
  const { body: request } = await gateway.create(await gateway.token());
  await pay(gateway, request, 'pi_1');
  const admin = { role: 'clinic-admin', participantId: 'admin-1' } as const;
  const overall = { role: 'organisation-admin', participantId: 'admin-2' } as const;
  const tokens: Record<string, string> = {
    'the clinic’s admin': await gateway.token(admin),
    'the organisation’s admin': await gateway.token(overall),
    'another clinic’s admin': await gateway.token({ ...admin, clinicRef: 'riverside' }),
    'another organisation’s admin': await gateway.token({ ...overall, organisationRef: 'hills' }),
    'another host’s admin': await gateway.token({ ...overall, organisationRef: 'other' }, otherKey),
    'an unknown organisation’s admin': await gateway.token({ ...overall, organisationRef: 'nobody' }),
    'a clinician of the call': await gateway.token(),
    'a clinician of another call': await gateway.token({ callId: 'call-2' }),
    'the patient': await gateway.patientToken(),
    'an observer': await gateway.token({ role: 'observer', participantId: 'carer-1' }),
    'the host’s backend': gateway.apiKey,
    'another host’s backend': otherKey,
  };

  for (const [name, expected] of Object.entries(WHO)) {
    const as = tokens[name] ?? '';
    // Hills has a clinic of the same name.
    const ofHost = name.includes('backend') ? '&organisation=harbour' : '';
    const clinic = name.includes('another organisation') ? 'riverside' : 'street';
    const whose = `clinic=${clinic}${ofHost}`;
    const status = async (path: string, options = {}) =>
      (await gateway.call(path, { as, ...options })).status;
    const refund = {
      method: 'POST',
      headers: { 'idempotency-key': 'k' },
      body: { amount: 100, reason: 'duplicate' },
    };
    const actual = {
      list: await status(`/v1/payment-requests?${whose}`),
      csv: await status(`/v1/payment-requests?${whose}`, { headers: { accept: 'text/csv' } }),
      report: await status(`/v1/payment-reports?${whose}`),
      history: await status(`/v1/payment-requests/${request.id}/history`),
      refund: await status(`/v1/payment-requests/${request.id}/refunds`, refund),
    };
    assert.deepEqual(actual, expected, name);
  }
  await gateway.built.idle();
});

test('an organisation’s admin, and a host, say whose records they want', async (context) => {
  const gateway = await startGateway(context);
  const admin = await gateway.token({ role: 'organisation-admin', participantId: 'admin-2' });
  const field = async (as: string, path: string) => {
    const { status, body } = await gateway.call<{ field?: string }>(path, { as });
    return [status, body.field];
  };

  assert.deepEqual(await field(admin, '/v1/payment-reports'), [400, 'clinic']);
  assert.deepEqual(await field(admin, '/v1/payment-requests?status=paid'), [400, 'clinic']);
  assert.deepEqual(await field(gateway.apiKey, '/v1/payment-reports?clinic=street'), [400, 'organisation']);
});
