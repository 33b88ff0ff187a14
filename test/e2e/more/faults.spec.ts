import { violationsOf } from '../support/axe.ts';
import { CARDS, expect, test } from '../support/journey.ts';

test.afterEach(({ stack }) => stack.clearFaults());

test.describe('the page of the fault switches', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1200, 320]) {
      test(`is accessible, ${colorScheme}, ${width} px wide`, async ({ browser, stack }) => {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
        const page = await context.newPage();
        await stack.addFault({ effect: 'slow', delayMs: 5, route: 'GET /v1/payment_intents/:id' });
        await stack.addFault({ effect: 'delay', type: 'payment_intent.succeeded', probability: 0.5 });
        await page.goto(`${stack.simulator}/faults`);
        expect(await violationsOf(page, { rules: 'all' })).toEqual([]);
        const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
        expect(scrollWidth).toBe(clientWidth);
        await context.close();
      });
    }
  }

  test('turns faults on and off by keyboard alone', async ({ page, stack }) => {
    await page.goto(`${stack.simulator}/faults`);
    const inForce = page.getByRole('region', { name: 'In force' });
    await expect(inForce).toContainText('Nothing is wrong');
    await page.getByRole('button', { name: /^Lose the next webhook/ }).focus();
    await page.keyboard.press('Enter');
    await expect(inForce.getByRole('listitem')).toContainText(/Webhooks are lost.*once more/s);
    await expect(page.getByRole('button', { name: /^Lose the next webhook/ })).toBeFocused();
    await expect(page.getByRole('status')).toHaveText('Lose the next webhook. In force: 1.');

    await inForce.getByRole('button', { name: 'Turn off: Webhooks are lost' }).focus();
    await page.keyboard.press('Space');
    await expect(inForce).toContainText('Nothing is wrong');
    await expect(inForce).toBeFocused();
  });

  test('takes a rule of one’s own, and says what is wrong with another', async ({ page, stack }) => {
    await page.goto(`${stack.simulator}/faults`);
    const inForce = page.getByRole('region', { name: 'In force' });
    await page.getByLabel('What goes wrong').selectOption('slow');
    await page.getByLabel(/^Which webhooks/).fill('charge.*');
    await page.getByRole('button', { name: 'Turn on' }).click();
    await expect(page.getByRole('alert')).toContainText('"type" is for faults of webhooks');
    await expect(page.getByLabel(/^Which webhooks/)).toHaveValue('charge.*');

    await page.getByLabel(/^Which webhooks/).fill('');
    await page.getByLabel(/^Which calls/).fill('GET /v1/accounts/*');
    await page.getByLabel('Whose').selectOption({ label: 'Riverside Clinic' });
    await page.getByLabel(/^Seconds/).fill('1.5');
    await page.getByLabel(/^How many times/).fill('2');
    await page.getByLabel(/^Chance in %/).fill('50');
    await page.keyboard.press('Enter');
    await expect(inForce.getByRole('listitem')).toContainText('Stripe is slow: 1.5 seconds');
    await expect(inForce.getByRole('listitem')).toContainText(
      'GET /v1/accounts/*, Riverside Clinic only, 50 % of the time, 2 more times',
    );
    await expect(page.getByRole('alert')).toBeHidden();
  });

  test('shows what strikes while one looks', async ({ page, stack }) => {
    await page.goto(`${stack.simulator}/faults`);
    await page.getByRole('button', { name: /^Too many calls/ }).click();
    const inForce = page.getByRole('region', { name: 'In force' });
    await expect(inForce).toContainText('Not struck yet');
    const answer = await fetch(`${stack.simulator}/v1/payment_intents`, {
      headers: { authorization: 'Bearer sk_test_anything' },
    });
    expect(answer.status).toBe(429);
    await expect(inForce).toContainText('Struck once');
    await expect(inForce).toContainText('2 more times');
    await expect(page.getByRole('region', { name: 'Struck lately' })).toContainText(
      'GET /v1/payment_intents → 429',
    );
  });

  test('works without a script', async ({ browser, stack }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${stack.simulator}/faults`);
    await page.getByRole('button', { name: /^An hour back/ }).click();
    await expect(page).toHaveURL(`${stack.simulator}/faults#in-force`);
    await expect(page.getByText('Stripe’s clock is 1 hour behind')).toBeVisible();
    await page.getByRole('button', { name: 'Set it right' }).click();
    await expect(page.getByText('Nothing is wrong')).toBeVisible();
    await context.close();
  });
});

test.describe('a payment in the call', () => {
  test('that went through is told to both, although Stripe answered the patient’s page with 500', async ({
    call,
    stack,
  }) => {
    const { clinician, patient } = await call.both();
    await clinician.openRequestPayment();
    await clinician.request('85', 'Consultation fee');
    const email = `${call.id}@example.com`;
    await patient.enterDetails(CARDS.good, email);
    await stack.addFault({ effect: 'error-after', route: 'POST /v1/payment_intents/:id/confirm', count: 1 });
    await patient.payButton('$85.00').click();
    await expect(patient.panel.getByText('Payment successful')).toBeVisible();
    await expect(clinician.toast).toContainText('Payment received');
    expect((await stack.receipts()).filter(({ to }) => to === email)).toHaveLength(1);
    expect((await stack.activity()).some(({ fault }) => fault === 'error-after')).toBe(true);
  });

  test('is asked for once, although Stripe’s answer to the request was lost', async ({ call, stack }) => {
    await stack.addFault({ effect: 'cut-after', route: 'POST /v1/payment_intents', count: 1 });
    const { clinician, patient } = await call.both();
    await clinician.openRequestPayment();
    await clinician.request('85', 'Lost answer');
    await expect(patient.payNow).toBeVisible();
    await patient.enterDetails(CARDS.good);
    await patient.payButton('$85.00').click();
    await expect(clinician.toast).toContainText('Payment received');
    const created = (await stack.activity()).filter(
      ({ route, params }) =>
        route === 'POST /v1/payment_intents' && params?.['description'] === 'Lost answer',
    );
    expect(new Set(created.map(({ answer }) => answer?.id ?? null)).size).toBe(2);
    expect(created.map(({ status }) => status)).toContain(null);
    expect(created.at(-1)?.replayed).toBe(true);
  });
});
