import type { Page } from '@playwright/test';

import { SIMULATED } from '../../../server-stub/stripe/simulated.ts';
import { expect, test } from '../support/journey.ts';
import { expectWellMade } from '../support/well-made.ts';

const HEADERS = {
  authorization: `Bearer ${SIMULATED.secretKey}`,
  'stripe-version': '2026-10-28.endive',
  'content-type': 'application/json',
};

/** Stands in for the platform, at another origin than Stripe's: what comes back to it is all that counts. */
async function expectBackAt(page: Page, address: string): Promise<URL> {
  await expect.poll(() => page.url()).toContain(address);
  return new URL(page.url());
}

async function openAccount(simulator: string): Promise<string> {
  const answer = await fetch(`${simulator}/v2/core/accounts`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify({
      display_name: 'Bay View Podiatry and Sports Medicine',
      contact_email: 'accounts@bayview.example',
      dashboard: 'full',
      identity: { country: 'au' },
      defaults: { responsibilities: { fees_collector: 'stripe', losses_collector: 'stripe' } },
      configuration: { merchant: { capabilities: { card_payments: { requested: true } } } },
    }),
  });
  const { id }: { id: string } = JSON.parse(await answer.text());
  return id;
}

async function linkTo(simulator: string, account: string, back: string): Promise<string> {
  const use_case = {
    type: 'account_onboarding',
    account_onboarding: { refresh_url: `${back}?refresh`, return_url: `${back}?return` },
  };
  const answer = await fetch(`${simulator}/v2/core/account_links`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify({ account, use_case }),
  });
  const { url }: { url: string } = JSON.parse(await answer.text());
  return url;
}

test('a clinic lets the platform into its account, and comes back to it', async ({ stack, page }) => {
  const back = `${stack.gateway}/healthz`;
  const query = new URLSearchParams({
    client_id: SIMULATED.connectClientId,
    response_type: 'code',
    scope: 'read_write',
    state: 'state-1',
    redirect_uri: back,
  });
  await page.goto(`${stack.simulator}/oauth/authorize?${query.toString()}`);
  await expectWellMade(page);
  await page.getByRole('radio', { name: /King Street Dental/ }).check();
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByRole('alert')).toContainText('connected to another platform');
  await expectWellMade(page);
  await page.getByRole('radio', { name: /Poliambulatorio Lago Verde/ }).check();
  await page.getByRole('button', { name: 'Connect' }).click();
  const { searchParams } = await expectBackAt(page, back);
  expect(searchParams.get('state')).toBe('state-1');
  expect(searchParams.get('code')).toMatch(/^ac_/);
});

test('a clinic answers Stripe’s questions by keyboard, and comes back', async ({ stack, page }) => {
  const back = `${stack.gateway}/healthz`;
  const account = await openAccount(stack.simulator);
  await page.goto(await linkTo(stack.simulator, account, back));
  for (const heading of [
    'Tell us about the business',
    'Who represents the business?',
    'Where should payouts go?',
  ]) {
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await expectWellMade(page);
    await page.getByRole('textbox').first().press('Enter');
  }
  await expect(page.getByRole('heading', { name: 'Review and submit' })).toBeVisible();
  await expectWellMade(page);
  await page.getByRole('radio', { name: /^Restricted/ }).check();
  await page.getByRole('button', { name: 'Agree and submit' }).press('Enter');
  await expectBackAt(page, `${back}?return`);

  await page.goto(`${stack.simulator}/dashboard/${account}/account`);
  await expect(page.getByRole('heading', { name: 'Account Restricted' })).toBeVisible();
  await page.getByRole('button', { name: 'Give Stripe what it needs' }).click();
  await expect(page.getByRole('heading', { name: 'Confirm the representative’s identity' })).toBeVisible();
  await expectWellMade(page);
  await page.getByRole('button', { name: 'Agree and submit' }).click();
  await expect(page.getByRole('heading', { name: 'Account Ready' })).toBeVisible();
});

test('an account link that was opened before leads to where a new one is made', async ({ stack, page }) => {
  const back = `${stack.gateway}/healthz`;
  const account = await openAccount(stack.simulator);
  const link = await linkTo(stack.simulator, account, back);
  await page.goto(link);
  await page.getByRole('button', { name: 'Save for later' }).click();
  await expectBackAt(page, `${back}?return`);
  await page.goto(link);
  await expectBackAt(page, `${back}?refresh`);
  await page.goto(`${stack.simulator}/setup/e/${account}/unknown`);
  await expect(page.getByRole('heading', { name: 'This link is no longer valid' })).toBeVisible();
  await expectWellMade(page);
});

test('the page of an account fits and is accessible, with all that it can show', async ({ stack, page }) => {
  const account = await openAccount(stack.simulator);
  for (const name of [
    'pay.example.com',
    'a-rather-long-name-of-a-domain.inactive.example.com',
    'localhost',
  ]) {
    await fetch(`${stack.simulator}/v1/payment_method_domains`, {
      method: 'POST',
      headers: { authorization: HEADERS.authorization, 'stripe-account': account },
      body: new URLSearchParams({ domain_name: name }),
    });
  }
  const path = `${stack.simulator}/dashboard/${account}/account`;
  await page.goto(path);
  await page.getByText('Disconnect…').click();
  await expectWellMade(page);
  await page.getByLabel('State').selectOption('Ready, something due soon');
  await page.getByRole('button', { name: 'Change state' }).click();
  await expect(page.getByRole('status')).toContainText('The account’s state is now');
  await expectWellMade(page);
  await page.getByText('Disconnect…').click();
  await page.getByRole('button', { name: 'Disconnect Video Call Payments' }).click();
  await expect(page.getByRole('status')).toContainText('Video Call Payments is disconnected');
  await page.goto(`${stack.simulator}/dashboard`);
  await expectWellMade(page);
});
