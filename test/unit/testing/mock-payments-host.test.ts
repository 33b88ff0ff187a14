import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { PaymentsHostOptions } from '../../../src/host-bridge/host.ts';
import { MockPaymentsHost } from '../../../src/testing/mock-payments-host.ts';

const CONTAINER = {} as HTMLElement;

function setup(options: Partial<PaymentsHostOptions> = {}): { payments: MockPaymentsHost; heard: string[] } {
  const payments = new MockPaymentsHost({
    gateway: 'https://pay.example.test',
    hostId: 'h_test',
    context: { callId: 'visit-81', role: 'clinician', self: { id: 'clinician-1' }, participants: [] },
    getToken: ({ force }) => Promise.resolve({ token: force ? 'new' : 'token', expiresAt: 0 }),
    ...options,
  });
  const heard: string[] = [];
  payments.addEventListener('ready', () => heard.push('ready'));
  payments.addEventListener('payment-received', ({ requestId }) => heard.push(`received ${requestId}`));
  payments.addEventListener('busy-changed', ({ busy }) => heard.push(`busy ${busy}`));
  payments.addEventListener('connection-failed', ({ code }) => heard.push(code));
  return { payments, heard };
}

test('mounts, and tells what the frame would', async () => {
  const { payments, heard } = setup();
  await payments.mount(CONTAINER);
  payments.act.receivePayment('pr_7');
  assert.deepEqual(heard, ['ready', 'received pr_7']);
  assert.equal((await payments.act.getToken(true)).token, 'new');
});

test('fails to mount with the code that it is told, once', async () => {
  const { payments, heard } = setup();
  payments.failsWith = 'ORIGIN_NOT_ALLOWED';
  await assert.rejects(payments.mount(CONTAINER), { code: 'ORIGIN_NOT_ALLOWED' });
  await payments.mount(CONTAINER);
  assert.deepEqual(heard, ['ORIGIN_NOT_ALLOWED', 'ready']);
});

test('stays while somebody pays, and leaves after', async () => {
  const { payments, heard } = setup();
  await payments.mount(CONTAINER);
  payments.act.setBusy(true);
  const leaving = payments.unmount();
  assert.equal(payments.container, CONTAINER);
  assert.equal(await payments.canClose(), false);
  payments.act.setBusy(false);
  await leaving;
  assert.equal(payments.container, null);
  assert.deepEqual(heard, ['ready', 'busy true', 'busy false']);
});

test('asks for the host’s drawer, and takes no for an answer', async () => {
  const asked: unknown[] = [];
  const open = (options: unknown): boolean => {
    asked.push(options);
    return false;
  };
  assert.equal(await setup({ panel: { open } }).payments.act.openPanel(), false);
  assert.equal(await setup({ panel: { open: () => {} } }).payments.act.openPanel(), true);
  assert.equal(await setup().payments.act.openPanel(), false);
  assert.deepEqual(asked, [{ focus: false }]);
});

test('leaves the pop-up to a page that cancels it', () => {
  const { payments } = setup();
  const notification = {
    id: 'pr_1',
    kind: 'payment-received',
    title: 'Payment received',
    body: '$85.00',
    dismissLabel: 'Dismiss',
  } as const;
  assert.equal(payments.act.notify(notification), true);
  payments.addEventListener('notification', (event) => event.preventDefault());
  assert.equal(payments.act.notify(notification), false);
});
