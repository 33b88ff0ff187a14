import assert from 'node:assert/strict';
import { test } from 'node:test';

import { aRecord, aRefund, aReport, someRequests } from '../../../demo/pages/staged/records-samples.ts';
import { paid } from '../../../demo/pages/staged/samples.ts';
import type { PaymentRequestPage } from '../../../src/contract/payment-request.ts';
import { PaymentsError } from '../../../src/errors.ts';
import type { GatewayCall } from '../../../src/session/gateway-client.ts';
import type { RecordsOf, RecordsStore } from '../../../src/session/configure/records-state.ts';
import { settled } from './support/fake-clock.ts';
import { clinicianPage, world, type World } from './support/session-world.ts';

const ADMIN: RecordsOf = { participantId: 'admin-1', clinic: null };

interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly call: GatewayCall | undefined;
}

/** The gateway of a clinic with a few payments; `refund` is what becomes of one. */
function clinic(parts: World, refund: (call: GatewayCall | undefined) => unknown = () => null) {
  const asked: Asked[] = [];
  parts.gateway.answerTo = (address, call) => {
    const { pathname: path, searchParams } = new URL(address, 'http://gateway');
    asked.push({ path, query: searchParams, call });
    if (path.endsWith('/refunds')) return refund(call);
    if (path.endsWith('/history')) return aRecord();
    if (path === '/payment-reports') return aReport();
    const page: PaymentRequestPage = {
      items: searchParams.has('cursor') ? [] : someRequests(),
      nextCursor: searchParams.has('cursor') ? null : 'older',
      streamPosition: '0',
    };
    return page;
  };
  const of = (path: string) => asked.filter((each) => each.path === path);
  return {
    lists: () => of('/payment-requests'),
    reports: () => of('/payment-reports'),
    refunds: () => asked.filter(({ path }) => path.endsWith('/refunds')),
  };
}

async function openStore(parts: World, of = ADMIN): Promise<RecordsStore> {
  const { session } = await clinicianPage(parts);
  const store = await session.openStore('records');
  store.show(of);
  await settled();
  return store;
}

function listOf(store: RecordsStore) {
  const { list } = store.getState();
  if (list.status !== 'ready') throw new Error(`The list is ${list.status}.`);
  return list;
}

test('it reads the last 30 days, and their totals in the person’s time zone', async () => {
  const parts = world();
  const asked = clinic(parts);

  const store = await openStore(parts);

  assert.equal(listOf(store).value.items.length, 8);
  assert.equal(store.getState().report.status, 'ready');
  const [list] = asked.lists();
  const [report] = asked.reports();
  const days = (Number(list?.query.get('to')) - Number(list?.query.get('from'))) / 86_400_000;
  assert.equal(Math.round(days), 30);
  assert.equal(report?.query.get('timeZone'), new Intl.DateTimeFormat().resolvedOptions().timeZone);
  assert.equal(list?.query.has('clinic'), false);
});

test('an organisation’s admin asks for the clinic that the page says', async () => {
  const parts = world();
  const asked = clinic(parts);

  await openStore(parts, { participantId: 'admin-2', clinic: 'street' });

  assert.equal(asked.lists()[0]?.query.get('clinic'), 'street');
  assert.equal(asked.reports()[0]?.query.get('clinic'), 'street');
});

test('what is typed is asked for when no more letters come, and totals do not change by it', async () => {
  const parts = world();
  const asked = clinic(parts);
  const store = await openStore(parts);

  for (const q of ['k', 'kn', 'kne', 'knee']) store.setFilters({ q });
  await settled();
  assert.equal(asked.lists().length, 1);
  await parts.clock.advance(300);
  await settled();

  assert.equal(asked.lists().length, 2);
  assert.equal(asked.lists()[1]?.query.get('q'), 'knee');
  assert.equal(asked.reports().length, 1);
});

test('another period or person changes both, and begins at the first page', async () => {
  const parts = world();
  const asked = clinic(parts);
  const store = await openStore(parts);
  store.nextPage();
  await settled();
  assert.equal(listOf(store).value.page, 2);

  store.setFilters({ period: 'custom', from: '2026-11-02', to: '2026-11-01', clinician: 'clinician-2' });
  await parts.clock.advance(0);
  await settled();

  const { query } = asked.lists().at(-1) ?? {};
  assert.equal(query?.get('clinician'), 'clinician-2');
  assert.equal(query?.has('cursor'), false);
  assert.equal(Number(query?.get('from')), new Date(2026, 10, 1).getTime());
  assert.equal(Number(query?.get('to')), new Date(2026, 10, 3).getTime());
  assert.equal(asked.reports().at(-1)?.query.get('clinician'), 'clinician-2');
  assert.equal(listOf(store).value.page, 1);
});

test('pages go forward and back', async () => {
  const parts = world();
  const asked = clinic(parts);
  const store = await openStore(parts);

  store.nextPage();
  await settled();
  assert.equal(asked.lists().at(-1)?.query.get('cursor'), 'older');
  assert.equal(listOf(store).value.hasNext, false);
  store.nextPage();
  store.previousPage();
  await settled();

  assert.equal(listOf(store).value.page, 1);
  assert.equal(asked.lists().at(-1)?.query.has('cursor'), false);
});

test('filters outlive a reload, for the same person at the same clinic', async () => {
  const parts = world();
  clinic(parts);
  const store = await openStore(parts);
  store.setFilters({ q: 'knee', status: 'paid' });

  const again = await openStore(parts);
  const other = await openStore(parts, { ...ADMIN, participantId: 'admin-2' });

  assert.deepEqual([again.getState().filters.q, again.getState().filters.status], ['knee', 'paid']);
  assert.equal(other.getState().filters.q, '');
});

test('what was read stays when the gateway does not answer, and is said to be old', async () => {
  const parts = world();
  clinic(parts);
  const store = await openStore(parts);

  parts.gateway.isDown = true;
  await store.refresh();

  assert.equal(listOf(store).value.items.length, 8);
  assert.equal(listOf(store).trouble?.code, 'GATEWAY_UNREACHABLE');
});

test('an answer that comes after a newer question is left aside', async () => {
  const parts = world();
  clinic(parts);
  const store = await openStore(parts);
  const answer = parts.gateway.answerTo;
  const { promise, resolve } = Promise.withResolvers<PaymentRequestPage>();
  parts.gateway.answerTo = (path, call) => (path.includes('status=paid') ? promise : answer(path, call));
  store.setFilters({ status: 'paid' });
  await parts.clock.advance(0);
  store.setFilters({ status: '' });
  await parts.clock.advance(0);
  await settled();

  resolve({ items: [], nextCursor: null, streamPosition: '0' });
  await settled();

  assert.equal(listOf(store).value.items.length, 8);
});

test('what is new comes by itself, as long as somebody looks', async () => {
  const parts = world();
  const asked = clinic(parts);
  const store = await openStore(parts, { participantId: 'admin-2', clinic: 'street' });
  const leave = store.subscribe(() => {});
  await settled();
  const before = asked.lists().length;

  await parts.clock.advance(10_000);
  await settled();
  assert.equal(asked.lists().length, before + 1);
  assert.equal(asked.lists().at(-1)?.query.get('clinic'), 'street');
  leave();
  await parts.clock.advance(60_000);
  await settled();

  assert.equal(asked.lists().length, before + 1);
});

test('a search is not made again by itself', async () => {
  const parts = world();
  const asked = clinic(parts);
  const store = await openStore(parts);
  store.subscribe(() => {});
  store.setFilters({ q: 'knee' });
  await parts.clock.advance(300);
  await settled();
  const [lists, reports] = [asked.lists().length, asked.reports().length];

  await parts.clock.advance(10_000);
  await settled();

  assert.equal(asked.lists().length, lists);
  assert.equal(asked.reports().length, reports + 1);
});

test('the clinic that was looked at last is known again after a reload', async () => {
  const parts = world();
  clinic(parts);
  await openStore(parts, { participantId: 'admin-2', clinic: 'street' });

  const again = await openStore(parts, { participantId: 'admin-3', clinic: 'river' });

  assert.equal(again.lastClinic('admin-2'), 'street');
  assert.equal(again.lastClinic('admin-1'), null);
});

test('while the gateway does not answer it is asked again, and what it says then is shown', async () => {
  const parts = world();
  const asked = clinic(parts);
  const store = await openStore(parts);
  store.subscribe(() => {});
  await settled();
  parts.gateway.isDown = true;
  await store.refresh();
  assert.notEqual(listOf(store).trouble, null);

  parts.gateway.isDown = false;
  const before = asked.lists().length;
  await parts.clock.advance(3_000);
  await settled();

  assert.equal(asked.lists().length, before + 1);
  assert.equal(listOf(store).trouble, null);
});

test('a refund is sent under a key, and what became of it is shown', async () => {
  const parts = world();
  const asked = clinic(parts, () => ({
    refund: aRefund(),
    request: paid({ revision: 9 }),
    refundable: 6500,
  }));
  const store = await openStore(parts);
  store.openRecord('pr_2');
  await settled();
  store.setRefundDraft({ amount: '20', reason: 'duplicate' });

  await store.refund({ amount: 2000, reason: 'duplicate' });

  const { open } = store.getState();
  assert.equal(open?.refund.status, 'done');
  assert.equal(open?.draft, null);
  const [sent] = asked.refunds();
  assert.match(sent?.call?.headers?.['idempotency-key'] ?? '', /^[0-9a-f]{32}$/);
  assert.deepEqual(sent?.call?.body, { amount: 2000, reason: 'duplicate' });
});

test('a second press while the first has no answer is no second refund', async () => {
  const parts = world();
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const asked = clinic(parts, () => promise);
  const store = await openStore(parts);
  store.openRecord('pr_2');
  await settled();

  const first = store.refund({ amount: 2000, reason: 'duplicate' });
  const second = store.refund({ amount: 2000, reason: 'duplicate' });
  resolve({ refund: aRefund(), request: paid(), refundable: 6500 });
  await Promise.all([first, second]);

  assert.equal(asked.refunds().length, 1);
});

test('a lost answer is asked for again under the same key, and so is one that Stripe has not confirmed', async () => {
  const parts = world();
  let tries = 0;
  const asked = clinic(parts, () => {
    tries += 1;
    if (tries === 1) throw new PaymentsError('GATEWAY_UNREACHABLE', 'Lost.', { retryable: true });
    return {
      refund: aRefund({ status: tries === 2 ? 'creating' : 'succeeded' }),
      request: paid(),
      refundable: 0,
    };
  });
  const store = await openStore(parts);
  store.openRecord('pr_2');
  await settled();

  const refunding = store.refund({ amount: 2000, reason: 'duplicate' });
  await settled();
  assert.equal(store.getState().open?.refund.status, 'checking');
  for (let turn = 0; turn < 2; turn += 1) {
    await parts.clock.advance(5_000);
    await settled();
  }
  await refunding;

  assert.equal(store.getState().open?.refund.status, 'done');
  assert.equal(asked.refunds().length, 3);
  assert.equal(new Set(asked.refunds().map(({ call }) => call?.headers?.['idempotency-key'])).size, 1);
});

test('a page that was loaded again while nobody knew asks on, with the same key', async () => {
  const parts = world();
  let isDown = true;
  const asked = clinic(parts, () => {
    if (isDown) throw new PaymentsError('GATEWAY_UNREACHABLE', 'Lost.', { retryable: true });
    return { refund: aRefund(), request: paid(), refundable: 0 };
  });
  const page = await clinicianPage(parts);
  const store = await page.session.openStore('records');
  store.show(ADMIN);
  store.openRecord('pr_2');
  await settled();
  void store.refund({ amount: 2000, reason: 'duplicate' });
  await settled();
  page.unload();
  isDown = false;

  const again = await openStore(parts);
  await settled();

  assert.equal(again.getState().open?.id, 'pr_2');
  assert.equal(again.getState().open?.refund.status, 'done');
  assert.equal(new Set(asked.refunds().map(({ call }) => call?.headers?.['idempotency-key'])).size, 1);
});

test('a refused refund keeps what was typed, and the next press has another key', async () => {
  const parts = world();
  const asked = clinic(parts, () => {
    throw new PaymentsError('refund_balance_too_low', 'No.', { status: 409 });
  });
  const store = await openStore(parts);
  store.openRecord('pr_2');
  await settled();
  store.setRefundDraft({ amount: '20', reason: 'duplicate' });

  await store.refund({ amount: 2000, reason: 'duplicate' });
  const { open } = store.getState();
  await store.refund({ amount: 2000, reason: 'duplicate' });

  assert.equal(open?.refund.status === 'rejected' && open.refund.error.code, 'refund_balance_too_low');
  assert.equal(open?.draft?.amount, '20');
  assert.equal(new Set(asked.refunds().map(({ call }) => call?.headers?.['idempotency-key'])).size, 2);
});

test('the CSV is of what the filters let through, in the person’s time zone', async () => {
  const parts = world();
  clinic(parts);
  const store = await openStore(parts);
  store.setFilters({ status: 'paid', period: 'custom', from: '', to: '' });

  const file = await store.exportCsv();

  assert.equal(file?.type, 'text/csv');
  const [path, type] = parts.gateway.argsOf('download')[0] ?? [];
  assert.equal(type, 'text/csv');
  assert.match(String(path), /^\/payment-requests\?status=paid&timeZone=/);
});

test('a CSV that does not arrive is said, and can be asked for again', async () => {
  const parts = world();
  clinic(parts);
  const store = await openStore(parts);
  parts.gateway.isDown = true;

  assert.equal(await store.exportCsv(), null);
  assert.equal(store.getState().export.status, 'failed');
  parts.gateway.isDown = false;
  assert.notEqual(await store.exportCsv(), null);
});
