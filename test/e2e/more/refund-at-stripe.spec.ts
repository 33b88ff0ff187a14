import { readFile } from 'node:fs/promises';

import { CARDS, expect, test } from '../support/journey.ts';
import { expectWellMade } from '../support/well-made.ts';

const ACCOUNT = 'acct_1SimHarbourStreet';

test('the clinic finds a payment, gives a part of it back, and the call hears of it', async ({
  call,
  stack,
  page,
}) => {
  const { clinician, patient } = await call.both();
  await clinician.openRequestPayment();
  await clinician.request('85', `Visit ${call.id}`);
  await patient.enterDetails(CARDS.good, `${call.id}@example.com`);
  await patient.payButton('$85.00').click();
  await expect(clinician.panel.getByRole('heading', { name: 'Paid' })).toBeVisible();

  await page.goto(`${stack.simulator}/`);
  await page.getByRole('link', { name: 'Clinic’s dashboard' }).click();
  await page.getByRole('link', { name: 'Harbour Street Clinic' }).click();
  await expect(page).toHaveURL(`${stack.simulator}/dashboard/${ACCOUNT}`);
  await page.getByRole('navigation', { name: 'Dashboard' }).getByRole('link', { name: 'Payments' }).click();
  await page.getByLabel('Search').fill(`visit ${call.id} 85`);
  await page.getByLabel('Search').press('Enter');
  await expect(page.getByRole('row')).toHaveCount(2);
  await expectWellMade(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`,85.00,0.00,aud,Succeeded,Visit ${call.id},Visa,4242,`);

  await page.getByRole('link', { name: `Visit ${call.id}` }).click();
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await expect(timeline).toContainText('Payment succeeded');
  await expect(timeline).toContainText(`To ${call.id}@example.com`);
  await page.getByRole('link', { name: 'Refund' }).click();
  await page.getByLabel('Amount to refund').fill('90');
  await page.getByRole('button', { name: 'Refund' }).click();
  await expect(page.getByRole('alert')).toContainText('At most $85.00 can be refunded');
  await page.getByLabel('Amount to refund').fill('20');
  await page.getByRole('button', { name: 'Refund' }).click();

  await expect(page.getByRole('status')).toContainText('$20.00 AUD refunded.');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Partial refund');
  await expect(timeline).toContainText('$20.00 AUD refunded');
  await expect(clinician.panel.getByText('Refunded')).toBeVisible();
  await expect(clinician.panel.getByText('$20.00')).toBeVisible();

  await expectWellMade(page);

  await page.getByRole('link', { name: 'See the mail' }).first().click();
  const mail = page.frameLocator('iframe[title="The mail as the patient sees it"]');
  await expect(mail.getByRole('heading', { name: 'Refund from Harbour Street Clinic' })).toBeVisible();
  await expect(mail.getByText('$20.00 AUD')).toBeVisible();
});
