import { expect, test, type Browser, type Page } from '@playwright/test';

import { Stack } from '../support/stack.ts';
import { expectWellMade } from '../support/well-made.ts';

/** What is enabled here stays so: a demo of its own. */
let stack: Stack;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  stack = await Stack.start();
});
test.afterAll(async () => {
  await stack.stop();
});

async function openForm(page: Page): Promise<void> {
  await page.goto(`${stack.origin}/admin?page=access&role=organisation-admin`);
  await expect(page.getByRole('heading', { name: 'Request payments for your clinics' })).toBeVisible();
}

async function fillForm(page: Page, manager: 'me' | 'Dana Ford'): Promise<void> {
  await page.getByRole('checkbox', { name: 'Riverside Clinic' }).check();
  await page.getByRole('radio', { name: 'Not yet' }).check();
  await page.getByLabel('Contact person').fill('Morgan Silva');
  await page.getByLabel('Email address', { exact: true }).fill('morgan@bayside.example');
  await page.getByRole('textbox', { name: 'Expected use' }).fill('Gap fees, about 100 a month.');
  if (manager === 'me') await page.getByLabel('I am the authorised telehealth manager').check();
  else {
    await page.getByLabel('Somebody else is').check();
    await page.getByLabel('Their name').fill(manager);
    await page.getByLabel('Their email address').fill('dana@bayside.example');
  }
}

async function openDesk(browser: Browser): Promise<Page> {
  const desk = await (await browser.newContext()).newPage();
  await desk.goto(`${stack.origin}/operator?status=sent`);
  await desk.getByRole('link', { name: /^SR-/ }).click();
  await expect(desk.getByRole('heading', { name: 'Bayside Health' })).toBeVisible();
  return desk;
}

/** Opens a shared link as somebody who has no account anywhere here. */
async function openLink(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en-AU' })).newPage();
  await page.goto(url);
  return page;
}

async function makeLink(page: Page, button: 'Make the link' | 'Make a new link'): Promise<string> {
  const link = page.getByLabel('Link for the telehealth manager');
  const before = (await link.count()) > 0 ? await link.inputValue() : '';
  await page.getByRole('button', { name: button }).click();
  await expect(link).not.toHaveValue(before);
  return link.inputValue();
}

test('what the service desk does not approve comes back with its reason, can be asked again, and withdrawn', async ({
  page,
  browser,
}) => {
  await openForm(page);
  await page.getByRole('button', { name: 'Send request' }).click();
  await expect(page.getByText('Choose at least one clinic.')).toBeVisible();
  await expectWellMade(page);
  await fillForm(page, 'me');
  await page.reload();
  await expect(page.getByLabel('Contact person')).toHaveValue('Morgan Silva');
  await page.getByLabel('I agree').check();
  await page.getByRole('button', { name: 'Send and raise the ticket' }).click();
  await expect(page.getByRole('heading', { name: 'Your request is with the service desk' })).toBeVisible();

  const desk = await openDesk(browser);
  await desk.getByRole('button', { name: 'Do not approve' }).click();
  await expect(desk.getByText('Say why, in words')).toBeVisible();
  await desk.getByLabel('Reason').fill('Riverside is not in the programme yet.');
  await desk.getByRole('button', { name: 'Do not approve' }).click();
  await expect(desk.getByText('The requester is told why.').first()).toBeVisible();

  await page.reload();
  await expect(page.getByText('Riverside is not in the programme yet.')).toBeVisible();
  await expectWellMade(page);
  await page.getByRole('button', { name: 'Ask again' }).click();
  await expect(page.getByRole('textbox', { name: 'Expected use' })).toHaveValue(
    'Gap fees, about 100 a month.',
  );
  await page.getByLabel('I agree').check();
  await page.getByRole('button', { name: 'Send and raise the ticket' }).click();
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByRole('heading', { name: 'Request payments for your clinics' })).toBeVisible();
});

test('a form goes by a shared link to the manager, by its ticket to the desk, and its clinic is enabled', async ({
  page,
  browser,
}) => {
  await openForm(page);
  await fillForm(page, 'Dana Ford');
  await page.getByLabel('I agree').check();
  await page.getByRole('button', { name: 'Send request' }).click();
  const first = await makeLink(page, 'Make the link');
  await expectWellMade(page);

  const wrong = await openLink(browser, first);
  await expect(wrong.getByRole('heading', { name: 'Raise the service request' })).toBeVisible();
  expect(new URL(wrong.url()).hash).toBe('');
  await expectWellMade(wrong);
  await wrong.getByRole('button', { name: 'This is not for me' }).click();
  await wrong.getByRole('button', { name: 'Yes, it is not for me' }).click();
  await expect(wrong.getByRole('heading', { name: 'Thank you for telling us' })).toBeVisible();
  await expect(page.getByText('it is not for them')).toBeVisible();

  const second = await makeLink(page, 'Make the link');
  const ended = await openLink(browser, first);
  await expect(ended.getByRole('heading', { name: 'This link has ended' })).toBeVisible();
  const manager = await openLink(browser, second);
  await manager.reload();
  await expect(manager.getByText('Gap fees, about 100 a month.')).toBeVisible();
  await manager.getByRole('button', { name: 'Raise the service request as Dana Ford' }).click();
  await expect(manager.getByRole('heading', { name: 'The service request is raised' })).toBeVisible();

  const desk = await openDesk(browser);
  await expect(desk.getByText('Dana Ford, by the shared link')).toBeVisible();
  await expectWellMade(desk);
  await desk.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(desk.getByText('The clinics are enabled').first()).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Payments are enabled' })).toBeVisible();
  await page.goto(`${stack.origin}/admin?page=account&clinic=riverside&role=clinic-admin`);
  await expect(page.getByRole('button', { name: 'Go to Stripe' }).first()).toBeVisible();
});
