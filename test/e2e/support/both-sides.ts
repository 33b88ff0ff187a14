import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

import type { Stack } from './stack.ts';

/** Both sides of a call in one page, and the bar that tells what passes. */
export class BothSides {
  static #count = 0;
  readonly page: Page;
  readonly clinician: FrameLocator;
  readonly patient: FrameLocator;
  readonly request: FrameLocator;
  readonly pay: FrameLocator;
  readonly toggle: Locator;
  readonly list: Locator;

  constructor(page: Page) {
    this.page = page;
    this.clinician = page.frameLocator('#frame-clinician');
    this.patient = page.frameLocator('#frame-patient');
    this.request = this.clinician.frameLocator('iframe[title="Payments"]');
    this.pay = this.patient.frameLocator('iframe[title="Payments"]');
    this.toggle = page.getByRole('button', { name: 'What just passed' });
    this.list = page.getByRole('region', { name: 'Messages' });
  }

  static async open(page: Page, stack: Stack, query = ''): Promise<BothSides> {
    const both = new BothSides(page);
    await page.goto(`${stack.origin}/?call=both-${Date.now().toString(36)}-${(this.#count += 1)}${query}`);
    if ((await both.toggle.getAttribute('aria-expanded')) === 'false') await both.toggle.click();
    await expect(both.says('Alex’s frame opens its event stream')).toBeVisible();
    return both;
  }

  says(text: string): Locator {
    return this.list.locator('.says').filter({ hasText: text }).first();
  }

  async ask(amount: string): Promise<void> {
    const tools = this.clinician.getByRole('button', { name: 'Apps & Tools' });
    if ((await tools.getAttribute('aria-expanded')) === 'false') await tools.click();
    await this.clinician.getByRole('button', { name: 'Request Payment', exact: true }).click();
    await this.request.getByLabel('Payment amount').fill(amount);
    await this.request.getByLabel('Payment description').fill('Consultation fee');
    await this.request.getByRole('button', { name: 'Request payment', exact: true }).click();
  }

  async payNow(amount: string): Promise<void> {
    await this.pay.getByRole('button', { name: 'Pay Now' }).click();
    await this.pay.getByLabel('Email address').fill('alex@example.com');
    const card = this.pay.frameLocator('iframe[title="Secure payment input frame"]');
    await card.getByLabel('Card number').fill('4242424242424242');
    await card.getByLabel('Expiration date').fill('12/34');
    await card.getByLabel('Security code').fill('123');
    await this.pay.getByRole('button', { name: `Pay ${amount}` }).click();
  }

  async expectPaid(): Promise<void> {
    await expect(this.pay.getByText('Payment successful')).toBeVisible();
    await expect(this.says('The gateway follows Stripe: paid')).toBeVisible();
  }

  async showFaults(): Promise<void> {
    await this.page.getByRole('button', { name: 'Faults', exact: true }).click();
  }

  fault(name: string): Locator {
    return this.page.getByRole('switch', { name });
  }

  /** Every message, those that are folded included; what comes meanwhile waits. */
  async openAll(): Promise<void> {
    await this.page.getByRole('button', { name: 'Pause' }).click();
    for (const rows of ['.fold', '.line']) {
      await this.list.locator(rows).evaluateAll((all) => {
        for (const row of all) if (row instanceof HTMLDetailsElement) row.open = true;
      });
      await expect(this.list.locator(`${rows}[open] > :nth-child(2)`)).toHaveCount(
        await this.list.locator(rows).count(),
      );
    }
  }
}
