import {
  test as base,
  type Browser,
  type BrowserContext,
  type FrameLocator,
  type Locator,
  type Page,
} from '@playwright/test';

import { Stack } from './stack.ts';

/** What a spec gets: the demo (one per worker), and a call of its own. */
interface Fixtures {
  call: CallFixture;
}

interface WorkerFixtures {
  stack: Stack;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  stack: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const stack = await Stack.start();
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  call: async ({ browser, stack }, use, testInfo) => {
    const call = new CallFixture(browser, stack, `t-${testInfo.workerIndex}-${Date.now().toString(36)}`);
    await use(call);
    await call.close();
  },
});

export { expect } from '@playwright/test';

/** One call: a clinician and a patient, each in a browser profile of their own. */
export class CallFixture {
  readonly #browser: Browser;
  readonly #stack: Stack;
  readonly id: string;
  readonly #pages: Page[] = [];

  constructor(browser: Browser, stack: Stack, id: string) {
    this.#browser = browser;
    this.#stack = stack;
    this.id = id;
  }

  async clinician(options: JoinOptions = {}): Promise<Clinician> {
    return new Clinician(await this.#join('clinician', options));
  }

  async patient(options: JoinOptions = {}): Promise<Patient> {
    return new Patient(await this.#join('patient', options));
  }

  /** Both, connected: the journeys begin here. */
  async both(options: JoinOptions = {}): Promise<{ clinician: Clinician; patient: Patient }> {
    const [clinician, patient] = await Promise.all([this.clinician(options), this.patient(options)]);
    return { clinician, patient };
  }

  async close(): Promise<void> {
    await Promise.all(this.#pages.map((page) => page.context().close()));
  }

  async #join(role: 'clinician' | 'patient', options: JoinOptions): Promise<Page> {
    const context = options.sharing ?? (await this.#browser.newContext({ ...options.context }));
    const page = await context.newPage();
    this.#pages.push(page);
    if (options.before) await options.before(page);
    const query = new URLSearchParams({ call: this.id, ...options.query });
    await page.goto(`${options.origin ?? this.#stack.origin}/${role}?${query}`);
    return page;
  }
}

export interface JoinOptions {
  origin?: string;
  query?: Record<string, string>;
  context?: Parameters<Browser['newContext']>[0];
  /** Another page of this profile, instead of a profile of its own. */
  sharing?: BrowserContext;
  before?: (page: Page) => Promise<unknown>;
}

/** Somebody in the call, by what they can see and press. */
class Person {
  readonly page: Page;
  /** The plugin page inside the drawer. */
  readonly panel: FrameLocator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.frameLocator('iframe[title="Payments"]');
  }

  async openTool(): Promise<void> {
    await this.page.getByRole('button', { name: 'Apps & Tools' }).click();
  }
}

export class Clinician extends Person {
  readonly amount: Locator = this.panel.getByLabel('Payment amount');
  readonly description: Locator = this.panel.getByLabel('Payment description');
  readonly submit: Locator = this.panel.getByRole('button', { name: 'Request payment', exact: true });

  async openRequestPayment(): Promise<void> {
    await this.openTool();
    await this.page.getByRole('button', { name: 'Request Payment', exact: true }).click();
  }

  /** The pop-up inside the panel. */
  readonly toast: Locator = this.panel.locator('payment-received-toast');
  /** The pop-up that the call's own page draws while the panel is hidden. */
  readonly hostToast: Locator = this.page.locator('[part=card]');

  async closeDrawer(): Promise<void> {
    await this.page.getByRole('button', { name: 'Apps & Tools' }).click();
  }

  async request(amount: string, description: string): Promise<void> {
    await this.amount.fill(amount);
    await this.description.fill(description);
    await this.submit.click();
  }
}

export interface Card {
  number: string;
  expiry?: string;
  code?: string;
}

export const CARDS = {
  good: { number: '4242424242424242' },
  declined: { number: '4000000000000002' },
  insufficient: { number: '4000000000009995' },
  threeDSecure: { number: '4000002760003184' },
} satisfies Record<string, Card>;

export class Patient extends Person {
  readonly payNow: Locator = this.panel.getByRole('button', { name: 'Pay Now' });
  readonly email: Locator = this.panel.getByLabel('Email address');
  readonly card: FrameLocator = this.panel.frameLocator('iframe[title="Secure payment input frame"]');
  readonly wallets: FrameLocator = this.panel.frameLocator('iframe[title="Secure express checkout frame"]');
  /** The simulated wallet's own. */
  readonly sheet: FrameLocator = this.panel.frameLocator('iframe[title="Simulated payment sheet"]');
  readonly challenge: FrameLocator = this.panel.frameLocator('[role=dialog] iframe');

  payButton(amount: string): Locator {
    return this.panel.getByRole('button', { name: `Pay ${amount}` });
  }

  async enterCard(card: Card): Promise<void> {
    await this.card.getByLabel('Card number').fill(card.number);
    await this.card.getByLabel('Expiration date').fill(card.expiry ?? '12/34');
    await this.card.getByLabel('Security code').fill(card.code ?? '123');
  }

  async enterDetails(card: Card, email = 'patient@example.com'): Promise<void> {
    await this.payNow.click();
    await this.email.fill(email);
    await this.enterCard(card);
  }
}
