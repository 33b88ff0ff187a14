import { CARDS, CallFixture, expect, test } from '../support/journey.ts';
import { Stack } from '../support/stack.ts';

// A gateway that dies takes every call down with it, so these have one of their own.
test.describe.configure({ mode: 'serial' });

let stack: Stack;
let call: CallFixture;
let count = 0;

test.beforeAll(async () => {
  stack = await Stack.start();
});
test.afterAll(() => stack.stop());
test.beforeEach(({ browser }) => {
  call = new CallFixture(browser, stack, `outage-${(count += 1)}`);
});
test.afterEach(() => call.close());

test('the gateway is down when the clinician asks: the page says it is checking, and asks once', async () => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.amount.fill('33');
  await clinician.description.fill('Script renewal');
  await stack.killGateway();
  await clinician.submit.click();

  await expect(clinician.panel.getByText('Payment requested')).toBeVisible();
  await expect(patient.panel.getByText('Script renewal', { exact: true })).toBeVisible();
  await expect(patient.panel.getByText('1 of 2')).toBeHidden();
});

test('Stripe does not answer when the clinician asks: the request waits, and goes out once it does', async () => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await stack.holdStripe(true);
  try {
    await clinician.request('85', 'Consultation fee');
    await expect(clinician.panel.getByText('Preparing the request…')).toBeVisible();
    await expect(patient.payNow).toBeHidden();
  } finally {
    await stack.holdStripe(false);
  }
  await expect(patient.payNow).toBeVisible();
  await patient.enterDetails(CARDS.good);
  await patient.payButton('$85.00').click();
  await expect(clinician.toast).toContainText('Payment received');
});
